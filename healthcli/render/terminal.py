"""A page for people at a terminal, by rich; colour helps and never carries meaning alone."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from healthcli.model import Urgency
from healthcli.render.page import Block, Card, Page, Rows, Section, Small, Text, Title

# Ink on a coloured ground reads on light and on dark terminals alike.
_GROUND: dict[Urgency, str] = {
    "emergency": "bold white on red",
    "same_day": "bold black on yellow",
    "appointment": "bold white on blue",
    "self_care": "bold black on green",
}
_WIDEST = 100  # longer lines are hard to follow


def render(page: Page, console: Console) -> None:
    """Print a page on a console."""
    width = min(console.width, _WIDEST)
    for block in page:
        _block(block, console, width)
        console.print()


def _block(block: Block, console: Console, width: int) -> None:
    match block:
        case Title(text, aside):
            title = Rich(text, style="bold")
            if aside:
                title.append(f"  {aside}", style="not bold")
            _print(console, title, width)
            _print(console, Rich("-" * min(width, title.cell_len)), width)
        case Card(urgency, heading, bullets, intro):
            _print(console, Rich(heading, style=_GROUND[urgency]), width)
            for line in intro:
                _print(console, _cited(line), width, left=2)
            _bullets(console, bullets, width)
        case Section(heading, lines, bullets):
            if heading:
                _print(console, Rich(heading, style="bold"), width)
            if bullets:
                _bullets(console, lines, width)
            else:
                for line in lines:
                    _print(console, _cited(line), width, left=2 if heading else 0)
        case Rows(heading, rows):
            _print(console, Rich(heading, style="bold"), width)
            _rows(console, rows, width)
        case Small(text):
            _print(console, Rich(text, style="italic"), width)


def _bullets(console: Console, bullets: tuple[Text, ...], width: int) -> None:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=3, justify="right")
    table.add_column()
    for bullet in bullets:
        table.add_row("-", _cited(bullet))
    console.print(table, width=width)


def _rows(console: Console, rows: tuple[tuple[str, ...], ...], width: int) -> None:
    columns = max((len(row) for row in rows), default=0)
    if width < 60:
        # Columns would cut words on a narrow screen: one cell below the other.
        for row in rows:
            _print(console, Rich(row[0].strip()), width, left=2)
            for cell in row[1:]:
                _print(console, Rich(cell), width, left=6)
        return
    table = Table.grid(padding=(0, 2))
    for number in range(columns):
        table.add_column(overflow="fold", no_wrap=number == columns - 1 and columns > 2)
    for row in rows:
        table.add_row(*(Rich(cell) for cell in row))
    console.print(Padding(table, (0, 0, 0, 2)), width=width)


def _cited(text: Text) -> Rich:
    line = Rich(text.text)
    if text.cites:
        line.append(f" [{', '.join(str(number) for number in text.cites)}]", style="dim")
    return line


def _print(console: Console, text: Rich, width: int, left: int = 0) -> None:
    safe = text.copy()
    safe.plain = "".join(c if c.isprintable() else " " for c in text.plain)
    console.print(Padding(safe, (0, 0, 0, left)), width=width)
