"""How much of their meaning words share with phrases: the last resort, which can only offer."""

from __future__ import annotations

import math
from collections.abc import Iterable


class Phrases:
    """Phrases of several words, each with what it stands for; found by the words they share."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """Take pairs of an id and a phrase."""
        self._phrases = [(id, frozenset(phrase.split())) for id, phrase in phrases]
        self._with: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self._phrases):
            for word in words:
                self._with.setdefault(word, []).append(number)
        count = len(self._phrases)
        # Rare words count for more: "strings" tells more than "pain".
        self._weight = {w: 1 + math.log(count / len(at)) for w, at in self._with.items()}

    def nearest(self, words: frozenset[str], asked: int) -> dict[str, float]:
        """Score each id by its nearest phrase.

        Args:
            words: Words of the query, each in all its forms.
            asked: How many words of the query could have matched; at least one.

        Returns:
            Id -> above 0 to 1.0 (same words): an order, not a confidence. Phrases that
            share fewer than two words count for nothing.

        Source: Jaccard index weighted by IDF (Sparck Jones 1972, doi:10.1108/eb026526).
        """
        shared: dict[int, list[str]] = {}
        for word in words:
            for number in self._with.get(word, ()):
                shared.setdefault(number, []).append(word)
        scores: dict[str, float] = {}
        for number, both in shared.items():
            if len(both) > 1:
                id, phrase = self._phrases[number]
                whole = self._weigh(phrase)
                unmatched = max(0, asked - len(both)) * whole / len(phrase)
                score = self._weigh(both) / (whole + unmatched)
                scores[id] = max(score, scores.get(id, 0.0))
        return scores

    def _weigh(self, words: Iterable[str]) -> float:
        # fsum: a set has no order, and sum() could round differently each run.
        return math.fsum(self._weight[word] for word in words)
