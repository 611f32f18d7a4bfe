"""Cleaning text and cutting it into words."""

from __future__ import annotations

import pytest

from healthcli.errors import QueryError
from healthcli.read.words import MAX_CHARACTERS, clean, split


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  back pain ", "back pain"),
        ("back\x1b[31mpain", "back [31mpain"),
        ("ble\u200beding", "bleeding"),
        ("\u202eback\u202c", "back"),
        ("\ud800back", "back"),
        ("\uff22\uff21\uff23\uff2b", "BACK"),
        ("back\tpain", "back pain"),
    ],
)
def test_text_is_made_safe(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_text_at_the_bound_is_read_and_one_beyond_it_is_refused() -> None:
    assert len(clean("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(QueryError, match="2,000"):
        clean("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Can't feel", ["cant", "feel"]),
        ("can\u2019t feel", ["cant", "feel"]),
        ("lower-back", ["lower", "back"]),
        ("cramps & spotting", ["cramps", "and", "spotting"]),
        ("f\u00e9ver", ["fever"]),
        ("38.5", ["38", "5"]),
        ("?!...", []),
    ],
)
def test_words_are_plain(text: str, words: list[str]) -> None:
    assert [word.text for word in split(text)] == words


def test_words_know_where_they_stand() -> None:
    text = "No fever, but pain. Help!"

    assert [text[w.start : w.end] for w in split(text)] == ["No", "fever", "but", "pain", "Help"]
    assert [w.gap for w in split(text)] == ["", "", ",", "", "."]


def test_a_decimal_point_ends_no_sentence() -> None:
    assert [word.gap for word in split("temp 39.5 now")] == ["", "", "", ""]


def test_an_address_is_one_word() -> None:
    assert [word.text for word in split("itch.io pain.cant breathe")] == [
        "itchio", "pain", "cant", "breathe",
    ]  # fmt: skip
