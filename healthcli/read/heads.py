"""Finds the phrases and signs of a query, with the sites and modifiers that belong to each."""

from __future__ import annotations

from healthcli.read.frames import Head, modify, place, veto_of_phrase
from healthcli.read.lexicon import Lexicon
from healthcli.read.phrases import longest
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word


def find_heads(
    words: tuple[Word, ...], mentions: list[Mention], lexicon: Lexicon
) -> tuple[list[Head], list[Mention], set[int]]:
    """Find phrases and signs, with the sites and modifiers that belong to each.

    Returns:
        The heads, the sites that vetoed one, and the positions of words that only say
        more: modifiers, and happenings such as "since they put it in".
    """
    loose = lexicon.frames.loose
    # A loose sign must be said as it stands: "seeing him" is not "see".
    signs = longest([m for m in mentions if m.literal or m.id not in loose], ("sign",))
    sign_words = {mention.words for mention in signs}
    single = [m for m in mentions if m.kind == "symptom" and m.words in sign_words]
    # A denial counts as it stands: "can't stop vomiting" is not "stopped vomiting".
    heard = [
        m
        for m in mentions
        if m not in single
        and (m.literal or m.kind != "denied")
        and not (m.kind == "idiom" and _is_sentence(words, m, lexicon))
    ]
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
            or not any(_felt_somewhere(s, phrase, lexicon) for s in signs)
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
        places = [site for site in head.sites if _claims(head, site, lexicon)]
        if (inside and not (places or head.mention.words in placeless)) or (
            moved and not _names(head.mention, sites)
        ):
            continue
        if head.veto and not head.sites and not _warns(head, mentions, lexicon):
            unknown.append(head.veto)
            continue
        kept.append(head)
    live = [head for head in kept if _may_mean(head, mentions, lexicon)]
    modify(lexicon.frames, words, live, modifiers, lexicon.fillers)
    happenings = [site for site in sites if site.id in lexicon.frames.events]
    return live, unknown, {i for m in (*modifiers, *happenings) for i in m.words}


def _is_sentence(words: tuple[Word, ...], idiom: Mention, lexicon: Lexicon) -> bool:
    """Say whether a verb stands in an idiom's gaps: "baby fever" is not "baby has a fever"."""
    skipped = set(range(idiom.first, idiom.last + 1)) - set(idiom.words)
    return any(words[i].text in lexicon.verbs for i in skipped)


def _warns(head: Head, mentions: list[Mention], lexicon: Lexicon) -> bool:
    """Say whether the very words of a sign are a warning sign: no place takes that away."""
    return any(
        m.kind == "symptom" and m.words == head.mention.words and m.id not in lexicon.with_entry
        for m in mentions
    )


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


def _claims(head: Head, site: Mention, lexicon: Lexicon) -> bool:
    """Say whether a site gives a sign inside a phrase a meaning of its own.

    A happening does not ("pain when it was put in"), unless the two are a warning sign:
    "bleach" with "my eyes are burning".
    """
    if site.id not in lexicon.frames.events:
        return True
    meanings = lexicon.frames.meanings(head.mention.id, site.id, frozenset())
    return any(meaning.symptom not in lexicon.with_entry for meaning in meanings)


def _felt_somewhere(sign: Mention, phrase: Mention, lexicon: Lexicon) -> bool:
    """Say whether a phrase holds a sign that a place beside it could claim."""
    return set(sign.words) <= set(phrase.words) and sign.id not in lexicon.frames.loose


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
