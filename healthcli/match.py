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
# Below this share of meaning a phrase is not offered. Chosen so that one shared word of
# two ("guitar strings", "lost strings") is too little.
_LEAST_OVERLAP = 0.6


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
    reading: Reading, topics: Sequence[Topic], catalog: Catalog
) -> tuple[Suggestion, ...]:
    """Offer at most three entries where a sign stands alone, or words come near a phrase."""
    unsure = [f.id for f in reading.present() if not f.supported]
    if unsure or reading.alone:
        denied = set(reading.negated())
        offered = {
            (topic.id, entry.symptom): Suggestion(topic, entry, 0.5)
            for id in dict.fromkeys((*unsure, *reading.alone))
            for topic in topics
            for entry, _ in _entries(topic, id)
            if entry.symptom not in denied
        }
        return tuple(offered.values())[:_MOST_SUGGESTIONS]
    if reading.findings or reading.unknown_sites:
        return ()
    return _nearest(reading, topics, catalog)


def _nearest(reading: Reading, topics: Sequence[Topic], catalog: Catalog) -> tuple[Suggestion, ...]:
    """Compare the words that were not understood with every phrase of the entries."""
    content = frozenset(
        word.text
        for word, role in zip(reading.words, reading.roles, strict=True)
        if role in ("ignored", "repaired") and len(word.text) > 2
    )
    if len(content) < 2:
        return ()
    query = frozenset(form for word in content for form in forms(word))
    best: dict[str, Suggestion] = {}
    for topic in topics:
        scores = catalog.phrases_of[topic.id].nearest(query, len(content))
        for entry in topic.entries:
            score = scores.get(entry.symptom, 0.0)
            known = best.get(entry.symptom)
            if score >= _LEAST_OVERLAP and (known is None or known.score < round(score, 3)):
                best[entry.symptom] = Suggestion(topic, entry, round(score, 3))
    nearest = sorted(best.values(), key=lambda s: (-s.score, s.entry.symptom))
    return tuple(nearest)[:_MOST_SUGGESTIONS]
