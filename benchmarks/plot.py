"""Draws how often each method is right against how often it opens what it should not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.compare import Result

# Okabe and Ito (2008): told apart by people with any form of colour blindness. The
# shape of a point tells the methods apart too.
_LOOKS = (
    ("#D55E00", "*"),
    ("#0072B2", "o"),
    ("#009E73", "s"),
    ("#CC79A7", "^"),
    ("#E69F00", "D"),
    ("#56B4E9", "v"),
)
# Where a label may stand, in points from its point: tried in this order.
_PLACES = [
    (x, y)
    for far in (10, 18, 28, 40)
    for x, y in (
        (0, far),
        (0, -far - 8),
        (far, far),
        (-far, far),
        (far, -far - 8),
        (-far, -far - 8),
        (far, -4),
        (-far, -4),
    )
]


def draw(results: Sequence[Result], folder: Path) -> None:
    """Write compare.png and compare.svg into a folder."""
    import matplotlib as mpl

    mpl.use("Agg")
    # The same picture gives the same file.
    mpl.rcParams.update({"font.size": 12, "svg.hashsalt": "healthcli", "svg.fonttype": "path"})
    from matplotlib import patheffects
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(9, 6.5), layout="constrained")
    families: dict[str, list[Result]] = {}
    for result in results:
        families.setdefault(re.split(r", | >= ", result.method)[0], []).append(result)
    points = []
    for (colour, shape), (name, members) in zip(_LOOKS, families.items(), strict=False):
        across = [100 * member.opened_wrongly for member in members]
        up = [100 * member.right_first / member.lay for member in members]
        size = 260 if name == "healthcli" else 90
        axes.plot(across, up, color=colour, linewidth=1, linestyle=":", zorder=1)
        axes.scatter(across, up, s=size, color=colour, marker=shape, zorder=2)
        points += [
            (x, y, member.method, colour) for x, y, member in zip(across, up, members, strict=True)
        ]
    first = results[0]
    # Room on both sides for the names of points at the edge.
    axes.set_xlim(-9, 117)
    axes.set_xticks(range(0, 101, 20))
    axes.set_ylim(0, 104)
    axes.set_xlabel(
        "opens an entry that it should not, % of "
        f"{first.out_of_scope_all + first.opposite_all} sentences out of scope or denying"
    )
    axes.set_ylabel(f"opens the right entry first, % of {first.lay} sentences")
    axes.set_title("Right answers and wrong openings: the upper left corner is best")
    axes.grid(color="#DDDDDD", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    figure.canvas.draw()
    halo = [patheffects.withStroke(linewidth=4, foreground="white")]
    _label(figure, axes, points, halo)
    figure.savefig(folder / "compare.png", dpi=150, metadata={"Software": None})
    figure.savefig(folder / "compare.svg", metadata={"Date": None})
    plt.close(figure)


def _label(
    figure: Any, axes: Any, points: Sequence[tuple[float, float, str, str]], halo: Sequence[Any]
) -> None:
    """Write each point's name beside it, where it covers no point and no other name."""
    inside = axes.get_window_extent()
    dots = [axes.transData.transform((x, y)) for x, y, _, _ in points]
    radius = 9 * figure.dpi / 72
    taken: list[Any] = []
    for x, y, name, colour in points:
        for across, up in _PLACES:
            side = "left" if across > 0 else "right" if across < 0 else "center"
            text = axes.annotate(
                name,
                (x, y),
                (across, up),
                textcoords="offset points",
                ha=side,
                color="#222222",
                path_effects=halo,
                zorder=3,
                arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8}
                if max(abs(across), abs(up)) > 12
                else None,
            )
            box = text.get_window_extent()
            free = (
                inside.x0 <= box.x0
                and box.x1 <= inside.x1
                and inside.y0 <= box.y0
                and box.y1 <= inside.y1
                and not any(box.overlaps(other) for other in taken)
                and not any(
                    box.x0 - radius < dot[0] < box.x1 + radius
                    and box.y0 - radius / 2 < dot[1] < box.y1 + radius / 2
                    for dot in dots
                    if tuple(dot) != tuple(axes.transData.transform((x, y)))
                )
            )
            if free or (across, up) == _PLACES[-1]:
                taken.append(box)
                break
            text.remove()
