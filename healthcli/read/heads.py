"""Finds the phrases and signs of a query, with the sites and modifiers that belong to each."""

from __future__ import annotations

from collections.abc import Iterable

from healthcli.read.frames import Head, modify, place, veto_of_phrase
from healthcli.read.lexicon import Lexicon
from healthcli.read.phrases import longest
from healthcli.read.steps import Steps
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word

# Words of a mention -> the symptoms whose whole phrase they are.
Symptoms = dict[tuple[int, ...], list[Mention]]


def symptoms_at(mentions: Iterable[Mention]) -> Symptoms:
    """Sort the symptoms that were found by the words that they were found at."""
    found: Symptoms = {}
    for mention in mentions:
        if mention.kind == "symptom":
            found.setdefault(mention.words, []).append(mention)
    return found


def find_heads(
    words: tuple[Word, ...], mentions: list[Mention], symptoms: Symptoms, lexicon: Lexicon
) -> tuple[list[Head], list[Mention], set[int]]:
    """Find phrases and signs, with the sites and modifiers that belong to each.

    Args:
        words: The words of the query.
        mentions: Everything that the vocabulary found in it.
        symptoms: The symptoms among them.
        lexicon: The words of the data.

    Returns:
        The heads, the sites that vetoed one, and the positions of words that only say
        more: modifiers, and happenings such as "since they put it in".
    """
    frames = lexicon.frames
    steps = Steps(words, lexicon.fillers)
    # A loose sign must be said as it stands: "seeing him" is not "see".
    signs = longest([m for m in mentions if m.literal or m.id not in frames.loose], ("sign",))
    phrases = _phrases(words, mentions, signs, lexicon)
    idiom_words = _positions(m for m in phrases if m.kind == "idiom")
    phrase_words = _positions(phrases)
    # A place that only denies must be named as it stands: "scared" is no "scar".
    named = [m for m in mentions if m.literal or m.id not in frames.elsewhere]
    sites = longest(named, ("site",), idiom_words)
    free = [site for site in sites if phrase_words.isdisjoint(site.words)]

    marks = [Head(sign) for sign in signs if idiom_words.isdisjoint(sign.words)]
    place(frames, steps, marks, free)
    settled = _Settled(
        phrase_words=phrase_words,
        site_words=_positions(sites),
        placed=_positions(mark.mention for mark in marks if mark.sites),
        sign_at={sign.first: sign for sign in signs},
    )
    live, unknown = _phrase_heads(phrases, free, settled, steps, lexicon)
    for mark in marks:
        if not _stands(mark, settled, lexicon):
            continue
        own = symptoms.get(mark.mention.words, ())
        # No place takes a warning sign away.
        if mark.veto and not mark.sites and all(m.id in lexicon.with_entry for m in own):
            unknown.append(mark.veto)
        elif own or _may_mean(mark, lexicon):
            live.append(mark)

    modifiers = [m for m in _modifiers(mentions) if idiom_words.isdisjoint(m.words)]
    modify(frames, steps, live, modifiers)
    happenings = [site for site in sites if site.id in lexicon.happenings]
    return live, unknown, _positions((*modifiers, *happenings))


class _Settled:
    """What phrases and signs have taken of a query, for one another to see."""

    def __init__(
        self,
        *,
        phrase_words: set[int],
        site_words: set[int],
        placed: set[int],
        sign_at: dict[int, Mention],
    ) -> None:
        self.phrase_words = phrase_words
        self.site_words = site_words
        self.placed = placed  # words of signs that have a site
        self.sign_at = sign_at
        self.placeless: set[tuple[int, ...]] = set()  # signs inside phrases that name no place
        self.placed_and_denied: set[int] = set()


def _phrase_heads(
    phrases: list[Mention],
    free: list[Mention],
    settled: _Settled,
    steps: Steps,
    lexicon: Lexicon,
) -> tuple[list[Head], list[Mention]]:
    """Turn phrases into heads; return with them the sites that vetoed one."""
    live: list[Head] = []
    unknown: list[Mention] = []
    for phrase in phrases:
        if phrase.kind == "idiom":
            continue
        inside = [settled.sign_at[i] for i in phrase.words if i in settled.sign_at]
        inside = [sign for sign in inside if set(sign.words) <= set(phrase.words)]
        names_site = not settled.site_words.isdisjoint(phrase.words)
        if names_site and phrase.kind == "denied":
            settled.placed_and_denied.update(phrase.words)
        if phrase.id in lexicon.placeless:
            settled.placeless.update(sign.words for sign in inside)
            # "Constant dull ache" alone means the belly; "in my back" moves it there.
            if not names_site and not settled.placed.isdisjoint(phrase.words):
                continue
        veto = None
        felt = any(sign.id not in lexicon.frames.loose for sign in inside)
        if phrase.id in lexicon.with_entry and felt and not names_site:
            veto = veto_of_phrase(lexicon.frames, steps, phrase, free)
        if veto:
            unknown.append(veto)
        else:
            live.append(Head(phrase))
    return live, unknown


def _stands(mark: Head, settled: _Settled, lexicon: Lexicon) -> bool:
    """Say whether a sign speaks for itself, and not only as part of a phrase."""
    words = mark.mention.words
    if settled.placed_and_denied.issuperset(words):
        return False  # "dont feel any plastic" says nothing of the strings before it
    return (
        settled.phrase_words.isdisjoint(words)
        or words in settled.placeless
        or any(_claims(mark, site, lexicon) for site in mark.sites)
    )


def _phrases(
    words: tuple[Word, ...], mentions: list[Mention], signs: list[Mention], lexicon: Lexicon
) -> list[Mention]:
    """Choose the whole phrases; a symptom of the very words of a sign is read as the sign."""
    single = {sign.words for sign in signs}
    return longest(
        (
            m
            for m in mentions
            if not (m.kind == "symptom" and m.words in single)
            # A denial counts as it stands: "can't stop vomiting" is not "stopped vomiting".
            and (m.literal or m.kind != "denied")
            and not (m.kind == "idiom" and _is_sentence(words, m, lexicon))
        ),
        ("symptom", "denied", "idiom"),
    )


def _is_sentence(words: tuple[Word, ...], idiom: Mention, lexicon: Lexicon) -> bool:
    """Say whether a verb stands in an idiom's gaps: "baby fever" is not "baby has a fever"."""
    skipped = set(range(idiom.first, idiom.last + 1)) - set(idiom.words)
    return any(words[i].text in lexicon.verbs for i in skipped)


def _positions(mentions: Iterable[Mention]) -> set[int]:
    return {i for mention in mentions for i in mention.words}


def _may_mean(mark: Head, lexicon: Lexicon) -> bool:
    """Say whether a sign can become a finding: one that means nothing takes no modifier."""
    sign = mark.mention.id
    return bool(mark.sites or lexicon.suggests.get(sign)) or lexicon.frames.pairs(sign, None)


def _claims(mark: Head, site: Mention, lexicon: Lexicon) -> bool:
    """Say whether a site gives a sign inside a phrase a meaning of its own.

    A happening does not ("pain when it was put in"), unless the two are a warning sign:
    "bleach" with "my eyes are burning".
    """
    if site.id not in lexicon.frames.events:
        return True
    meanings = lexicon.frames.meanings(mark.mention.id, site.id, frozenset())
    return any(meaning.symptom not in lexicon.with_entry for meaning in meanings)


def _modifiers(mentions: list[Mention]) -> list[Mention]:
    """Choose the modifiers, with each meaning of a word: "constant" says long and unstopping."""
    chosen = longest(mentions, ("modifier",))
    known = set(chosen)
    span_of = {i: mention.words for mention in chosen for i in mention.words}
    others = [
        m
        for m in mentions
        if m.kind == "modifier"
        and m not in known
        and not any(set(m.words) < set(span_of.get(i, ())) for i in m.words)
    ]
    return chosen + others
