"""Reads a sign at a site, in any order; a site that is not covered vetoes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from healthcli.model import Concept, Symptom
from healthcli.read.steps import Steps
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word
from healthcli.record import Record

# A place this near belongs to the sign: "tooth pain", "pain in my left ear".
_VETO_REACH = 2
_MODIFIER_REACH = 6
# Words of no weight do not count towards a reach, but what stands farther off is not looked at.
_WINDOW = 40


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


def place(frames: Frames, steps: Steps, signs: Sequence[Head], sites: Sequence[Mention]) -> None:
    """Give every sign its sites, in place.

    A sign takes the nearest site that makes a frame with it, and each site left over
    the nearest such sign.
    """
    near = _near(frames, steps, signs, sites)
    _give_nearest_site(frames, steps, near)
    _give_sites_left_over(frames, sites, near)


def modify(
    frames: Frames, steps: Steps, heads: Sequence[Head], modifiers: Sequence[Mention]
) -> None:
    """Give every head its modifiers, in place.

    A modifier goes to the nearest head (to several at the same distance); a wide
    one, such as "partner", to all heads of its sentence.
    """
    parts = sorted(
        ((part.first, n, part) for n, h in enumerate(heads) for part in (h.mention, *h.sites)),
        key=lambda part: part[:2],
    )
    starts = [first for first, _, _ in parts]
    wide = {(modifier.id, steps.sentence(modifier)) for modifier in modifiers} if heads else set()
    for id, sentence in wide:
        if id in frames.wide:
            for head in heads:
                if steps.sentence(head.mention) == sentence:
                    head.modifiers.add(id)
    for modifier in modifiers:
        if modifier.id in frames.wide:
            continue
        nearest_of: dict[int, int] = {}
        for _, number, part in _window(starts, parts, modifier):
            apart = steps.between(part, modifier)
            if apart is not None:
                nearest_of[number] = min(apart, nearest_of.get(number, apart))
        reached = [(apart, heads[number]) for number, apart in sorted(nearest_of.items())]
        for head in _bearers(steps.words, reached, modifier):
            head.modifiers.add(modifier.id)


def _bearers(
    words: Sequence[Word], reached: list[tuple[int, Head]], modifier: Mention
) -> Iterator[Head]:
    """Choose the heads that a modifier speaks of."""
    # "Agony" is a pain and says how bad it is.
    own = [head for _, head in reached if not set(modifier.words).isdisjoint(head.mention.words)]
    if own:
        yield from own
        return
    if _said_of_what_came_before(words, modifier) and not _leads_on(words, reached, modifier):
        reached = _before(reached, modifier) or reached
    nearest = min((apart for apart, _ in reached), default=_MODIFIER_REACH + 1)
    if nearest > _MODIFIER_REACH:
        return
    chosen = [head for apart, head in reached if apart == nearest]
    if nearest:
        # "Pain so bad i cannot stand and mood swings": what stands apart from the next
        # sign speaks of the one before, too.
        near = [r for r in _before(reached, modifier) if r[0] <= _MODIFIER_REACH]
        chosen += [head for _, head in sorted(near, key=lambda r: r[0])[:1]]
    for _, head in reached:
        if head in chosen or any(_joined(words, head, c, modifier) for c in chosen):
            yield head


_Placed = TypeVar("_Placed")


def _window(starts: list[int], placed: Sequence[_Placed], mention: Mention) -> Sequence[_Placed]:
    """Cut out what begins near a mention, so that the time grows with the length alone."""
    low = bisect_left(starts, mention.first - _WINDOW)
    return placed[low : bisect_right(starts, mention.last + _WINDOW)]


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


_NEW_CLAUSE = frozenset("and i im ive it its she shes he hes we they that".split())


def _leads_on(words: Sequence[Word], reached: list[tuple[int, Head]], modifier: Mention) -> bool:
    """Say whether a modifier speaks of what follows at once: "she is suddenly confused"."""
    for apart, head in reached:
        between = words[modifier.last + 1 : head.mention.first]
        if apart <= 1 and head.mention.first > modifier.last:
            return not any(word.text in _NEW_CLAUSE for word in between)
    return False


def _joined(words: Sequence[Word], head: Head, chosen: Head, modifier: Mention) -> bool:
    """Say whether "and" joins two heads before a modifier: "cramps and nausea, both severe"."""
    left, right = head.mention, chosen.mention
    between = [word.text for word in words[left.last + 1 : right.first]]
    return between == ["and"] and right.last < modifier.first


_Near = list[tuple[Head, list[tuple[int, Mention]]]]  # each sign, its sites and how far they are


def _give_nearest_site(frames: Frames, steps: Steps, near: _Near) -> None:
    for head, sites in near:
        mine = sorted(
            (
                site.id in frames.weak,
                apart,
                site.first,
                # One word may name two sites: "leg" is a limb that hurts and a bone.
                not frames.pairs(head.mention.id, site.id),
                site,
            )
            for apart, site in sites
        )
        for _, apart, _, strange, site in mine:
            if not strange:
                head.sites.append(site)
                break
            beside = apart <= _VETO_REACH and not steps.parted(head.mention, site)
            if beside and frames.vetoes(head.mention.id, site.id):
                head.veto = site
                break


def _give_sites_left_over(frames: Frames, sites: Sequence[Mention], near: _Near) -> None:
    placed = {site.words for head, _ in near for site in head.sites}
    takers: dict[Mention, tuple[int, int, Head]] = {}
    for head, mine in near:
        for apart, site in mine:
            if frames.pairs(head.mention.id, site.id):
                taker = (apart, head.mention.first, head)
                if site not in takers or taker[:2] < takers[site][:2]:
                    takers[site] = taker
    for site in sites:
        if site in takers and site.words not in placed and site.id not in frames.weak:
            takers[site][2].sites.append(site)


def _near(frames: Frames, steps: Steps, signs: Sequence[Head], sites: Sequence[Mention]) -> _Near:
    found = []
    starts = [site.first for site in sites]
    for head in signs:
        mine = []
        for site in _window(starts, sites, head.mention):
            apart = steps.between(head.mention, site)
            if (
                apart is not None
                and apart <= frames.reach[head.mention.id]
                and set(site.words).isdisjoint(head.mention.words)
            ):
                mine.append((apart, site))
        found.append((head, mine))
    return found


def veto_of_phrase(
    frames: Frames, steps: Steps, phrase: Mention, sites: Sequence[Mention]
) -> Mention | None:
    """Find an uncovered place right beside a phrase that names no place itself.

    "Constant dull ache" means the belly here, but not in "constant dull ache in my
    tooth".

    Args:
        frames: Says which places are not covered.
        steps: The words of the query.
        phrase: The phrase.
        sites: The sites of the query, in the order of the text.
    """
    for site in _window([site.first for site in sites], sites, phrase):
        if site.id not in frames.elsewhere:
            continue
        apart = steps.between(phrase, site)
        if apart is None or apart > _VETO_REACH or steps.parted(phrase, site):
            continue
        if set(site.words).isdisjoint(phrase.words):
            return site
    return None
