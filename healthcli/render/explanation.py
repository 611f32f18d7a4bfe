"""How a query was read, stage by stage, in plain words: what `lookup --explain` adds."""

from __future__ import annotations

from healthcli.answer import Answer
from healthcli.catalog import Catalog
from healthcli.read.finding import Finding, Standing
from healthcli.render.page import Rows

_STANDING: dict[Standing, str] = {
    "present": "there",
    "denied": "denied",
    "doubtful": 'perhaps denied: a "no" may or may not reach it; it still counts for red flags',
    "past": "in the past: raises no red flag",
    "asked": "asked about: raises no red flag",
}
_HOW = {
    "phrase": "a phrase that the data name",
    "frame": "a sign and the place or the happening that goes with it",
    "sign": "a sign with no place",
}


def explanation(answer: Answer, catalog: Catalog) -> Rows:
    """Tell what became of the words, in the order in which they are read."""
    reading = answer.reading
    rows = [(f'"{typed}"', f'mended to "{read}"') for typed, read in answer.query.repaired]
    rows += [(f'"{word}"', "not understood") for word in answer.query.not_understood]
    rows.append(("topic", ", ".join(answer.query.topics) or "none named"))
    rows += [_found(finding, answer, catalog) for finding in reading.findings]
    rows += [
        (f'"{reading.said(said.words)}"', f"about whom or after what: {_STANDING[said.standing]}")
        for said in reading.circumstances
    ]
    rows += [
        (f"red flag {raised.flag.id}", f'raised by "{raised.matched}"')
        for raised in answer.red_flags
    ]
    rows += [
        (match.title, f"opened; how surely, from 0 to 1: {match.score:.2f}")
        for match in answer.matches
    ]
    titles = {suggestion.symptom: suggestion.title for suggestion in answer.suggestions}
    rows += [
        (titles[id], f"near, offered and not opened: {score:.2f}")
        for id, score in answer.runners_up
        if id in titles
    ]
    return Rows("How this was read", tuple(rows))


def _found(finding: Finding, answer: Answer, catalog: Catalog) -> tuple[str, str]:
    symptom = catalog.symptoms.get(finding.id)
    told = [_HOW[finding.how], _STANDING[finding.standing]]
    if finding.modifiers:
        told.append(f"said of it: {', '.join(sorted(finding.modifiers))}")
    if not finding.supported:
        told.append("too little of what stands near it was understood to be sure")
    name = symptom.name if symptom else finding.id
    return f'"{answer.reading.said(finding.words)}"', f"{name}: {'; '.join(told)}"
