"""Repairs words that are no ordinary English and that no phrase knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

_REPEATED = r"(.)\1{2,}"
# A shorter word has too many neighbours one letter away to repair it safely.
_SHORTEST = 3
_SHORT = 5  # letters
# A set of all ordinary words costs as much as some hundred searches in their text.
_FEW = 100


class Repair(NamedTuple):
    """A word as typed and the words that it was read as."""

    typed: str
    read_as: tuple[str, ...]  # two where words were run together


def targets(english: bytes, known: Iterable[str], names: Collection[str] = ()) -> tuple[str, ...]:
    """List the words to mend into. The phrases hold misspellings too; none of those is one.

    Args:
        english: Ordinary English words, one a line.
        known: Words of the catalogue's phrases.
        names: Words such as "mirena" that are no English, and yet spelt right.
    """
    ordinary = set(english.split())
    return tuple(
        sorted(
            word
            for word in known
            if len(word) > 3 and word.isalpha() and (word in names or word.encode() in ordinary)
        )
    )


class Speller:
    """Repairs single words; remembers what it has seen, within a bound."""

    def __init__(self, english: bytes, known: Mapping[str, int], targets: Sequence[str]) -> None:
        """Take the ordinary words and the words of the phrases.

        Args:
            english: Ordinary English words, one a line, each between line ends.
            known: Words of the catalogue's phrases, each with how often it stands there.
            targets: Those of them to mend into.
        """
        self._english = b"\n" + english
        self._known = known
        self._targets = targets
        self._asked = 0
        self._seen: dict[str, Repair | None] = {}

    def is_english(self, word: str) -> bool:
        """Say whether a word is ordinary English."""
        self._asked += 1
        if self._asked > _FEW:
            return word.encode() in self._ordinary
        return b"\n%s\n" % word.encode() in self._english

    @cached_property
    def _ordinary(self) -> frozenset[bytes]:
        return frozenset(self._english.split())

    def repair(self, word: str) -> Repair | None:
        """Find what a word was meant to be.

        Returns:
            The repair, or None where the word must stay as it is: it is known,
            ordinary English, too short, or near to nothing.
        """
        if word not in self._seen:
            if len(self._seen) >= 50_000:
                self._seen.clear()
            self._seen[word] = self._repair(word)
        return self._seen[word]

    def _repair(self, word: str) -> Repair | None:
        if not word.isascii() or not word.isalpha() or len(word) < _SHORTEST or len(word) > 40:
            return None
        if self.is_english(word):
            return None
        for shorter in (re.sub(_REPEATED, r"\1\1", word), re.sub(_REPEATED, r"\1", word)):
            if shorter != word and (shorter in self._known or self.is_english(shorter)):
                return Repair(word, (shorter,))
        near = self._nearest(word)
        parts = None if near and near[0] == 1 else self._parts(word)
        if parts:
            return Repair(word, parts)
        return Repair(word, (near[1],)) if near else None

    def _parts(self, word: str) -> tuple[str, ...] | None:
        """Split words that were run together, such as "backpain"."""
        for cut in range(len(word) - 3, 2, -1):
            head, tail = word[:cut], word[cut:]
            if head in self._known and tail in self._known:
                return (head, tail)
        return None

    def _nearest(self, word: str) -> tuple[int, str] | None:
        """Find the nearest known word by OSA distance (typing slips count as one).

        The limit grows with the length: 1 up to 5 letters, then 2. A first letter that
        differs counts as one more, since few people mistype it.

        Returns:
            The distance, with that of the first letter, and the word; None if none is near.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        limit = 1 if len(word) <= _SHORT else 2
        ranked = []
        for other in (0, 1):
            if other == limit:
                break
            choices = self._choices(word, limit - other, same_letter=not other)
            near = process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=limit - other, limit=None
            )
            ranked += [
                (int(distance) + other, -self._known[target], str(target))
                for target, distance, _ in near
            ]
        if not ranked:
            return None
        distance, _, target = min(ranked)
        return distance, target

    def _choices(self, word: str, limit: int, *, same_letter: bool) -> list[str]:
        """List the words of nearly the same length, with the same first letter or another."""
        lengths = range(len(word) - limit, len(word) + limit + 1)
        return [
            target
            for (letter, length), targets in self._buckets.items()
            if (letter == word[0]) == same_letter and length in lengths
            for target in targets
        ]

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets: dict[tuple[str, int], list[str]] = {}
        for target in self._targets:
            buckets.setdefault((target[0], len(target)), []).append(target)
        return buckets
