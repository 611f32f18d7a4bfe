"""Answers as lines of JSON, many of them: what repeats from line to line is encoded once."""

from __future__ import annotations

import datetime
from typing import Any

from healthcli.answer import Answer, FlagAnswer, MatchAnswer
from healthcli.render import as_json

# An entry takes some 7,000 characters; far more than there are entries, bands and scores.
_MOST_KEPT = 2_000
_HOLE = "\x00"  # stands for a text that differs; no text that was read can hold it


class JsonLines:
    """Encodes answers of one day; the same bytes as `as_json.dumps(as_json.answer(...))`."""

    def __init__(self, today: datetime.date) -> None:
        self.today = today
        self._kept: dict[Any, str] = {}

    def line(self, answer: Answer, extra: dict[str, Any]) -> str:
        """Write an answer on one line.

        Args:
            answer: The answer, given on the day of this encoder.
            extra: Fields that stand before those of the answer, such as an id.
        """
        fields = extra | as_json.without_entries(answer)
        parts = {name: as_json.dumps(value) for name, value in fields.items()}
        parts["red_flags"] = f"[{', '.join([self._flag(flag) for flag in answer.red_flags])}]"
        parts["matches"] = f"[{', '.join([self._match(match) for match in answer.matches])}]"
        return "{" + ", ".join([f'"{name}": {part}' for name, part in parts.items()]) + "}"

    def _match(self, match: MatchAnswer) -> str:
        key = (
            match.topic.id,
            match.symptom,
            match.score,
            match.timing,
            match.timing_band,
            match.listed,
        )
        return self._kept.get(key) or self._keep(key, as_json.match(match))

    def _flag(self, flag: FlagAnswer) -> str:
        key = (flag.flag.id, flag.urgency)
        whole = self._kept.get(key) or self._keep(key, as_json.flag(flag) | {"matched": _HOLE})
        return whole.replace(as_json.dumps(_HOLE), as_json.dumps(flag.matched), 1)

    def _keep(self, key: Any, value: dict[str, Any]) -> str:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[key] = as_json.dumps(value)
        return self._kept[key]
