"""Reads about whom and after what a query speaks: a baby, a fall, a stay in the tropics.

A circumstance is no symptom: it opens no entry, and no warning sign loses a word to it.
Red-flag rules join it to symptoms: fever in a baby of a few weeks. Words that tell of an
emergency only beside others ("agony" with "my side" and "to my groin") are read so, too.
"""

from __future__ import annotations

from healthcli.read.finding import Finding
from healthcli.read.lexicon import Lexicon
from healthcli.read.negation import heard_cues, standings
from healthcli.read.phrases import longest
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word


def circumstances_of(
    words: tuple[Word, ...], mentions: list[Mention], lexicon: Lexicon
) -> tuple[Finding, ...]:
    """Find the circumstances, each as present, denied ("not diabetic") or past."""
    found = [m for m in longest(mentions, ("circumstance", "idiom")) if m.kind == "circumstance"]
    cues = heard_cues(mentions, {i for m in found for i in m.words}, lexicon)
    stops = longest(mentions, ("stop",), {i for cue in cues for i in cue.words})
    said = standings(words, [m.words for m in found], cues, stops, lexicon.near_cues, lexicon)
    return tuple(
        Finding(m.id, standing, m.words, frozenset(), "phrase", m.literal)
        for m, (standing, _) in zip(found, said, strict=True)
    )
