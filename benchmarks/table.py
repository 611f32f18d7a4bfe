"""Sets rows of text out in columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

_WIDEST_HEADING = 13  # characters; a longer one is broken over lines


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Align columns: the first to the left, the others to the right."""
    columns = [textwrap.wrap(name, _WIDEST_HEADING) for name in head]
    heading = list(zip_longest(*columns, fillvalue=""))
    widths = [max(map(len, column)) for column in zip(*heading, *body, strict=True)]

    def line(row: Sequence[str]) -> str:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]
        return "  ".join(cells).rstrip()

    return "\n".join([*map(line, heading), line(["-" * w for w in widths]), *map(line, body)])
