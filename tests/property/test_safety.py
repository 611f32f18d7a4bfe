"""No harmless words hide a red flag, and no text raises."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.sets import RANK, raises, red_flags, rows
from healthcli.answer import Answer, lookup
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.read.words import MAX_CHARACTERS
from tests.conftest import TODAY

CATALOG = Catalog.load()

MINIMISING = [
    "its probably nothing",
    "prob nothing",
    "dont want to bother anyone",
    "i dont want to make a fuss",
    "my husband says its fine",
    "my mum says its nothing",
    "sorry to ask",
    "im sure its ok",
    "doctor said its normal",
    "google says its normal",
    "probably overreacting",
    "its not that bad",
    "no rush",
    "no big deal",
    "not to be dramatic",
    "its not an emergency",
    "is that normal",
    "should i be worried",
    "nothing to worry about im sure",
    "had it last time too",
    "same thing happened last year",
    "i used to get this",
    "no other symptoms",
    "took paracetamol and waiting",
    "otherwise fine",
]
POLITE = ["hi", "hello", "please help", "thanks in advance", "cheers", "good evening", "any advice"]
HARMLESS = [row["text"] for name in ("look_alikes", "out_of_scope") for row in rows(name)]
SYMPTOMS = [row["text"] for row in rows("lay")]

BREAKS = [". ", "\n", "... ", "! "]  # a sentence ends
JOINTS = [*BREAKS, ", ", " but ", " and ", " ", " - ", " so "]

# The same texts in each run: a gate that fails by chance tells nobody anything.
some = settings(max_examples=150, deadline=None, derandomize=True)
# Shrinking a sentence out of a list finds nothing shorter, and takes seconds.
quick = settings(some, phases=[Phase.generate])


def ask(text: str) -> Answer:
    return lookup(text, catalog=CATALOG, today=TODAY)


def flags(text: str) -> dict[str, int]:
    return {raised.flag.id: RANK[raised.urgency] for raised in ask(text).red_flags}


def lowered(before: str, after: str) -> dict[str, tuple[int, int]]:
    """Return the red flags of one text that another raises lower or not at all."""
    now = flags(after)
    return {
        id: (rank, now.get(id, 0)) for id, rank in flags(before).items() if rank > now.get(id, 0)
    }


def highest(text: str) -> int:
    """Return the rank of the most urgent red flag of a text; 0: none."""
    return max(flags(text).values(), default=0)


RAISED = [f.text for f in red_flags() if raises(ask(f.text), f)]
EMERGENCIES = [f.text for f in red_flags() if f.urgency == "emergency" and raises(ask(f.text), f)]

TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.characters(max_codepoint=0xFF), max_size=300),
    st.text(alphabet="\x00\x07\x08\x1b[]0;31m\x7f\x85\u2028\u200b\u202e\ufeff pain", max_size=300),
    st.text(alphabet="😭🩸🤰🏽👩‍⚕️❤️ pain no", max_size=300),
    st.text(alphabet="ألم في البطن כאב בטן \u200f\u202b pain no", max_size=300),
    st.binary(max_size=300).map(lambda raw: raw.decode("utf-8", "surrogateescape")),
)


@some
@given(TEXTS)
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    with contextlib.suppress(QueryError):
        assert ask(text).status


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from([*RAISED, "no", "e\u0301", "🩸", "pain in my", "ﷺ", "\x00a", "א"]))
def test_a_text_as_long_as_may_be_is_answered(part: str) -> None:
    text = (f"{part} " * MAX_CHARACTERS)[:MAX_CHARACTERS]

    assert ask(text).status


@some
@given(st.sampled_from(EMERGENCIES), st.sampled_from(POLITE), st.sampled_from(BREAKS))
def test_a_polite_sentence_hides_no_emergency(text: str, polite: str, joint: str) -> None:
    assert 2 not in [rank for rank, _ in lowered(text, f"{polite}{joint}{text}").values()]
    assert 2 not in [rank for rank, _ in lowered(text, f"{text}{joint}{polite}").values()]


@some
@given(st.sampled_from(EMERGENCIES), st.sampled_from(HARMLESS))
def test_a_harmless_sentence_removes_no_emergency(text: str, harmless: str) -> None:
    for joined in (f"{harmless}. {text}", f"{text}. {harmless}"):
        assert 0 not in [now for rank, now in lowered(text, joined).values() if rank == 2]


@some
@given(st.sampled_from(EMERGENCIES), st.sampled_from(MINIMISING), st.sampled_from(BREAKS))
def test_a_minimising_sentence_removes_no_emergency(text: str, small: str, joint: str) -> None:
    for joined in (f"{small}{joint}{text}", f"{text}{joint}{small}"):
        assert 0 not in [now for rank, now in lowered(text, joined).values() if rank == 2]


@quick
@given(st.sampled_from(RAISED), st.sampled_from(MINIMISING), st.sampled_from(JOINTS))
def test_minimising_words_lower_no_urgency(text: str, small: str, joint: str) -> None:
    assert highest(f"{small}{joint}{text}") >= highest(text)
    assert highest(f"{text}{joint}{small}") >= highest(text)


@quick
@given(st.sampled_from(RAISED), st.sampled_from(POLITE), st.sampled_from(JOINTS))
def test_polite_words_lower_no_urgency(text: str, polite: str, joint: str) -> None:
    assert highest(f"{polite}{joint}{text}") >= highest(text)
    assert highest(f"{text}{joint}{polite}") >= highest(text)


@quick
@given(st.sampled_from(RAISED), st.sampled_from(HARMLESS), st.sampled_from(JOINTS))
def test_harmless_words_lower_no_urgency(text: str, harmless: str, joint: str) -> None:
    assert highest(f"{harmless}{joint}{text}") >= highest(text)
    assert highest(f"{text}{joint}{harmless}") >= highest(text)


@quick
@given(st.sampled_from(RAISED), st.sampled_from(SYMPTOMS))
def test_one_more_symptom_lowers_no_urgency(text: str, symptom: str) -> None:
    assert highest(f"{text} and {symptom}") >= highest(text)
    assert highest(f"{symptom} and {text}") >= highest(text)


# What once hid an emergency, the shortest of each kind.
HIDDEN = [
    ("chest pain is that normal", "RF10"),
    ("i cant breathe and is this normal", "RF10"),
    ("never had chest pain like this", "RF10"),
    ("not had chest pain this bad before", "RF10"),
    ("chest pain and had it last time too", "RF10"),
    ("im vomiting blood this happened before and it went away", "RF16"),
    ("nothing to worry about im sure and im vomiting blood", "RF16"),
    ("i used to get this and i cant breathe", "RF10"),
    ("its not that bad i cant breathe", "RF10"),
    ("no big deal i want to kill myself", "RF11"),
    ("no fever i have chest pain", "RF10"),
    ("im not in pain i cant breathe", "RF10"),
    ("what are the signs of sepsis and i want to kill myself", "RF11"),
    ("chest pain and coil out 2 months ago", "RF10"),
    ("my throats closing up and is a headache a side effect of the coil", "RF09"),
    ("i look gray and im bleeding", "RF06"),
    ("chest pins since tonight", "RF10"),
]


@pytest.mark.parametrize(("text", "rule"), HIDDEN)
def test_an_emergency_that_was_hidden_is_raised(text: str, rule: str) -> None:
    assert flags(text).get(rule) == RANK["emergency"]
