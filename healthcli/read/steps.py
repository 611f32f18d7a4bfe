"""How far two mentions stand apart, counted once for a query and then looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word

_COMMA = 2  # a comma counts as so many words
_JOINS = frozenset(("and", "or", "n", "then"))
_TURNS = frozenset(("but", "except", "though", "although"))


class Steps:
    """The words of a query, and what lies between any two of them."""

    def __init__(self, words: Sequence[Word], light: frozenset[str]) -> None:
        """Take the words, and those of them that do not count."""
        self.words = words
        self._weight = _sums(word.text in _JOINS or word.text not in light for word in words)
        self._turns = _sums(word.text in _TURNS for word in words)
        self._ends = _sums(word.gap == "." for word in words)
        self._gaps = _sums(bool(word.gap) for word in words)

    def between(self, one: Mention, other: Mention) -> int | None:
        """Count the words that matter between two mentions; 0 where they overlap.

        None over the end of a sentence, and over "but".
        """
        left, right = (one, other) if one.first <= other.first else (other, one)
        start, end = left.last + 1, right.first
        if end < start:
            return 0
        if self._ends[end + 1] > self._ends[start] or self._turns[end] > self._turns[start]:
            return None
        commas = self._gaps[end + 1] - self._gaps[start]
        return self._weight[end] - self._weight[start] + _COMMA * commas

    def parted(self, one: Mention, other: Mention) -> bool:
        """Say whether a comma or a bracket stands between two mentions."""
        left, right = (one, other) if one.first <= other.first else (other, one)
        return right.first > left.last and (self._gaps[right.first + 1] > self._gaps[left.last + 1])

    def sentence(self, mention: Mention) -> int:
        """Number the sentence in which a mention begins."""
        return self._ends[mention.first + 1]


def _sums(values: Iterable[bool]) -> list[int]:
    """Count, for each position, what is true before it."""
    return list(accumulate(values, initial=0))
