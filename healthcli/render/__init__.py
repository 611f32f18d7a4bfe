"""Writes pages in the style that the output can show; imports only the style that is used."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from healthcli.render import as_json as as_json
    from healthcli.render import pages as pages
    from healthcli.render.page import Page

_PIPE_WIDTH = 80


def __getattr__(name: str) -> Any:
    """Import a part when it is first used: JSON needs no pages, and pages no JSON."""
    if name in ("as_json", "pages"):
        return importlib.import_module(f"healthcli.render.{name}")
    raise AttributeError(f"healthcli.render has no {name}")


def write(page: Page, out: TextIO, *, plain: bool = False) -> None:
    """Write a page.

    Args:
        page: The blocks.
        out: Where to; a terminal gets colour, anything else plain text.
        plain: Plain text in any case.
    """
    if plain or not out.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        import shutil

        from healthcli.render.plain import render

        columns = shutil.get_terminal_size().columns if out.isatty() else _PIPE_WIDTH
        out.write(render(page, columns))
    else:
        from rich.console import Console

        from healthcli.render.terminal import render as show

        console = Console(file=out, highlight=False, markup=False, emoji=False)
        show(page, console)
