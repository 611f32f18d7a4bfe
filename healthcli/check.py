"""Editors' checks of a data folder: form, links, dates, words, numbers, reading age."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from healthcli import selftest
from healthcli.answer import REVIEW_AFTER_DAYS, past_review
from healthcli.catalog import Catalog, data_folder
from healthcli.errors import DataError, Fault, HealthcliError
from healthcli.render.page import Page, Rows, Section, Text

MAX_GRADE = 6.0  # US school grade: an age of 11 to 12
MAX_SENTENCE_WORDS = 25

# What a reference must not say (it would speak of one person), and words that make
# people overestimate a risk when no number stands with them (Buechter 2014).
_BANNED = re.compile(
    r"\b(you need|your result|normal(?:ly)?|abnormal(?:ly)?|nothing to worry about|safe to ignore"
    r"|diagnos\w*|assess\w*|triag\w*)\b",
    re.IGNORECASE,
)
_BARE_FREQUENCY = re.compile(
    r"\b((?:un)?common(?:ly)?|rare(?:ly)?|frequent(?:ly)?)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent)")
_RATIO = re.compile(r"\b\d[\d.,]* (?:in|out of|per) (?:every )?[\d,]+")
_BASE = re.compile(
    r"\b(people|person|users?|women|fittings?|pregnanc\w+|them|trials?|reports?|cases?|girls|"
    r"partners?|children|adults|devices?|cysts?|who|those|times|years?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?])\s+")

_SCHEMA_OF = (
    ("sources.json", "sources"),
    ("red_flags.json", "red_flags"),
    ("notes.json", "notes"),
    ("symptoms/*.json", "symptoms"),
    ("topics/*.json", "topics"),
    ("claims/*.json", "claims"),
    ("aftercare/*.json", "aftercare"),
    ("reading/signs.json", "signs"),
    ("reading/sites.json", "sites"),
    ("reading/modifiers.json", "modifiers"),
    ("reading/circumstances.json", "circumstances"),
    ("reading/cues.json", "cues"),
    ("reading/stops.json", "stops"),
    ("reading/idioms.json", "idioms"),
    ("reading/fillers.json", "fillers"),
    ("reading/names.json", "names"),
    ("reading/terms.json", "terms"),
    ("reading/spellings.json", "spellings"),
    ("reading/other_topics.json", "other_topics"),
)

_Report = Callable[[str, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    faults: tuple[Fault, ...]
    counts: tuple[tuple[str, str], ...]

    def as_values(self) -> dict[str, Any]:
        """Turn the report into plain values for JSON."""
        return {
            "faults": [
                {"file": f.file, "place": f.place, "problem": f.problem, "fix": f.fix}
                for f in self.faults
            ],
            "counts": dict(self.counts),
        }


def check(folder: Path | None, today: datetime.date) -> Report:
    """Check a data folder.

    Args:
        folder: The folder; None for the data that came with healthcli.
        today: For review dates.

    Returns:
        Every fault found, and counts of what was checked.

    Raises:
        HealthcliError: what the check needs is not installed.
    """
    folder = folder or data_folder()
    faults: list[Fault] = []

    def report(file: str, place: str, problem: str, fix: str) -> None:
        fault = Fault(file, place, problem, fix)
        if fault not in faults:
            faults.append(fault)

    _check_schemas(folder, report)
    try:
        catalog = Catalog.load(folder)
        groups = list(_texts(catalog))
        sentences = selftest.sentences(catalog)
    except DataError as error:
        known = {(fault.file, fault.place) for fault in faults}
        faults += [fault for fault in error.faults if (fault.file, fault.place) not in known]
        return Report(tuple(faults), ())
    _check_phrases(catalog, report)
    highest = 0.0
    for group in groups:
        for place, text in group.texts:
            _check_text(group.file, place, text, report)
        if past_review(group.reviewed, today):
            report(
                group.file,
                group.place,
                f"reviewed {group.reviewed}, more than {REVIEW_AFTER_DAYS} days ago",
                "read its sources again, then set a new date.",
            )
        if group.graded:
            grade = reading_grade([text for _, text in group.texts])
            highest = max(highest, grade)
            if grade > MAX_GRADE:
                report(
                    group.file,
                    group.place,
                    f"reading grade {grade:.1f} is above {MAX_GRADE:.0f}",
                    "use shorter sentences and shorter words.",
                )
    counts = _counts(catalog, groups, highest)
    counted = str(sum(len(found) for found in sentences.values()))
    return Report(tuple(faults), (*counts, ("sentences of the self-test", counted)))


def report_page(report: Report) -> Page:
    """Show a report."""
    if not report.faults:
        return (Rows("The data are sound.", report.counts),)
    lines = tuple(Text(line) for fault in report.faults for line in str(fault).split("\n  "))
    return (Section(f"{len(report.faults)} faults", lines),)


def reading_grade(texts: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of texts taken together.

    Source: Kincaid 1975, as textstat computes it, with sentences parted as they stand.
    """
    textstat = _needed("textstat")
    joined = " ".join(text if text.rstrip()[-1:] in ".?" else text + "." for text in texts)
    return float(textstat.flesch_kincaid_grade(joined))


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts that stand together: an entry, a red flag, a note, a claim, a page."""

    file: str
    place: str
    reviewed: str
    texts: tuple[tuple[str, str], ...]  # place, text
    graded: bool


def _texts(catalog: Catalog) -> Iterator[_Group]:
    for topic in catalog.topics:
        file = f"topics/{topic.id}.json"
        for entry in topic.entries:
            place = f'entries "{entry.symptom}"'
            texts = tuple((place, line.text) for line in entry.lines())
            yield _Group(file, place, entry.reviewed, texts, graded=True)
        for claim in catalog.claims(topic):
            place = f'claims "{claim.id}"'
            texts = tuple((place, line.text) for line in claim.now)
            yield _Group(f"claims/{topic.id}.json", place, claim.reviewed, texts, graded=False)
        aftercare = catalog.aftercare(topic)
        if aftercare:
            texts = tuple((p.id, a.text) for p in aftercare.periods for a in p.advice)
            texts += tuple((d.about, line.text) for d in aftercare.differences for line in d.lines)
            file = f"aftercare/{topic.id}.json"
            yield _Group(file, "", aftercare.reviewed, texts, graded=True)
    for flag in catalog.red_flags:
        place = f'red_flags "{flag.id}"'
        texts = tuple((place, line.text) for line in flag.lines())
        yield _Group("red_flags.json", place, flag.reviewed, texts, graded=True)
    for note in catalog.notes.values():
        place = f'notes "{note.id}"'
        texts = tuple((place, line.text) for line in note.lines)
        yield _Group("notes.json", place, note.reviewed, texts, graded=True)


def _check_text(file: str, place: str, text: str, report: _Report) -> None:
    banned = _BANNED.search(text)
    if banned:
        report(
            file,
            place,
            f'"{banned[0]}" in "{text}"',
            "say what can be seen or done, and nothing about one person.",
        )
    bare = _BARE_FREQUENCY.search(text)
    if bare:
        report(file, place, f'"{bare[0]}" in "{text}"', 'give the number: "about 1 in 20 people".')
    if _PERCENT.search(text):
        report(file, place, f'a percentage in "{text}"', 'write "about 5 in 100 people".')
    for sentence in _SENTENCE_END.split(text):
        words = len(sentence.split())
        if words > MAX_SENTENCE_WORDS:
            report(
                file,
                place,
                f'{words} words in one sentence: "{sentence}"',
                f"make it {MAX_SENTENCE_WORDS} or fewer.",
            )
    if _RATIO.search(text) and not _BASE.search(text):
        report(
            file, place, f'a number without its base in "{text}"', 'say of whom: "1 in 20 people".'
        )


def _check_phrases(catalog: Catalog, report: _Report) -> None:
    seen: dict[str, str] = {}
    for category in catalog.categories:
        file = f"symptoms/{category.category}.json"
        for symptom in category.symptoms:
            for phrase in (*symptom.phrases, *symptom.denied_phrases):
                other = seen.setdefault(phrase, symptom.id)
                if other != symptom.id:
                    report(
                        file,
                        f'symptoms "{symptom.id}"',
                        f'the phrase "{phrase}" also belongs to "{other}"',
                        "keep it where people mean it most; one phrase has one symptom.",
                    )


def _check_schemas(folder: Path, report: _Report) -> None:
    jsonschema = _needed("jsonschema")
    schemas = folder / "schema"
    if not schemas.is_dir():
        schemas = data_folder() / "schema"
    for pattern, name in _SCHEMA_OF:
        schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for path in sorted(folder.glob(pattern)):
            try:
                value = json.loads(path.read_bytes())
            except (ValueError, OSError):
                continue  # Catalog.load says so, with the line
            file = path.relative_to(folder).as_posix()
            for error in validator.iter_errors(value):
                report(file, _place(value, error.absolute_path), _brief(error.message), _SCHEMA_FIX)


_SCHEMA_FIX = "give it the form that data/README.md shows."


def _brief(message: str) -> str:
    """Keep the two ends of a message: the value, and what is wrong with it."""
    return message if len(message) <= 200 else f"{message[:100]} ... {message[-90:]}"


def _place(value: Any, path: Iterable[str | int]) -> str:
    """Name the place of a fault: entries by their id rather than by their number."""
    parts: list[str] = []
    for step in path:
        value = value[step]
        name = (value.get("id") or value.get("symptom")) if isinstance(value, dict) else None
        if isinstance(step, int):
            parts.append(f' "{name}"' if isinstance(name, str) else f"[{step}]")
        else:
            parts.append(f"{', ' if parts and parts[-1].endswith(chr(34)) else '.'}{step}")
    return "".join(parts).lstrip(".")


def _needed(module: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise HealthcliError(
            f"the check needs {module}. Install healthcli-lookup with its extra [check]."
        ) from None


def _counts(catalog: Catalog, groups: list[_Group], highest: float) -> tuple[tuple[str, str], ...]:
    counts = {
        "symptoms": len(catalog.symptoms),
        "phrases": sum(len(s.phrases) for s in catalog.symptoms.values()),
        "topics": len(catalog.topics),
        "entries": sum(len(topic.entries) for topic in catalog.topics),
        "red flags": len(catalog.red_flags),
        "claims": sum(len(catalog.claims(topic)) for topic in catalog.topics),
        "lines of text": sum(len(group.texts) for group in groups),
        "sources": len(catalog.sources),
        "sources cited": len(catalog.uses()),
    }
    rows = [(name, str(count)) for name, count in counts.items()]
    return (*rows, ("highest reading grade", f"{highest:.1f}"))
