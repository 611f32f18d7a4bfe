"""Broken data: every fault is named with file, entry, field and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from healthcli.catalog import Catalog, data_folder
from healthcli.errors import DataError
from tests.conftest import Run


def edit(file: Path, change: Callable[[Any], None]) -> None:
    value = json.loads(file.read_text(encoding="utf-8"))
    change(value)
    file.write_text(json.dumps(value), encoding="utf-8")


def first_entry(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    return lambda data: edit(data / "topics/iud.json", lambda topic: change(topic["entries"][0]))


BREAKS = [
    (
        "bad JSON",
        lambda data: (data / "topics/iud.json").write_text('{"id": "iud",', encoding="utf-8"),
        ["topics/iud.json", "line 1", "not JSON"],
    ),
    (
        "missing field",
        first_entry(lambda entry: entry.pop("reviewed")),
        ["topics/iud.json", 'entries "cramps"', '"reviewed" is missing'],
    ),
    (
        "unknown source",
        first_entry(lambda entry: entry["what"][0].update(sources=["NHS-IUT"])),
        ["topics/iud.json", 'entries "cramps"', '"NHS-IUT" is not in sources.json', "NHS-IU"],
    ),
    (
        "no source",
        first_entry(lambda entry: entry["what"][0].update(sources=[])),
        ['entries "cramps", what[0]', "at least one source"],
    ),
    (
        "negative day",
        first_entry(
            lambda entry: entry.update(
                timing={"starts_day": 3, "usual_until_day": 1, "sources": ["PP"]}
            )
        ),
        ['entries "cramps", timing', "1 is before starts_day (3)"],
    ),
    (
        "unknown field",
        first_entry(lambda entry: entry.update(revieved="2026-01-01")),
        ['"revieved" is not known', 'did you mean "reviewed"'],
    ),
    (
        "a rule file with no rules",
        lambda data: (data / "red_flags.json").write_text('{"red_flags": []}', encoding="utf-8"),
        ["red_flags.json", "missing or empty"],
    ),
    (
        "an unknown finding in a rule",
        lambda data: edit(
            data / "red_flags.json",
            lambda flags: flags["red_flags"][0]["levels"][0].update(when=[["colapse"]]),
        ),
        ["red_flags.json", '"colapse" is not in symptoms/', "collapse"],
    ),
    (
        "a missing file",
        lambda data: (data / "sources.json").unlink(),
        ["sources.json", "cannot be read"],
    ),
    (
        "an empty file",
        lambda data: (data / "notes.json").write_text("", encoding="utf-8"),
        ["notes.json", "empty"],
    ),
    (
        "not UTF-8",
        lambda data: (data / "notes.json").write_bytes(b'{"notes": ["\xff"]}'),
        ["notes.json", "UTF-8"],
    ),
    (
        "no symptoms at all",
        lambda data: shutil.rmtree(data / "symptoms"),
        ["symptoms/", "no data files"],
    ),
]


@pytest.mark.parametrize(
    ("break_it", "said"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS]
)
def test_a_fault_names_its_place_and_how_to_mend_it(
    break_it: Callable[[Path], None], said: list[str], data_copy: Path
) -> None:
    break_it(data_copy)

    with pytest.raises(DataError) as caught:
        Catalog.load(data_copy)

    for part in [*said, "Fix: "]:
        assert part in str(caught.value)


def test_all_faults_are_told_in_one_run(data_copy: Path) -> None:
    first_entry(lambda entry: entry["what"][0].update(sources=["NO-1"]))(data_copy)
    edit(data_copy / "red_flags.json", lambda f: f["red_flags"][0].update(topics=["nonsense"]))

    with pytest.raises(DataError) as caught:
        Catalog.load(data_copy)

    assert len(caught.value.faults) == 2


def test_a_broken_claims_file_is_told_when_it_is_asked_for(data_copy: Path) -> None:
    (data_copy / "claims/iud.json").write_text("[]", encoding="utf-8")
    catalog = Catalog.load(data_copy)

    with pytest.raises(DataError, match=r"claims/iud\.json"):
        catalog.claims(catalog.topics[0])


def test_broken_data_end_the_program_with_status_4_and_no_traceback(
    tmp_path: Path, run: Run
) -> None:
    root = data_folder().parent
    shutil.copytree(data_folder(), tmp_path / "data")
    shutil.copytree(root / "healthcli", tmp_path / "healthcli")
    edit(tmp_path / "data/topics/iud.json", lambda topic: topic["entries"][0].pop("title"))

    done = run("lookup", "back pain", cwd=tmp_path)

    assert done.returncode == 4
    assert done.stdout == b""
    message = done.stderr.decode()
    assert "topics/iud.json" in message
    assert '"title" is missing' in message
    assert "Traceback" not in message


def test_no_data_path_leaves_its_folder(catalog: Catalog) -> None:
    assert catalog.topic("../iud") is None
    assert all("/" not in topic.id for topic in catalog.topics)
