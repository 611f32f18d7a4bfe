"""Cleans text and cuts it into words that know where they stand."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from healthcli.errors import QueryError

MAX_CHARACTERS = 2_000

# Patterns that few queries need stay text: re compiles each when it is first met.
#
# What stands before a word: nothing, a weak break (comma, slash, bracket) or the
# end of a sentence. Scopes and frames do not reach over the end of a sentence.
_SENTENCE_END = r"[.;!?:\n\u2026]|\s[-\u2013\u2014]+\s|\u2014"
_WEAK_BREAK = r"[,()\[\]\"\u201c\u201d|]"
# A number is a word of its own: "6kg" is "6 kg"; "2nd" stays.
_NUMBER = r"\d+(?=[a-zA-Z])(?!(?:st|nd|rd|th)\b)"
# So is an address: "itch.io" tells of no itch.
_ADDRESS = r"[^\W_]+(?:\.[^\W_]+)*\.(?:com|org|net|io|gov|uk)\b"
_WORD = re.compile(_ADDRESS + "|" + _NUMBER + r"|&|\+(?!\w)|[^\W_]+(?:['\u2019\u02bc`][^\W_]+)*")
_DECIMAL = r"\d[.,:]\d"
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc`")


class Word(NamedTuple):
    """One word of a query."""

    text: str  # lower case, no accents, no apostrophes: "can't" is "cant"
    start: int  # first character in the cleaned text
    end: int  # one past the last character
    gap: str  # what stands before it: "" nothing, "," a weak break, "." a sentence end


def clean(text: str) -> str:
    """Make text safe to read and to print: one form of Unicode, nothing invisible.

    Args:
        text: What the user typed, at most 2,000 characters.

    Returns:
        The text in NFKC form. Control characters become spaces, since they part
        words; format characters, lone surrogates and unassigned code points are
        dropped, since they may hide inside a word.

    Raises:
        QueryError: the text is longer than the bound.
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"the text has {len(text):,} characters; the most that can be read is "
            f"{MAX_CHARACTERS:,}. Say it in fewer words."
        )
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if character == "\n":
            kept.append(character)
        elif category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category[0] != "C":
            kept.append(character)
    return "".join(kept).strip()


def split(text: str) -> tuple[Word, ...]:
    """Cut cleaned text into words, with what stands before each.

    "&" and "+" are read as "and". A hyphen parts words; an apostrophe does not.
    """
    words = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        gap = "" if between in ("", " ") else _gap(text, last, match.start())
        shown = match.group()
        plain = "and" if shown in "&+" else _plain(shown)
        if plain:
            words.append(Word(plain, match.start(), match.end(), gap))
        last = match.end()
    return tuple(words)


def _gap(text: str, end: int, start: int) -> str:
    """Say what stands between the end of a word and the start of the next."""
    between = text[end:start]
    if re.fullmatch(_DECIMAL, text[max(0, end - 1) : start + 1]):
        return ""
    if between.isspace():
        return "." if "\n" in between else ""
    if re.search(_SENTENCE_END, between):
        return "."
    return "," if re.search(_WEAK_BREAK, between) else ""


def _plain(word: str) -> str:
    word = word.translate(_APOSTROPHES).lower().replace(".", "")
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))
