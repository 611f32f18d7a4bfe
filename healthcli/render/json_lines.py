"""Answers as lines of JSON, many of them: what repeats from line to line is encoded once."""

from __future__ import annotations

from typing import Any

from healthcli.answer import Answer, FlagAnswer, MatchAnswer
from healthcli.render import as_json

# An entry takes some 7,000 characters; far more than there are entries, bands and scores.
_MOST_KEPT = 2_000
# Where they belong. It stands in no text before it: there, quotes are escaped.
_SEAM = '"red_flags": [], "matches": []'
_HOLE = "\x00"  # stands for a text that differs; no text that was read can hold it


class JsonLines:
    """Encodes answers; the same bytes as `as_json.dumps(as_json.answer(...))`."""

    def __init__(self) -> None:
        self._kept: dict[Any, str] = {}

    def line(self, answer: Answer, extra: dict[str, Any]) -> str:
        """Write an answer on one line.

        Args:
            answer: The answer.
            extra: Fields that stand before those of the answer, such as an id.
        """
        before, after = as_json.dumps(as_json.without_entries(answer)).split(_SEAM, 1)
        if extra:
            before = f"{as_json.dumps(extra)[:-1]}, {before[1:]}"
        flags = ", ".join([self._flag(flag) for flag in answer.red_flags])
        matches = ", ".join([self._match(match) for match in answer.matches])
        return f'{before}"red_flags": [{flags}], "matches": [{matches}]{after}'

    def _match(self, match: MatchAnswer) -> str:
        key = (
            match.topic.id,
            match.symptom,
            match.score,
            match.timing,
            match.timing_band,
            match.listed,
            match.past_review,
        )
        return self._kept.get(key) or self._keep(key, as_json.match(match))

    def _flag(self, flag: FlagAnswer) -> str:
        key = (flag.flag.id, flag.urgency, flag.past_review)
        whole = self._kept.get(key) or self._keep(key, as_json.flag(flag) | {"matched": _HOLE})
        return whole.replace(as_json.dumps(_HOLE), as_json.dumps(flag.matched), 1)

    def _keep(self, key: Any, value: dict[str, Any]) -> str:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = as_json.dumps(value)
        return self._kept[key]
