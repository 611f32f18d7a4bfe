"""The words of the data, ready to read with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from healthcli.model import Category, Concept, Cue, OtherTopic, Symptom, Topic
from healthcli.read.frames import Frames
from healthcli.read.spelling import Speller
from healthcli.read.vocabulary import Vocabulary, forms
from healthcli.read.words import Word


class Lexicon:
    """The words of the data, ready to read with; built once for a catalogue."""

    def __init__(
        self,
        *,
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
        names: Sequence[str],
        english: bytes,
    ) -> None:
        symptoms = [symptom for category in categories for symptom in category.symptoms]
        self.fillers = frozenset(fillers)
        self.small_talk = self.fillers | frozenset(small_talk)
        # Words that say that somebody speaks of a body: "i", "she".
        self.personal = frozenset(personal)
        # Words that begin a clause: "i", "shes".
        self.subjects = frozenset(subjects)
        self._names = frozenset(names)
        self.suggests = {concept.id: concept.suggests for concept in (*signs, *sites)}
        self.cues = {str(number): cue for number, cue in enumerate(cues)}
        self.near_cues = {id: _near(cue) for id, cue in self.cues.items()}
        self.frames = Frames(symptoms, signs, sites, modifiers)
        # Warning signs have no entry, and no place beside them may hide one.
        self.with_entry = {entry.symptom for topic in topics for entry in topic.entries}
        self.placeless = {symptom.id for symptom in symptoms if symptom.placeless}
        self.topic_of = {v.id: t.id for t in topics for v in t.variants} | {
            t.id: t.id for t in topics
        }
        self.bearers = {other.name for other in other_topics if other.bearer}
        self.topics = _topic_words(topics, other_topics)
        self.phrases = self._phrases(
            symptoms, signs, sites, modifiers, circumstances, stops, idioms
        )
        self._english = english

    @cached_property
    def speller(self) -> Speller:
        """The repairer of misspelt words; made when a word is not understood."""
        known = {**self.topics.words, **self.phrases.words}
        return Speller(self._english, known, self.topics.words)

    def names_illness(self, words: Sequence[Word], positions: Sequence[int]) -> bool:
        """Say whether words name an illness, as "ectopic pregnancies" does, and no sign."""
        *first, last = (words[i].text for i in positions)
        return any(" ".join((*first, form)) in self._names for form in forms(last))

    def _phrases(
        self,
        symptoms: Sequence[Symptom],
        signs: Sequence[Concept],
        sites: Sequence[Concept],
        modifiers: Sequence[Concept],
        circumstances: Sequence[Concept],
        stops: Sequence[str],
        idioms: Sequence[str],
    ) -> Vocabulary:
        vocabulary = Vocabulary(self.fillers)
        for symptom in symptoms:
            vocabulary.add("symptom", symptom.id, symptom.phrases)
            vocabulary.add("denied", symptom.id, symptom.denied_phrases)
        for sign in signs:
            vocabulary.add("sign", sign.id, sign.phrases)
        for site in sites:
            vocabulary.add("site", site.id, site.phrases)
        for modifier in modifiers:
            vocabulary.add("modifier", modifier.id, modifier.phrases)
        for circumstance in circumstances:
            vocabulary.add("circumstance", circumstance.id, circumstance.phrases)
        for number, cue in self.cues.items():
            vocabulary.add("cue", number, cue.phrases)
        vocabulary.add("stop", "stop", stops)
        vocabulary.add("idiom", "idiom", idioms)
        return vocabulary


def _near(cue: Cue) -> Cue:
    """Cut a cue to what it may say of a circumstance: "not diabetic", "a baby years ago"."""
    if cue.kind == "past" or (cue.kind == "denied" and cue.direction == "before"):
        return cue._replace(reach=min(cue.reach, 2))
    return cue._replace(kind="none")


def _topic_words(topics: Sequence[Topic], other_topics: Sequence[OtherTopic]) -> Vocabulary:
    vocabulary = Vocabulary(())
    for topic in topics:
        vocabulary.add("topic", topic.id, topic.phrases)
        for variant in topic.variants:
            vocabulary.add("topic", variant.id, variant.phrases)
    for other in other_topics:
        vocabulary.add("other", other.name, other.phrases)
    return vocabulary
