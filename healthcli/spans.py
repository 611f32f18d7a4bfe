"""Reads spans of time such as "3w", and names the nearest of some valid values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from healthcli.errors import QueryError

_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPAN = r"\s*(\d{1,4})\s*(d|day|days|w|wk|wks|week|weeks|m|mo|month|months|y|yr|yrs|year|years)\s*"


def span(text: str) -> int:
    """Read a span of time.

    Args:
        text: A number and a unit: 10d, 3w, 5m (30 days each), 1y (365 days).

    Returns:
        Whole days.

    Raises:
        QueryError: it is no such span.
    """
    found = re.fullmatch(_SPAN, text, re.IGNORECASE) if len(text) <= 40 else None
    if found is None:
        shown = "".join(c if c.isprintable() else " " for c in text[:40])
        raise QueryError(
            f'"{shown}" is no span of time. Give a number and d, w, m or y: '
            "10d, 3w, 5m or 1y (yesterday is 1d)."
        )
    return int(found[1]) * _UNITS[found[2][0].lower()]


def nearest(value: str, valid: Iterable[str]) -> str:
    """Return a hint such as ' Did you mean "iud"?', or "" where nothing is near."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in valid}
    near = [names[n] for n in get_close_matches(value[:60].lower(), names, n=2, cutoff=0.5)]
    if not near:
        return ""
    return f" Did you mean {' or '.join(near)}?"
