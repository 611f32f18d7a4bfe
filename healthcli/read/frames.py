"""Reads a sign at a site, in any order; a site that is not covered vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from healthcli.model import Concept, Symptom
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word
from healthcli.record import Record

# A place this near belongs to the sign: "tooth pain", "pain in my left ear".
_VETO_REACH = 2
_COMMA = 2  # a comma counts as so many words
_AND = 1
_MODIFIER_REACH = 6


class Meaning(Record):
    """What a frame stands for."""

    symptom: str
    denied: bool
    modifiers: frozenset[str]


class Frames(Record):
    """Every frame of the catalogue, by sign and site."""

    reach: dict[str, int]  # sign -> how many words that matter may part it from its site
    known: dict[tuple[str, str | None], tuple[Meaning, ...]]  # by sign and site
    loose: frozenset[str]
    events: frozenset[str]
    vetoing: frozenset[str]
    weak: frozenset[str]
    elsewhere: frozenset[str]
    wide: frozenset[str]

    @classmethod
    def of(
        cls,
        symptoms: Iterable[Symptom],
        signs: Iterable[Concept],
        sites: Sequence[Concept],
        modifiers: Iterable[Concept],
    ) -> Frames:
        """Collect the frames of symptoms, and what signs, sites and modifiers say of them."""
        known: dict[tuple[str, str | None], tuple[Meaning, ...]] = {}
        for symptom in symptoms:
            frames = [(frame, False) for frame in symptom.frames]
            frames += [(frame, True) for frame in symptom.denied_frames]
            for frame, denied in frames:
                meaning = Meaning(
                    symptom=symptom.id, denied=denied, modifiers=frozenset(frame.modifiers)
                )
                place = (frame.sign, frame.site)
                known[place] = (*known.get(place, ()), meaning)
        events = frozenset(site.id for site in sites if site.event)
        return cls(
            reach={sign.id: sign.reach for sign in signs},
            loose=frozenset(sign.id for sign in signs if sign.loose),
            known=known,
            events=events,
            vetoing=frozenset(site.id for site in sites) - events,
            weak=frozenset(site.id for site in sites if site.weak),
            elsewhere=frozenset(site.id for site in sites if site.elsewhere),
            wide=frozenset(modifier.id for modifier in modifiers if modifier.wide),
        )

    def meanings(self, sign: str, site: str | None, said: frozenset[str]) -> list[Meaning]:
        """Find what a sign at a site means: the frames that ask for the most and get it."""
        fitting = [m for m in self.known.get((sign, site), ()) if m.modifiers <= said]
        most = max((len(m.modifiers) for m in fitting), default=0)
        return [m for m in fitting if len(m.modifiers) == most]

    def pairs(self, sign: str, site: str | None) -> bool:
        """Say whether any frame joins a sign and a site, whatever else it asks for."""
        return (sign, site) in self.known

    def vetoes(self, sign: str, site: str) -> bool:
        """Say whether a site is a place at which the catalogue does not know the sign."""
        return site in self.vetoing and not self.pairs(sign, site)


class Head:
    """A sign or a whole phrase to which modifiers and sites are said to belong."""

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self.modifiers: set[str] = set()
        self.sites: list[Mention] = []
        self.veto: Mention | None = None


def distance(
    words: Sequence[Word], left: Mention, right: Mention, light: frozenset[str]
) -> int | None:
    """Count the words that matter between two mentions; None over a sentence's end.

    Args:
        words: The words of the query.
        left: Either mention; they may overlap (0).
        right: The other one.
        light: Words that do not count.
    """
    if left.first > right.first:
        left, right = right, left
    between = range(left.last + 1, right.first)
    if any(words[i].gap == "." for i in range(left.last + 1, right.first + 1)):
        return None
    count = 0
    for i in between:
        if words[i].text in ("and", "or", "n", "then"):
            count += _AND
        elif words[i].text in ("but", "except", "though", "although"):
            return None
        elif words[i].text not in light:
            count += 1
    return count + sum(_COMMA for i in range(left.last + 1, right.first + 1) if words[i].gap)


def place(
    frames: Frames,
    words: Sequence[Word],
    signs: Sequence[Head],
    sites: Sequence[Mention],
    light: frozenset[str],
) -> None:
    """Give every sign its sites, in place.

    A sign takes the nearest site that makes a frame with it, and each site left over
    the nearest such sign.
    """
    near = _near(frames, words, signs, sites, light)
    _give_nearest_site(frames, words, signs, near)
    _give_sites_left_over(frames, signs, sites, near)


def modify(
    frames: Frames,
    words: Sequence[Word],
    heads: Sequence[Head],
    modifiers: Sequence[Mention],
    light: frozenset[str],
) -> None:
    """Give every head its modifiers, in place.

    A modifier goes to the nearest head (to several at the same distance); a wide
    one, such as "partner", to all heads of its sentence.
    """
    for modifier in modifiers:
        reached = []
        for head in heads:
            parts = (head.mention, *head.sites)
            steps = [distance(words, part, modifier, light) for part in parts]
            known = [step for step in steps if step is not None]
            if known:
                reached.append((min(known), head))
        if modifier.id in frames.wide:
            for _, head in reached:
                head.modifiers.add(modifier.id)
            continue
        if _said_of_what_came_before(words, modifier):
            reached = _before(reached, modifier) or reached
        nearest = min((steps for steps, _ in reached), default=_MODIFIER_REACH + 1)
        if nearest > _MODIFIER_REACH:
            continue
        chosen = [head for steps, head in reached if steps == nearest]
        if nearest:
            # "Pain so bad i cannot stand and mood swings": what stands apart from the next
            # sign speaks of the one before, too.
            near = [r for r in _before(reached, modifier) if r[0] <= _MODIFIER_REACH]
            chosen += [head for _, head in sorted(near, key=lambda r: r[0])[:1]]
        for _, head in reached:
            if head in chosen or any(_joined(words, head, c, modifier) for c in chosen):
                head.modifiers.add(modifier.id)


_IS = frozenset("is are was were got gets feels felt gotten became".split())
_DEGREES = frozenset("so really very too just absolutely quite".split())


def _before(reached: list[tuple[int, Head]], modifier: Mention) -> list[tuple[int, Head]]:
    return [(steps, head) for steps, head in reached if head.mention.last < modifier.first]


def _said_of_what_came_before(words: Sequence[Word], modifier: Mention) -> bool:
    """Say whether a verb ties a modifier to its left: "my side is so bad i threw up"."""
    before = modifier.first - 1
    while before >= 0 and words[before].text in _DEGREES:
        before -= 1
    return before >= 0 and words[before].text in _IS


def _joined(words: Sequence[Word], head: Head, chosen: Head, modifier: Mention) -> bool:
    """Say whether "and" joins two heads before a modifier: "cramps and nausea, both severe"."""
    left, right = head.mention, chosen.mention
    between = [word.text for word in words[left.last + 1 : right.first]]
    return between == ["and"] and right.last < modifier.first


_Near = list[tuple[int, Head, Mention]]  # words between, sign, site


def _parted(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    """Say whether a comma or bracket stands between two mentions."""
    left, right = sorted((one, other), key=lambda mention: mention.first)
    return any(words[i].gap for i in range(left.last + 1, right.first + 1))


def _give_nearest_site(
    frames: Frames, words: Sequence[Word], signs: Sequence[Head], near: _Near
) -> None:
    for head in signs:
        mine = sorted(
            (
                site.id in frames.weak,
                steps,
                site.first,
                # One word may name two sites: "leg" is a limb that hurts and a bone.
                not frames.pairs(head.mention.id, site.id),
                site,
            )
            for steps, h, site in near
            if h is head
        )
        for _, steps, _, strange, site in mine:
            if not strange:
                head.sites.append(site)
                break
            beside = steps <= _VETO_REACH and not _parted(words, head.mention, site)
            if beside and frames.vetoes(head.mention.id, site.id):
                head.veto = site
                break


def _give_sites_left_over(
    frames: Frames, signs: Sequence[Head], sites: Sequence[Mention], near: _Near
) -> None:
    placed = {site.words for head in signs for site in head.sites}
    for site in sites:
        if site.words in placed or site.id in frames.weak:
            continue
        takers = [
            (steps, head.mention.first, head)
            for steps, head, other in near
            if other is site and frames.pairs(head.mention.id, site.id)
        ]
        if takers:
            taker = min(takers, key=lambda item: item[:2])
            taker[2].sites.append(site)


def _near(
    frames: Frames,
    words: Sequence[Word],
    signs: Sequence[Head],
    sites: Sequence[Mention],
    light: frozenset[str],
) -> _Near:
    found = []
    for head in signs:
        for site in sites:
            steps = distance(words, head.mention, site, light)
            apart = set(site.words).isdisjoint(head.mention.words)
            if apart and steps is not None and steps <= frames.reach[head.mention.id]:
                found.append((steps, head, site))
    return found


def veto_of_phrase(
    frames: Frames,
    words: Sequence[Word],
    phrase: Mention,
    sites: Sequence[Mention],
    light: frozenset[str],
) -> Mention | None:
    """Find an uncovered place right beside a phrase that names no place itself.

    "Constant dull ache" means the belly here, but not in "constant dull ache in my
    tooth".
    """
    for site in sites:
        if site.id not in frames.elsewhere:
            continue
        steps = distance(words, phrase, site, light)
        if steps is None or steps > _VETO_REACH or _parted(words, phrase, site):
            continue
        if set(site.words).isdisjoint(phrase.words):
            return site
    return None
