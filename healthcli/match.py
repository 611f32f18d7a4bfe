"""Findings -> entries that fit; or a few to choose from; never the nearest for want of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from healthcli.catalog import Catalog
from healthcli.model import Entry, Topic
from healthcli.read.finding import Finding, Reading
from healthcli.read.vocabulary import forms

# How surely a finding speaks of an entry, 0-1: an order for the reader, not a confidence.
_LITERAL = 1.0
_OTHER_FORM = 0.98
_FRAME = 0.95
_SHOWN_FOR = 0.9  # the entry is opened by a symptom that is not its own
_REPAIRED = 0.97

_MOST_SUGGESTIONS = 3
_ALONE = 0.5  # how surely a sign said alone means one of the entries that it may mean
# How near by BM25 an entry must come to be offered. Of 788 sentences about other things
# one comes nearer than the first figure. Where the topic was named, less is asked.
_NEAR = 12.0
_NEAR_ENOUGH = 6.0


class Match(NamedTuple):
    """An entry that the query speaks of."""

    topic: Topic
    entry: Entry
    score: float  # 0-1
    finding: Finding


class Suggestion(NamedTuple):
    """An entry that the query might speak of."""

    topic: Topic
    entry: Entry
    score: float  # 0-1


def matches(reading: Reading, topics: Sequence[Topic], *, topic_is_sure: bool) -> tuple[Match, ...]:
    """Open the entries for what was read as there, in the order of the text.

    Args:
        reading: The query, read.
        topics: The topics whose entries may open.
        topic_is_sure: The topic was named; then a finding opens its entry even where
            much else was not understood.
    """
    repaired = {i for i, role in enumerate(reading.roles) if role == "repaired"}
    best: dict[tuple[str, str], Match] = {}
    for finding in reading.present():
        if not (finding.supported or topic_is_sure):
            continue
        for topic in topics:
            for entry, own in _entries(topic, finding.id):
                score = _score(finding) * (1.0 if own else _SHOWN_FOR)
                if repaired & set(finding.words):
                    score *= _REPAIRED
                match = Match(topic, entry, round(score, 3), finding)
                known = best.get((topic.id, entry.symptom))
                if known is None or known.score < match.score:
                    best[topic.id, entry.symptom] = match
    denied = set(reading.negated())
    kept = [m for m in best.values() if m.entry.symptom not in denied]
    return tuple(sorted(kept, key=lambda m: (m.finding.first, -m.score, m.entry.symptom)))


def _entries(topic: Topic, symptom: str) -> Iterable[tuple[Entry, bool]]:
    for entry in topic.entries:
        if entry.symptom == symptom:
            yield entry, True
        elif symptom in entry.shown_for:
            yield entry, False


def _score(finding: Finding) -> float:
    if finding.how == "frame":
        return _FRAME
    return _LITERAL if finding.literal else _OTHER_FORM


def suggestions(
    reading: Reading, topics: Sequence[Topic], catalog: Catalog, *, topic_is_sure: bool
) -> tuple[Suggestion, ...]:
    """Offer at most three entries.

    First what a sign alone may mean; then, where nothing else was read or the topic was
    named, what the words that were not understood come near to.
    """
    unsure = [f.id for f in reading.present() if not f.supported]
    denied = set(reading.negated())
    offered = {
        (topic.id, entry.symptom): Suggestion(topic, entry, _ALONE)
        for id in dict.fromkeys((*unsure, *reading.alone))
        for topic in topics
        for entry, _ in _entries(topic, id)
        if entry.symptom not in denied
    }
    if topic_is_sure or not (reading.findings or reading.unknown_sites):
        for suggestion in _nearest(reading, topics, catalog, topic_is_sure=topic_is_sure):
            if suggestion.entry.symptom not in denied:
                offered.setdefault((suggestion.topic.id, suggestion.entry.symptom), suggestion)
    return tuple(offered.values())[:_MOST_SUGGESTIONS]


def _nearest(
    reading: Reading, topics: Sequence[Topic], catalog: Catalog, *, topic_is_sure: bool
) -> list[Suggestion]:
    """Rank the entries by the words that were not understood."""
    lexicon = catalog.lexicon
    # Beside what was read, small words say nothing more; alone they may: "it is low down".
    empty = lexicon.small_talk if reading.present() else lexicon.fillers
    words = dict.fromkeys(
        word.text
        for word, role in zip(reading.words, reading.roles, strict=True)
        if role in ("ignored", "repaired") and len(word.text) > 2 and word.text not in empty
    )
    least = _NEAR_ENOUGH if topic_is_sure else _NEAR
    found = [
        Suggestion(topic, entry, round(score / (score + _NEAR), 3))
        for topic in topics
        for id, score in catalog.ranking_of[topic.id].scores(map(forms, words)).items()
        if score >= least and (entry := catalog.entry(topic, id))
    ]
    return sorted(found, key=lambda s: (-s.score, s.entry.symptom))
