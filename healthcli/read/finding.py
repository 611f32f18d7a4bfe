"""What reading gives: findings, the topics named, and what became of each word."""

from __future__ import annotations

from typing import Literal, NamedTuple

from healthcli.read.spelling import Repair
from healthcli.read.words import Word

# denied: said not to be there. doubtful: said, but it cannot be told whether a "no"
# reaches it; opens no entry, yet a red flag counts it. past and asked: there was, or
# might be; they open entries and raise no red flag.
Standing = Literal["present", "denied", "doubtful", "past", "asked"]

Role = Literal["used", "repaired", "denied", "ignored"]


class Finding(NamedTuple):
    """A symptom, or a sign without a place, that a query speaks of."""

    id: str
    standing: Standing
    words: tuple[int, ...]  # positions of the words it was read from
    modifiers: frozenset[str]
    how: Literal["phrase", "frame", "sign"]
    literal: bool  # False: read from another form of the words
    supported: bool = True  # False: too little of the query was understood to be sure of it

    @property
    def first(self) -> int:
        """Position of the first word."""
        return self.words[0]


class Reading(NamedTuple):
    """A query, read."""

    text: str  # cleaned
    words: tuple[Word, ...]  # after repair
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    circumstances: tuple[Finding, ...]  # about whom, after what: "baby", "on warfarin"
    topics: tuple[str, ...]  # ids of topics and variants named in the text
    other_topics: tuple[str, ...]  # what is named as the cause, and is not covered
    alone: tuple[str, ...]  # symptoms to offer: a sign or a site was named with nothing else
    unknown_sites: tuple[str, ...]  # "tooth": a sign was said of a place that is not covered
    roles: tuple[Role, ...]  # what became of each word, one for each of `words`
    not_understood: tuple[str, ...]  # words that may matter and were not understood

    def present(self) -> tuple[Finding, ...]:
        """Return the findings that may open an entry, in the order of the text."""
        return tuple(f for f in self.findings if f.standing in ("present", "past", "asked"))

    def negated(self) -> tuple[str, ...]:
        """Return the ids of what is only denied, each once, in the order of the text."""
        said = {finding.id for finding in self.present()}
        denied = [f.id for f in self.findings if f.standing in ("denied", "doubtful")]
        return tuple(dict.fromkeys(id for id in denied if id not in said))

    def said(self, positions: tuple[int, ...]) -> str:
        """Return the user's own words at some positions, from the first to the last."""
        first, last = self.words[positions[0]], self.words[positions[-1]]
        return " ".join(self.text[first.start : last.end].split())
