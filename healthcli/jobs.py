"""Shares the lines of a batch among processes, and brings the answers back in order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthcli.batch import Defaults, Lines, answers
from healthcli.catalog import Catalog
from healthcli.errors import HealthcliError, QueryError
from healthcli.render.json_lines import JsonLines

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_JOBS = 64
_CHUNK_LINES = 32
# How many chunks may be under way or wait for an earlier one, for each process.
_AHEAD = 4

Answered = list[tuple[str, bool]]


def job_count(text: str) -> int:
    """Read a number of processes.

    Raises:
        QueryError: it is none, or too many.
    """
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MOST_JOBS):
        raise QueryError(f'--jobs is a number from 1 to {MOST_JOBS}, not "{text[:40]}".')
    return int(text)


def shared(lines: Lines, defaults: Defaults, catalog: Catalog, jobs: int) -> Iterator[Answered]:
    """Answer lines, in order, chunk by chunk.

    Args:
        lines: Where they come from.
        defaults: How to read them.
        catalog: The data.
        jobs: How many processes; 1: this one alone.

    Raises:
        HealthcliError: a process ended before its time.
    """
    if jobs == 1:
        encoder = JsonLines()
        while chunk := lines.take(_CHUNK_LINES):
            yield list(answers(chunk, defaults, catalog, encoder))
        return
    workers = _start(defaults, catalog, jobs)
    try:
        yield from _dealt(lines, workers)
    except (EOFError, ConnectionError):
        raise HealthcliError("a process of the batch was ended. Try with fewer --jobs.") from None
    finally:
        for worker in workers:
            worker.close()


def _dealt(lines: Lines, workers: list[Connection]) -> Iterator[Answered]:
    """Give each idle worker a chunk; hold answers back until it is their turn."""
    from multiprocessing.connection import wait

    idle = list(workers)
    number_of: dict[Any, int] = {}  # busy worker -> the number of its chunk
    done: dict[int, Answered] = {}
    sent = shown = 0
    while True:
        # While answers are under way, a caller may wait for them before it writes more.
        while idle and sent - shown < _AHEAD * len(workers) and (lines.ready() or not number_of):
            chunk = lines.take(_CHUNK_LINES)
            if not chunk:
                break
            idle[-1].send(chunk)
            number_of[idle.pop()] = sent
            sent += 1
        if not number_of:
            return
        ready: list[Any] = wait(list(number_of))
        for worker in ready:
            done[number_of.pop(worker)] = worker.recv()
            idle.append(worker)
        while shown in done:
            yield done.pop(shown)
            shown += 1


def _start(defaults: Defaults, catalog: Catalog, jobs: int) -> list[Connection]:
    import multiprocessing

    # A forked process would hold the pipes of the others open, and outlive us.
    context = multiprocessing.get_context("spawn")
    workers = []
    # Ctrl-C is for us; they end when their pipe does.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            context.Process(
                target=_work, args=(theirs, defaults, catalog.folder), daemon=True
            ).start()
            theirs.close()
            workers.append(ours)
    finally:
        signal.signal(signal.SIGINT, before)
    return workers


def _work(pipe: Connection, defaults: Defaults, folder: Path) -> None:
    """Answer chunks until the pipe ends: what a process does."""
    catalog, encoder = Catalog.load(folder), JsonLines()
    try:
        while True:
            pipe.send(list(answers(pipe.recv(), defaults, catalog, encoder)))
    except (EOFError, OSError):
        return
