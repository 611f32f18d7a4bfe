"""How a text is written down changes nothing: case, space, punctuation, spelling, one slip."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sets import raises, red_flags, rows
from benchmarks.slips import KINDS, Kind, slip, slips
from healthcli.answer import Answer, lookup
from healthcli.catalog import Catalog
from tests.conftest import TODAY

CATALOG = Catalog.load()
FLAGGED = red_flags()
SETS = ("red_flags", "lay", "opposites", "out_of_scope", "look_alikes")
SENTENCES = [row["text"] for name in SETS for row in rows(name)]

some = settings(max_examples=150, deadline=None, derandomize=True)


def ask(text: str) -> Answer:
    return lookup(text, catalog=CATALOG, today=TODAY)


def read(text: str) -> tuple[object, ...]:
    """Return what a reader sees of an answer: status, entries and red flags."""
    answer = ask(text)
    return (
        answer.status,
        [(match.symptom, match.score) for match in answer.matches],
        [(raised.flag.id, raised.urgency) for raised in answer.red_flags],
    )


CASES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str.capitalize, str.swapcase]
SPACES = ["  ", "\t", "\u00a0", " \u200b", "\u2009"]
ENDS = [".", "!", "?", "??", "!!!", "...", "…", ",", ";", "-", " :(", ")", '"', "\n", " 😢", "?!"]


@some
@given(st.sampled_from(SENTENCES), st.sampled_from(CASES))
def test_case_changes_no_answer(text: str, case: Callable[[str], str]) -> None:
    assert read(case(text)) == read(text)


@some
@given(st.sampled_from(SENTENCES), st.sampled_from(SPACES))
def test_the_kind_and_width_of_spaces_change_no_answer(text: str, space: str) -> None:
    assert read(f"{space}{text.replace(' ', space)}{space}") == read(text)


@some
@given(st.sampled_from(SENTENCES), st.sampled_from(ENDS))
def test_punctuation_at_the_end_changes_no_answer(text: str, end: str) -> None:
    assert read(text + end) == read(text)


# Where a sentence with the one spelling is in no set, it is tried within a sentence here.
SPELT = [
    ("diarrhoea", "diarrhea", "fever and diarrhoea"),
    ("haemorrhage", "hemorrhage", "its a haemorrhage"),
    ("haemorrhaging", "hemorrhaging", "i am haemorrhaging"),
    ("gynaecologist", "gynecologist", "gynaecologist cant find my strings"),
    ("anaemia", "anemia", "got anaemia and bleeding loads"),
    ("anaemic", "anemic", "i am anaemic and bleeding heavily"),
    ("coloured", "colored", "green coloured discharge"),
    ("odour", "odor", "discharge with a bad odour"),
    ("haematemesis", "hematemesis", "haematemesis this morning"),
    ("haemoptysis", "hemoptysis", "haemoptysis since last night"),
    ("septicaemia", "septicemia", "is it septicaemia"),
    ("dyspnoea", "dyspnea", "dyspnoea at rest"),
    ("dysmenorrhoea", "dysmenorrhea", "dysmenorrhoea since the coil"),
    ("amenorrhoea", "amenorrhea", "amenorrhoea on mirena"),
    ("oedema", "edema", "leg oedema and calf pain"),
    ("anaesthetic", "anesthetic", "throat swelling after the anaesthetic"),
    ("paralysed", "paralyzed", "one side of my face is paralysed"),
    ("litre", "liter", "bled about a litre"),
    ("pyjamas", "pajamas", "bled through my pyjamas"),
    ("oestrogen", "estrogen", "headache from oestrogen"),
    ("mum", "mom", "my mum collapsed"),
    ("colour", "color", "my discharge is a funny colour"),
    ("grey", "gray", "i look grey and im bleeding"),
]


@pytest.mark.parametrize(("british", "american", "sentence"), SPELT)
def test_british_and_american_spelling_are_read_alike(
    british: str, american: str, sentence: str
) -> None:
    for text in (sentence, *SENTENCES):
        for one, other in ((british, american), (american, british)):
            if re.search(rf"\b{one}\b", text):
                assert read(re.sub(rf"\b{one}\b", other, text)) == read(text)


def test_one_slip_in_a_red_flag_sentence_is_read_over_95_times_in_100() -> None:
    tried = kept = 0
    # Every eighth sentence: all of them are counted by `python -m benchmarks.typos`.
    for flagged in FLAGGED[::8]:
        if raises(ask(flagged.text), flagged):
            for slipped in slips(flagged.text):
                tried += 1
                kept += raises(ask(slipped.text), flagged)

    assert kept / tried >= 0.95, f"{kept}/{tried}"


LONG = ["bleeding", "headache", "discharge", "pregnant", "breathing", "shoulder", "swollen"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(LONG), st.sampled_from(KINDS), st.integers(1, 6), st.sampled_from(SENTENCES))
def test_a_repaired_word_is_listed_as_repaired(
    word: str, kind: Kind, place: int, sentence: str
) -> None:
    typed = slip(word, kind, min(place, len(word) - 2))
    answer = ask(f"{typed}. {sentence}"[:2000])

    listed = dict(answer.query.repaired)
    for read_word, role in zip(answer.reading.words, answer.reading.roles, strict=True):
        said = answer.reading.text[read_word.start : read_word.end].lower()
        if role == "repaired":
            assert read_word.text in listed[re.sub("['’`ʼ]", "", said)].split()
