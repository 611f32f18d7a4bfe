"""Timing bands, review dates and the choice of topic."""

from __future__ import annotations

import datetime

import pytest

import healthcli
from healthcli.answer import lookup, past_review, timing_band
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.model import Timing
from healthcli.spans import span
from tests.conftest import TODAY

USUAL = Timing(starts_day=3, usual_until_day=7, sources=("A",))
NO_END = Timing(starts_day=3, sources=("A",))
NEVER = Timing(never_expected=True, sources=("A",))
NO_TIME = Timing(no_time_given=True)


@pytest.mark.parametrize(
    ("timing", "days", "band"),
    [
        (USUAL, 3, "expected"),
        (USUAL, 7, "expected"),
        (USUAL, 8, "check"),
        (USUAL, 2, "check"),
        (NO_END, 5000, "expected"),
        (NEVER, 0, "always_check"),
        (NO_TIME, 5, None),
        (USUAL, None, None),
    ],
)
def test_the_band_follows_the_published_days(
    timing: Timing, days: int | None, band: str | None
) -> None:
    assert timing_band(timing, days) == band


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "exactly one"),
        ({"starts_day": 1, "never_expected": True, "sources": ("A",)}, "exactly one"),
        ({"starts_day": -1, "sources": ("A",)}, "before day 0"),
        ({"starts_day": 5, "usual_until_day": 4, "sources": ("A",)}, "before starts_day"),
        ({"starts_day": 5}, "at least one source"),
    ],
)
def test_a_timing_cannot_hold_nonsense(fields: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Timing(**fields)  # type: ignore[arg-type] # nonsense on purpose


@pytest.mark.parametrize(
    ("text", "days"), [("10d", 10), ("3w", 21), ("5m", 150), ("1y", 365), (" 2 weeks ", 14)]
)
def test_a_span_is_read_as_days(text: str, days: int) -> None:
    assert span(text) == days


@pytest.mark.parametrize("text", ["yesterday", "3", "w3", "-3w", "3w4d", "", "9" * 50 + "d"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="10d, 3w, 5m or 1y"):
        span(text)


def test_where_the_variant_is_unknown_the_stricter_band_is_shown(catalog: Catalog) -> None:
    def band(topic: str) -> str | None:
        found = lookup("no periods", topic, "6m", catalog=catalog, today=TODAY)
        return found.matches[0].timing_band

    assert band("hormonal-iud") == "expected"
    assert band("copper-iud") == "always_check"
    assert band("iud") == "always_check"


def test_a_line_past_its_review_date_marks_itself(catalog: Catalog) -> None:
    later = TODAY + datetime.timedelta(days=3 * 365)

    assert not lookup("back pain", catalog=catalog, today=TODAY).matches[0].past_review
    assert lookup("back pain", catalog=catalog, today=later).matches[0].past_review
    assert lookup("chest pain", catalog=catalog, today=later).red_flags[0].past_review


def test_a_review_is_due_after_two_years() -> None:
    reviewed = "2026-11-25"

    assert not past_review(reviewed, datetime.date(2028, 11, 24))
    assert past_review(reviewed, datetime.date(2028, 11, 26))


def test_the_topic_is_read_from_the_words(catalog: Catalog) -> None:
    def topics(text: str) -> tuple[str, ...]:
        return lookup(text, catalog=catalog, today=TODAY).query.topics

    assert topics("cramps since my coil") == ("iud",)
    assert topics("cramps with mirena") == ("hormonal-iud",)
    assert topics("paragard cramps") == ("copper-iud",)
    assert topics("cramps") == ()


def test_the_python_api_answers_in_one_call() -> None:
    answer = healthcli.lookup("back pain", topic="iud", since="3w")

    assert [match.symptom for match in answer.matches] == ["back-pain"]
    assert answer.query.since_days == 21
    with pytest.raises(AttributeError):
        answer.status = "not_covered"  # type: ignore[misc] # frozen on purpose
