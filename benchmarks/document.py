"""Fills the generated blocks of a document."""

from __future__ import annotations

import re
from pathlib import Path


def write_block(file: Path, name: str, text: str) -> None:
    """Put text between the markers of a block.

    Args:
        file: A document with `<!-- NAME: start -->` and `<!-- NAME: end -->`.
        name: The block's name.
        text: What is shown there, as it stands.

    Raises:
        ValueError: the document has no such block.
    """
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    before = file.read_text(encoding="utf-8")
    block = f"{start}\n```text\n{text}\n```\n{end}"
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(before):
        raise ValueError(f"{file} has no block between {start} and {end}")
    file.write_text(pattern.sub(lambda _: block, before), encoding="utf-8")
