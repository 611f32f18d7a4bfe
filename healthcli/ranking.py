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
        counts = {
            id: Counter(word for text in texts for word in set(text.split()))
            for id, texts in phrases.items()
        }
        sizes = {id: sum(count.values()) for id, count in counts.items()}
        usual = sum(sizes.values()) / max(1, len(sizes)) or 1.0
        held = Counter(word for count in counts.values() for word in count)
        # Word -> the entries that hold it, each with what the word is worth there.
        self._worth: dict[str, dict[str, float]] = {word: {} for word in held}
        for id, count in counts.items():
            length = _K1 * (1 - _B + _B * sizes[id] / usual)
            for word, often in count.items():
                # Rare words count for more: "strings" tells more than "pain".
                rarity = math.log(1 + (len(counts) - held[word] + 0.5) / (held[word] + 0.5))
                self._worth[word][id] = rarity * often * (_K1 + 1) / (often + length)

    def scores(self, words: Iterable[tuple[str, ...]]) -> dict[str, float]:
        """Score each entry that shares a word with the query.

        Args:
            words: The words of the query, each in all its forms; the best form counts.

        Returns:
            Id -> above 0: an order, not a confidence.

        Source: BM25 (Robertson and Zaragoza 2009, doi:10.1561/1500000019).
        """
        found: dict[str, float] = {}
        for forms in words:
            best: dict[str, float] = {}
            for form in forms:
                for id, worth in self._worth.get(form, {}).items():
                    best[id] = max(worth, best.get(id, 0.0))
            for id, worth in best.items():
                found[id] = found.get(id, 0.0) + worth
        return found
