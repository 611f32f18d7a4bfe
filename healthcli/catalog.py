"""data/ -> Catalog: parsed, ids resolved, ready to use, or every fault at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from healthcli import compiled
from healthcli.errors import QueryError
from healthcli.loader import Loader, data_folder
from healthcli.model import (
    Aftercare,
    Category,
    Claim,
    Concept,
    Cue,
    Entry,
    Note,
    OtherTopic,
    RedFlag,
    Source,
    Spelling,
    Symptom,
    Topic,
    Variant,
)
from healthcli.ranking import Ranking
from healthcli.read.lexicon import ENGLISH, Lexicon
from healthcli.record import Record
from healthcli.rules import Place, askers
from healthcli.spans import nearest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Catalog", "data_folder"]


class Catalog(Record):
    """Everything that healthcli knows, checked; parts that few need are read when asked for."""

    folder: str | None  # None: the data that came with healthcli
    sources: dict[str, Source]
    categories: tuple[Category, ...]
    topics: tuple[Topic, ...]
    red_flags: tuple[RedFlag, ...]
    askers: dict[str, tuple[Place, ...]]  # finding id -> the rules that may ask for it
    notes: dict[str, Note]
    lexicon: Lexicon

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalog:
        """Read and check a data folder.

        Args:
            folder: The data folder; None for the one that came with healthcli, which is
                taken from its compiled form where that was made from the same data.

        Raises:
            DataError: something is missing or wrong; it lists every fault found.
        """
        if folder is not None:
            return cls._from_json(os.fspath(folder))
        ready = compiled.load()
        return ready if isinstance(ready, cls) else cls._from_json(None)

    @classmethod
    def compile(cls) -> str:
        """Write the compiled form of the data that came with healthcli; return its path.

        Raises:
            DataError: the data are broken.
        """
        made_from = compiled.origin()
        return compiled.save(cls._from_json(None), made_from)

    @classmethod
    def _from_json(cls, folder: str | None) -> Catalog:
        loader = Loader(folder)
        sources = loader.items("sources.json", "sources", Source)
        files = {name: loader.object(name, Category) for name in loader.names("symptoms")}
        topic_files = {name: loader.object(name, Topic) for name in loader.names("topics")}
        red_flags = loader.items("red_flags.json", "red_flags", RedFlag)
        notes = loader.items("notes.json", "notes", Note)
        signs = loader.items("reading/signs.json", "signs", Concept)
        sites = loader.items("reading/sites.json", "sites", Concept)
        modifiers = loader.items("reading/modifiers.json", "modifiers", Concept)
        cues = loader.items("reading/cues.json", "cues", Cue)
        circumstances = loader.items("reading/circumstances.json", "circumstances", Concept)
        stops = loader.texts("reading/stops.json", "stops")
        idioms = loader.texts("reading/idioms.json", "idioms")
        other_topics = loader.items("reading/other_topics.json", "other_topics", OtherTopic)
        fillers = loader.texts("reading/fillers.json", "fillers")
        small_talk = loader.texts("reading/fillers.json", "small_talk")
        personal = loader.texts("reading/fillers.json", "personal")
        subjects = loader.texts("reading/fillers.json", "subjects")
        verbs = loader.texts("reading/fillers.json", "verbs")
        spellings = loader.items("reading/spellings.json", "spellings", Spelling)
        terms = loader.texts("reading/terms.json", "terms")
        names = loader.texts("reading/names.json", "names")
        english = loader.bytes(ENGLISH)
        loader.stop_at_faults()

        categories = tuple(category for category in files.values() if category)
        topics = tuple(topic for topic in topic_files.values() if topic)
        lexicon = Lexicon.of(
            folder=folder,
            categories=categories,
            topics=topics,
            signs=signs,
            sites=sites,
            modifiers=modifiers,
            cues=cues,
            circumstances=circumstances,
            stops=stops,
            idioms=idioms,
            other_topics=other_topics,
            fillers=fillers,
            small_talk=small_talk,
            personal=personal,
            subjects=subjects,
            verbs=verbs,
            names=names,
            terms=terms,
            spellings=spellings,
            english=english,
        )
        catalog = cls(
            folder=folder,
            sources={source.id: source for source in sources},
            categories=categories,
            topics=topics,
            red_flags=red_flags,
            askers=askers(red_flags),
            notes={note.id: note for note in notes},
            lexicon=lexicon,
        )
        _Links(catalog, loader, signs, sites, modifiers, circumstances).check(list(topic_files))
        loader.stop_at_faults()
        return catalog

    @cached_property
    def symptoms(self) -> dict[str, Symptom]:
        """Every symptom by its id."""
        return {s.id: s for category in self.categories for s in category.symptoms}

    @cached_property
    def ranking_of(self) -> dict[str, Ranking]:
        """Topic id -> its entries, by the words of their phrases."""
        return {
            topic.id: Ranking({e.symptom: self.symptoms[e.symptom].phrases for e in topic.entries})
            for topic in self.topics
        }

    @cached_property
    def category_of(self) -> dict[str, Category]:
        """Symptom id -> the category that it stands in."""
        return {s.id: category for category in self.categories for s in category.symptoms}

    def topic(self, id: str) -> tuple[Topic, Variant | None] | None:
        """Find a topic, or a topic and its variant, by id; None if there is no such id."""
        for topic in self.topics:
            if topic.id == id:
                return topic, None
            for variant in topic.variants:
                if variant.id == id:
                    return topic, variant
        return None

    def topic_ids(self) -> tuple[str, ...]:
        """List the ids of topics and their variants."""
        return tuple(
            id for topic in self.topics for id in (topic.id, *(v.id for v in topic.variants))
        )

    def entry(self, topic: Topic, symptom: str) -> Entry | None:
        """Find a topic's entry for a symptom."""
        return next((entry for entry in topic.entries if entry.symptom == symptom), None)

    def find_source(self, id: str) -> Source:
        """Find a source by its id, in any case of letters.

        Raises:
            QueryError: there is none; the message names the nearest.
        """
        for source in self.sources.values():
            if source.id.lower() == id.lower():
                return source
        hint = nearest(id, self.sources)
        shown = "".join(c if c.isprintable() else " " for c in id[:40])
        raise QueryError(f'there is no source "{shown}".{hint} To see all: healthcli sources')

    def uses(self) -> dict[str, list[str]]:
        """Say what cites each source: source id -> names of entries, red flags and so on."""
        uses: dict[str, list[str]] = {}

        def add(name: str, lists: Iterable[tuple[str, ...]]) -> None:
            for id in dict.fromkeys(id for ids in lists for id in ids):
                uses.setdefault(id, []).append(name)

        for topic in self.topics:
            for entry in topic.entries:
                timings = (entry.timing, *(entry.timing_by_variant or {}).values())
                add(f"{topic.id} {entry.symptom}", _sources_of(entry, timings))
            for claim in self.claims(topic):
                lines = (claim.claim, *claim.now)
                add(f"claim {claim.id}", (line.sources for line in lines))
            aftercare = self.aftercare(topic)
            if aftercare:
                advice = (a.sources for period in aftercare.periods for a in period.advice)
                add(f"aftercare {topic.id}", advice)
                countries = (c.sources for d in aftercare.differences for c in d.lines)
                add(f"aftercare {topic.id}, countries", countries)
        for flag in self.red_flags:
            add(f"red flag {flag.id}", (line.sources for line in flag.lines()))
        for note in self.notes.values():
            add(f"note {note.id}", (line.sources for line in note.lines))
        return uses

    def claims(self, topic: Topic) -> tuple[Claim, ...]:
        """Read the topic's claims; empty if it has none.

        Raises:
            DataError: the file is broken.
        """
        loader = Loader(self.folder)
        file = f"claims/{topic.id}.json"
        if not loader.has(file):
            return ()
        claims = loader.items(file, "claims", Claim)
        links = _Links(self, loader, (), (), ())
        for claim in claims:
            place = f'claims "{claim.id}"'
            links.sources(file, place, (line.sources for line in (claim.claim, *claim.now)))
            links.ids(file, f"{place}, entries", claim.entries, self.symptoms, "data/symptoms/")
        loader.stop_at_faults()
        return claims

    def aftercare(self, topic: Topic) -> Aftercare | None:
        """Read the topic's aftercare; None if it has none.

        Raises:
            DataError: the file is broken.
        """
        loader = Loader(self.folder)
        file = f"aftercare/{topic.id}.json"
        if not loader.has(file):
            return None
        aftercare = loader.object(file, Aftercare)
        if aftercare:
            links = _Links(self, loader, (), (), ())
            for period in aftercare.periods:
                place = f'periods "{period.id}"'
                links.sources(file, place, (advice.sources for advice in period.advice))
            for difference in aftercare.differences:
                place = f'differences "{difference.about}"'
                links.sources(file, place, (line.sources for line in difference.lines))
        loader.stop_at_faults()
        return aftercare


class _Links:
    """Checks that every id that one file names stands in another."""

    def __init__(
        self,
        catalog: Catalog,
        loader: Loader,
        signs: Iterable[Concept],
        sites: Iterable[Concept],
        modifiers: Iterable[Concept],
        circumstances: Iterable[Concept] = (),
    ) -> None:
        self._catalog = catalog
        self._loader = loader
        self._circumstances = {concept.id for concept in circumstances}
        self._concepts = (
            {concept.id for concept in signs},
            {concept.id for concept in sites},
            {concept.id for concept in modifiers},
        )

    def check(self, topic_files: list[str]) -> None:
        """Check symptoms, topics, red flags and notes."""
        self._symptoms()
        for topic, file in zip(self._catalog.topics, topic_files, strict=True):
            self._topic(topic, file)
        self._red_flags()
        for note in self._catalog.notes.values():
            lists = (line.sources for line in note.lines)
            self.sources("notes.json", f'notes "{note.id}"', lists)

    def sources(self, file: str, place: str, lists: Iterable[tuple[str, ...]]) -> None:
        """Report source ids that stand in no sources.json."""
        for number, ids in enumerate(lists):
            self.ids(
                file, f"{place}, line {number + 1}", ids, self._catalog.sources, "sources.json"
            )

    def ids(
        self, file: str, place: str, ids: Iterable[str], known: Iterable[str], home: str
    ) -> None:
        """Report ids that are not known, with the nearest that is."""
        names = set(known)
        for id in ids:
            if id not in names:
                from difflib import get_close_matches

                near = get_close_matches(id, sorted(names), n=1, cutoff=0.4)
                hint = f' The nearest is "{near[0]}".' if near else ""
                self._loader.fault(
                    file, place, f'"{id}" is not in {home}', f"use an id from there.{hint}"
                )

    def _symptoms(self) -> None:
        seen: dict[str, str] = {}
        for category in self._catalog.categories:
            file = f"symptoms/{category.category}.json"
            for symptom in category.symptoms:
                place = f'symptoms "{symptom.id}"'
                if symptom.id in seen:
                    self._loader.fault(
                        file, place, f"also in {seen[symptom.id]}", "keep it in one file."
                    )
                seen[symptom.id] = file
                for frame in (*symptom.frames, *symptom.denied_frames):
                    signs, sites, modifiers = self._concepts
                    self.ids(file, f"{place}, sign", [frame.sign], signs, "reading/signs.json")
                    if frame.site is not None:
                        self.ids(file, f"{place}, site", [frame.site], sites, "reading/sites.json")
                    self.ids(
                        file,
                        f"{place}, modifiers",
                        frame.modifiers,
                        modifiers,
                        "reading/modifiers.json",
                    )

    def _topic(self, topic: Topic, file: str) -> None:
        symptoms = self._catalog.symptoms
        variants = {variant.id for variant in topic.variants}
        seen: set[str] = set()
        for entry in topic.entries:
            place = f'entries "{entry.symptom}"'
            if entry.symptom in seen:
                self._loader.fault(file, place, "there are two of it", "join them.")
            seen.add(entry.symptom)
            ids = (entry.symptom, *entry.shown_for)
            self.ids(file, f"{place}, symptom or shown_for", ids, symptoms, "symptoms/")
            self.ids(file, f"{place}, applies_to", entry.applies_to, variants, "its variants")
            timings = (entry.timing, *(entry.timing_by_variant or {}).values())
            self.ids(
                file,
                f"{place}, timing_by_variant",
                entry.timing_by_variant or (),
                variants,
                "its variants",
            )
            self.sources(file, place, _sources_of(entry, timings))
            for line in entry.lines():
                self.ids(file, f"{place}, notes", line.notes, self._catalog.notes, "notes.json")

    def _red_flags(self) -> None:
        file = "red_flags.json"
        signs, _, modifiers = self._concepts
        findings = signs | self._circumstances | set(self._catalog.symptoms)
        for flag in self._catalog.red_flags:
            place = f'red_flags "{flag.id}"'
            if not flag.levels or not all(level.when for level in flag.levels):
                self._loader.fault(file, place, "a rule that can never fire", 'fill "when".')
            for level in flag.levels:
                terms = (term for alternative in level.when for term in alternative)
                for finding in (finding for term in terms for finding in term.split("|")):
                    id, *said = finding.split("+")
                    self.ids(file, f"{place}, when", [id], findings, "symptoms/")
                    self.ids(file, f"{place}, when", said, modifiers, "reading/modifiers.json")
            self.sources(file, place, (line.sources for line in flag.lines()))
            self.ids(file, f"{place}, topics", flag.topics, self._catalog.topic_ids(), "topics/")


def _sources_of(entry: Entry, timings: Iterable[Any]) -> Iterator[tuple[str, ...]]:
    yield from (line.sources for line in entry.lines())
    yield from (timing.sources for timing in timings)
