"""The help texts, made from what the commands declare."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from healthcli.cli.arguments import Command, Option

_WIDTH = 80
_HELP = ("-h, --help", "Show this help.")


def overview(commands: Iterable[Command]) -> str:
    """Say what healthcli is, and list its commands."""
    return _text(
        "healthcli [COMMAND] [OPTIONS] [WORDS]",
        "Published guidance for a symptom, red flags first. Offline; nothing is kept.",
        ("Commands", [(command.name, command.summary) for command in commands]),
        ("Options", [("--version", "Print the version."), _HELP]),
        examples=(
            'healthcli lookup "back pain since my coil"',
            "healthcli back pain since my coil",
            "healthcli lookup -h",
        ),
    )


def of_command(command: Command) -> str:
    """Say what a command does and takes, with an example."""
    usage = [f"healthcli {command.name}"]
    for word in command.words:
        shown = f"{word.name}..." if word.many else word.name
        usage.append(shown if word.required else f"[{shown}]")
    return _text(
        " ".join([*usage, "[OPTIONS]"]),
        command.summary,
        ("Words", [(word.name, word.help) for word in command.words]),
        ("Options", [*((_shown(option), option.help) for option in command.options), _HELP]),
        examples=command.examples,
    )


def _shown(option: Option) -> str:
    flags = f"{option.short}, {option.flag}" if option.short else option.flag
    return f"{flags} {option.value}".strip()


def _text(
    usage: str,
    summary: str,
    *parts: tuple[str, list[tuple[str, str]]],
    examples: tuple[str, ...],
) -> str:
    blocks = [f"Usage: {usage}", textwrap.fill(summary, _WIDTH)]
    for heading, rows in parts:
        if rows:
            blocks.append(f"{heading}:\n{_rows(rows)}")
    blocks.append("Examples:\n" + "\n".join(f"  {example}" for example in examples))
    return "\n\n".join(blocks) + "\n"


def _rows(rows: list[tuple[str, str]]) -> str:
    column = max(len(name) for name, _ in rows) + 4
    return "\n".join(
        textwrap.fill(
            text,
            _WIDTH,
            initial_indent=f"  {name}".ljust(column),
            subsequent_indent=" " * column,
            break_on_hyphens=False,
        )
        for name, text in rows
    )
