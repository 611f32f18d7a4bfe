"""Measures queries in process, worst texts and batches: python -m benchmarks.speed."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import healthcli
from benchmarks.document import write_block
from benchmarks.methods import TODAY
from benchmarks.sets import rows
from benchmarks.table import table
from healthcli.catalog import Catalog, data_folder
from healthcli.errors import QueryError

SETS = ("red_flags", "lay", "opposites", "out_of_scope", "look_alikes")
FILLED = (0, 10_000, 100_000)  # phrases beside our own
LENGTHS = (10, 50, 200, 500, 1_000, 2_000)  # characters
MEMORY_LINES = (10_000, 100_000)

# Texts that a reader could find hard, as long as is asked for.
WORST: dict[str, Callable[[int], str]] = {
    "one word, over and over": lambda n: _fill("cramps ", n),
    '"no"': lambda n: _fill("no ", n),
    '"pain in my"': lambda n: _fill("pain in my ", n),
    "commas": lambda n: _fill("pain" + "," * 40, n),
    "cues": lambda n: _fill("no never not without cant stopped gone used to ago but ", n),
    "40 letters, misspelt": lambda n: _fill_new(40, n),
    "8 letters, misspelt": lambda n: _fill_new(8, n),
    "numbers": lambda n: _fill("12 3.5 1000 ", n),
    "signs and sites": lambda n: _fill("pain back chest lump belly breast itch leg ", n),
    "one word, no space": lambda n: "a" * n,
}


def _fill(part: str, length: int) -> str:
    return (part * length)[:length]


def _fill_new(letters: int, length: int) -> str:
    """Make misspelt words that the speller has not seen."""
    words = ["".join(_random.choices("bleding", k=letters)) for _ in range(length // letters + 1)]
    return " ".join(words)[:length]


_random = random.Random(1)


def sentences() -> list[str]:
    """Read every sentence of data/selftest/."""
    return [row["text"] for name in SETS for row in rows(name)]


def filled_catalog(extra: int, folder: Path) -> Catalog:
    """Load our data with made-up symptoms of ordinary words beside them.

    Args:
        extra: How many phrases more; ten make a symptom.
        folder: An empty folder for the data.
    """
    data = Path(shutil.copytree(data_folder(), folder / f"data{extra}"))
    words = [w for w in (data / "reading/english.txt").read_text().split() if w.isalpha()]
    chosen = random.Random(extra)
    phrases: dict[str, None] = {}
    while len(phrases) < extra:
        phrases[" ".join(chosen.sample(words, chosen.choice((2, 3))))] = None
    listed = list(phrases)
    symptoms = [
        {"id": f"made-up-{i}", "name": f"Made up {i}", "phrases": listed[i : i + 10]}
        for i in range(0, extra, 10)
    ]
    if symptoms:
        category = {"category": "made-up", "name": "Made up", "symptoms": symptoms}
        (data / "symptoms/made-up.json").write_text(json.dumps(category), encoding="utf-8")
    return Catalog.load(data)


def milliseconds(text: str, catalog: Catalog) -> float:
    """Time one query."""
    start = time.perf_counter()
    # A text without a word asks nothing; to say so takes its time too.
    with contextlib.suppress(QueryError):
        healthcli.lookup(text, catalog=catalog, today=TODAY)
    return 1000 * (time.perf_counter() - start)


def by_size(folder: Path) -> str:
    """Time every sentence on catalogues of several sizes."""
    body = []
    for extra in FILLED:
        start = time.perf_counter()
        catalog = filled_catalog(extra, folder)
        milliseconds("back pain", catalog)
        loaded = time.perf_counter() - start
        times = [milliseconds(text, catalog) for text in sentences()]
        body.append(
            (
                f"ours and {extra:,}",
                f"{median(times):.2f}",
                f"{quantiles(times, n=100)[98]:.2f}",
                f"{max(times):.2f}",
                f"{loaded:.2f}",
            )
        )
    head = ("phrases", "median ms", "99 in 100 within, ms", "most ms", "made and loaded, s")
    return table(head, body)


def by_length(catalog: Catalog) -> str:
    """Time the worst texts at several lengths; the last column says how far from linear."""
    body = []
    for name, make in WORST.items():
        times = [median(milliseconds(make(n), catalog) for _ in range(5)) for n in LENGTHS]
        growth = times[-1] / max(times[-3], 1e-6)
        body.append((name, *(f"{ms:.2f}" for ms in times), f"{growth:.1f}"))
    head = ("ms, by characters", *(f"{n:,}" for n in LENGTHS), "2,000 to 500 (linear: 4)")
    return table(head, body)


def by_lines(folder: Path) -> str:
    """Run batches in processes of their own: lines a second, and peak memory."""
    body = []
    texts = sentences()
    for lines in (50_000, *MEMORY_LINES):
        file = folder / f"{lines}.txt"
        file.write_text(
            "".join(f"{texts[i % len(texts)]} {i}\n" for i in range(lines)), encoding="utf-8"
        )
        seconds, peak = _batch(file)
        body.append((f"{lines:,}", f"{lines / seconds:,.0f}", f"{peak:.0f}"))
    return table(("batch, lines", "lines a second", "peak memory, MB"), body)


def _batch(file: Path) -> tuple[float, float]:
    """Return a batch's seconds, and the most memory that it held, in MB."""
    command = [sys.executable, "-m", "healthcli", "batch", str(file), "--input", "text"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        # wait4 tells of this child alone; getrusage would tell of the largest so far.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    # Linux counts in kB, macOS in bytes.
    unit = 1024 if sys.platform == "darwin" else 1
    return time.perf_counter() - start, usage.ru_maxrss / unit / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print or write the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="fill the block of a document")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measures = (
            partial(by_size, folder),
            partial(by_length, Catalog.load()),
            partial(by_lines, folder),
        )
        parts = []
        for measure in measures:
            parts.append(measure())
            print(parts[-1], end="\n\n", flush=True)
    shown = "\n\n".join(parts)
    if options.write:
        write_block(options.write, "speed", shown)


if __name__ == "__main__":
    main()
