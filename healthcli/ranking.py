"""Orders entries by the words they share with a query: the last resort, which can only offer."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

# How fast a word that an entry often holds counts for less, and how much long lists of
# phrases are held against an entry: the values that Robertson and Zaragoza give.
_K1 = 1.2
_B = 0.75


class Ranking:
    """Entries, each a bag of the words of its phrases."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Take the phrases of each entry, by its id."""
        self._counts = {
            id: Counter(word for text in texts for word in set(text.split()))
            for id, texts in phrases.items()
        }
        sizes = {id: sum(count.values()) for id, count in self._counts.items()}
        usual = sum(sizes.values()) / max(1, len(sizes))
        self._length = {id: 1 - _B + _B * size / (usual or 1) for id, size in sizes.items()}
        held = Counter(word for count in self._counts.values() for word in count)
        everything = len(self._counts)
        # Rare words count for more: "strings" tells more than "pain".
        self._rarity = {
            word: math.log(1 + (everything - n + 0.5) / (n + 0.5)) for word, n in held.items()
        }

    def scores(self, words: Iterable[tuple[str, ...]]) -> dict[str, float]:
        """Score each entry that shares a word with the query.

        Args:
            words: The words of the query, each in all its forms.

        Returns:
            Id -> above 0: an order, not a confidence.

        Source: BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019).
        """
        found: dict[str, float] = {}
        for forms in words:
            for id, count in self._counts.items():
                held = [form for form in forms if count[form]]
                if held:
                    form = max(held, key=lambda form: (count[form], form))
                    often = count[form]
                    score = often * (_K1 + 1) / (often + _K1 * self._length[id])
                    found[id] = found.get(id, 0.0) + self._rarity[form] * score
        return found
