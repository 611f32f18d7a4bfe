"""Turns heads into findings: what each means, how it stands, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from healthcli.read.finding import Finding, Standing
from healthcli.read.frames import Head
from healthcli.read.heads import Symptoms
from healthcli.read.lexicon import Lexicon
from healthcli.read.negation import heard_cues, standings
from healthcli.read.phrases import longest
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word


def findings_of(
    words: tuple[Word, ...],
    heads: list[Head],
    mentions: list[Mention],
    symptoms: Symptoms,
    lexicon: Lexicon,
) -> tuple[tuple[Finding, ...], tuple[str, ...], set[int]]:
    """Turn heads into findings, and say how each of them stands."""
    pairs = [(draft, h.mention) for h in heads for draft in _drafts(h, symptoms, lexicon)]
    pairs = _without_denied_twins(pairs)
    drafts = [draft for draft, _ in pairs]
    taken = {i for draft in drafts for i in draft.words}
    cues = heard_cues(mentions, taken, lexicon)
    # A stop word ends a scope even as part of a symptom: "no fever, just turned yellow".
    stops = longest(mentions, ("stop",), {i for cue in cues for i in cue.words})
    said = standings(words, [m.words for _, m in pairs], cues, stops, lexicon.cues, lexicon)
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
    denied = {d for d, _ in pairs if d.standing == "denied" and d.how == "phrase"}
    spoken_for = {(d.id, i) for d in denied for i in d.words}
    return [
        (draft, mention)
        for draft, mention in pairs
        if draft in denied or not any((draft.id, i) in spoken_for for i in draft.words)
    ]


# Words on either side of a finding in which what was not understood speaks against it.
_NEAR = 7


def supported(
    findings: tuple[Finding, ...], words: tuple[Word, ...], used: frozenset[int], lexicon: Lexicon
) -> tuple[Finding, ...]:
    """Say of each finding whether enough of what stands near it was understood to be sure.

    "Thrush" alone is; "thrush in the garden singing" is not. The more words a finding
    was read from, and the more speaks of a person, the more may be left over. A
    warning sign needs no support.
    """
    understood = used | {i for finding in findings for i in finding.words}
    sentence = _sentences(words)
    strange = [
        i
        for i, word in enumerate(words)
        if i not in understood and word.text not in lexicon.small_talk and not word.text.isdigit()
    ]

    def left_over(finding: Finding) -> int:
        low = bisect_left(strange, finding.first - _NEAR)
        high = bisect_right(strange, max(finding.words) + _NEAR)
        return sum(sentence[i] == sentence[finding.first] for i in strange[low:high])

    personal = any(
        word.text in lexicon.personal and (word.text != "my" or i + 1 in understood)
        for i, word in enumerate(words)
    )
    spare = 3 if personal else 0
    return tuple(
        finding._replace(
            supported=finding.id not in lexicon.with_entry
            or left_over(finding) <= 2 * (len(set(finding.words)) - 1) + spare
        )
        for finding in findings
    )


def _sentences(words: tuple[Word, ...]) -> list[int]:
    """Number the sentence in which each word stands."""
    return list(accumulate(int(word.gap == "." and i > 0) for i, word in enumerate(words)))


def _of_denial(draft: Finding, cued: Standing) -> Standing:
    """Read a denial of a denial: "my strings do not feel the same".

    Whole phrases hold their own "no" ("not pregnant"), so a "no" before them repeats it.
    """
    return "present" if cued == "denied" and draft.how == "frame" else "denied"


def _drafts(head: Head, symptoms: Symptoms, lexicon: Lexicon) -> list[Finding]:
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
    same = longest(symptoms.get(mention.words, ()), ("symptom",))
    if same:
        return [Finding(m.id, "present", m.words, said, "phrase", m.literal) for m in same]
    if head.sites or not lexicon.suggests.get(mention.id):
        return []
    return [Finding(mention.id, "present", mention.words, said, "sign", mention.literal)]
