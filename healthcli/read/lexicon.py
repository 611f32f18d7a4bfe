"""The words of the data, ready to read with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from healthcli.loader import Loader
from healthcli.model import Category, Concept, Cue, CueKind, OtherTopic, Spelling, Symptom, Topic
from healthcli.read.frames import Frames
from healthcli.read.spelling import Speller, targets
from healthcli.read.vocabulary import Kind, Vocabulary, by_first_word, count_words, forms
from healthcli.read.words import Word
from healthcli.record import Record

ENGLISH = "reading/english.txt"

_Phrases = Iterator[tuple[Kind, str, Sequence[str]]]


class Lexicon(Record):
    """The words of the data, ready to read with; built once for a catalogue."""

    folder: str | None  # where ENGLISH lies; None: the data that came with healthcli
    fillers: frozenset[str]
    small_talk: frozenset[str]
    personal: frozenset[str]  # words that say that somebody speaks of a body: "i", "mum"
    subjects: frozenset[str]  # words that begin a clause: "i", "shes"
    verbs: frozenset[str]  # small words that make a sentence: "has", "is"
    names: frozenset[str]  # of illnesses
    terms: str  # words that are spelt right and are no ordinary English, one a line
    british: dict[str, str]  # a word as the US spells it -> as the UK does, and we read it
    suggests: dict[str, tuple[str, ...]]  # a sign or site -> symptoms to offer for it
    cues: dict[str, Cue]
    frames: Frames
    # Warning signs have no entry, and no place beside them may hide one.
    with_entry: frozenset[str]
    placeless: frozenset[str]
    happenings: frozenset[str]  # events such as sex and fitting, not those of warning signs
    topic_of: dict[str, str]  # a topic or variant -> its topic
    bearers: frozenset[str]
    topic_index: dict[str, bytes]
    phrase_index: dict[str, bytes]
    known_words: dict[str, int]  # every word of all phrases, and how often it stands there
    targets: tuple[str, ...]  # the words of them that a misspelt word may have been

    @classmethod
    def of(
        cls,
        *,
        folder: str | None,
        categories: Sequence[Category],
        topics: Sequence[Topic],
        signs: Sequence[Concept],
        sites: Sequence[Concept],
        modifiers: Sequence[Concept],
        cues: Sequence[Cue],
        circumstances: Sequence[Concept],
        stops: Sequence[str],
        idioms: Sequence[str],
        other_topics: Sequence[OtherTopic],
        fillers: Sequence[str],
        small_talk: Sequence[str],
        personal: Sequence[str],
        subjects: Sequence[str],
        verbs: Sequence[str],
        names: Sequence[str],
        terms: Sequence[str],
        spellings: Sequence[Spelling],
        english: bytes,
    ) -> Lexicon:
        """Build it from the parts of the data."""
        symptoms = [symptom for category in categories for symptom in category.symptoms]
        numbered = {str(number): cue for number, cue in enumerate(cues)}

        def phrases() -> _Phrases:
            for symptom in symptoms:
                yield "symptom", symptom.id, symptom.phrases
                yield "denied", symptom.id, symptom.denied_phrases
            for sign in signs:
                yield "sign", sign.id, sign.phrases
            for site in sites:
                yield "site", site.id, site.phrases
            for modifier in modifiers:
                yield "modifier", modifier.id, modifier.phrases
            for number, cue in numbered.items():
                yield "cue", number, cue.phrases
            for circumstance in circumstances:
                yield "circumstance", circumstance.id, circumstance.phrases
            yield "stop", "stop", stops
            yield "idiom", "idiom", idioms

        with_entry = frozenset(entry.symptom for topic in topics for entry in topic.entries)
        british = {spelling.us: spelling.uk for spelling in spellings}
        topic_index = by_first_word(_topic_phrases(topics, other_topics), british)
        phrase_index = by_first_word(phrases(), british)
        topic_words = count_words(topic_index)
        known_words = {**topic_words, **count_words(phrase_index)}
        return cls(
            folder=folder,
            fillers=frozenset(fillers),
            small_talk=frozenset((*fillers, *small_talk)),
            personal=frozenset(personal),
            subjects=frozenset(subjects),
            verbs=frozenset(verbs),
            names=frozenset(names),
            terms="\n".join((*terms, "")),
            british=british,
            suggests={concept.id: concept.suggests for concept in (*signs, *sites)},
            cues=numbered,
            frames=Frames.of(symptoms, signs, sites, modifiers),
            with_entry=with_entry,
            happenings=_happenings(symptoms, sites, with_entry),
            placeless=frozenset(symptom.id for symptom in symptoms if symptom.placeless),
            topic_of={v.id: t.id for t in topics for v in t.variants}
            | {t.id: t.id for t in topics},
            bearers=frozenset(other.name for other in other_topics if other.bearer),
            topic_index=topic_index,
            phrase_index=phrase_index,
            known_words=known_words,
            targets=targets(english, known_words, {*topic_words, *terms}),
        )

    @cached_property
    def topics(self) -> Vocabulary:
        """Phrases that name topics, covered or not."""
        return Vocabulary((), self.topic_index)

    @cached_property
    def phrases(self) -> Vocabulary:
        """Every other phrase."""
        return Vocabulary(self.fillers, self.phrase_index)

    @cached_property
    def speller(self) -> Speller:
        """The repairer of misspelt words; made when a word is not understood.

        Raises:
            DataError: the list of ordinary words cannot be read.
        """
        loader = Loader(self.folder)
        english = loader.bytes(ENGLISH)
        loader.stop_at_faults()
        return Speller(self.terms.encode() + english, self.known_words, self.targets)

    def names_illness(self, words: Sequence[Word], positions: Sequence[int]) -> bool:
        """Say whether words name an illness, as "ectopic pregnancies" does, and no sign."""
        *first, last = (words[i].text for i in positions)
        return any(" ".join((*first, form)) in self.names for form in forms(last))

    @cached_property
    def near_cues(self) -> dict[str, Cue]:
        """The cues as they reach circumstances."""
        return {id: _near(cue) for id, cue in self.cues.items()}


def _happenings(
    symptoms: Sequence[Symptom], sites: Sequence[Concept], with_entry: frozenset[str]
) -> frozenset[str]:
    """List the events that do not belong to warning signs alone, as "bleach" does."""
    pairs = [(frame.site, symptom.id) for symptom in symptoms for frame in symptom.frames]
    known = {site for site, id in pairs if id in with_entry}
    warning = {site for site, _ in pairs} - known
    return frozenset(site.id for site in sites if site.event and site.id not in warning)


def _near(cue: Cue) -> Cue:
    """Cut a cue to what it may say of a circumstance: "not diabetic", "a baby years ago"."""
    kind: CueKind = "none"
    if cue.kind == "past" or (cue.kind == "denied" and cue.direction == "before"):
        kind = cue.kind
    return Cue(
        kind=kind,
        direction=cue.direction,
        reach=min(cue.reach, 2),
        phrases=cue.phrases,
        ends=cue.ends,
        general=cue.general,
    )


def _topic_phrases(topics: Sequence[Topic], other_topics: Sequence[OtherTopic]) -> _Phrases:
    for topic in topics:
        yield "topic", topic.id, topic.phrases
        for variant in topic.variants:
            yield "topic", variant.id, variant.phrases
    for other in other_topics:
        yield "other", other.name, other.phrases
