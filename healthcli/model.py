"""What the data files hold, in classes that cannot be changed nor hold nonsense; no I/O."""

from __future__ import annotations

from typing import Literal, get_args

from healthcli.record import Record

Urgency = Literal["emergency", "same_day", "appointment", "self_care"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)  # most serious first

TimingBand = Literal["expected", "check", "always_check"]

Grade = Literal[
    "guideline", "regulator", "national-service", "study", "charity", "trust-leaflet", "low"
]
GRADES: tuple[Grade, ...] = get_args(Grade)  # the most trusted first

Verdict = Literal["supported", "partly", "superseded", "unsafe", "no_evidence"]

CueKind = Literal["denied", "doubtful", "relief", "past", "asked", "now", "turn", "until", "none"]


class Source(Record):
    """A published page or paper that a line of text rests on."""

    id: str
    publisher: str
    title: str
    url: str | None  # None: the page has no address that we know
    date: str | None  # as the page shows it; None: it shows none
    read: str  # ISO date on which it was read for healthcli
    country: str | None  # ISO 3166 code; "INT" for international; None: unknown
    grade: Grade
    note: str = ""  # such as "copy", "maker", "superseded edition"


class Line(Record):
    """One fact for the reader, with the ids of the sources that say it."""

    text: str
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()  # ids in notes.json that must be read with this line

    def check(self) -> None:
        """Raise ValueError if there is no text or no source."""
        if not self.text.strip():
            raise ValueError("the text is empty")
        if not self.sources:
            raise ValueError("a line needs at least one source")


class Timing(Record):
    """When guidance expects a symptom, in whole days after the event (day 0).

    One of three forms: `starts_day` (and, where guidance gives an end,
    `usual_until_day`); `never_expected`; or `no_time_given`.
    """

    starts_day: int | None = None
    usual_until_day: int | None = None  # None with starts_day: guidance gives no end
    never_expected: bool = False
    no_time_given: bool = False
    sources: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise ValueError unless it is one of the three forms."""
        forms = (self.starts_day is not None) + self.never_expected + self.no_time_given
        if forms != 1:
            raise ValueError(
                'give exactly one of "starts_day", "never_expected": true, "no_time_given": true'
            )
        if not self.no_time_given and not self.sources:
            raise ValueError("timing needs at least one source")
        if self.starts_day is None:
            if self.usual_until_day is not None:
                raise ValueError('"usual_until_day" needs "starts_day"')
            return
        if self.starts_day < 0:
            raise ValueError(f"starts_day: {self.starts_day} is before day 0")
        if self.usual_until_day is not None and self.usual_until_day < self.starts_day:
            raise ValueError(
                f"usual_until_day: {self.usual_until_day} is before starts_day ({self.starts_day})"
            )


class SeekCare(Record):
    """When to get help, by urgency; each line follows the word "if"."""

    emergency: tuple[Line, ...]
    same_day: tuple[Line, ...]
    appointment: tuple[Line, ...]
    self_care: tuple[Line, ...]

    def at(self, urgency: Urgency) -> tuple[Line, ...]:
        """Return the lines of one urgency."""
        return tuple(getattr(self, urgency))

    def most_serious(self) -> Urgency | None:
        """Return the most serious urgency that has a line; None if none has."""
        return next((urgency for urgency in URGENCIES if self.at(urgency)), None)


class Entry(Record):
    """What guidance says of one symptom in one topic."""

    symptom: str
    title: str
    applies_to: tuple[str, ...]  # ids of the topic's variants
    what: tuple[Line, ...]
    how_common: tuple[Line, ...]
    how_long: tuple[Line, ...]
    timing: Timing
    seek_care: SeekCare
    claims: tuple[str, ...]
    reviewed: str  # ISO date
    shown_for: tuple[str, ...] = ()  # other symptoms that open this entry
    timing_by_variant: dict[str, Timing] | None = None
    why: tuple[Line, ...] = ()
    self_care: tuple[Line, ...] = ()
    avoid: tuple[Line, ...] = ()
    other_causes: tuple[Line, ...] = ()
    differences: tuple[Line, ...] = ()

    def lines(self) -> tuple[Line, ...]:
        """Return every line of the entry, in reading order."""
        return (
            *(line for urgency in URGENCIES for line in self.seek_care.at(urgency)),
            *self.what,
            *self.how_common,
            *self.how_long,
            *self.why,
            *self.self_care,
            *self.avoid,
            *self.other_causes,
            *self.differences,
        )


class Variant(Record):
    """A kind of a topic with words of its own, such as the hormonal IUD."""

    id: str
    name: str
    phrases: tuple[str, ...]


class Topic(Record):
    """What people are on, or have had: a method, a device, a procedure."""

    id: str
    name: str
    event: str  # the day 0 of its timings, such as "fitting"
    phrases: tuple[str, ...]  # words that name the topic but no variant
    variants: tuple[Variant, ...]
    entries: tuple[Entry, ...]


class Frame(Record):
    """A sign, where it is felt, and what must be said about it, such as pain at the back."""

    sign: str
    site: str | None = None  # None: the sign alone, with the modifiers below
    modifiers: tuple[str, ...] = ()


class Symptom(Record):
    """What people feel, and the words that they use for it."""

    id: str
    name: str
    phrases: tuple[str, ...]
    frames: tuple[Frame, ...] = ()
    denied_phrases: tuple[str, ...] = ()  # words that say it is not there, or is the opposite
    denied_frames: tuple[Frame, ...] = ()
    placeless: bool = False  # its phrases name no place; one said beside them takes them over


class Category(Record):
    """A family of symptoms: one file in data/symptoms/."""

    category: str
    name: str
    symptoms: tuple[Symptom, ...]


class Concept(Record):
    """A sign, a site or a modifier: one meaning and the words people use for it."""

    id: str
    phrases: tuple[str, ...]
    suggests: tuple[str, ...] = ()  # symptoms to offer when it is said alone
    event: bool = False  # a site that is a happening ("sex", "removal"): it vetoes nothing
    elsewhere: bool = False  # a site that no symptom covers ("tooth", "guitar")
    weak: bool = False  # a site that yields to any other ("left side" of the head)
    loose: bool = False  # a sign felt nowhere in particular ("feel faint"): no place vetoes it
    wide: bool = False  # a modifier said of the whole sentence ("partner")
    reach: int = 5  # how many words that matter may stand between a sign and its site


class Cue(Record):
    """Words that change the standing of the symptoms near them, such as "no"."""

    kind: CueKind
    direction: Literal["before", "after"]  # where the cue stands, seen from the symptom
    reach: int  # in words
    phrases: tuple[str, ...]
    ends: bool = False  # counts only where its clause ends behind it: not in "gone blue"
    general: bool = False  # counts only for an illness named, where nobody is spoken of


class Spelling(Record):
    """A word as the US and the UK spell it."""

    us: str
    uk: str


class OtherTopic(Record):
    """Something people are on or had that no topic covers, such as the pill."""

    name: str
    phrases: tuple[str, ...]
    bearer: bool = False  # it has the symptom itself ("my dog has ...")


class Level(Record):
    """One urgency of a red flag and the alternatives that raise it.

    Each alternative is one term or several that must all be there. A term is a
    finding's id, with "+" and the modifiers that must be said about it; "|" parts
    findings of which one is enough: "cramps+severe|rigid-belly".
    """

    urgency: Literal["emergency", "same_day"]
    when: tuple[tuple[str, ...], ...]
    do_now: tuple[Line, ...] = ()  # what to do at this urgency; empty: what the flag says


class RedFlag(Record):
    """Signs that always need help now, and what to do."""

    id: str
    name: str
    topics: tuple[str, ...]  # empty: whatever the topic
    levels: tuple[Level, ...]  # the first that fits counts, so the most serious stands first
    message: Line
    do_now: tuple[Line, ...]
    do_not: tuple[Line, ...]
    reviewed: str

    def lines(self) -> tuple[Line, ...]:
        """Return every line of the red flag, in reading order."""
        own = (line for level in self.levels for line in level.do_now)
        return (self.message, *own, *self.do_now, *self.do_not)


class Note(Record):
    """Safety text shared by many entries, such as who must ask before an NSAID."""

    id: str
    name: str
    lines: tuple[Line, ...]
    reviewed: str


class Claim(Record):
    """Old or common advice, and what guidance says of it now."""

    id: str
    claim: Line
    verdict: Verdict
    now: tuple[Line, ...]
    entries: tuple[str, ...]
    reviewed: str


class Advice(Record):
    """One line of aftercare about one subject."""

    about: str
    text: str
    sources: tuple[str, ...]


class Period(Record):
    """A stretch of time after the event, and what to do and avoid in it."""

    id: str
    name: str
    advice: tuple[Advice, ...]


class CountryLine(Record):
    """What one country's sources say."""

    country: str
    text: str
    sources: tuple[str, ...]


class Difference(Record):
    """A subject on which countries differ."""

    about: str
    lines: tuple[CountryLine, ...]


class Aftercare(Record):
    """What to do and avoid after the event, by time, and where countries differ."""

    topic: str
    periods: tuple[Period, ...]
    differences: tuple[Difference, ...]
    reviewed: str
