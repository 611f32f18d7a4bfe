"""Records are frozen, complete, and equal by their fields."""

from __future__ import annotations

from typing import Any

import pytest

from healthcli.model import Line, Timing
from healthcli.record import pack, unpack

LINE = Line(text="Rest.", sources=("A",))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        LINE.text = "Run."  # type: ignore[misc] # frozen on purpose
    with pytest.raises(AttributeError, match="frozen"):
        del LINE.text


@pytest.mark.parametrize("fields", [{"text": "Rest."}, {"text": "", "sources": (), "tone": ""}])
def test_a_record_takes_its_own_fields_and_no_others(fields: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"sources|tone"):
        Line(**fields)


def test_a_record_that_makes_no_sense_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one source"):
        Line(text="Rest.", sources=())


def test_a_field_may_be_left_out_where_the_class_gives_a_value() -> None:
    assert LINE.notes == ()


def test_records_are_equal_by_kind_and_fields() -> None:
    assert Line(text="Rest.", sources=("A",)) == LINE
    assert len({LINE, Line(text="Rest.", sources=("A",))}) == 1
    assert Line(text="Run.", sources=("A",)) != LINE
    assert Timing(no_time_given=True) != LINE
    assert repr(LINE) == "Line(text='Rest.', sources=('A',), notes=())"


def test_an_unpacked_record_is_the_record_that_was_packed() -> None:
    long = Line(text="Rest.", sources=tuple("ABCDEFGHIJ"))
    for value in ((LINE, long), {"a": long}, {"a": b"1"}, {}, (), None, frozenset("a")):
        assert unpack(pack(value)) == value
    with pytest.raises(AttributeError, match="frozen"):
        unpack(pack(LINE)).text = "Run."
    with pytest.raises(AttributeError, match="colour"):
        _ = unpack(pack(LINE)).colour
