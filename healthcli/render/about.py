"""What `healthcli about` says."""

from __future__ import annotations

from typing import Any

from healthcli import __version__
from healthcli.catalog import Catalog
from healthcli.render.page import Page, Rows, Section, Text, Title

_IS = (
    "It shows published guidance for a symptom, with the source of every line.",
    "It looks for emergencies first, before anything else.",
    "It says so when it does not cover what you typed.",
)
_IS_NOT = (
    "It is not a doctor, and it knows nothing about you.",
    "It gives no score and no verdict about a person.",
    "If you fear for your safety, call your local emergency number.",
)
_PRIVACY = "It works offline. It sends nothing, and it keeps nothing of what you ask."
_LICENCE = "Code: MIT. Data: CC BY 4.0."


def about(catalog: Catalog) -> dict[str, Any]:
    """Collect what healthcli says of itself, as plain values."""
    entries = [entry for topic in catalog.topics for entry in topic.entries]
    return {
        "name": "healthcli",
        "version": __version__,
        "data_version": max(entry.reviewed for entry in entries),
        "is": list(_IS),
        "is_not": list(_IS_NOT),
        "privacy": _PRIVACY,
        "licence": _LICENCE,
        "counts": {
            "topics": len(catalog.topics),
            "symptoms": len(catalog.symptoms),
            "entries": len(entries),
            "lines": sum(len(entry.lines()) for entry in entries),
            "red_flags": len(catalog.red_flags),
            "sources": len(catalog.sources),
        },
    }


def about_page(facts: dict[str, Any]) -> Page:
    """Show what healthcli says of itself."""
    counts = tuple((name.replace("_", " "), str(count)) for name, count in facts["counts"].items())
    return (
        Title(f"healthcli {facts['version']}", f"data reviewed up to {facts['data_version']}"),
        Section("What it is", tuple(Text(line) for line in facts["is"]), bullets=True),
        Section("What it is not", tuple(Text(line) for line in facts["is_not"]), bullets=True),
        Section("Privacy", (Text(facts["privacy"]),)),
        Section("Licence", (Text(facts["licence"]),)),
        Rows("What it holds", counts),
    )
