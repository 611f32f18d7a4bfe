"""Rules that hold for any text."""

from __future__ import annotations

import json
from collections import Counter
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from healthcli.answer import Answer, lookup
from healthcli.batch import Defaults, answers
from healthcli.catalog import Catalog, data_folder
from healthcli.errors import QueryError
from healthcli.read.finding import Role
from healthcli.read.words import clean, split
from healthcli.render import as_json, pages, plain
from healthcli.render.json_lines import JsonLines
from tests.conftest import TODAY

CATALOG = Catalog.load()
SCHEMA = json.loads((data_folder() / "schema/answer.json").read_text(encoding="utf-8"))
DEFAULTS = Defaults("text", None, None, TODAY)
ENCODER = JsonLines()
VALIDATOR = Draft202012Validator(SCHEMA)

WORDS = st.sampled_from(
    "no not but and or pain back cramps bleeding fever chest cant feel strings my the coil mirena "
    "tooth heavy stopped gone , . ! pregnant severe bak bleding he 3 weeks ago sex without".split()
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), SENTENCES)

many = settings(max_examples=300, deadline=None)


def ask(text: str) -> Answer | None:
    """Answer a text; None where it is refused in words."""
    try:
        return lookup(text, catalog=CATALOG, today=TODAY)
    except QueryError:
        return None


@many
@given(TEXTS)
def test_no_text_raises_and_every_answer_keeps_to_the_schema(text: str) -> None:
    answer = ask(text)
    if answer is not None:
        VALIDATOR.validate(json.loads(as_json.dumps(as_json.answer(answer))))


@many
@given(TEXTS)
def test_nothing_unprintable_is_printed(text: str) -> None:
    answer = ask(text)
    if answer is not None:
        shown = plain.render(pages.answer_page(answer, CATALOG, explain=True), 80)
        assert all(character.isprintable() or character == "\n" for character in shown)


@many
@given(TEXTS)
def test_each_word_is_used_repaired_ignored_or_denied_exactly_once(text: str) -> None:
    answer = ask(text)
    if answer is None:
        return
    reading = answer.reading
    assert len(reading.roles) == len(reading.words)
    assert set(reading.roles) <= set(get_args(Role))
    # Run-together words are two words at one place; otherwise every word is there once.
    places = Counter((word.start, word.end) for word in reading.words)
    assert set(places) == {(word.start, word.end) for word in split(clean(text))}


@many
@given(SENTENCES)
def test_what_is_only_denied_opens_nothing(text: str) -> None:
    answer = ask(text)
    if answer is not None:
        opened = {match.symptom for match in answer.matches}
        assert opened.isdisjoint(answer.query.negated)


@many
@given(SENTENCES)
def test_case_and_outer_space_change_nothing(text: str) -> None:
    first, second = ask(text), ask(f"  {text.upper()} ")
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first.matches == second.matches
        assert [f.flag.id for f in first.red_flags] == [f.flag.id for f in second.red_flags]


@many
@given(SENTENCES)
def test_adding_a_red_flag_sentence_never_hides_it(text: str) -> None:
    answer = ask(f"{text}. i have chest pain")
    assert answer is not None
    assert "RF10" in [flag.flag.id for flag in answer.red_flags]


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS.filter(lambda t: "\n" not in t and "\r" not in t), max_size=8))
def test_a_batch_answers_as_lookup_does(texts: list[str]) -> None:
    encoded = [text.encode("utf-8", "replace") for text in texts]
    found = list(answers(encoded, DEFAULTS, CATALOG, ENCODER))

    assert len(found) == len(texts)
    for (line, good), raw in zip(found, encoded, strict=True):
        answer = ask(raw.decode("utf-8", "replace"))
        assert good == (answer is not None)
        if answer is not None:
            assert line == as_json.dumps(as_json.answer(answer))


@pytest.mark.parametrize(
    "text",
    [
        "no " * 600,
        "cant feel " * 200,
        "pain back " * 190,
        "my " * 600,
        "a" * 2000,
        "b a c k " * 240,
    ],
)
def test_the_worst_text_within_the_bound_is_still_answered(text: str) -> None:
    answer = ask(text[:2000])

    assert answer is not None
