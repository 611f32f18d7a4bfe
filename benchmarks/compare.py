"""Compares healthcli with scores alone, on the same phrases: python -m benchmarks.compare."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import methods
from benchmarks.document import write_block
from benchmarks.labelled import score_file
from benchmarks.methods import Aliases, Rank, Ranking, Shown
from benchmarks.sets import raises, red_flags, rows
from benchmarks.table import table
from healthcli.catalog import Catalog
from healthcli.model import Topic


class Result(NamedTuple):
    """What one method did with every sentence; counts, and how many there were."""

    method: str
    right_first: int
    right_in_three: int
    wrong: int
    lay: int
    out_of_scope: int
    out_of_scope_all: int
    opposite: int
    opposite_all: int
    flags_missed: int | None  # None: the method has no red flags
    flags_all: int
    false_flags: int | None
    look_alikes: int
    milliseconds: float  # median of a query

    @property
    def opened_wrongly(self) -> float:
        """Share of the sentences out of scope, or denying, for which an entry is opened."""
        return (self.out_of_scope + self.opposite) / (self.out_of_scope_all + self.opposite_all)


class Sentences(NamedTuple):
    """The sentences of data/selftest/ that methods are measured on."""

    lay: list[tuple[str, str]]  # text, the entry that it asks for
    out_of_scope: list[str]
    opposites: list[tuple[str, frozenset[str]]]  # text, the entries of what it denies

    @classmethod
    def read(cls, topic: Topic) -> Sentences:
        """Read them; a denied symptom that no entry is about cannot be opened, so is left out."""
        denied = []
        for row in rows("opposites"):
            id = row["denied"]
            about = {e.symptom for e in topic.entries if id == e.symptom or id in e.shown_for}
            if about:
                denied.append((row["text"], frozenset(about)))
        return cls(
            [(row["text"], row["symptom"]) for row in rows("lay")],
            [row["text"] for row in rows("out_of_scope")],
            denied,
        )

    def texts(self) -> list[str]:
        """List every text, in order."""
        return [*(t for t, _ in self.lay), *self.out_of_scope, *(t for t, _ in self.opposites)]


def compare(catalog: Catalog) -> list[Result]:
    """Measure every method that is installed."""
    topic = catalog.topics[0]
    aliases = Aliases.of(topic, catalog)
    sentences = Sentences.read(topic)
    results = [
        _measure(name, sentences, partial(methods.healthcli_shows, catalog=catalog, topic=id))
        for name, id in (("healthcli", None), ("healthcli, topic given", topic.id))
    ]
    peers: list[tuple[str, Rank | None, float | None]] = [
        *(
            (n, methods.fuzzy(aliases, n), methods.FUZZY_CUTOFF)
            for n in ("WRatio", "token_set_ratio", "ratio")
        ),
        ("BM25", methods.bm25(aliases), None),
        ("embedding", methods.embedding(aliases), methods.EMBEDDING_CUTOFF),
    ]
    for name, rank, cutoff in peers:
        if rank:
            results += _measure_ranked(name, rank, cutoff, sentences)
    return results


def _measure_ranked(
    name: str, rank: Rank, cutoff: float | None, sentences: Sentences
) -> list[Result]:
    """Measure a ranking without a cutoff, and with one."""
    rankings: dict[str, Ranking] = {}
    times = []
    for text in sentences.texts():
        start = time.perf_counter()
        rankings[text] = rank(text)
        times.append(time.perf_counter() - start)
    if cutoff is None:
        half = sentences.lay[::2]
        cutoff = methods.best_cutoff([rankings[t] for t, _ in half], [id for _, id in half])
    results = []
    for label, at in ((name, None), (f"{name} >= {cutoff:.3g}", cutoff)):
        result = _measure(label, sentences, partial(_shown, rankings, at))
        results.append(result._replace(milliseconds=1000 * median(times)))
    return results


def _shown(rankings: Mapping[str, Ranking], cutoff: float | None, text: str) -> Shown:
    return methods.ranked_shows(rankings[text], cutoff)


def _measure(method: str, sentences: Sentences, show: Callable[[str], Shown]) -> Result:
    times = []

    def timed(text: str) -> Shown:
        start = time.perf_counter()
        shown = show(text)
        times.append(time.perf_counter() - start)
        return shown

    timed(sentences.lay[0][0])  # what is loaded once is no part of a query
    times.clear()
    lay = [(timed(text), id) for text, id in sentences.lay]
    outside = [timed(text) for text in sentences.out_of_scope]
    opposites = [(timed(text), ids) for text, ids in sentences.opposites]
    has_flags = lay[0][0].answer is not None
    flagged, alike = red_flags(), [row["text"] for row in rows("look_alikes")]
    missed = false = None
    if has_flags:
        answers = [(show(f.text).answer, f) for f in flagged]
        missed = sum(answer is None or not raises(answer, f) for answer, f in answers)
        quiet = [show(text).answer for text in alike]
        false = sum(answer is not None and bool(answer.red_flags) for answer in quiet)
    return Result(
        method=method,
        right_first=sum(shown.opened[:1] == (id,) for shown, id in lay),
        right_in_three=sum(id in shown.first_three for shown, id in lay),
        wrong=sum(bool(set(shown.opened) - {id}) for shown, id in lay),
        lay=len(lay),
        out_of_scope=sum(bool(shown.opened) for shown in outside),
        out_of_scope_all=len(outside),
        opposite=sum(not ids.isdisjoint(shown.opened) for shown, ids in opposites),
        opposite_all=len(opposites),
        flags_missed=missed,
        flags_all=len(flagged),
        false_flags=false,
        look_alikes=len(alike),
        milliseconds=1000 * median(times),
    )


def shown_table(results: Sequence[Result]) -> str:
    """Put the results into aligned text."""
    first = results[0]
    head = (
        "method",
        f"right first /{first.lay}",
        "in three",
        "wrong opened",
        f"out of scope opened /{first.out_of_scope_all}",
        f"opposite opened /{first.opposite_all}",
        f"red flags missed /{first.flags_all}",
        f"false alarms /{first.look_alikes}",
        "ms a query",
    )
    return table(
        head,
        [
            (
                r.method,
                _share(r.right_first, r.lay),
                _share(r.right_in_three, r.lay),
                _share(r.wrong, r.lay),
                _share(r.out_of_scope, r.out_of_scope_all),
                _share(r.opposite, r.opposite_all),
                _share(r.flags_missed, r.flags_all),
                _share(r.false_flags, r.look_alikes),
                f"{r.milliseconds:.2f}",
            )
            for r in results
        ],
    )


def _share(part: int | None, whole: int) -> str:
    return "-" if part is None else f"{part} ({100 * part / whole:.1f} %)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and draw or write where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--phrases", type=Path, metavar="FILE", help="score this CSV instead")
    parser.add_argument("--plot", type=Path, metavar="FOLDER", help="draw the plot into a folder")
    parser.add_argument("--write", type=Path, metavar="FILE", help="fill the block of a document")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)

    catalog = Catalog.load()
    if options.phrases:
        score = score_file(options.phrases, catalog)
        print(json.dumps(score._asdict()) if options.json else score.shown())
        return
    results = compare(catalog)
    if options.json:
        print(json.dumps([result._asdict() for result in results], indent=1))
    else:
        print(shown_table(results))
    if options.write:
        write_block(options.write, "compare", shown_table(results))
    if options.plot:
        from benchmarks.plot import draw

        draw(results, options.plot)


if __name__ == "__main__":
    main()
