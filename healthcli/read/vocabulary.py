"""Every phrase that the data name, in one tree; finds them in a query, longest first."""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from healthcli.read.words import Word

Kind = Literal[
    "symptom",
    "denied",
    "idiom",
    "circumstance",
    "sign",
    "site",
    "modifier",
    "cue",
    "stop",
    "topic",
    "other",
]

# "can't really ever feel my strings": more skipped words than this is another sentence.
_MOST_SKIPPED = 4
_MOST_REMEMBERED = 20_000  # words

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine half couple few several".split()
)
_LARGE_NUMBER_WORDS = frozenset(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty hundred dozen".split()
)
_YEAR = 4  # digits
_VOWELS = frozenset("aeiou")


class Mention(NamedTuple):
    """A phrase of the data found in a query."""

    kind: Kind
    id: str
    words: tuple[int, ...]  # positions of the words that match, skipped ones left out
    literal: bool  # False: a word matched in another form, such as "cramped" for "cramps"

    @property
    def first(self) -> int:
        """Position of the first word."""
        return self.words[0]

    @property
    def last(self) -> int:
        """Position of the last word."""
        return self.words[-1]

    def strength(self) -> tuple[int, bool]:
        """Order mentions: more words first, then the exact form."""
        return (len(self.words), self.literal)


class _Node:
    """One word of the tree: the words that may follow, and what ends here."""

    __slots__ = ("ends", "then")

    def __init__(self) -> None:
        self.then: dict[str, _Node] = {}
        self.ends: list[tuple[Kind, str]] = []


_Path = tuple[_Node, int, tuple[int, ...], bool, int]


def by_first_word(
    phrases: Iterable[tuple[Kind, str, Iterable[str]]],
    british: Mapping[str, str],
) -> dict[str, bytes]:
    """Sort phrases by their first word; those of one word stay packed until it is met.

    A single lookup needs few of the thousands.

    Args:
        phrases: For each id its kind and its phrases, lower case, words parted by one space.
        british: A word as the US spells it -> as it is looked up.

    Returns:
        First word -> what marshal writes for (kind, id, the words after it of each phrase).
    """
    groups: dict[str, dict[tuple[Kind, str], list[str]]] = {}
    for kind, id, texts in phrases:
        for text in texts:
            words = [british.get(word, word) for word in text.split(" ")]
            first, _, rest = " ".join(words).partition(" ")
            groups.setdefault(first, {}).setdefault((kind, id), []).append(rest)
    return {
        first: marshal.dumps(tuple([(*meaning, tuple(rests)) for meaning, rests in group.items()]))
        for first, group in groups.items()
    }


def count_words(index: Mapping[str, bytes]) -> dict[str, int]:
    """Count every word of every phrase."""
    count: Counter[str] = Counter()
    for first, group in index.items():
        for _, _, rests in marshal.loads(group):
            count[first] += len(rests)
            count.update(word for rest in rests if rest for word in rest.split(" "))
    return dict(count)


class Vocabulary:
    """Phrases ready to be found.

    In a phrase "#" stands for any number, "##" for any from ten up ("took ## tablets"),
    "####" for a year ("in ####").
    """

    def __init__(self, skippable: Iterable[str], index: Mapping[str, bytes]) -> None:
        """Take small words that a phrase may pass over, and phrases `by_first_word`."""
        self._root = _Node()
        self._skippable = frozenset(skippable)
        self._waiting = dict(index)
        self._starts: dict[str, list[tuple[_Node, bool]]] = {}

    def _begin(self, word: str) -> list[tuple[_Node, bool]]:
        """Find where phrases that begin with a word go on, and whether it stands as typed."""
        starts = self._starts.get(word)
        if starts is None:
            known = self._known(word)
            for form in known:
                if form in self._waiting:
                    self._plant(form)
            then = self._root.then
            starts = [(then[f], f == word or f[0] == "#") for f in known if f in then]
            if len(self._starts) < _MOST_REMEMBERED:
                self._starts[word] = starts
        return starts

    def _known(self, word: str) -> tuple[str, ...]:
        # A small word has no other forms: "shes" is not "shed".
        return (word,) if word in self._skippable else forms(word)

    def _plant(self, first: str) -> None:
        """Put the phrases that begin with a word into the tree."""
        start = self._root.then[first] = _Node()
        for kind, id, rests in marshal.loads(self._waiting.pop(first)):
            for rest in rests:
                node = start
                for word in rest.split(" ") if rest else ():
                    following = node.then.get(word)
                    if following is None:
                        following = node.then[word] = _Node()
                    node = following
                node.ends.append((kind, id))

    def find(self, words: tuple[Word, ...], named: Mapping[int, str]) -> list[Mention]:
        """Find every phrase in a query.

        Args:
            words: The words of the query.
            named: Position -> the id of the topic that the word there names. A phrase
                may pass over such words, as over fillers, and may hold the id itself:
                "iud in toilet" is found in "my mirena was in the toilet".

        Returns:
            All mentions, overlapping ones too, in the order of their first word.
        """
        found: list[Mention] = []
        for start in range(len(words)):
            found.extend(self._from(words, start, named))
        return found

    def _from(
        self, words: tuple[Word, ...], start: int, named: Mapping[int, str]
    ) -> Iterator[Mention]:
        # Shorter mentions are kept too: a longer one may lose its words to another kind.
        best: dict[tuple[Kind, str, int], Mention] = {}
        begin = list(self._begin(words[start].text))
        if start in named:
            begin += [(node, True) for node, literal in self._begin(named[start]) if literal]
        # node, next position, matched positions, all literal, words skipped
        paths: list[_Path] = [(node, start + 1, (start,), literal, 0) for node, literal in begin]
        while paths:
            node, position, matched, literal, skipped = paths.pop()
            for kind, id in node.ends:
                mention = Mention(kind, id, matched, literal)
                key = (kind, id, len(matched))
                rival = best.get(key)
                if rival is None or mention.strength() > rival.strength():
                    best[key] = mention
            then = node.then
            if not then or position == len(words) or words[position].gap == ".":
                continue
            word = words[position].text
            topic = named.get(position)
            known = self._known(word)
            if topic:
                known = (topic, *known)
            for form in known:
                if form in then:
                    as_typed = form in (topic, word) or form[0] == "#"
                    path = (*matched, position)
                    paths.append((then[form], position + 1, path, literal and as_typed, skipped))
            if skipped < _MOST_SKIPPED and (topic or word in self._skippable):
                paths.append((node, position + 1, matched, literal, skipped + 1))
        yield from best.values()


@lru_cache(maxsize=20_000)
def forms(word: str) -> tuple[str, ...]:
    """List the forms under which a word may stand in a phrase, itself first.

    Regular English endings only (s, ing, ed and back); a number may stand as "#" or "##".
    Forms that are no words do no harm: no phrase holds them.
    """
    if word in _LARGE_NUMBER_WORDS or (word.isdigit() and len(word) > 1):
        return (word, "#", "##", "####") if len(word) == _YEAR else (word, "#", "##")
    if word.isdigit() or word in _NUMBER_WORDS:
        return (word, "#")
    if word[:-1].isdigit() or (word[:1].isdigit() and len(word) > 1):
        return (word, "#")
    if len(word) < 3:
        return (word,)
    every = []
    for base in _bases(word):
        every += [base, *_endings(base)]
    return tuple(dict.fromkeys((word, *every)))


def _bases(word: str) -> list[str]:
    """Take regular endings off a word."""
    bases = [word]
    if word.endswith("ies") and len(word) > 4:
        bases.append(word[:-3] + "y")
    elif word.endswith("es") and len(word) > 4:
        bases += [word[:-2], word[:-1]]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        bases.append(word[:-1])
    for ending in ("ing", "ed", "in"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3:
            bases += [stem, stem + "e"]
            if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
                bases.append(stem[:-1])
            if ending == "ed" and stem.endswith("i"):
                bases.append(stem[:-1] + "y")
    return bases


def _endings(base: str) -> list[str]:
    """Put regular endings on a word."""
    formed = [base + "s", base + "es", base + "ing", base + "ed"]
    if base.endswith("e"):
        formed += [base[:-1] + "ing", base + "d"]
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        formed += [base[:-1] + "ies", base[:-1] + "ied"]
    elif base[-1] not in _VOWELS and base[-2:-1] in _VOWELS:
        formed += [base + base[-1] + "ing", base + base[-1] + "ed"]
    return formed
