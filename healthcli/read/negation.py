"""Cues such as "no", "went away" and "years ago", and what lies in their scope.

The design is that of NegEx and ConText (Chapman 2001, doi:10.1006/jbin.2001.1029;
Harkema 2009, doi:10.1016/j.jbi.2009.05.002): cues before and after a finding,
pseudo-cues that only look like one, and words that end a scope.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from healthcli.model import Cue
from healthcli.read.finding import Standing
from healthcli.read.lexicon import Lexicon
from healthcli.read.phrases import longest
from healthcli.read.vocabulary import Mention
from healthcli.read.words import Word

_STANDING: dict[str, Standing] = {
    "denied": "denied",
    "relief": "denied",
    "doubtful": "doubtful",
    "past": "past",
    "asked": "asked",
}
# "Never had pain like this" tells of pain; "no longer than before" does not.
_NEVER = frozenset("never not havent hasnt dont doesnt didnt".split())
_OWNERS = frozenset(("my", "her", "his", "our"))
# "Cramps and very heavy bleeding" is a list; more words than this are a clause.
_LONGEST_ITEM = 2
_LONG = 3  # words
_JOINS = frozenset(("and", "or", "nor"))
# Which cue counts when several reach one finding.
_WEIGHT: dict[Standing, int] = {"present": 0, "asked": 1, "past": 2, "doubtful": 3, "denied": 4}


def heard_cues(mentions: Sequence[Mention], taken: set[int], lexicon: Lexicon) -> list[Mention]:
    """Choose the cues of a query.

    They count only as they stand: "ends" is not "ended". A long one that says nothing
    ("its not that bad") may share a word with a finding; it still takes the "not".

    Args:
        mentions: Everything that the vocabulary found.
        taken: The positions of the words of findings.
        lexicon: The kinds of the cues.
    """
    return longest(
        [
            m
            for m in mentions
            if m.kind == "cue"
            and m.literal
            and (
                taken.isdisjoint(m.words)
                or (lexicon.cues[m.id].kind == "none" and len(m.words) >= _LONG)
            )
        ],
        ("cue",),
    )


def standings(
    words: Sequence[Word],
    heads: Sequence[tuple[int, ...]],
    cues: Sequence[Mention],
    stops: Sequence[Mention],
    kinds: Mapping[str, Cue],
    lexicon: Lexicon,
) -> list[tuple[Standing, tuple[int, ...]]]:
    """Say for each head how it stands and which cue words said so.

    Args:
        words: The words of the query.
        heads: The positions of each finding's words.
        cues: Cue mentions that are part of no finding.
        stops: Words that end a scope, such as "but".
        kinds: Cue id -> the cue.
        lexicon: Its fillers do not count towards a cue's reach.
    """
    ends = {mention.first for mention in stops}
    turns = [m for m in cues if kinds[m.id].kind in ("turn", "until")]
    said_now = _clauses_now(words, cues, kinds)
    first_at, last_at = _numbered(head[0] for head in heads), _numbered(head[-1] for head in heads)
    result: list[tuple[Standing, tuple[int, ...]]] = [("present", ())] * len(heads)
    for mention in cues:
        cue = kinds[mention.id]
        if cue.kind not in _STANDING or _is_void(words, mention, turns, kinds, ends, lexicon):
            continue
        walk = _forward if cue.direction == "before" else _backward
        scope = walk(words, mention, cue, ends, lexicon)
        numbers = first_at if cue.direction == "before" else last_at
        for place, number in ((i, n) for i in scope for n in numbers.get(i, ())):
            head = heads[number]
            if cue.general and not (
                lexicon.names_illness(words, head) and not _of_somebody(words, head, ends, lexicon)
            ):
                continue
            standing = _STANDING[cue.kind]
            # "no fever and chills": the "no" may or may not reach the chills.
            if standing == "denied" and scope[place]:
                standing = "doubtful"
            if standing == "asked" and said_now[head[0]]:
                standing = "present"
            if _WEIGHT[standing] > _WEIGHT[result[number][0]]:
                result[number] = (standing, mention.words)
    return result


def _is_void(
    words: Sequence[Word],
    mention: Mention,
    turns: Sequence[Mention],
    kinds: Mapping[str, Cue],
    ends: set[int],
    lexicon: Lexicon,
) -> bool:
    """Say whether a cue says nothing here: "gone" in "gone blue", "never" in "never like this"."""
    cue = kinds[mention.id]
    if cue.ends and not _clause_ends(words, mention.last, ends, lexicon):
        return True
    if cue.direction == "after":
        return False
    never = words[mention.first].text in _NEVER
    for turn in turns[bisect_left(turns, mention.last, key=lambda turn: turn.first) :]:
        if any(words[i].gap or i in ends for i in range(mention.last + 1, turn.first)):
            return False
        holds = never or kinds[turn.id].kind == "until"
        if holds and (not kinds[turn.id].ends or _clause_ends(words, turn.last, ends, lexicon)):
            return True
    return False


def _clause_ends(words: Sequence[Word], last: int, ends: set[int], lexicon: Lexicon) -> bool:
    """Say whether nothing of weight follows: "the pain has gone", but not "gone blue"."""
    for i in range(last + 1, len(words)):
        word = words[i]
        if word.gap or i in ends or word.text in _JOINS or word.text.isdigit():
            return True
        if word.text not in lexicon.fillers:
            return word.text in lexicon.small_talk
    return True


def _of_somebody(
    words: Sequence[Word], head: tuple[int, ...], stops: set[int], lexicon: Lexicon
) -> bool:
    """Say whether the clause of a finding speaks of a body: "i", "my mum", "she"."""
    first = head[0]
    while first > 0 and not words[first].gap and first not in stops:
        first -= 1
    for i in range(first, len(words)):
        if i > head[-1] and (words[i].gap or i in stops):
            break
        if words[i].text in lexicon.personal:
            return True
    return False


def _clauses_now(
    words: Sequence[Word], cues: Sequence[Mention], kinds: Mapping[str, Cue]
) -> list[bool]:
    """Say for each word whether its clause holds "i have", "since today" or the like."""
    clause = list(accumulate(bool(word.gap) for word in words))
    now = {clause[cue.first] for cue in cues if kinds[cue.id].kind == "now"}
    return [number in now for number in clause]


def _numbered(places: Iterable[int]) -> dict[int, list[int]]:
    """Sort the numbers of findings by the position that counts for a cue."""
    found: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        found.setdefault(place, []).append(number)
    return found


def _forward(
    words: Sequence[Word], mention: Mention, cue: Cue, ends: set[int], lexicon: Lexicon
) -> dict[int, bool]:
    """Walk right from a cue: position -> whether an "and" lies between."""
    scope: dict[int, bool] = {}
    after_and = False
    steps = 0
    for i in range(mention.last + 1, len(words)):
        if words[i].gap == "." or i in ends or (steps and _starts_anew(words, i, lexicon)):
            break
        if words[i].gap == "," and not _list_with_or(words, i):
            break
        if words[i].text == "and":
            if cue.kind in ("asked", "past") and _is_clause(words, i + 1, ends, lexicon):
                break
            after_and = True
        elif words[i].text not in ("or", "nor"):
            scope[i] = after_and
            steps += words[i].text not in lexicon.fillers
        if steps >= cue.reach:
            break
    return scope


def _starts_anew(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """Say whether a new clause begins: "no fever i have chest pain", "no fever my chest hurts"."""
    return words[i].text in lexicon.subjects or (
        words[i].text in _OWNERS and words[i - 1].text not in lexicon.fillers
    )


def _is_clause(words: Sequence[Word], first: int, ends: set[int], lexicon: Lexicon) -> bool:
    """Say whether what follows an "and" is a clause of its own, not one more of a list."""
    weight = 0
    for i in range(first, len(words)):
        if words[i].gap or i in ends:
            break
        if words[i].text in lexicon.personal | lexicon.subjects | lexicon.verbs:
            return True
        weight += words[i].text not in lexicon.fillers
    return weight > _LONGEST_ITEM


def _list_with_or(words: Sequence[Word], start: int) -> bool:
    """Say whether a comma stands in a list such as "no pain, fever or discharge"."""
    for i in range(start, min(len(words), start + 8)):
        if i > start and words[i].gap == ".":
            return False
        if words[i].text in ("or", "nor"):
            return True
        if words[i].text in ("but", "and"):
            return False
    return False


def _backward(
    words: Sequence[Word], mention: Mention, cue: Cue, ends: set[int], lexicon: Lexicon
) -> dict[int, bool]:
    """Walk left from a cue: position -> whether an "and" lies between.

    "The pain and the bleeding have stopped" reaches both; "chest pain and it went away",
    where it cannot be told what went, and "chest pain and a scan last year" do not.
    """
    scope: dict[int, bool] = {}
    after_and = False
    steps = 0
    for i in range(mention.first - 1, -1, -1):
        if words[i + 1].gap:
            break
        if i in ends or words[i].text in lexicon.subjects:
            # "Fainted when i had my first coil ten years ago" is past as a whole.
            if cue.kind == "past" and "when" in (words[i].text, words[max(0, i - 1)].text):
                continue
            break
        if words[i].text == "and":
            if not steps or cue.kind != "relief":
                break
            after_and = True
        elif words[i].text not in ("or", "nor"):
            scope[i] = after_and
            steps += words[i].text not in lexicon.fillers
        if steps >= cue.reach:
            break
    return scope
