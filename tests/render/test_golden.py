"""What terminals show, as whole screens; UPDATE_GOLDEN=1 accepts a change."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from healthcli.answer import entry_answer, find_entry, find_topic
from healthcli.catalog import Catalog
from healthcli.render import pages, plain, terminal
from healthcli.render.page import Page
from tests.conftest import TODAY, Lookup

GOLDEN = Path(__file__).parents[1] / "golden"
QUERIES = {
    "back-pain": "bak pain since my coil",
    "emergency": "soaking a pad every hour and dizzy",
    "not-covered": "tooth pain",
    "denied": "no fever",
    "ambiguous": "pain",
}
WIDTHS = (40, 80, 120)


def compare(name: str, shown: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def coloured(page: Page, width: int, *, colour: bool = True) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system="standard" if colour else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    terminal.render(page, console)
    return out.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_looks_as_agreed(
    name: str, width: int, lookup: Lookup, catalog: Catalog
) -> None:
    page = pages.answer_page(lookup(QUERIES[name]), catalog)

    compare(f"{name}-{width}.txt", plain.render(page, width))
    compare(f"{name}-{width}-colour.txt", coloured(page, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_looks_as_agreed(width: int, catalog: Catalog) -> None:
    page = pages.entries_page(catalog.topics[0], None, catalog)

    compare(f"list-{width}.txt", plain.render(page, width))
    compare(f"list-{width}-colour.txt", coloured(page, width))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(width: int, catalog: Catalog) -> None:
    topic, _ = find_topic("iud", catalog)
    for entry in topic.entries:
        match = entry_answer(
            topic, find_entry(topic, entry.symptom, catalog), catalog=catalog, today=TODAY
        )
        page = pages.entry_page(match, catalog)
        for shown in (plain.render(page, width), coloured(page, width, colour=False)):
            assert max(len(line.rstrip()) for line in shown.splitlines()) <= width
            flat = " ".join(shown.split())
            for line in entry.lines():
                # A bullet may be broken over lines, but its words stay whole and in order.
                assert " ".join(line.text.split()) in flat


def test_colour_never_carries_meaning_alone(lookup: Lookup, catalog: Catalog) -> None:
    shown = coloured(pages.answer_page(lookup("back pain"), catalog), 80, colour=False)

    for heading in ("EMERGENCY", "TODAY", "BOOK AN APPOINTMENT", "LOOK AFTER IT YOURSELF"):
        assert heading in shown
