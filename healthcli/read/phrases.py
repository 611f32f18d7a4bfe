"""Chooses among overlapping phrases: the longest first, and no word twice."""

from __future__ import annotations

from collections.abc import Iterable

from healthcli.read.vocabulary import Kind, Mention

# At the same length a symptom beats an idiom: where it cannot be told, it is heard.
_RANK: dict[Kind, int] = {"symptom": 2, "denied": 1}


def longest(
    mentions: Iterable[Mention], kinds: tuple[Kind, ...], taken: Iterable[int] = ()
) -> list[Mention]:
    """Pick mentions of some kinds so that no word is used twice.

    Args:
        mentions: Everything that the vocabulary found.
        kinds: Kinds that compete with each other for words.
        taken: Positions that are used already.

    Returns:
        The winners in the order of the text. Two meanings of the very same words
        are both kept.
    """
    rivals = [mention for mention in mentions if mention.kind in kinds]
    if not rivals:
        return []
    used = set(taken)
    chosen: list[Mention] = []
    spans: set[tuple[tuple[int, ...], bool]] = set()
    ranked = sorted(
        rivals,
        key=lambda m: (m.strength(), _RANK.get(m.kind, 0), -m.first, m.id),
        reverse=True,
    )
    for mention in ranked:
        span = (mention.words, mention.literal)
        if span in spans or used.isdisjoint(mention.words):
            chosen.append(mention)
            spans.add(span)
            used.update(mention.words)
    return sorted(chosen, key=lambda mention: (mention.first, mention.id))
