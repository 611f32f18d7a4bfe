"""Spelling repair: slips are mended, ordinary words are left alone."""

from __future__ import annotations

import pytest

from healthcli.read.spelling import Speller, targets

KNOWN = dict.fromkeys("bleeding back pain strings cramps sore mirena bleding".split(), 3)
ENGLISH = b"breathing\nbeak\nsore\nso\nbleeding\nback\npain\nstrings\ncramps\n"


@pytest.fixture
def speller() -> Speller:
    return Speller(ENGLISH, KNOWN, targets(ENGLISH, KNOWN, {"mirena"}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bak", ("back",)),
        ("bakc", ("back",)),
        ("bleding", ("bleeding",)),
        ("strngs", ("strings",)),
        ("crapms", ("cramps",)),
        ("backpain", ("back", "pain")),
        ("sooooo", ("so",)),
        ("sooore", ("sore",)),
        ("mirrena", ("mirena",)),
        ("bleading", ("bleeding",)),
    ],
)
def test_a_slip_is_mended(typed: str, meant: tuple[str, ...], speller: Speller) -> None:
    repair = speller.repair(typed)

    assert repair is not None
    assert repair.read_as == meant


@pytest.mark.parametrize(
    "word", ["breathing", "beak", "zorgle", "ab", "p4in", "\u0441ramps", "x" * 500]
)
def test_other_words_stay_as_they_are(word: str, speller: Speller) -> None:
    assert speller.repair(word) is None
