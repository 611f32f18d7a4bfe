"""A page: the blocks that every style of output shows, in reading order; no terminal here."""

from __future__ import annotations

from typing import NamedTuple

from healthcli.model import Urgency


class Text(NamedTuple):
    """A line of text and the numbers of the sources that say it."""

    text: str
    cites: tuple[int, ...] = ()


class Title(NamedTuple):
    """What the page, or a part of it, is about."""

    text: str
    aside: str = ""


class Card(NamedTuple):
    """One urgency: its heading in words, what follows from it, and its bullets."""

    urgency: Urgency
    heading: str
    bullets: tuple[Text, ...]
    intro: tuple[Text, ...] = ()


class Section(NamedTuple):
    """A heading and a few lines; without a heading, a paragraph."""

    heading: str
    lines: tuple[Text, ...]
    bullets: bool = False


class Rows(NamedTuple):
    """Rows of a list; the first cell leads."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


class Small(NamedTuple):
    """What stands in the margin: notices, sources, what to type next."""

    text: str


Block = Title | Card | Section | Rows | Small
Page = tuple[Block, ...]
