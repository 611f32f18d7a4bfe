"""Answers many queries, one a line, in order, in memory that does not grow with the file."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from healthcli.answer import lookup
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.render import as_json

# Enough for 2,000 characters in any script, escaped, and the other fields of a line.
MAX_LINE_BYTES = 64_000


class _Ask(NamedTuple):
    text: str
    topic: str | None
    since: str | int | None
    id: Any = None
    has_id: bool = False


def answers(
    lines: BinaryIO,
    *,
    form: Literal["text", "jsonl"],
    topic: str | None,
    since: str | None,
    catalog: Catalog,
    today: datetime.date,
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Answer one query a line.

    Args:
        lines: UTF-8 text, one query a line; bytes that are no UTF-8 are replaced.
        form: "text": the line is the query. "jsonl": the line is an object with
            "text" and, if wanted, "id", "topic" and "since".
        topic: For lines that name none.
        since: For lines that name none.
        catalog: The data.
        today: The date for review dates.

    Yields:
        For each line the answer as plain values, and whether the line was good.
    """
    while raw := lines.readline(MAX_LINE_BYTES):
        if not raw.endswith(b"\n") and len(raw) == MAX_LINE_BYTES:
            _skip_rest(lines)
            message = f"the line is longer than {MAX_LINE_BYTES:,} bytes. Say it in fewer words."
            yield as_json.error("", message), False
            continue
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        ask: _Ask | None = None
        try:
            ask = _ask(line, topic, since) if form == "jsonl" else _Ask(line, topic, since)
            found = lookup(ask.text, ask.topic, ask.since, catalog=catalog, today=today)
            value, good = as_json.answer(found), True
        except QueryError as error:
            value, good = as_json.error((ask.text if ask else line)[:200], str(error)), False
            if isinstance(error, _LineError) and error.has_id:
                value = {"id": error.id, **value}
        if ask and ask.has_id:
            value = {"id": ask.id, **value}
        yield value, good


def _skip_rest(lines: BinaryIO) -> None:
    while (more := lines.readline(MAX_LINE_BYTES)) and not more.endswith(b"\n"):
        pass


def _ask(line: str, topic: str | None, since: str | None) -> _Ask:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise QueryError('not a JSON object. Write {"text": "back pain"} on each line.') from None
    except ValueError:  # a number with too many digits
        raise QueryError("a number on this line is too long.") from None
    if not isinstance(value, dict):
        raise QueryError('not a JSON object. Write {"text": "back pain"} on each line.')
    has_id, id = "id" in value, value.get("id")
    problem = None
    if not isinstance(value.get("text"), str):
        problem = '"text" is missing or is no text. Write {"text": "back pain"} on each line.'
    elif not isinstance(value.get("topic"), str | None):
        problem = '"topic" must be text, such as "iud".'
    elif not isinstance(value.get("since"), str | None):
        problem = '"since" must be text, such as "3w".'
    if problem:
        raise _LineError(problem, id, has_id)
    return _Ask(value["text"], value.get("topic") or topic, value.get("since") or since, id, has_id)


class _LineError(QueryError):
    """A line whose fields are wrong, but whose id is known."""

    def __init__(self, message: str, id: Any, has_id: bool) -> None:
        super().__init__(message)
        self.id = id
        self.has_id = has_id
