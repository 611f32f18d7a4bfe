"""Red-flag rules over findings: what always needs help now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from healthcli.model import Level, RedFlag
from healthcli.read.finding import Finding
from healthcli.rules import Place, choices

# What counts as said. A doubtful finding counts: where it cannot be told, the flag is raised.
_COUNTS = frozenset(("present", "doubtful"))


class Raised(NamedTuple):
    """A red flag that a query raises, and the findings that raised it."""

    flag: RedFlag
    level: Level
    findings: tuple[Finding, ...]


def raised(
    findings: Sequence[Finding],
    flags: Sequence[RedFlag],
    askers: Mapping[str, tuple[Place, ...]],
    *,
    topic_is_sure: bool,
) -> tuple[Raised, ...]:
    """Say which red flags a query raises, the most serious first.

    Args:
        findings: Everything that was read.
        flags: The rules. For each the first level that fits counts.
        askers: Finding id -> the alternatives of the rules that begin with it.
        topic_is_sure: The topic was named. Else a finding in a text that was hardly
            understood ("loose thread on a jumper") raises emergencies only.
    """
    counting = [finding for finding in findings if finding.standing in _COUNTS]
    said = _by_id(counting)
    sure = _by_id(finding for finding in counting if finding.supported or topic_is_sure)
    result: dict[int, Raised] = {}
    for place in sorted({place for id in said for place in askers.get(id, ())}):
        flag = flags[place[0]]
        level = flag.levels[place[1]]
        if place[0] not in result:
            # One sign alone must be sure, unless it is an emergency; two that go
            # together speak for each other.
            alternative = level.when[place[2]]
            alone = len(alternative) == 1 and level.urgency == "same_day"
            matched = _all_of(alternative, sure if alone else said)
            if matched:
                result[place[0]] = Raised(flag, level, matched)
    return tuple(
        sorted(result.values(), key=lambda r: (r.level.urgency != "emergency", r.findings[0].first))
    )


_ById = Mapping[str, Sequence[Finding]]


def _by_id(findings: Iterable[Finding]) -> _ById:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.id, []).append(finding)
    return groups


def _all_of(alternative: tuple[str, ...], said: _ById) -> tuple[Finding, ...] | None:
    """Find what each term of an alternative asks for; None if one is missing."""
    found = []
    for term in alternative:
        finding = _fitting(said, term)
        if finding is None:
            return None
        found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.first))


def _fitting(said: _ById, term: str) -> Finding | None:
    """Find a finding that a term such as "cramps+severe|rigid-belly" asks for."""
    for id, modifiers in choices(term):
        for finding in said.get(id, ()):
            if finding.modifiers.issuperset(modifiers):
                return finding
    return None
