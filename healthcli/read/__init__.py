"""Text -> findings: what is felt, what is denied, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from healthcli.model import Category, Concept, Cue, OtherTopic, Symptom, Topic
from healthcli.read.finding import Finding, Reading, Role, Standing
from healthcli.read.frames import Frames, Head, modify, place, veto_of_phrase
from healthcli.read.negation import standings
from healthcli.read.phrases import longest
from healthcli.read.spelling import Repair, Speller
from healthcli.read.vocabulary import Mention, Vocabulary
from healthcli.read.words import Word, clean, split

# What has the symptom: "my dog has back pain".
_HAS = frozenset("has had is was keeps got gets with".split())
# Where a cause is named: "headache on the pill", "sore since my operation".
_CAUSE = frozenset("on after since from taking following started with off".split())


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
        stops: Sequence[str],
        idioms: Sequence[str],
        other_topics: Sequence[OtherTopic],
        fillers: Sequence[str],
        small_talk: Sequence[str],
        english: bytes,
    ) -> None:
        symptoms = [symptom for category in categories for symptom in category.symptoms]
        self.fillers = frozenset(fillers)
        self.small_talk = self.fillers | frozenset(small_talk)
        self.suggests = {concept.id: concept.suggests for concept in (*signs, *sites)}
        self.cues = {str(number): cue for number, cue in enumerate(cues)}
        self.frames = Frames(symptoms, signs, sites, modifiers)
        # Warning signs have no entry, and no place beside them may hide one.
        self.with_entry = {entry.symptom for topic in topics for entry in topic.entries}
        self.placeless = {symptom.id for symptom in symptoms if symptom.placeless}
        self.topic_of = {v.id: t.id for t in topics for v in t.variants} | {
            t.id: t.id for t in topics
        }
        self.bearers = {other.name for other in other_topics if other.bearer}
        self.topics = _topic_words(topics, other_topics)
        self.phrases = self._phrases(symptoms, signs, sites, modifiers, stops, idioms)
        self._english = english

    @cached_property
    def speller(self) -> Speller:
        """The repairer of misspelt words; made when a word is not understood."""
        known = {**self.topics.words, **self.phrases.words}
        return Speller(self._english, known, self.topics.words)

    def _phrases(
        self,
        symptoms: Sequence[Symptom],
        signs: Sequence[Concept],
        sites: Sequence[Concept],
        modifiers: Sequence[Concept],
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
        for number, cue in self.cues.items():
            vocabulary.add("cue", number, cue.phrases)
        vocabulary.add("stop", "stop", stops)
        vocabulary.add("idiom", "idiom", idioms)
        return vocabulary


def _topic_words(topics: Sequence[Topic], other_topics: Sequence[OtherTopic]) -> Vocabulary:
    vocabulary = Vocabulary(())
    for topic in topics:
        vocabulary.add("topic", topic.id, topic.phrases)
        for variant in topic.variants:
            vocabulary.add("topic", variant.id, variant.phrases)
    for other in other_topics:
        vocabulary.add("other", other.name, other.phrases)
    return vocabulary


def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a query.

    Args:
        text: What the user typed, at most 2,000 characters.
        lexicon: The words of the catalogue.

    Returns:
        Findings in the order of the text, and what became of every word.

    Raises:
        QueryError: the text is longer than the bound.
    """
    text = clean(text)
    words = split(text)
    named, topic_at, mentions = _find(words, lexicon)
    words, repairs, repaired = _repair(words, named, mentions, lexicon)
    if repairs:
        named, topic_at, mentions = _find(words, lexicon)
    topic_words = frozenset(topic_at)
    mentions += [Mention("site", "device", m.words, True) for m in named if m.kind == "topic"]

    heads, unknown_sites, said_of = _heads(words, mentions, lexicon)
    findings, alone, cue_words = _findings(words, heads, mentions, lexicon)
    grammar = {i for m in mentions if m.kind in ("cue", "stop") for i in m.words}
    findings = _support(findings, words, topic_words | said_of | grammar, lexicon)
    unknown = tuple(dict.fromkeys(_text(words, mention.words) for mention in unknown_sites))
    if not findings and not unknown:
        alone = alone or _sites_alone(words, mentions, topic_words, lexicon)

    used = {i for finding in findings for i in finding.words} | topic_words | said_of
    denied = {i for f in findings if f.standing in ("denied", "doubtful") for i in f.words}
    roles = _roles(len(words), used, denied | cue_words, repaired)
    return Reading(
        text=text,
        words=words,
        repairs=repairs,
        findings=findings,
        topics=tuple(dict.fromkeys(m.id for m in named if m.kind == "topic")),
        other_topics=_causes(words, named, lexicon),
        alone=alone,
        unknown_sites=unknown,
        roles=roles,
        not_understood=tuple(
            dict.fromkeys(
                word.text
                for position, (word, role) in enumerate(zip(words, roles, strict=True))
                if role == "ignored"
                and position not in grammar
                and word.text not in lexicon.small_talk
                and not word.text[0].isdigit()
            )
        ),
    )


def _find(
    words: tuple[Word, ...], lexicon: Lexicon
) -> tuple[list[Mention], dict[int, str], list[Mention]]:
    """Find the topics named, where their words stand, and every other phrase."""
    named = longest(lexicon.topics.find(words, {}), ("topic", "other"))
    topic_at = {i: lexicon.topic_of[m.id] for m in named if m.kind == "topic" for i in m.words}
    return named, topic_at, lexicon.phrases.find(words, topic_at)


def _repair(
    words: tuple[Word, ...], named: list[Mention], mentions: list[Mention], lexicon: Lexicon
) -> tuple[tuple[Word, ...], tuple[Repair, ...], set[int]]:
    """Mend misspelt words; return the words, the repairs, and where they stand.

    A word that a phrase was found with stays as it is, however it is spelt.
    """
    understood = {i for mention in (*named, *mentions) for i in mention.words}
    mended: list[Word] = []
    repairs: list[Repair] = []
    repaired: set[int] = set()
    for position, word in enumerate(words):
        known = position in understood or word.text in lexicon.small_talk
        repair = None if known else lexicon.speller.repair(word.text)
        if repair is None:
            mended.append(word)
            continue
        repairs.append(repair)
        for number, part in enumerate(repair.read_as):
            repaired.add(len(mended))
            mended.append(Word(part, word.start, word.end, "" if number else word.gap))
    return tuple(mended), tuple(repairs), repaired


def _heads(
    words: tuple[Word, ...], mentions: list[Mention], lexicon: Lexicon
) -> tuple[list[Head], list[Mention], set[int]]:
    """Find phrases and signs, with the sites and modifiers that belong to each.

    Returns:
        The heads, the sites that vetoed one, and the positions of words that only say
        more: modifiers, and happenings such as "since they put it in".
    """
    signs = longest(mentions, ("sign",))
    sign_words = {mention.words for mention in signs}
    single = [m for m in mentions if m.kind == "symptom" and m.words in sign_words]
    # A denial counts as it stands: "can't stop vomiting" is not "stopped vomiting".
    heard = [m for m in mentions if m not in single and (m.literal or m.kind != "denied")]
    phrases = longest(heard, ("symptom", "denied", "idiom"))
    idiom_words = {i for m in phrases if m.kind == "idiom" for i in m.words}
    phrase_words = {i for m in phrases for i in m.words}
    # A place that only denies must be named as it stands: "scared" is no "scar".
    elsewhere = lexicon.frames.elsewhere
    named = [m for m in mentions if m.literal or m.id not in elsewhere]
    sites = longest(named, ("site",), idiom_words)
    modifiers = [m for m in longest(mentions, ("modifier",)) if idiom_words.isdisjoint(m.words)]
    modifiers += _other_modifiers(mentions, modifiers, idiom_words)

    unknown: list[Mention] = []
    heads: list[Head] = []
    for phrase in phrases:
        if phrase.kind == "idiom":
            continue
        free = [s for s in sites if phrase_words.isdisjoint(s.words)]
        veto = (
            None
            if phrase.id not in lexicon.with_entry
            or _names(phrase, sites)
            or not any(set(s.words) <= set(phrase.words) for s in signs)
            else veto_of_phrase(lexicon.frames, words, phrase, free, lexicon.fillers)
        )
        if veto:
            unknown.append(veto)
        else:
            heads.append(Head(phrase))
    heads += [Head(sign) for sign in signs if idiom_words.isdisjoint(sign.words)]
    free = [s for s in sites if phrase_words.isdisjoint(s.words)]
    marks = [head for head in heads if head.mention.kind == "sign"]
    place(lexicon.frames, words, marks, free, lexicon.fillers)
    placed = {i for h in heads if h.mention.kind == "sign" and h.sites for i in h.mention.words}
    placeless = {
        sign.words
        for sign in signs
        for phrase in phrases
        if phrase.id in lexicon.placeless and set(sign.words) <= set(phrase.words)
    }
    kept = []
    for head in heads:
        inside = head.mention.kind == "sign" and not phrase_words.isdisjoint(head.mention.words)
        # "Constant dull ache" alone means the belly; "in my back" moves it there.
        moved = head.mention.id in lexicon.placeless and not placed.isdisjoint(head.mention.words)
        places = [site for site in head.sites if site.id not in lexicon.frames.events]
        if (inside and not (places or head.mention.words in placeless)) or (
            moved and not _names(head.mention, sites)
        ):
            continue
        if head.veto and not head.sites:
            unknown.append(head.veto)
            continue
        kept.append(head)
    live = [head for head in kept if _may_mean(head, mentions, lexicon)]
    modify(lexicon.frames, words, live, modifiers, lexicon.fillers)
    happenings = [site for site in sites if site.id in lexicon.frames.events]
    return live, unknown, {i for m in (*modifiers, *happenings) for i in m.words}


def _may_mean(head: Head, mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Say whether a head can become a finding: a sign that means nothing takes no modifier."""
    mention = head.mention
    return (
        mention.kind != "sign"
        or bool(head.sites)
        or bool(lexicon.suggests.get(mention.id))
        or lexicon.frames.pairs(mention.id, None)
        or any(m.kind == "symptom" and m.words == mention.words for m in mentions)
    )


def _names(phrase: Mention, sites: list[Mention]) -> bool:
    """Say whether a phrase holds a site of its own."""
    return any(not set(site.words).isdisjoint(phrase.words) for site in sites)


def _other_modifiers(
    mentions: list[Mention], chosen: list[Mention], idiom_words: set[int]
) -> list[Mention]:
    """Keep each meaning of a word: "constant" says long and unstopping alike."""
    spans = {mention.words for mention in chosen}
    return [
        m
        for m in mentions
        if m.kind == "modifier"
        and m not in chosen
        and idiom_words.isdisjoint(m.words)
        and not any(set(m.words) < set(span) for span in spans)
    ]


def _findings(
    words: tuple[Word, ...], heads: list[Head], mentions: list[Mention], lexicon: Lexicon
) -> tuple[tuple[Finding, ...], tuple[str, ...], set[int]]:
    """Turn heads into findings, and say how each of them stands."""
    pairs = [(draft, h.mention) for h in heads for draft in _drafts(h, mentions, lexicon)]
    pairs = _without_denied_twins(pairs)
    drafts = [draft for draft, _ in pairs]
    taken = {i for draft in drafts for i in draft.words}
    # Cues count only as they stand: "ends" is not "ended".
    cues = longest([m for m in mentions if m.literal], ("cue",), taken)
    # A stop word ends a scope even as part of a symptom: "no fever, just turned yellow".
    stops = longest(mentions, ("stop",), {i for cue in cues for i in cue.words})
    said = standings(words, [m.words for _, m in pairs], cues, stops, lexicon.cues, lexicon.fillers)
    findings: list[Finding] = []
    alone: list[str] = []
    cue_words: set[int] = set()
    for draft, (cued, cue) in zip(drafts, said, strict=True):
        standing = _of_denial(draft, cued) if draft.standing == "denied" else cued
        finding = Finding(
            draft.id, standing, draft.words, draft.modifiers, draft.how, draft.literal
        )
        findings.append(finding)
        if standing in ("denied", "doubtful"):
            cue_words.update(cue)
        elif draft.how == "sign":
            alone += lexicon.suggests.get(draft.id, ())
    findings.sort(key=lambda finding: (finding.first, finding.id))
    return tuple(dict.fromkeys(findings)), tuple(dict.fromkeys(alone)), cue_words


def _without_denied_twins(pairs: list[tuple[Finding, Mention]]) -> list[tuple[Finding, Mention]]:
    """Drop what was read again from the words of its own denial: "not perforated"."""
    denied = [d for d, _ in pairs if d.standing == "denied" and d.how == "phrase"]
    return [
        (draft, mention)
        for draft, mention in pairs
        if draft in denied
        or not any(d.id == draft.id and set(d.words) & set(draft.words) for d in denied)
    ]


# Words that say that somebody speaks of a body: "i", "she". "my" counts beside what it owns.
_PERSONAL = frozenset("i im ive id ill me we she shes he hes her myself".split())


def _support(
    findings: tuple[Finding, ...], words: tuple[Word, ...], used: frozenset[int], lexicon: Lexicon
) -> tuple[Finding, ...]:
    """Say of each finding whether enough of the query was understood to be sure of it.

    "Thrush" alone is; "thrush in the garden singing" is not. The more words a finding
    was read from, and the more speaks of a person, the more may be left over. A
    warning sign needs no support.
    """
    understood = used | {i for finding in findings for i in finding.words}
    strange = sum(
        i not in understood and word.text not in lexicon.small_talk and not word.text.isdigit()
        for i, word in enumerate(words)
    )
    personal = any(
        word.text in _PERSONAL or (word.text == "my" and i + 1 in understood)
        for i, word in enumerate(words)
    )
    spare = 3 if personal else 0
    return tuple(
        finding._replace(
            supported=finding.id not in lexicon.with_entry
            or strange <= 2 * (len(set(finding.words)) - 1) + spare
        )
        for finding in findings
    )


def _of_denial(draft: Finding, cued: Standing) -> Standing:
    """Read a denial of a denial: "my strings do not feel the same".

    Whole phrases hold their own "no" ("not pregnant"), so a "no" before them repeats it.
    """
    return "present" if cued == "denied" and draft.how == "frame" else "denied"


def _drafts(head: Head, mentions: list[Mention], lexicon: Lexicon) -> list[Finding]:
    """Say what one head may mean, before negation is looked at."""
    mention, said = head.mention, frozenset(head.modifiers)
    if mention.kind == "symptom":
        return [Finding(mention.id, "present", mention.words, said, "phrase", mention.literal)]
    if mention.kind == "denied":
        return [Finding(mention.id, "denied", mention.words, said, "phrase", mention.literal)]
    drafts = []
    places: list[tuple[str | None, tuple[int, ...]]] = [(s.id, s.words) for s in head.sites]
    for site, where in places or [(None, ())]:
        for meaning in lexicon.frames.meanings(mention.id, site, said):
            standing: Standing = "denied" if meaning.denied else "present"
            spot = tuple(sorted({*mention.words, *where}))
            drafts.append(Finding(meaning.symptom, standing, spot, said, "frame", mention.literal))
    if drafts:
        return drafts
    # Said without a place: "cramps", "discharge".
    here = [m for m in mentions if m.words == mention.words]
    same = longest(here, ("symptom",))
    if same:
        return [Finding(m.id, "present", m.words, said, "phrase", m.literal) for m in same]
    if head.sites or not lexicon.suggests.get(mention.id):
        return []
    return [Finding(mention.id, "present", mention.words, said, "sign", mention.literal)]


def _sites_alone(
    words: tuple[Word, ...],
    mentions: list[Mention],
    topic_words: frozenset[int],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """Offer what a bare site may mean ("my strings"), if nothing else was said."""
    sites = longest(mentions, ("site",))
    if any(site.id in lexicon.frames.elsewhere for site in sites):
        return ()
    idle = {i for site in sites for i in site.words} | topic_words
    if any(i not in idle and word.text not in lexicon.small_talk for i, word in enumerate(words)):
        return ()
    return tuple(dict.fromkeys(id for site in sites for id in lexicon.suggests.get(site.id, ())))


def _causes(words: tuple[Word, ...], named: list[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """Name what is said to be the cause, or to have the symptom, and is not covered."""
    causes = []
    for mention in named:
        if mention.kind != "other":
            continue
        before = {word.text for word in words[max(0, mention.first - 3) : mention.first]}
        after = {word.text for word in words[mention.last + 1 : mention.last + 2]}
        if (after & _HAS) if mention.id in lexicon.bearers else (before & _CAUSE):
            causes.append(mention.id)
    return tuple(dict.fromkeys(causes))


def _text(words: tuple[Word, ...], positions: tuple[int, ...]) -> str:
    return " ".join(words[i].text for i in positions)


def _roles(count: int, used: set[int], denied: set[int], repaired: set[int]) -> tuple[Role, ...]:
    """Give each word the one role that tells the reader most."""
    roles: list[Role] = []
    for i in range(count):
        if i in repaired:
            roles.append("repaired")
        elif i in denied:
            roles.append("denied")
        else:
            roles.append("used" if i in used else "ignored")
    return tuple(roles)
