"""Scores healthcli on a file of sentences with labels that somebody else gave."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from benchmarks.methods import healthcli_shows
from benchmarks.sets import RANK, read_csv
from healthcli.catalog import Catalog

COLUMNS = ("id", "text", "symptoms", "negated", "none", "red_flag")


class Score(NamedTuple):
    """Counts over a file's rows, and how many rows each could have counted."""

    rows: int
    labelled: int  # rows with a symptom that is in the catalogue's topics
    right_first: int
    in_three: int
    wrong: int
    opposite: int
    denying: int
    none_opened: int
    none: int
    flags_missed: int
    flags: int
    false_flags: int
    unflagged: int

    def shown(self) -> str:
        """Put the score into text, a line for each count."""
        lines = (
            ("right first", self.right_first, self.labelled),
            ("right in three", self.in_three, self.labelled),
            ("wrong opened", self.wrong, self.labelled),
            ("opposite opened", self.opposite, self.denying),
            ("none: opened", self.none_opened, self.none),
            ("flags missed", self.flags_missed, self.flags),
            ("false flags", self.false_flags, self.unflagged),
        )
        return "\n".join(
            [f"{self.rows} rows", *(f"{name:<16}{part:>5}/{whole}" for name, part, whole in lines)]
        )


def score_file(file: Path, catalog: Catalog) -> Score:
    """Score a CSV file of the columns id, text, symptoms, negated, none, red_flag.

    Args:
        file: symptoms and negated hold ids joined by "|"; none is 1 where no entry
            covers the text; red_flag is "emergency", "same_day" or empty.
        catalog: The data. The texts are asked with its first topic given.

    Raises:
        ValueError: a column is missing.
    """
    counts = dict.fromkeys(Score._fields, 0)
    topic = catalog.topics[0].id
    for row in read_csv(file):
        missing = [name for name in COLUMNS if row.get(name) is None]
        if missing:
            raise ValueError(f"{file}: no column {', '.join(missing)}")
        shown = healthcli_shows(row["text"], catalog, topic)
        right, denied = _ids(row["symptoms"]), _ids(row["negated"])
        opened = set(shown.opened)
        assert shown.answer is not None
        raised = max((RANK[flag.urgency] for flag in shown.answer.red_flags), default=0)
        wanted = RANK.get(row["red_flag"], 0)
        none = row["none"] == "1"
        for name, true in (
            ("rows", True),
            ("labelled", bool(right)),
            ("right_first", bool(right & set(shown.opened[:1]))),
            ("in_three", bool(right & set(shown.first_three))),
            ("wrong", bool(right and opened and not opened & right)),
            ("opposite", bool(opened & (denied - right))),
            ("denying", bool(denied)),
            ("none_opened", none and bool(opened)),
            ("none", none),
            ("flags_missed", raised < wanted),
            ("flags", wanted > 0),
            ("false_flags", not wanted and raised > 0),
            ("unflagged", not wanted),
        ):
            counts[name] += true
    return Score(**counts)


def _ids(joined: str) -> set[str]:
    return {id for id in joined.split("|") if id}
