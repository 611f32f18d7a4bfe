"""The promises of the design, end to end, in users' words."""

from __future__ import annotations

import pytest

from healthcli.model import URGENCIES
from tests.conftest import Lookup

# Typed -> the symptoms whose entries must open, in this order.
OPENS = [
    ("back pain", ["back-pain"]),
    ("backache after coil", ["back-pain"]),
    ("bak pain", ["back-pain"]),
    ("bak pain since my coil", ["back-pain"]),
    ("my back really hurts", ["back-pain"]),
    ("pain in the lower part of my back", ["back-pain"]),
    ("my back is killing me since they put it in", ["back-pain"]),
    ("BACK PAIN!!!", ["back-pain"]),
    ("cramps and spotting", ["cramps", "spotting"]),
    # "is over" ends a pain; "is all over the shop" ends nothing.
    ("boobs are sore and my mood is all over the shop", ["breast-tenderness", "mood"]),
    ("spotting but no cramps", ["spotting"]),
    ("can't feel my strings", ["missing-threads"]),
    ("cant even feel the threads anymore", ["missing-threads"]),
    ("threads missing", ["missing-threads"]),
    ("he can feel my strings", ["partner-feels-threads"]),
    ("my boyfriend says the strings poke him", ["partner-feels-threads"]),
    ("strings feel longer than before", ["changed-threads"]),
    ("i can feel the plastic", ["hard-plastic"]),
    ("my coil fell out", ["expulsion"]),
    ("my periods are really heavy", ["heavy-periods"]),
    ("no period for 3 months", ["light-or-no-periods"]),
    ("sore boobs", ["breast-tenderness"]),
    ("it hurts when we have sex", ["pain-during-sex"]),
    ("im losing loads of hair", ["hair-loss"]),
    ("ive put on weight since mirena", ["weight-change"]),
    ("no sex drive", ["low-libido"]),
    ("thrush", ["bv-thrush"]),
    ("splitting headache", ["headache"]),
    ("feeling sick", ["nausea"]),
    ("cant stop vomiting", ["nausea"]),
    ("wont stop vomiting", ["nausea"]),
]


@pytest.mark.parametrize(("text", "symptoms"), OPENS)
def test_what_people_type_opens_the_right_entries(
    text: str, symptoms: list[str], lookup: Lookup
) -> None:
    answer = lookup(text)

    assert [match.symptom for match in answer.matches] == symptoms
    assert answer.status == "answered"


# Typed -> what is denied; nothing of it may open.
DENIED = [
    ("no fever", "fever"),
    ("no cramps", "cramps"),
    ("i dont have any back pain", "back-pain"),
    ("not bleeding", "bleeding"),
    ("no bleeding and no pain", "bleeding"),
    ("the cramps have gone", "cramps"),
    ("headaches went away", "headache"),
    ("can feel my strings", "missing-threads"),
    ("i can still feel the strings", "missing-threads"),
    ("he cant feel the strings", "partner-feels-threads"),
    ("never had any acne", "acne"),
]


@pytest.mark.parametrize(("text", "symptom"), DENIED)
def test_what_is_denied_opens_nothing(text: str, symptom: str, lookup: Lookup) -> None:
    answer = lookup(text)

    assert answer.matches == ()
    assert answer.suggestions == ()
    assert symptom in answer.query.negated
    assert answer.status == "nothing_reported"


def test_a_denied_symptom_is_listed_beside_an_open_one(lookup: Lookup) -> None:
    answer = lookup("spotting but no cramps")

    assert answer.query.negated == ("cramps",)


NOT_COVERED = [
    "tooth pain",
    "toothache",
    "ear bleeding",
    "my ear is bleeding",
    "coil springs",
    "guitar strings",
    "my guitar strings are missing",
    "sore throat",
    "knee pain",
    "my dog has back pain",
    "how to bake bread",
    "asdfgh qwerty",
    "12345",
    "headache on the pill",
    "runny nose",
    "chipped tooth",
]


@pytest.mark.parametrize("text", NOT_COVERED)
def test_what_is_not_covered_opens_and_offers_nothing(text: str, lookup: Lookup) -> None:
    answer = lookup(text)

    assert answer.matches == ()
    assert answer.suggestions == ()
    assert answer.red_flags == ()
    assert answer.status == "not_covered"
    assert answer.covered


@pytest.mark.parametrize("text", ["pain", "bleeding", "it hurts", "i am bleeding", "my strings"])
def test_a_bare_sign_offers_at_most_three_to_choose_from(text: str, lookup: Lookup) -> None:
    answer = lookup(text)

    assert answer.status == "ambiguous"
    assert answer.matches == ()
    assert 1 < len(answer.suggestions) <= 3
    for suggestion in answer.suggestions:
        assert suggestion.command == f"healthcli show iud {suggestion.symptom}"


def test_every_urgency_level_is_carried_whatever_the_time_given(lookup: Lookup) -> None:
    early, late = lookup("back pain", since="2d"), lookup("back pain", since="1y")

    assert early.matches[0].timing_band == "expected"
    assert late.matches[0].timing_band == "check"
    for urgency in URGENCIES:
        lines = early.matches[0].seek_care.at(urgency)
        assert lines
        assert lines == late.matches[0].seek_care.at(urgency)


def test_a_symptom_that_is_never_usual_is_always_checked(lookup: Lookup) -> None:
    assert lookup("my coil fell out", since="1d").matches[0].timing_band == "always_check"


def test_a_variant_whose_sources_do_not_list_the_symptom_is_said_so(lookup: Lookup) -> None:
    copper, hormonal = lookup("acne", topic="copper-iud"), lookup("acne", topic="hormonal-iud")

    assert not copper.matches[0].listed
    assert hormonal.matches[0].listed
