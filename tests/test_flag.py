"""Red flags: what must be raised, and what must not."""

from __future__ import annotations

import pytest

from tests.conftest import Lookup

# One row for each way somebody says it. Add the row first, then change the rule or the words.
FIRES = [
    ("chest pain", "RF10", "emergency"),
    ("pain in my chest", "RF10", "emergency"),
    ("probably nothing but my chest feels tight", "RF10", "emergency"),
    ("cant breathe since they put it in", "RF10", "emergency"),
    ("i passed out at home", "RF01", "emergency"),
    ("NO FEVER BUT I PASSED OUT", "RF01", "emergency"),
    ("my friend collapsed after her coil", "RF01", "emergency"),
    ("bleeding stopped, now chest pain", "RF10", "emergency"),
    ("soaking a pad every hour and dizzy", "RF02", "emergency"),
    ("going through a pad an hour", "RF02", "emergency"),
    ("flooding and feel faint", "RF02", "emergency"),
    ("sudden severe pain in my belly", "RF03", "emergency"),
    ("my tummy is rock hard and agony to touch", "RF03", "emergency"),
    ("shoulder tip pain and im bleeding", "RF04", "emergency"),
    ("positive pregnancy test with a coil", "RF05", "same_day"),
    ("i think im pregnant", "RF05", "same_day"),
    ("positive test and cramps", "RF05", "emergency"),
    ("fever and pelvic pain", "RF07", "same_day"),
    ("my throat is closing up", "RF09", "emergency"),
    ("lips and tongue swelling", "RF09", "emergency"),
    ("coughing up blood", "RF10", "emergency"),
    ("one calf is swollen", "RF10", "same_day"),
    ("i wish i was dead", "RF11", "same_day"),
    ("i want to die", "RF11", "emergency"),
    ("im going to kill myself tonight", "RF11", "emergency"),
    ("my face is drooping on one side", "RF12", "emergency"),
    ("worst headache of my life", "RF12", "emergency"),
    ("cant feel my strings", "RF13", "same_day"),
    ("my coil fell out", "RF13", "same_day"),
    ("pregnant and shivering", "RF14", "emergency"),
    ("my eyes have gone yellow", "RF15", "same_day"),
    ("vomiting blood", "RF16", "emergency"),
    ("my poo is black like tar", "RF16", "emergency"),
    ("chset pain", "RF10", "emergency"),
    ("i was raped", "RF17", "same_day"),
    ("no fever and chest pain", "RF10", "emergency"),
    ("coil put in yesterday and now im in unbearable pain", "RF08", "emergency"),
    ("lost consciousness after coil", "RF01", "emergency"),
    ("i have cramps all the time to the point i cant move", "RF03", "emergency"),
    ("ive chucked up blood", "RF16", "emergency"),
    ("it wont stop bleeding", "RF02", "emergency"),
    ("im so scared theres blood everywhere and im going to pass out", "RF02", "emergency"),
]


@pytest.mark.parametrize(("text", "rule", "urgency"), FIRES)
def test_the_red_flag_fires(text: str, rule: str, urgency: str, lookup: Lookup) -> None:
    assert (rule, urgency) in [(f.flag.id, f.urgency) for f in lookup(text).red_flags]


QUIET = [
    "no chest pain",
    "the bleeding has stopped",
    "i can feel my strings",
    "back pain",
    "cramps",
    "spotting",
    "my back is killing me",
    "my phone died",
    "heart broken",
    "took my breath away",
    "had a stroke five years ago",
    "can the coil cause blood clots?",
    "period pains",
    "died laughing",
    "mild cramps on day 2",
]


@pytest.mark.parametrize("text", QUIET)
def test_no_red_flag_fires(text: str, lookup: Lookup) -> None:
    assert lookup(text).red_flags == ()


@pytest.mark.parametrize("topic", [None, "iud", "copper-iud"])
def test_a_red_flag_fires_whatever_the_topic(topic: str | None, lookup: Lookup) -> None:
    assert lookup("crushing chest pain", topic=topic).red_flags


def test_chest_pain_never_opens_back_pain(lookup: Lookup) -> None:
    answer = lookup("chest pain")

    assert "back-pain" not in [match.symptom for match in answer.matches]


def test_the_most_serious_flag_stands_first(lookup: Lookup) -> None:
    answer = lookup("cant feel my strings and i have chest pain")

    assert answer.red_flags[0].urgency == "emergency"


@pytest.mark.parametrize("text", sorted({row[0] for row in FIRES if row[2] == "emergency"}))
def test_an_emergency_says_first_to_call_and_asks_for_no_more_signs(
    text: str, lookup: Lookup
) -> None:
    for flag in lookup(text).red_flags:
        if flag.urgency == "emergency":
            first = flag.do_now[0].text
            assert first.startswith("Call your local emergency number now (112, 911 or 999)")
            assert " if " not in first
            assert not any(line.text.startswith("If not") for line in flag.do_now)


def test_the_words_that_raised_a_flag_are_named(lookup: Lookup) -> None:
    (flag,) = lookup("since monday i have chest pain, help").red_flags

    assert flag.matched == "chest pain"
