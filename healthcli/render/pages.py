"""Turns answers and catalogue parts into pages; the same facts for every style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from healthcli.answer import Answer, FlagAnswer, MatchAnswer
from healthcli.catalog import Catalog
from healthcli.model import (
    URGENCIES,
    Aftercare,
    Claim,
    Entry,
    Line,
    Note,
    RedFlag,
    Source,
    Timing,
    Topic,
    Variant,
)
from healthcli.render import messages
from healthcli.render.explanation import explanation
from healthcli.render.page import Block, Card, Page, Rows, Section, Small, Text, Title


class _Cites:
    """Numbers sources in the order in which the page cites them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[str, int] = {}

    def line(self, line: Line) -> Text:
        return self.text(line.text, line.sources)

    def text(self, text: str, sources: Iterable[str]) -> Text:
        numbers = [self._numbers.setdefault(id, len(self._numbers) + 1) for id in sources]
        return Text(text, tuple(numbers))

    def lines(self, lines: Iterable[Line]) -> tuple[Text, ...]:
        return tuple(self.line(line) for line in lines)

    def blocks(self) -> list[Block]:
        if not self._numbers:
            return []
        lines = [
            Text(f"[{number}] {source_in_short(self._catalog.sources[id])}")
            for id, number in self._numbers.items()
        ]
        return [Section("Sources", tuple(lines))]


def source_in_short(source: Source) -> str:
    """Name a source in one line: publisher, title, date, country."""
    date = source.date or f"no date shown, read {source.read}"
    country = f", {source.country}" if source.country else ""
    title = "" if source.title == source.publisher else f": {source.title}"
    return f"{source.publisher}{title} ({date}{country})"


def answer_page(answer: Answer, catalog: Catalog, *, explain: bool = False) -> Page:
    """Show an answer: red flags first, then what was found, then the small print.

    One entry is shown whole. Beside a red flag, or beside others, an entry is cut to
    its four cards, so that what matters most does not scroll away.
    """
    short = bool(answer.red_flags) or len(answer.matches) > 1
    cites = _Cites(catalog)
    blocks: list[Block] = []
    for flag in answer.red_flags:
        blocks += _flag_blocks(flag, cites)
    blocks += _how_read(answer)
    for match in answer.matches:
        blocks += _cards(match, cites) if short else _entry_blocks(match, cites)
    if answer.suggestions:
        blocks += _suggestions(answer)
    if answer.status in ("not_covered", "nothing_reported"):
        blocks += _nothing(answer, catalog, cites)
    if explain:
        blocks.append(explanation(answer, catalog))
    blocks += cites.blocks()
    blocks.append(Small(answer.notice))
    if any(flag.urgency == "emergency" for flag in answer.red_flags):
        blocks.append(Card("emergency", messages.REMINDER, ()))
    return tuple(blocks)


def entry_page(match: MatchAnswer, catalog: Catalog) -> Page:
    """Show one entry whole."""
    cites = _Cites(catalog)
    blocks = _entry_blocks(match, cites)
    blocks += cites.blocks()
    return tuple(blocks)


def _flag_blocks(answer: FlagAnswer, cites: _Cites) -> list[Block]:
    flag = answer.flag
    blocks: list[Block] = [
        Card(
            answer.urgency,
            messages.FLAG[answer.urgency],
            cites.lines(answer.do_now),
            (Text(f'{flag.name}. You said: "{answer.matched}".'), cites.line(flag.message)),
        )
    ]
    if flag.do_not:
        blocks.append(Section("Do not", cites.lines(flag.do_not), bullets=True))
    if answer.past_review:
        blocks.append(Small(messages.PAST_REVIEW))
    return blocks


def _how_read(answer: Answer) -> list[Block]:
    query = answer.query
    said = [f'Read "{typed}" as "{meant}".' for typed, meant in query.repaired]
    names = ", ".join(_words_of(answer, ("denied", "doubtful"))) or ", ".join(query.negated)
    if query.negated:
        said.append(f"You said: no {names}." if answer.status != "nothing_reported" else "")
    return [Small(" ".join(part for part in said if part))] if any(said) else []


def _words_of(answer: Answer, standings: Sequence[str]) -> list[str]:
    reading = answer.reading
    negated = answer.query.negated
    found = [
        reading.said(finding.words)
        for finding in reading.findings
        if finding.standing in standings and finding.id in negated
    ]
    return list(dict.fromkeys(found))


def _cards(match: MatchAnswer, cites: _Cites) -> list[Block]:
    """Show when to get help, and what to type for the rest."""
    command = f"healthcli show {match.topic.id} {match.symptom}"
    return [
        *_first_blocks(match, cites),
        Small(f"What it is, how long, what helps: {command}"),
    ]


def _first_blocks(match: MatchAnswer, cites: _Cites) -> list[Block]:
    entry, topic = match.entry, match.topic
    blocks: list[Block] = [Title(entry.title, topic.name)]
    if not match.listed:
        names = " and ".join(v.name for v in topic.variants if v.id in entry.applies_to)
        blocks.append(Small(f"Guidance lists this for: {names}. It does not list it for yours."))
    for urgency in URGENCIES:
        bullets = cites.lines(entry.seek_care.at(urgency))
        if bullets:
            blocks.append(Card(urgency, messages.CARD[urgency], bullets))
    if match.timing_band:
        blocks.append(Section("At the time you gave", (Text(messages.BAND[match.timing_band]),)))
    if match.past_review:
        blocks.append(Small(messages.PAST_REVIEW))
    return blocks


def _entry_blocks(match: MatchAnswer, cites: _Cites) -> list[Block]:
    entry = match.entry
    blocks = _first_blocks(match, cites)
    sections = (
        ("What it is", entry.what),
        ("How common", entry.how_common),
        ("How long", entry.how_long),
        ("Why", entry.why),
        ("What helps", entry.self_care),
        ("What to avoid", entry.avoid),
        ("It can also be", entry.other_causes),
        ("Where sources differ", entry.differences),
    )
    blocks += [
        Section(heading, cites.lines(lines), bullets=len(lines) > 1)
        for heading, lines in sections
        if lines
    ]
    blocks += [_note_block(note, cites) for note in match.notes]
    blocks.append(Small(f"Reviewed {entry.reviewed}."))
    return blocks


def _note_block(note: Note, cites: _Cites) -> Block:
    return Section(note.name, cites.lines(note.lines), bullets=True)


def _suggestions(answer: Answer) -> list[Block]:
    rows = tuple((s.title, s.command) for s in answer.suggestions)
    heading = "Did you mean" if answer.status == "ambiguous" else "It could also be"
    return [Rows(f"{heading}: choose one and type", rows)]


def _nothing(answer: Answer, catalog: Catalog, cites: _Cites) -> list[Block]:
    covered = ", ".join(answer.covered)
    ids = ", ".join(topic.id for topic in catalog.topics)
    if answer.status == "nothing_reported":
        denied = ", ".join(_words_of(answer, ("denied", "doubtful")))
        first = f"You said: no {denied}. Nothing else was understood, so nothing is opened."
    else:
        what = " and ".join(answer.outside) or answer.query.text
        if len(what) > 80:
            what = what[:77] + "..."
        first = f'"{" ".join(what.split())}" is not covered.'
        if answer.red_flags:
            first = f"No page here explains this. {_ACT}"
    blocks: list[Block] = [
        Section("", (Text(first), Text(f"Covered: {covered}. To see all: healthcli list {ids}")))
    ]
    safety = catalog.notes.get("general-safety")
    if safety and not answer.red_flags:
        blocks.append(_note_block(safety, cites))
    return blocks


_ACT = "Do what stands above first."


def topics_page(catalog: Catalog) -> Page:
    """List the topics."""
    rows = []
    for topic in catalog.topics:
        rows.append((topic.id, topic.name, f"{len(topic.entries)} entries"))
        for variant in topic.variants:
            count = sum(variant.id in entry.applies_to for entry in topic.entries)
            rows.append((f"  {variant.id}", variant.name, f"{count} entries"))
    return (Rows("Topics", tuple(rows)), Small("To see one: healthcli list TOPIC"))


def entries_page(topic: Topic, variant: Variant | None, catalog: Catalog) -> Page:
    """List a topic's entries by category: name, usual time, most serious level."""
    blocks: list[Block] = [Title(variant.name if variant else topic.name)]
    for category, entries in by_category(topic, variant, catalog):
        rows = tuple(
            (
                entry.title,
                usual_time(_timing_for(entry, variant)),
                _most_serious(entry),
                entry.symptom,
            )
            for entry in entries
        )
        blocks.append(Rows(category, rows))
    blocks.append(
        Small(
            f"Columns: what it is, usual time after {topic.event}, the most serious level that "
            f"can apply, its id. To read one: healthcli show {topic.id} ID"
        )
    )
    return tuple(blocks)


def by_category(
    topic: Topic, variant: Variant | None, catalog: Catalog
) -> list[tuple[str, list[Entry]]]:
    """Group a topic's entries by category, in the order of the topic's file."""
    groups: dict[str, list[Entry]] = {}
    for entry in topic.entries:
        if variant is None or variant.id in entry.applies_to:
            groups.setdefault(catalog.category_of[entry.symptom].name, []).append(entry)
    return list(groups.items())


def _timing_for(entry: Entry, variant: Variant | None) -> Timing:
    own = entry.timing_by_variant or {}
    return own.get(variant.id, entry.timing) if variant else entry.timing


def usual_time(timing: Timing) -> str:
    """Say in a few words when guidance calls a symptom usual."""
    if timing.never_expected:
        return "never usual"
    if timing.starts_day is None:
        return "no time given"
    start = f"from {_days(timing.starts_day)}" if timing.starts_day else ""
    if timing.usual_until_day is None:
        return start or "no end given"
    return f"{start} up to {_days(timing.usual_until_day)}".strip()


def _days(days: int) -> str:
    if days >= 60 and days % 30 == 0:
        return f"{days // 30} months"
    if days >= 14 and days % 7 == 0:
        return f"{days // 7} weeks"
    return f"day {days}"


def _most_serious(entry: Entry) -> str:
    urgency = entry.seek_care.most_serious()
    return messages.LEVEL[urgency] if urgency else ""


def red_flags_page(flags: Sequence[RedFlag], catalog: Catalog) -> Page:
    """Show what always needs help now, and what to do."""
    cites = _Cites(catalog)
    blocks: list[Block] = []
    for flag in flags:
        urgency = flag.levels[0].urgency
        intro = (Text(f"{flag.name} ({flag.id})"), cites.line(flag.message))
        blocks.append(Card(urgency, messages.FLAG[urgency], cites.lines(flag.do_now), intro))
        if flag.do_not:
            blocks.append(Section("Do not", cites.lines(flag.do_not), bullets=True))
    return (*blocks, *cites.blocks())


def aftercare_page(topic: Topic, aftercare: Aftercare, catalog: Catalog) -> Page:
    """Show what to do and avoid after the event, by time, and where countries differ."""
    cites = _Cites(catalog)
    blocks: list[Block] = [Title(f"After {topic.event}", topic.name)]
    for period in aftercare.periods:
        lines = tuple(cites.text(f"{a.about}: {a.text}", a.sources) for a in period.advice)
        blocks.append(Section(period.name, lines, bullets=True))
    for difference in aftercare.differences:
        lines = tuple(cites.text(f"{d.country}: {d.text}", d.sources) for d in difference.lines)
        blocks.append(Section(f"Where countries differ: {difference.about}", lines, bullets=True))
    return (*blocks, *cites.blocks())


def claims_page(topic: Topic, claims: Sequence[Claim], catalog: Catalog) -> Page:
    """Show old or common advice, its verdict, and what guidance says now."""
    cites = _Cites(catalog)
    blocks: list[Block] = [Title("You may have read", topic.name)]
    for claim in claims:
        verdict = Text(f"{messages.VERDICT[claim.verdict]}.")
        heading = f'{claim.id} "{claim.claim.text.rstrip(".")}"'
        blocks.append(Section(heading, (verdict, *cites.lines(claim.now))))
    return (*blocks, *cites.blocks())


def sources_page(sources: Sequence[Source], uses: dict[str, list[str]]) -> Page:
    """Show sources and what cites each."""
    blocks: list[Block] = []
    for source in sources:
        cited = uses.get(source.id, [])
        lines = [
            f"{source.publisher}: {source.title}",
            source.url or "No address known.",
            f"Date: {source.date or 'none shown'}. Read: {source.read}. "
            f"Country: {source.country or 'unknown'}. Grade: {messages.GRADE[source.grade]}"
            f"{f' ({source.note})' if source.note else ''}.",
            f"Cited by: {', '.join(cited) or 'nothing'}.",
        ]
        blocks.append(Section(source.id, tuple(Text(line) for line in lines)))
    return tuple(blocks)
