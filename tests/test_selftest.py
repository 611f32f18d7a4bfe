"""Our own misses: counted as promised, listed, and the same in README as in the program."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from healthcli.catalog import Catalog, data_folder
from healthcli.check import check
from healthcli.errors import DataError, QueryError
from healthcli.selftest import SET_NAMES, Result, report_page, results, sentences
from tests.conftest import TODAY, Run

README = data_folder().parent / "README.md"
# A set, a sentence that is read as it must be, and one that cannot be.
ROWS = {
    "red-flags": ("chest pain,RF10,emergency", "tooth pain,RF10,emergency"),
    "fifteen-kinds": ("worst headache of my life,RF12,emergency", "sore toe,RF12,emergency"),
    "look-alikes": ("no chest pain", "chest pain"),
    "out-of-scope": ("tooth pain", "back pain"),
    "opposites": ("no back pain,back-pain", "back pain,back-pain"),
    "lay": ("my back really hurts,back-pain", "my back is sore,cramps"),
}
HEADING = {
    "red-flags": "text,rule,urgency",
    "fifteen-kinds": "text,rule,urgency",
    "look-alikes": "text",
    "out-of-scope": "text",
    "opposites": "text,denied",
    "lay": "text,symptom",
}


def write(data: Path, name: str, *rows: str) -> Path:
    path = data / f"selftest/{name.replace('-', '_')}.csv"
    path.write_text("\n".join((HEADING[name], *rows)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def small(data_copy: Path) -> Path:
    """A copy of the data with one good sentence in each set."""
    for name, (good, _) in ROWS.items():
        write(data_copy, name, good)
    return data_copy


def counted(data: Path, name: str) -> Result:
    (result,) = results(Catalog.load(data), TODAY, name)
    return result


@pytest.mark.parametrize("name", SET_NAMES)
def test_a_sentence_read_wrongly_is_counted_and_listed(name: str, small: Path) -> None:
    good, bad = ROWS[name]
    write(small, name, good, bad)

    result = counted(small, name)

    assert (result.right, result.total) == (1, 2)
    assert [miss.text for miss in result.misses] == [bad.split(",")[0]]


def test_a_flag_below_the_urgency_is_a_miss_and_one_above_is_none(small: Path) -> None:
    write(small, "red-flags", "chest pain,RF10,same_day", "positive pregnancy test,RF05,emergency")

    assert [miss.text for miss in counted(small, "red-flags").misses] == ["positive pregnancy test"]


def test_another_rule_than_the_named_one_is_no_miss_and_is_told(small: Path) -> None:
    write(small, "red-flags", "chest pain,RF10,emergency", "my chest hurts so bad,RF01,emergency")

    result = counted(small, "red-flags")

    assert result.misses == ()
    assert result.also == ("the named rule is among them", 1)


def test_a_denied_sign_must_open_none_of_what_it_suggests(small: Path) -> None:
    write(small, "opposites", "no pain at all,pain", "cramps,pain")

    assert [miss.text for miss in counted(small, "opposites").misses] == ["cramps"]


def test_a_lay_word_that_is_only_second_is_a_miss_and_among_three(small: Path) -> None:
    write(small, "lay", "cramps and spotting,spotting")

    result = counted(small, "lay")

    assert result.right == 0
    assert result.also == ("it is among the first three", 1)


def test_a_long_list_is_cut_unless_the_whole_is_asked_for(small: Path) -> None:
    write(small, "look-alikes", *(f"chest pain {'x' * n}" for n in range(1, 31)))
    found = results(Catalog.load(small), TODAY, "look-alikes")

    assert "10 more: healthcli selftest look-alikes --verbose" in str(report_page(found))
    assert str(report_page(found, whole=True)).count("expected no red flag") == 30


FAULTS = [
    ("red-flags", "chest pain,RF99,emergency", 'there is no rule "RF99"'),
    ("red-flags", "chest pain,RF10,soon", 'there is no urgency "soon"'),
    ("lay", "my back,bak-pain", 'there is no symptom "bak-pain"'),
    ("opposites", "no fever,fevr", 'there is no denied "fevr"'),
    ("lay", "sore, and hot,fever", "fields: 3 instead of 2"),
    ("lay", "sore", "fields: 1 instead of 2"),
    ("lay", '"sore,fever', "not CSV"),
    ("look-alikes", '" "', "the text has 0 characters"),
    ("look-alikes", "a" * 2001, "the text has 2,001 characters"),
    ("look-alikes", "no fever\nNo fever", "stands in line 2 too"),
]


@pytest.mark.parametrize(("name", "row", "problem"), FAULTS, ids=[row[2] for row in FAULTS])
def test_a_broken_row_is_named_with_file_line_and_what_to_do(
    name: str, row: str, problem: str, small: Path
) -> None:
    path = write(small, name, row)

    with pytest.raises(DataError) as raised:
        sentences(Catalog.load(small))

    (fault,) = raised.value.faults
    assert fault.file == f"selftest/{path.name}"
    assert fault.place.startswith("line ")
    assert problem in fault.problem
    assert fault.fix
    assert fault in check(small, TODAY).faults


def test_a_wrong_heading_and_a_missing_file_are_named(small: Path) -> None:
    (small / "selftest/lay.csv").write_text("words,symptom\nsore,fever\n", encoding="utf-8")
    (small / "selftest/opposites.csv").unlink()

    with pytest.raises(DataError, match="write text,symptom") as raised:
        sentences(Catalog.load(small))

    assert [fault.file for fault in raised.value.faults] == [
        "selftest/opposites.csv",
        "selftest/lay.csv",
    ]


def test_a_set_that_does_not_exist_is_refused_with_those_that_do(catalog: Catalog) -> None:
    with pytest.raises(QueryError, match="Did you mean red-flags"):
        results(catalog, TODAY, "red-flag")


def test_the_readme_and_the_command_give_the_same_figures(run: Run) -> None:
    """UPDATE_GOLDEN=1 accepts a change."""
    done = run("selftest", "--plain")
    table, *misses = done.stdout.decode().split("\n\n")
    rows = [re.split(": |; ", line.strip()) for line in table.splitlines()[1:]]
    shown = "| set | right | what must happen |\n|---|---|---|\n" + "".join(
        f"| {' | '.join(row)} |\n" for row in rows
    )
    text = README.read_text(encoding="utf-8")
    before, between, after = re.split("<!-- /?selftest -->", text)
    if os.environ.get("UPDATE_GOLDEN"):
        between = f"\n{shown}"
        text = f"{before}<!-- selftest -->{between}<!-- /selftest -->{after}"
        README.write_text(text, encoding="utf-8")

    assert between.strip() == shown.strip()
    assert [row[0] for row in rows] == list(SET_NAMES)
    assert done.returncode == (6 if any("missed" in part for part in misses) else 0)


def test_the_json_holds_each_miss_whole(run: Run) -> None:
    (found,) = json.loads(run("selftest", "opposites", "--json").stdout)["sets"]

    assert found["set"] == "opposites"
    assert found["right"] + len(found["misses"]) == found["total"]
    assert all(set(miss) == {"text", "expected", "got"} for miss in found["misses"])
