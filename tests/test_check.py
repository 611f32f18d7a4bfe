"""The editors' check: it is clean on our data and names each kind of mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from healthcli.check import check, reading_grade
from tests.conftest import TODAY, Run
from tests.test_catalog import edit


def test_our_data_are_clean() -> None:
    report = check(None, TODAY)

    assert [str(fault) for fault in report.faults] == []


def line(text: str) -> Callable[[Path], None]:
    def change(topic: dict[str, Any]) -> None:
        topic["entries"][0]["what"][0]["text"] = text

    return lambda data: edit(data / "topics/iud.json", change)


def bullets(data: Path) -> None:
    def change(topic: dict[str, Any]) -> None:
        care = topic["entries"][0]["seek_care"]
        care["same_day"] = [{"text": f"you have sign {n}", "sources": ["PP"]} for n in range(6)]

    edit(data / "topics/iud.json", change)


def doubled_phrase(data: Path) -> None:
    edit(
        data / "symptoms/pain.json",
        lambda category: category["symptoms"][0]["phrases"].append("spotting"),
    )


def punctuated_phrase(data: Path) -> None:
    edit(
        data / "symptoms/pain.json",
        lambda category: category["symptoms"][0]["phrases"].append("can't cope"),
    )


MISTAKES = [
    (line("This is normal."), '"normal"'),
    (line("You need a test."), '"You need"'),
    (line("It is rare."), '"rare"'),
    (line("It touches 5 % of people."), "a percentage"),
    (line("It comes out in 1 in 20."), "without its base"),
    (line("so many words " * 9 + "."), "words in one sentence"),
    (line("Uterine contractility diminishes gradually. " * 40), "reading grade"),
    (bullets, "is too long"),
    (doubled_phrase, "also belongs to"),
    (punctuated_phrase, "does not match"),
]


@pytest.mark.parametrize(("make", "said"), MISTAKES, ids=[row[1] for row in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_a_fix(
    make: Callable[[Path], None], said: str, data_copy: Path
) -> None:
    make(data_copy)

    report = check(data_copy, TODAY)

    found = [fault for fault in report.faults if said in fault.problem]
    assert found, [str(fault) for fault in report.faults]
    assert all(fault.file and fault.place and fault.fix for fault in found)


def test_an_old_review_date_is_a_fault() -> None:
    report = check(None, TODAY + timedelta(days=800))

    assert any("more than 730 days ago" in fault.problem for fault in report.faults)


def test_the_command_ends_with_status_4_on_a_fault(data_copy: Path, run: Run) -> None:
    line("This is normal.")(data_copy)

    done = run("check", str(data_copy))

    assert done.returncode == 4
    assert b'"normal"' in done.stdout


def test_plain_words_score_lower_than_learned_ones() -> None:
    plain = reading_grade(["Call your doctor today.", "Do not wait."])
    learned = reading_grade(["Consultation with an appropriate practitioner is recommended."])

    assert plain < 4
    assert learned > 10
