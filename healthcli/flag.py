"""Red-flag rules over findings: what always needs help now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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
    counting = [finding for finding in findings if finding.standing in _COUNTS]
    if not counting:
        return ()
    said = _by_id(counting)
    sure = _by_id(finding for finding in counting if finding.supported or topic_is_sure)
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


_ById = Mapping[str, Sequence[Finding]]


def _by_id(findings: Iterable[Finding]) -> _ById:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.id, []).append(finding)
    return groups


def _first(
    said: _ById, alone: _ById, alternatives: Iterable[tuple[str, ...]]
) -> tuple[Finding, ...] | None:
    """Find the findings of the first alternative that is wholly there.

    A single finding must be one of `alone`; two that go together speak for each other.
    """
    for alternative in alternatives:
        among = said if alternative[1:] else alone
        found = []
        for term in alternative:
            finding = _fitting(among, term)
            if finding is None:
                break
            found.append(finding)
        else:
            if found:
                return tuple(sorted(found, key=lambda finding: finding.first))
    return None


def _fitting(said: _ById, term: str) -> Finding | None:
    """Find a finding that a term such as "cramps+severe|rigid-belly" asks for."""
    for id, modifiers in _choices(term):
        for finding in said.get(id, ()):
            if finding.modifiers.issuperset(modifiers):
                return finding
    return None


@lru_cache(maxsize=4096)
def _choices(term: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = (choice.split("+") for choice in term.split("|"))
    return tuple((id, tuple(modifiers)) for id, *modifiers in parts)
