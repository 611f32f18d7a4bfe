"""Red-flag rules over findings: what always needs help now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from healthcli.model import Level, RedFlag
from healthcli.read.finding import Finding

# What counts as said. A doubtful finding counts: where it cannot be told, the flag is raised.
_COUNTS = frozenset(("present", "doubtful"))


class Raised(NamedTuple):
    """A red flag that a query raises, and the findings that raised it."""

    flag: RedFlag
    level: Level
    findings: tuple[Finding, ...]


def raised(
    findings: Sequence[Finding], flags: Iterable[RedFlag], *, topic_is_sure: bool
) -> tuple[Raised, ...]:
    """Say which red flags a query raises, the most serious first.

    Args:
        findings: Everything that was read.
        flags: The rules. For each the first level that fits counts.
        topic_is_sure: The topic was named. Else a finding in a text that was hardly
            understood ("loose thread on a jumper") raises emergencies only.
    """
    said = [finding for finding in findings if finding.standing in _COUNTS]
    sure = [finding for finding in said if finding.supported or topic_is_sure]
    result = []
    for flag in flags:
        for level in flag.levels:
            matched = _first(said, sure if level.urgency == "same_day" else said, level.when)
            if matched:
                result.append(Raised(flag, level, matched))
                break
    return tuple(
        sorted(result, key=lambda r: (r.level.urgency != "emergency", r.findings[0].first))
    )


def _first(
    said: Sequence[Finding], alone: Sequence[Finding], alternatives: Iterable[tuple[str, ...]]
) -> tuple[Finding, ...] | None:
    """Find the findings of the first alternative that is wholly there.

    A single finding must be one of `alone`; two that go together speak for each other.
    """
    for alternative in alternatives:
        found = [_fitting(said if alternative[1:] else alone, term) for term in alternative]
        complete = tuple(finding for finding in found if finding is not None)
        if found and len(complete) == len(found):
            return tuple(sorted(complete, key=lambda finding: finding.first))
    return None


def _fitting(said: Sequence[Finding], term: str) -> Finding | None:
    """Find a finding that a term such as "cramps+severe|rigid-belly" asks for."""
    for choice in term.split("|"):
        id, *modifiers = choice.split("+")
        for finding in said:
            if finding.id == id and finding.modifiers.issuperset(modifiers):
                return finding
    return None
