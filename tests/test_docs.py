"""The documents are true: commands run and print what they show; each option is described."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from healthcli.answer import lookup
from healthcli.catalog import Catalog, data_folder
from healthcli.check import check
from healthcli.cli.commands import COMMANDS
from tests.conftest import TODAY, Run
from tests.test_catalog import edit

ROOT = data_folder().parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown_screens() -> list[tuple[str, str]]:
    """Return each command that README shows with a "$", and what it shows below it."""
    blocks = re.findall(r"```text\n\$ (.+?)\n(.+?)\n```", README, re.DOTALL)
    return [(command, screen) for command, screen in blocks]


def test_readme_shows_a_screen() -> None:
    assert shown_screens()


@pytest.mark.parametrize(("command", "screen"), shown_screens())
def test_a_command_of_the_readme_prints_what_it_shows(command: str, screen: str, run: Run) -> None:
    program, *arguments = shlex.split(command)
    assert program == "healthcli"

    printed = run(*arguments).stdout.decode().splitlines()

    for shown in screen.splitlines():
        if shown.strip() not in ("", "..."):
            assert shown in printed


def test_the_quick_start_has_two_commands_of_one_line() -> None:
    part = README.split("## Quick start", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"```sh\n(.+?)\n```", part, re.DOTALL)

    assert len(blocks) == 2
    assert all("\n" not in block for block in blocks)
    assert 'healthcli lookup "back pain"' in blocks[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"healthcli {command}" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_a_help_text(command: str, run: Run) -> None:
    shown = run(command, "-h").stdout.decode()

    for option in re.findall(r"^  (--[a-z-]+)", shown, re.MULTILINE):
        described = re.search(rf"^  {option}\b.*?(?:  |\n +)([A-Z].+)", shown, re.MULTILINE)
        assert described, option


def test_the_ten_minutes_of_the_data_readme_add_an_entry(data_copy: Path) -> None:
    """Follow the steps as they stand: a source, a symptom, an entry, then the check."""
    text = (data_copy / "README.md").read_text(encoding="utf-8")
    blocks = [json.loads(b) for b in re.findall(r"```json\n(.+?)```", text, re.DOTALL)]
    source, symptom, entry = blocks
    edit(data_copy / "sources.json", lambda file: file["sources"].append(source))
    edit(data_copy / "symptoms/body.json", lambda file: file["symptoms"].append(symptom))
    edit(data_copy / "topics/iud.json", lambda file: file["entries"].append(entry))

    assert [str(fault) for fault in check(data_copy, TODAY).faults] == []
    catalog = Catalog.load(data_copy)
    answer = lookup("cant stop hiccuping", catalog=catalog, today=TODAY)
    assert [match.symptom for match in answer.matches] == [symptom["id"]]


def test_no_text_of_ours_names_another_projects_package() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")]:
        assert not re.search(r"pip install healthcli(?!-lookup)", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(Path(ROOT).glob("**/*.md")), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    if ".venv" in path.parts:
        pytest.skip("not ours")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
