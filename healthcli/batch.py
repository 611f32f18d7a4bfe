"""Answers many queries, one a line, in order, in memory that does not grow with the file."""

from __future__ import annotations

import datetime
import json
import os
import select
import stat
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from healthcli.answer import lookup
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.render import as_json
from healthcli.render.json_lines import JsonLines

# Enough for 2,000 characters in any script, escaped, and the other fields of a line.
MAX_LINE_BYTES = 64_000
_BLOCK_BYTES = 65_536
_TOO_LONG = f"the line is longer than {MAX_LINE_BYTES:,} bytes. Say it in fewer words."


class Defaults(NamedTuple):
    """How lines are read, and what holds for those that do not say it themselves."""

    form: Literal["text", "jsonl"]  # the line is the query; or an object with "text" and more
    topic: str | None
    since: str | None
    today: datetime.date  # for review dates


class Lines:
    """Lines of a file or pipe, as they come: what is there is given out, without waiting."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines: list[bytes] = []  # whole lines, the next one last
        self._rest = b""  # a line whose end has not been read
        self._ended = False
        self._size = _size(file)
        self.bytes_read = 0

    @property
    def size(self) -> int | None:
        """Bytes of the whole file; None for what has no size, such as a pipe."""
        return self._size

    def take(self, most: int) -> list[bytes]:
        """Return the next lines, at least one and at most so many; none at the end.

        A line that is too long is cut one byte above the bound.
        """
        while not self._lines and not self._ended:
            self._read()
        first = max(len(self._lines) - most, 0)
        taken = self._lines[first:][::-1]
        del self._lines[first:]
        return taken

    def ready(self) -> bool:
        """Say whether take() returns at once."""
        if self._lines or self._ended or self._size is not None:
            return True
        try:
            return bool(select.select([self._file], [], [], 0)[0])
        except (OSError, ValueError):
            return False  # a system that cannot say

    def _read(self) -> None:
        block = os.read(self._file.fileno(), _BLOCK_BYTES)
        self.bytes_read += len(block)
        self._ended = not block
        whole, end, rest = (self._rest + block).rpartition(b"\n")
        lines = whole.split(b"\n") if end else []
        if self._ended and rest:
            lines, rest = [rest], b""
        self._lines = [line[: MAX_LINE_BYTES + 1] for line in reversed(lines)]
        self._rest = rest[: MAX_LINE_BYTES + 1]


def _size(file: BinaryIO) -> int | None:
    status = os.fstat(file.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def answers(
    lines: list[bytes], defaults: Defaults, catalog: Catalog, encoder: JsonLines
) -> Iterator[tuple[str, bool]]:
    """Answer one query a line.

    Args:
        lines: UTF-8 without line ends; bytes that are no UTF-8 are replaced.
        defaults: How to read them.
        catalog: The data.
        encoder: What writes the answers; keep it from call to call.

    Yields:
        For each line the answer as JSON, and whether the line was good.
    """
    for raw in lines:
        if len(raw) > MAX_LINE_BYTES:
            yield as_json.dumps(as_json.error("", _TOO_LONG)), False
            continue
        line = raw.decode("utf-8", "replace").rstrip("\r")
        ask = _Ask(line, defaults.topic, defaults.since, {})
        try:
            if defaults.form == "jsonl":
                ask = _ask(line, defaults)
            found = lookup(ask.text, ask.topic, ask.since, catalog=catalog, today=defaults.today)
            yield encoder.line(found, ask.id), True
        except QueryError as error:
            id = error.id if isinstance(error, _LineError) else ask.id
            yield as_json.dumps(id | as_json.error(ask.text[:200], str(error))), False


class _Ask(NamedTuple):
    text: str
    topic: str | None
    since: str | None
    id: dict[str, Any]  # {"id": what the line gave}; empty: it gave none


class _LineError(QueryError):
    """A line whose fields are wrong, but whose id is known."""

    def __init__(self, message: str, id: dict[str, Any]) -> None:
        super().__init__(message)
        self.id = id


def _ask(line: str, defaults: Defaults) -> _Ask:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise QueryError('not a JSON object. Write {"text": "back pain"} on each line.') from None
    except ValueError:  # a number with too many digits
        raise QueryError("a number on this line is too long.") from None
    if not isinstance(value, dict):
        raise QueryError('not a JSON object. Write {"text": "back pain"} on each line.')
    id = {"id": value["id"]} if "id" in value else {}
    text, topic, since = value.get("text"), value.get("topic"), value.get("since")
    if not isinstance(text, str):
        problem = '"text" is missing or is no text. Write {"text": "back pain"} on each line.'
        raise _LineError(problem, id)
    if not isinstance(topic, str | None):
        raise _LineError('"topic" must be text, such as "iud".', id)
    if not isinstance(since, str | None):
        raise _LineError('"since" must be text, such as "3w".', id)
    return _Ask(text, topic or defaults.topic, since or defaults.since, id)
