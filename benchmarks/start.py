"""Measures start-up as a ratio to `python -c pass` of the same run: python -m benchmarks.start."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.document import write_block
from benchmarks.table import table


class Case(NamedTuple):
    """A program to start."""

    name: str
    arguments: tuple[str, ...]  # after the interpreter
    on_terminal: bool = False


_LOOKUP = ("-m", "healthcli", "lookup")
EMPTY = Case("python -c pass", ("-c", "pass"))
CASES = (
    EMPTY,
    Case("import argparse", ("-c", "import argparse")),
    Case("import rich.console", ("-c", "import rich.console")),
    Case("import typer", ("-c", "import typer")),
    Case("lookup, piped", (*_LOOKUP, "back pain")),
    Case("lookup --json", (*_LOOKUP, "--json", "back pain")),
    Case("lookup, with a typo", (*_LOOKUP, "bakc pain and blleding")),
    Case("lookup, on a terminal", (*_LOOKUP, "back pain"), on_terminal=True),
)


def measure(case: Case) -> float:
    """Return the seconds from start to end of a process.

    Raises:
        RuntimeError: it failed, so its time means nothing.
    """
    environment = {**os.environ, "TERM": "xterm-256color"}
    # Compiled files are kept, as they are for a user.
    for name in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR"):
        environment.pop(name, None)
    command = [sys.executable, *case.arguments]
    start = time.perf_counter()
    if case.on_terminal:
        status = _on_terminal(command, environment)
    else:
        status = subprocess.run(
            command, stdout=subprocess.PIPE, env=environment, check=False
        ).returncode
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    return seconds


def _on_terminal(command: list[str], environment: dict[str, str]) -> int:
    import pty

    reader, writer = pty.openpty()
    with subprocess.Popen(command, stdout=writer, stdin=writer, env=environment) as process:
        os.close(writer)
        try:
            while os.read(reader, 65_536):
                pass
        except OSError:  # how Linux says that the other end has closed
            pass
        finally:
            os.close(reader)
    return process.returncode


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print or write the ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--runs", type=int, default=21, help="starts of each program")
    parser.add_argument("--write", type=Path, metavar="FILE", help="fill the block of a document")
    options = parser.parse_args(arguments)

    times: dict[Case, list[float]] = {case: [] for case in CASES}
    for case in CASES:
        measure(case)  # compiles, and fills the disk's cache
    # In turns, so that what else the machine does falls on all alike.
    for _ in range(options.runs):
        for case, seconds in times.items():
            seconds.append(measure(case))
    base, fastest = median(times[EMPTY]), min(times[EMPTY])
    shown = table(
        ("program", "median", "fastest"),
        [
            (case.name, f"{median(seconds) / base:.2f}", f"{min(seconds) / fastest:.2f}")
            for case, seconds in times.items()
        ],
    )
    shown += f"\n(the median and the fastest of {options.runs}, to those of {EMPTY.name})"
    print(shown)
    if options.write:
        write_block(options.write, "start", shown)


if __name__ == "__main__":
    main()
