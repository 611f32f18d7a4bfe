"""Text -> findings: what is felt, what is denied, and what was not understood."""

from __future__ import annotations

from healthcli.read.circumstances import circumstances_of
from healthcli.read.finding import Reading, Role
from healthcli.read.heads import find_heads, symptoms_at
from healthcli.read.lexicon import Lexicon
from healthcli.read.meaning import findings_of, supported
from healthcli.read.phrases import longest
from healthcli.read.spelling import Repair
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word, clean, split

# Where a cause is named: "headache on the pill", "sore since my operation".
_CAUSE = frozenset("on after since from taking following started with off".split())


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
    words = tuple(
        word._replace(text=lexicon.british.get(word.text, word.text)) for word in split(text)
    )
    named, topic_at, mentions = _find(words, lexicon)
    words, repairs, repaired = _repair(words, named, mentions, lexicon)
    if repairs:
        named, topic_at, mentions = _find(words, lexicon)
    topic_words = frozenset(topic_at)
    mentions += [Mention("site", "device", m.words, True) for m in named if m.kind == "topic"]

    symptoms = symptoms_at(mentions)
    heads, unknown_sites, said_of = find_heads(words, mentions, symptoms, lexicon)
    findings, alone, cue_words = findings_of(words, heads, mentions, symptoms, lexicon)
    grammar = {i for m in mentions if m.kind in ("cue", "stop") for i in m.words}
    findings = supported(findings, words, topic_words | said_of | grammar, lexicon)
    circumstances = circumstances_of(words, mentions, lexicon)
    unknown = tuple(dict.fromkeys(_text(words, mention.words) for mention in unknown_sites))
    if not findings and not unknown:
        alone = alone or _sites_alone(words, mentions, topic_words, lexicon)

    used = (
        {i for finding in (*findings, *circumstances) for i in finding.words}
        | topic_words
        | said_of
    )
    denied = {i for f in findings if f.standing in ("denied", "doubtful") for i in f.words}
    roles = _roles(len(words), used, denied | cue_words, repaired)
    return Reading(
        text=text,
        words=words,
        repairs=repairs,
        findings=findings,
        circumstances=circumstances,
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
    mentions = lexicon.phrases.find(words, topic_at)
    # "Coil springs on my car" names no topic.
    idioms = [set(m.words) for m in mentions if m.kind == "idiom"]
    named = [m for m in named if not any(set(m.words) < idiom for idiom in idioms)]
    topic_at = {i: id for i, id in topic_at.items() if any(i in m.words for m in named)}
    return named, topic_at, mentions


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
        if (after & lexicon.verbs) if mention.id in lexicon.bearers else (before & _CAUSE):
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
