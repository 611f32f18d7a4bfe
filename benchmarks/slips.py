"""Typing slips: the one-letter edits that an OSA distance of 1 stands for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from healthcli.read.words import clean, split

Kind = Literal["drop", "swap", "double", "neighbour"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SHORTEST = 5  # letters; a slip in a shorter word often makes another word
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


class Slip(NamedTuple):
    """A text with one slip in one word."""

    text: str
    word: str  # as it was meant
    typed: str  # as it stands in the text
    kind: Kind


def slips(text: str) -> Iterator[Slip]:
    """Make each kind of slip once in each long word of a text.

    The place within the word depends on the word and the kind alone, so that every
    run measures the same texts. The first letter is left as it is.
    """
    text = clean(text)
    for word in split(text):
        letters = text[word.start : word.end]
        if len(letters) < SHORTEST or not (letters.isascii() and letters.isalpha()):
            continue
        for kind in KINDS:
            typed = slip(letters, kind, _place(letters, kind))
            if typed != letters:
                yield Slip(text[: word.start] + typed + text[word.end :], letters, typed, kind)


def slip(word: str, kind: Kind, place: int) -> str:
    """Mistype a word at a place.

    Args:
        word: ASCII letters, at least three.
        kind: What goes wrong.
        place: From 1 (the second letter) to the last; for "swap" to the last but one.

    Returns:
        The word as typed; the word itself where two letters that are alike change places.
    """
    before, letter, after = word[:place], word[place], word[place + 1 :]
    match kind:
        case "drop":
            return before + after
        case "double":
            return before + letter + letter + after
        case "swap":
            return before + after[0] + letter + after[1:]
        case "neighbour":
            return before + _beside(letter) + after


def _place(word: str, kind: Kind) -> int:
    last = len(word) - (1 if kind == "swap" else 0)
    return 1 + zlib.crc32(f"{kind} {word}".encode()) % (last - 1)


def _beside(letter: str) -> str:
    """Return the key to the right of a letter; at the end of a row, the one to the left."""
    row = next(row for row in _ROWS if letter.lower() in row)
    at = row.index(letter.lower())
    return row[at + 1] if at + 1 < len(row) else row[at - 1]
