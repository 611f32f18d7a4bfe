"""A bar on standard error while a batch runs, by rich."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Tick = Callable[[int, int], None]


@contextlib.contextmanager
def bar(size: int | None) -> Iterator[Tick]:
    """Show how far a batch is.

    Args:
        size: Bytes of the whole file; None: not known, so that lines are counted only.

    Yields:
        What to call with the number of lines answered, and of bytes read, so far.
    """
    lines = TextColumn("{task.fields[lines]:,} lines")
    known = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    columns = (lines, *known) if size is not None else (lines, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=size, lines=0)

        def tick(lines: int, bytes_read: int) -> None:
            progress.update(task, completed=bytes_read, lines=lines)

        yield tick
