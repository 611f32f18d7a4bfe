"""What leaves the program: answers on standard output, messages on standard error, a status."""

from __future__ import annotations

import contextlib
import datetime
import os
import signal
import sys
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from healthcli import render
from healthcli.answer import past_review

if TYPE_CHECKING:
    from healthcli.render.page import Page


class Exit(IntEnum):
    """Every exit status."""

    SHOWN = 0  # something was shown; red flags count
    NOTHING = 1  # nothing covered, or nothing reported
    USAGE = 2
    AMBIGUOUS = 3
    BROKEN_DATA = 4
    NOT_WRITTEN = 5  # such as a full disk
    MISSED = 6  # selftest: a sentence was not read as it must be


def say(message: str) -> None:
    """Tell the user something that is not the answer."""
    safe = "".join(c if c.isprintable() or c == "\n" else " " for c in message)
    sys.stderr.write(f"healthcli: {safe}\n")


def print_page(page: Page, plain: bool) -> None:
    """Print an answer for people."""
    render.write(page, sys.stdout, plain=plain)


def print_json(value: object) -> None:
    """Print an answer for programs, on one line."""
    sys.stdout.write(render.as_json.dumps(value) + "\n")


def warn_if_old(texts: Iterable[tuple[str, str, str]], today: datetime.date) -> None:
    """Say which texts (what it is, id, review date) are past their review date."""
    for what, id, reviewed in texts:
        if past_review(reviewed, today):
            say(f"the {what} {id} is past its review date ({reviewed}).")


def progress(size: int | None) -> contextlib.AbstractContextManager[Callable[[int, int], None]]:
    """Show a bar while answers go to a file or pipe, and somebody is there to see it."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        return contextlib.nullcontext(lambda lines, bytes_read: None)
    from healthcli.render.progress import bar

    return bar(size)


def catch_closed_pipe() -> None:
    """Have a closed pipe raise BrokenPipeError from now on."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def close_stdout() -> None:
    """Point standard output at nothing, so that Python's own last flush says nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
