"""The JSON answer keeps to its schema, and the schemas keep to what they promise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from healthcli.catalog import data_folder
from healthcli.render import as_json
from tests.conftest import Lookup, Run

SCHEMAS = sorted(path.stem for path in (data_folder() / "schema").glob("*.json"))


def validator(name: str) -> Draft202012Validator:
    path = data_folder() / "schema" / f"{name}.json"
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_sound(name: str) -> None:
    Draft202012Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize(
    "text",
    ["bak pain 3 weeks after coil, no fever", "chest pain", "pain", "no fever", "tooth pain", "?!"],
)
def test_an_answer_keeps_to_its_schema(text: str, lookup: Lookup) -> None:
    value = json.loads(as_json.dumps(as_json.answer(lookup(text))))

    validator("answer").validate(value)


def test_a_batch_error_keeps_to_the_same_schema(run: Run) -> None:
    (line,) = run("batch", "--input", "jsonl", stdin=b"nonsense\n").stdout.splitlines()

    validator("answer").validate(json.loads(line))


def test_the_fields_of_the_design_are_there(lookup: Lookup) -> None:
    value = as_json.answer(lookup("bak pain 3 weeks after coil, no fever"))

    assert list(value) == [
        "schema_version", "query", "status", "red_flags", "matches", "suggestions", "notice",
    ]  # fmt: skip
    assert value["query"] == {
        "text": "bak pain 3 weeks after coil, no fever",
        "topics": ["iud"],
        "since_days": None,
        "repaired": [{"from": "bak", "to": "back"}],
        "negated": ["fever"],
        "not_understood": [],
    }
    (match,) = value["matches"]
    assert (match["topic"], match["symptom"], match["title"]) == ("iud", "back-pain", "Back pain")
    assert 0.9 < match["score"] < 1
    assert match["timing_band"] is None
    assert list(match["seek_care"]) == ["emergency", "same_day", "appointment", "self_care"]


def test_every_line_of_an_answer_names_sources_that_the_answer_holds(lookup: Lookup) -> None:
    value = as_json.answer(lookup("back pain and chest pain"))

    for holder in (*value["matches"], *value["red_flags"]):
        held = {source["id"] for source in holder["sources"]}
        for line in lines_of({k: v for k, v in holder.items() if k != "notes"}):
            assert line["sources"]
            assert set(line["sources"]) <= held


def lines_of(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "text" in value else []
        return own + [line for item in value.values() for line in lines_of(item)]
    if isinstance(value, list):
        return [line for item in value for line in lines_of(item)]
    return []


def test_explain_tells_what_became_of_each_word(run: Run) -> None:
    done = run("lookup", "bak pain but no fever, zorgle", "--json", "--explain")
    explained = json.loads(done.stdout)["explain"]

    roles = {word["word"]: word["role"] for word in explained["words"]}
    assert roles["back"] == "repaired"
    assert roles["pain"] == "used"
    assert roles["fever"] == "denied"
    assert roles["zorgle"] == "ignored"
    assert "runners_up" in explained
