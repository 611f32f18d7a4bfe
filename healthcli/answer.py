"""Puts red flags and matches together into an Answer: plain data, the same for every renderer."""

from __future__ import annotations

import datetime
from typing import Literal

from healthcli import flag, match, read
from healthcli.catalog import Catalog
from healthcli.errors import QueryError
from healthcli.model import (
    Claim,
    Entry,
    Line,
    Note,
    RedFlag,
    SeekCare,
    Source,
    Timing,
    TimingBand,
    Topic,
    Urgency,
    Variant,
)
from healthcli.read.finding import Reading
from healthcli.record import Record
from healthcli.spans import nearest, span

SCHEMA_VERSION = 1
NOTICE = "General information from published guidance. It cannot tell whether it applies to you."
# A reviewed entry is due again after two years.
REVIEW_AFTER_DAYS = 730

Status = Literal["answered", "ambiguous", "not_covered", "nothing_reported"]


class Query(Record):
    """What was asked, and how it was read."""

    text: str
    topics: tuple[str, ...]
    since_days: int | None
    repaired: tuple[tuple[str, str], ...]  # as typed, as read
    negated: tuple[str, ...]  # symptom ids
    not_understood: tuple[str, ...]


class FlagAnswer(Record):
    """A red flag that was raised."""

    flag: RedFlag
    urgency: Urgency
    do_now: tuple[Line, ...]  # what to do at this urgency
    matched: str  # the user's words
    sources: tuple[Source, ...]
    past_review: bool


class MatchAnswer(Record):
    """An entry that is shown."""

    topic: Topic
    entry: Entry
    score: float  # 0-1: an order, not a confidence
    timing: Timing
    timing_band: TimingBand | None
    listed: bool  # False: the named variant's sources do not list this symptom
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    past_review: bool

    @property
    def symptom(self) -> str:
        """The symptom's id."""
        return self.entry.symptom

    @property
    def title(self) -> str:
        """The entry's heading."""
        return self.entry.title

    @property
    def seek_care(self) -> SeekCare:
        """When to get help, by urgency."""
        return self.entry.seek_care


class SuggestionAnswer(Record):
    """An entry that the query might mean."""

    topic: str
    symptom: str
    title: str
    command: str  # what to type to see it


class Answer(Record):
    """The whole answer to one query."""

    query: Query
    status: Status
    red_flags: tuple[FlagAnswer, ...]
    matches: tuple[MatchAnswer, ...]
    suggestions: tuple[SuggestionAnswer, ...]
    covered: tuple[str, ...]  # names of the topics, for "not covered"
    outside: tuple[str, ...]  # what was named and is not covered, in words
    runners_up: tuple[tuple[str, float], ...]  # symptom ids that came near, with scores
    reading: Reading
    notice: str = NOTICE
    schema_version: int = SCHEMA_VERSION


def lookup(
    text: str,
    topic: str | None = None,
    since: str | int | None = None,
    *,
    catalog: Catalog,
    today: datetime.date,
) -> Answer:
    """Answer a query from a catalogue.

    Args:
        text: What the user typed, at most 2,000 characters.
        topic: Id of a topic or variant; None: read it from the words.
        since: How long ago the topic's event was: days, or text such as "3w".
        catalog: The data.
        today: The date on which the answer is read, for review dates.

    Raises:
        QueryError: the text is empty or too long, or topic or since are not known.
    """
    chosen = _chosen(topic, catalog)
    since_days = since if since is None or isinstance(since, int) else span(since)
    reading = read.read(text, catalog.lexicon)
    if not reading.text:
        raise QueryError('nothing was asked. Say what you feel, such as "back pain".')
    named = (topic,) if topic else reading.topics
    variants = _variants(named, catalog)
    # A red flag fires whatever topic was given, so every rule is tried.
    said = (*reading.findings, *reading.circumstances)
    red_flags = flag.raised(said, catalog.red_flags, catalog.askers, topic_is_sure=bool(named))

    outside = () if named else reading.other_topics
    topics = [] if outside else _topics(chosen, reading, catalog)
    matched = match.matches(reading, topics, topic_is_sure=bool(named))
    urgent = {finding for raised in red_flags for finding in raised.findings}
    matched = tuple(sorted(matched, key=lambda m: m.finding not in urgent))
    offered = match.suggestions(reading, topics, catalog, topic_is_sure=bool(named))
    offered = tuple(s for s in offered if s.entry.symptom not in {m.entry.symptom for m in matched})
    return Answer(
        query=Query(
            text=reading.text,
            topics=named,
            since_days=since_days,
            repaired=tuple((r.typed, " ".join(r.read_as)) for r in reading.repairs),
            negated=reading.negated(),
            not_understood=tuple(dict.fromkeys((*reading.unknown_sites, *reading.not_understood))),
        ),
        status=_status(reading, bool(matched), bool(offered)),
        red_flags=tuple(_flag_answer(r, reading, catalog, today) for r in red_flags),
        matches=tuple(
            entry_answer(
                m.topic,
                m.entry,
                catalog=catalog,
                today=today,
                score=m.score,
                variants=variants,
                since_days=since_days,
            )
            for m in matched
        ),
        suggestions=tuple(
            SuggestionAnswer(
                topic=s.topic.id,
                symptom=s.entry.symptom,
                title=s.entry.title,
                command=f"healthcli show {s.topic.id} {s.entry.symptom}",
            )
            for s in offered
        ),
        covered=tuple(topic.name for topic in catalog.topics),
        outside=(*outside, *reading.unknown_sites),
        runners_up=tuple((s.entry.symptom, s.score) for s in offered),
        reading=reading,
    )


def entry_answer(
    topic: Topic,
    entry: Entry,
    *,
    catalog: Catalog,
    today: datetime.date,
    score: float = 1.0,
    variants: frozenset[str] = frozenset(),
    since_days: int | None = None,
) -> MatchAnswer:
    """Put an entry together with its timing, notes and sources.

    Args:
        topic: The topic of the entry.
        entry: The entry.
        catalog: Where notes and sources stand.
        today: For the review date.
        score: 0-1.
        variants: The variants that were named; empty: not known which.
        since_days: Days since the event; None: not said.
    """
    asked = variants & {variant.id for variant in topic.variants}
    timings = _timings(entry, asked or frozenset(entry.applies_to))
    bands = {timing_band(timing, since_days) for timing in timings}
    notes = tuple(dict.fromkeys(id for line in entry.lines() for id in line.notes))
    return MatchAnswer(
        topic=topic,
        entry=entry,
        score=score,
        timing=timings[0] if len(timings) == 1 else entry.timing,
        timing_band=next((band for band in _STRICTEST if band in bands), None),
        listed=not asked or not asked.isdisjoint(entry.applies_to),
        notes=tuple(catalog.notes[id] for id in notes),
        sources=cited(entry.lines(), catalog, extra=entry.timing.sources),
        past_review=past_review(entry.reviewed, today),
    )


# The variant is not always known; then the stricter of their bands is shown.
_STRICTEST: tuple[TimingBand, ...] = ("always_check", "check", "expected")


def timing_band(timing: Timing, since_days: int | None) -> TimingBand | None:
    """Say which published passage a time since the event falls into.

    Returns:
        "expected" within the time that guidance calls usual, "check" outside it,
        "always_check" where it is never expected; None without a time, or where
        guidance gives none.
    """
    if since_days is None or timing.no_time_given:
        return None
    if timing.never_expected or timing.starts_day is None:
        return "always_check"
    late = timing.usual_until_day is not None and since_days > timing.usual_until_day
    return "check" if late or since_days < timing.starts_day else "expected"


def past_review(reviewed: str, today: datetime.date) -> bool:
    """Say whether a review date lies more than two years back."""
    return (today - datetime.date.fromisoformat(reviewed)).days > REVIEW_AFTER_DAYS


def cited(
    lines: tuple[Line, ...], catalog: Catalog, extra: tuple[str, ...] = ()
) -> tuple[Source, ...]:
    """List the sources of some lines, each once, in the order in which they are cited."""
    ids = dict.fromkeys(id for line in lines for id in line.sources)
    return tuple(catalog.sources[id] for id in (*ids, *(id for id in extra if id not in ids)))


def cited_by_claim(claim: Claim, catalog: Catalog) -> tuple[Source, ...]:
    """List the sources of a claim."""
    return cited((claim.claim, *claim.now), catalog)


def find_topic(id: str, catalog: Catalog) -> tuple[Topic, Variant | None]:
    """Find a topic or variant by id.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    found = catalog.topic(id)
    if found is None:
        raise QueryError(
            f'there is no topic "{_shown(id)}".{nearest(id, catalog.topic_ids())} '
            f"Topics: {', '.join(catalog.topic_ids())}."
        )
    return found


def find_entry(topic: Topic, symptom: str, catalog: Catalog) -> Entry:
    """Find a topic's entry by symptom id.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    entry = catalog.entry(topic, symptom)
    if entry is None:
        ids = [entry.symptom for entry in topic.entries]
        raise QueryError(
            f'{topic.id} has no entry "{_shown(symptom)}".{nearest(symptom, ids)} '
            f"To see all of them: healthcli list {topic.id}"
        )
    return entry


def _shown(text: str) -> str:
    """Make text from outside safe and short enough to repeat in a message."""
    safe = "".join(c if c.isprintable() else " " for c in text[:60])
    return safe.encode("utf-8", "replace").decode("utf-8")


def _chosen(topic: str | None, catalog: Catalog) -> Topic | None:
    return None if topic is None else find_topic(topic, catalog)[0]


def _topics(chosen: Topic | None, reading: Reading, catalog: Catalog) -> list[Topic]:
    if chosen:
        return [chosen]
    named = [found[0] for id in reading.topics if (found := catalog.topic(id))]
    ids = {topic.id for topic in named}
    return [topic for topic in catalog.topics if topic.id in ids or not ids]


def _variants(named: tuple[str, ...], catalog: Catalog) -> frozenset[str]:
    found = [catalog.topic(id) for id in named]
    return frozenset(pair[1].id for pair in found if pair and pair[1])


def _status(reading: Reading, matched: bool, offered: bool) -> Status:
    if matched:
        return "answered"
    if offered:
        return "ambiguous"
    if reading.negated() and not reading.present():
        return "nothing_reported"
    return "not_covered"


def _flag_answer(
    raised: flag.Raised, reading: Reading, catalog: Catalog, today: datetime.date
) -> FlagAnswer:
    words = [reading.said(finding.words) for finding in raised.findings]
    do_now = raised.level.do_now or raised.flag.do_now
    lines = (raised.flag.message, *do_now, *raised.flag.do_not)
    return FlagAnswer(
        flag=raised.flag,
        urgency=raised.level.urgency,
        do_now=do_now,
        matched=", ".join(dict.fromkeys(words)),
        sources=cited(lines, catalog),
        past_review=past_review(raised.flag.reviewed, today),
    )


def _timings(entry: Entry, variants: frozenset[str]) -> list[Timing]:
    """Return the timings of some variants, each once."""
    own = entry.timing_by_variant or {}
    found: list[Timing] = []
    for variant in sorted(variants):
        timing = own.get(variant, entry.timing)
        if timing not in found:
            found.append(timing)
    return found or [entry.timing]
