"""Says how often a red flag is still raised after one typing slip: python -m benchmarks.typos."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import healthcli
from benchmarks.document import write_block
from benchmarks.sets import raises, red_flags
from benchmarks.slips import KINDS, slips
from healthcli.catalog import Catalog

# Review dates play no part here; a fixed day makes every run the same.
TODAY = datetime.date(2026, 1, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figure, by kind of slip, and the words whose slips cost most."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typos", description=__doc__)
    parser.add_argument("--worst", type=int, default=20, help="how many words to list")
    parser.add_argument("--write", type=Path, metavar="FILE", help="fill the block of a document")
    parser.add_argument("--texts", action="store_true", help="list every text that is missed")
    options = parser.parse_args(arguments)

    tried: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    missed: list[tuple[str, str]] = []
    catalog = Catalog.load()
    for flagged in red_flags():
        if not raises(healthcli.lookup(flagged.text, catalog=catalog, today=TODAY), flagged):
            continue
        for slip in slips(flagged.text):
            tried[slip.kind] += 1
            seen[slip.word.lower()] += 1
            if raises(healthcli.lookup(slip.text, catalog=catalog, today=TODAY), flagged):
                kept[slip.kind] += 1
            else:
                lost[slip.word.lower()] += 1
                missed.append((flagged.rule, slip.text))

    lines = [f"Still raised: {_share(kept.total(), tried.total())}"]
    lines += [f"  {kind:<10} {_share(kept[kind], tried[kind])}" for kind in KINDS]
    lines.append("Words whose slips cost most (lost of tried):")
    worst = sorted(lost.items(), key=lambda item: (-item[1], item[0]))[: options.worst]
    lines += [f"  {word:<16} {count} of {seen[word]}" for word, count in worst]
    print("\n".join(lines))
    if options.write:
        write_block(options.write, "typos", "\n".join(lines))
    if options.texts:
        for rule, text in missed:
            print(f"{rule}\t{text}")


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} ({100 * part / whole:.1f} %)"


if __name__ == "__main__":
    main()
