"""Reads the sentences that healthcli is measured with, from data/selftest/."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from healthcli.answer import Answer
from healthcli.catalog import data_folder

# How urgent each level of a red flag is; a flag at the asked level or above is not missed.
RANK = {"same_day": 1, "emergency": 2}


class Flagged(NamedTuple):
    """A sentence, the red flag it must raise, and how urgent that is."""

    text: str
    rule: str
    urgency: str


def rows(name: str) -> Iterator[dict[str, str]]:
    """Read one file of data/selftest/, a row at a time."""
    yield from read_csv(data_folder() / "selftest" / f"{name}.csv")


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV file with a heading, a row at a time."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def red_flags() -> list[Flagged]:
    """Read the sentences that must raise a red flag."""
    return [Flagged(row["text"], row["rule"], row["urgency"]) for row in rows("red_flags")]


def raises(answer: Answer, flagged: Flagged) -> bool:
    """Say whether an answer raises any red flag at that urgency or above, as selftest does."""
    return any(RANK[raised.urgency] >= RANK[flagged.urgency] for raised in answer.red_flags)
