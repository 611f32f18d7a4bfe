"""A page as plain text: for pipes, NO_COLOR and screen readers; order and headings only."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from healthcli.render.page import Block, Card, Page, Rows, Section, Small, Text, Title


def render(page: Page, width: int) -> str:
    """Write a page as text.

    Args:
        page: The blocks.
        width: Columns, at least 20.

    Returns:
        The text, with a line end at its end.
    """
    parts = ["\n".join(_block(block, max(width, 20))) for block in page]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Title(text, aside):
            yield from _wrap(f"{text}: {aside}" if aside else text, width)
        case Card(_, heading, bullets, intro):
            yield from _wrap(heading, width)
            for line in intro:
                yield from _wrap(_cited(line), width, "  ")
            for bullet in bullets:
                yield from _wrap(_cited(bullet), width, "  - ")
        case Section(heading, lines, bullets):
            indent = "  - " if bullets else "  "
            if heading:
                yield from _wrap(heading, width)
            for line in lines:
                yield from _wrap(_cited(line), width, indent if heading else "")
        case Rows(heading, rows):
            yield from _wrap(heading, width)
            for row in rows:
                yield from _wrap(_row(row), width, "  ")
        case Small(text):
            yield from _wrap(text, width)


def _row(row: tuple[str, ...]) -> str:
    first, *rest = row
    indent = len(first) - len(first.lstrip())
    return " " * indent + "; ".join(
        [f"{first.strip()}: {rest[0]}" if rest else first.strip(), *rest[1:]]
    )


def _cited(text: Text) -> str:
    if not text.cites:
        return text.text
    return f"{text.text} [{', '.join(str(number) for number in text.cites)}]"


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    safe = "".join(character if character.isprintable() else " " for character in text)
    lead = indent + " " * (len(safe) - len(safe.lstrip()))
    return textwrap.wrap(
        safe,
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    ) or [""]
