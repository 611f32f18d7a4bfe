"""The terms of red-flag rules: what each asks for, and which rules a finding may raise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from healthcli.model import RedFlag

# Numbers of a red flag, of one of its levels, and of one of that level's alternatives.
Place = tuple[int, int, int]


@lru_cache(maxsize=4096)
def choices(term: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cut a term such as "cramps+severe|rigid-belly" into findings and their modifiers."""
    parts = (choice.split("+") for choice in term.split("|"))
    return tuple((id, tuple(modifiers)) for id, *modifiers in parts)


def askers(flags: Sequence[RedFlag]) -> dict[str, tuple[Place, ...]]:
    """Sort the alternatives of all rules by the findings that their first term asks for.

    A query need look only at the alternatives of what it says: some ten of a thousand.
    """
    found: dict[str, dict[Place, None]] = {}
    for flag_number, flag in enumerate(flags):
        for level_number, level in enumerate(flag.levels):
            for number, alternative in enumerate(level.when):
                place = (flag_number, level_number, number)
                for id, _ in choices(alternative[0]) if alternative else ():
                    found.setdefault(id, {})[place] = None
    return {id: tuple(places) for id, places in found.items()}
