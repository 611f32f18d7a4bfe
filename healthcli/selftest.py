"""Reads the published sentences of data/selftest/, and counts our own misses."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from healthcli.answer import Answer, lookup
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.loader import Loader
from healthcli.model import URGENCIES, Concept
from healthcli.read.words import MAX_CHARACTERS
from healthcli.render.page import Block, Page, Rows, Section, Small, Text
from healthcli.spans import nearest

_MOST_SHOWN = 20


class Sentence(NamedTuple):
    """Something that a person may type, and what is known of it."""

    text: str
    label: str = ""  # id of a red flag, symptom or sign; empty where the set has none
    urgency: str = ""  # of the red flag
    symptoms: tuple[str, ...] = ()  # what the label stands for: itself, or what the sign suggests


class Miss(NamedTuple):
    """A sentence that was not read as it must be."""

    text: str
    expected: str
    got: str


class Result(NamedTuple):
    """How the sentences of a set were read."""

    name: str
    must: str
    total: int
    misses: tuple[Miss, ...]
    also: tuple[str, int] | None  # something else that was counted: in words, how many

    @property
    def right(self) -> int:
        """How many were read as they must be."""
        return self.total - len(self.misses)


class _Set(NamedTuple):
    name: str
    columns: tuple[str, ...]
    must: str  # what must happen, in words
    expected: Callable[[Sentence], str]
    good: Callable[[Answer, Sentence], bool]
    also: tuple[str, Callable[[Answer, Sentence], bool]] | None = None

    @property
    def file(self) -> str:
        return f"selftest/{self.name.replace('-', '_')}.csv"


def _urgent_enough(answer: Answer, sentence: Sentence) -> bool:
    serious = [str(urgency) for urgency in URGENCIES]  # the most serious first
    least = serious.index(sentence.urgency)
    return any(serious.index(flag.urgency) <= least for flag in answer.red_flags)


def _quiet(answer: Answer, sentence: Sentence) -> bool:
    return not answer.red_flags


def _opens_nothing(answer: Answer, sentence: Sentence) -> bool:
    return not answer.red_flags and not answer.matches


def _not_the_opposite(answer: Answer, sentence: Sentence) -> bool:
    opened = {match.symptom for match in answer.matches}
    return not answer.red_flags and opened.isdisjoint(sentence.symptoms)


def _shown(answer: Answer) -> list[str]:
    return [*(m.symptom for m in answer.matches), *(s.symptom for s in answer.suggestions)]


_SETS = (
    _Set(
        "red-flags",
        ("text", "rule", "urgency"),
        "a flag of that urgency or above is raised",
        lambda sentence: f"{sentence.label}, {sentence.urgency}",
        _urgent_enough,
        (
            "the named rule is among them",
            lambda answer, sentence: sentence.label in [f.flag.id for f in answer.red_flags],
        ),
    ),
    _Set(
        "fifteen-kinds",
        ("text", "rule", "urgency"),
        "the same, for 15 published kinds (Semigran 2015)",
        lambda sentence: f"{sentence.label}, {sentence.urgency}",
        _urgent_enough,
    ),
    _Set(
        "look-alikes",
        ("text",),
        "no red flag is raised",
        lambda sentence: "no red flag",
        _quiet,
    ),
    _Set(
        "out-of-scope",
        ("text",),
        "no entry is opened and no red flag raised",
        lambda sentence: "no entry, no red flag",
        _opens_nothing,
    ),
    _Set(
        "opposites",
        ("text", "denied"),
        "what is denied is not opened, and no red flag raised",
        lambda sentence: f"no {sentence.label}, no red flag",
        _not_the_opposite,
    ),
    _Set(
        "lay",
        ("text", "symptom"),
        "the symptom is shown first",
        lambda sentence: sentence.label,
        lambda answer, sentence: _shown(answer)[:1] == [sentence.label],
        (
            "it is among the first three",
            lambda answer, sentence: sentence.label in _shown(answer)[:3],
        ),
    ),
)
SET_NAMES = tuple(one.name for one in _SETS)


def results(catalog: Catalog, today: datetime.date, name: str | None = None) -> tuple[Result, ...]:
    """Look up every sentence, with no topic given, and compare.

    Args:
        catalog: The data; the sentences stand in its folder.
        today: The date of the answers.
        name: The one set that is wanted; None for all.

    Raises:
        QueryError: there is no such set.
        DataError: a file of sentences is missing or wrong; it lists every fault.
    """
    if name is not None and name not in SET_NAMES:
        hint = nearest(name, SET_NAMES)
        raise QueryError(f'there is no set "{name[:40]}".{hint} Sets: {", ".join(SET_NAMES)}.')
    read = sentences(catalog)
    return tuple(
        _result(one, read[one.name], catalog, today) for one in _SETS if name in (None, one.name)
    )


def _result(
    one: _Set, sentences: Iterable[Sentence], catalog: Catalog, today: datetime.date
) -> Result:
    pairs = [(lookup(s.text, catalog=catalog, today=today), s) for s in sentences]
    return Result(
        name=one.name,
        must=one.must,
        total=len(pairs),
        misses=tuple(
            Miss(sentence.text, one.expected(sentence), _got(answer))
            for answer, sentence in pairs
            if not one.good(answer, sentence)
        ),
        also=one.also and (one.also[0], sum(one.also[1](*pair) for pair in pairs)),
    )


def _got(answer: Answer) -> str:
    flags = [f"{raised.flag.id}, {raised.urgency}" for raised in answer.red_flags]
    return "; ".join([*flags, *_shown(answer)[:3]]) or answer.status.replace("_", " ")


def sentences(catalog: Catalog) -> dict[str, tuple[Sentence, ...]]:
    """Read the sentences of every set, by its name.

    Raises:
        DataError: a file is missing or wrong; it lists every fault.
    """
    loader = Loader(catalog.folder)
    symptoms = {id: (id,) for id in catalog.symptoms}
    signs = loader.items("reading/signs.json", "signs", Concept)
    known: dict[str, Mapping[str, tuple[str, ...]]] = {
        "rule": {flag.id: () for flag in catalog.red_flags},
        "urgency": {level.urgency: () for flag in catalog.red_flags for level in flag.levels},
        "symptom": symptoms,
        "denied": {sign.id: sign.suggests for sign in signs} | symptoms,
    }
    found = {one.name: tuple(_sentences(one, loader, known)) for one in _SETS}
    loader.stop_at_faults()
    return found


def _sentences(
    one: _Set, loader: Loader, known: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Sentence]:
    first_at: dict[str, str] = {}
    for line, (text, *labels) in _rows(one, loader):
        place = f"line {line}"
        if not 0 < len(text.strip()) <= MAX_CHARACTERS:
            problem = f"the text has {len(text.strip()):,} characters"
            loader.fault(one.file, place, problem, f"write 1 to {MAX_CHARACTERS:,}.")
        other = first_at.setdefault(text.strip().lower(), place)
        if other != place:
            loader.fault(one.file, place, f'"{text}" stands in {other} too', "keep one of them.")
        symptoms: tuple[str, ...] = ()
        for column, label in zip(one.columns[1:], labels, strict=True):
            if label in known[column]:
                symptoms += known[column][label]
            else:
                hint = nearest(label, known[column]) or f" Such as {min(known[column])}."
                loader.fault(one.file, place, f'there is no {column} "{label}"', f"mend it.{hint}")
        yield Sentence(text, labels[0] if labels else "", labels[-1] if labels else "", symptoms)


def _rows(one: _Set, loader: Loader) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have the right number of fields, with their lines."""
    header = ",".join(one.columns)
    text = loader.bytes(one.file).decode("utf-8", "replace")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    if text and next(reader, []) != list(one.columns):
        loader.fault(one.file, "line 1", "the heading is wrong", f"write {header}")
        return
    try:
        for row in reader:
            if len(row) == len(one.columns):
                yield reader.line_num, row
            else:
                loader.fault(
                    one.file,
                    f"line {reader.line_num}",
                    f"fields: {len(row)} instead of {len(one.columns)}",
                    f'write {header}, and put a text that holds a comma in "quotes".',
                )
    except csv.Error as error:
        loader.fault(one.file, f"line {reader.line_num}", f"not CSV: {error}", "mend the quotes.")


def report_page(results: Iterable[Result], *, whole: bool = False) -> Page:
    """Show the counts, then what was missed: of each set the first 20, or the whole."""
    found = list(results)
    rows = tuple((r.name, f"{r.right}/{r.total}", r.must) for r in found)
    blocks: list[Block] = [Rows("Sentences read as they must be", rows)]
    also = tuple((r.name, f"{r.also[1]}/{r.total}", r.also[0]) for r in found if r.also)
    if also:
        blocks.append(Rows("Counted as well", also))
    for result in found:
        shown = result.misses if whole else result.misses[:_MOST_SHOWN]
        lines = [Text(f'"{m.text}": expected {m.expected}; got {m.got}') for m in shown]
        if lines:
            heading = f"{result.name}: {len(result.misses)} missed"
            blocks.append(Section(heading, tuple(lines), bullets=True))
        if len(shown) < len(result.misses):
            left = len(result.misses) - len(shown)
            blocks.append(Small(f"{left} more: healthcli selftest {result.name} --verbose"))
    return tuple(blocks)


def as_values(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Turn results into plain values for JSON."""
    return [
        {
            "set": result.name,
            "must": result.must,
            "right": result.right,
            "total": result.total,
            "also": result.also and {"what": result.also[0], "count": result.also[1]},
            "misses": [miss._asdict() for miss in result.misses],
        }
        for result in results
    ]
