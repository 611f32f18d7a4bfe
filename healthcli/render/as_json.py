"""The stable JSON forms (schema_version 1), as docs/json.md and data/schema/ describe them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from healthcli.answer import Answer, FlagAnswer, MatchAnswer
from healthcli.model import (
    URGENCIES,
    Advice,
    Aftercare,
    Claim,
    CountryLine,
    Entry,
    Line,
    RedFlag,
    SeekCare,
    Source,
    Timing,
    Topic,
)


def dumps(value: object) -> str:
    """Write JSON on one line, in ASCII: no byte of it can steer a terminal."""
    return json.dumps(value, ensure_ascii=True, separators=(", ", ": "))


def answer(answer: Answer) -> dict[str, Any]:
    """Turn an answer into plain values, in the order in which they are documented."""
    return without_entries(answer) | {
        "red_flags": [flag(f) for f in answer.red_flags],
        "matches": [match(m) for m in answer.matches],
    }


def without_entries(answer: Answer) -> dict[str, Any]:
    """Turn an answer into plain values, with no red flags and no matches in their places."""
    query = answer.query
    return {
        "schema_version": answer.schema_version,
        "query": {
            "text": query.text,
            "topics": list(query.topics),
            "since_days": query.since_days,
            "repaired": [{"from": typed, "to": meant} for typed, meant in query.repaired],
            "negated": list(query.negated),
            "not_understood": list(query.not_understood),
        },
        "status": answer.status,
        "red_flags": [],
        "matches": [],
        "suggestions": [
            {
                "topic": suggestion.topic,
                "symptom": suggestion.symptom,
                "title": suggestion.title,
                "command": suggestion.command,
            }
            for suggestion in answer.suggestions
        ],
        "notice": answer.notice,
    }


def explanation(answer: Answer) -> dict[str, Any]:
    """Turn what became of each word, and of each finding, into plain values."""
    reading = answer.reading
    return {
        "words": [
            {"word": word.text, "start": word.start, "end": word.end, "role": role}
            for word, role in zip(reading.words, reading.roles, strict=True)
        ],
        "findings": [
            {
                "id": finding.id,
                "standing": finding.standing,
                "words": reading.said(finding.words),
                "modifiers": sorted(finding.modifiers),
                "how": finding.how,
            }
            for finding in reading.findings
        ],
        "runners_up": [{"symptom": id, "score": score} for id, score in answer.runners_up],
    }


def error(text: str, message: str) -> dict[str, Any]:
    """Make the answer to a line of a batch that could not be used."""
    return {
        "schema_version": 1,
        "query": {
            "text": text,
            "topics": [],
            "since_days": None,
            "repaired": [],
            "negated": [],
            "not_understood": [],
        },
        "status": "error",
        "message": message,
        "red_flags": [],
        "matches": [],
        "suggestions": [],
        "notice": "This line was not answered. If you fear for your safety, call your local "
        "emergency number.",
    }


def flag(flag: FlagAnswer) -> dict[str, Any]:
    """Turn a red flag that was raised into plain values."""
    return {
        "id": flag.flag.id,
        "name": flag.flag.name,
        "urgency": flag.urgency,
        "matched": flag.matched,
        "message": line(flag.flag.message),
        "action": " ".join(step.text for step in flag.do_now),
        "do_now": lines(flag.do_now),
        "do_not": lines(flag.flag.do_not),
        "sources": [source(s) for s in flag.sources],
        "reviewed": flag.flag.reviewed,
        "past_review": flag.past_review,
    }


def match(match: MatchAnswer) -> dict[str, Any]:
    """Turn an entry into plain values."""
    entry = match.entry
    return {
        "topic": match.topic.id,
        "symptom": entry.symptom,
        "title": entry.title,
        "score": match.score,
        "timing_band": match.timing_band,
        "seek_care": seek_care(entry.seek_care),
        "applies_to": list(entry.applies_to),
        "listed": match.listed,
        "what": lines(entry.what),
        "how_common": lines(entry.how_common),
        "how_long": lines(entry.how_long),
        "timing": timing(match.timing),
        "why": lines(entry.why),
        "self_care": lines(entry.self_care),
        "avoid": lines(entry.avoid),
        "other_causes": lines(entry.other_causes),
        "differences": lines(entry.differences),
        "claims": list(entry.claims),
        "notes": [
            {"id": note.id, "name": note.name, "lines": lines(note.lines)} for note in match.notes
        ],
        "sources": [source(s) for s in match.sources],
        "reviewed": entry.reviewed,
        "past_review": match.past_review,
    }


def line(line: Line | Advice | CountryLine) -> dict[str, Any]:
    """Turn a line into its text and source ids."""
    return {"text": line.text, "sources": list(line.sources)}


def lines(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Turn lines into texts and source ids."""
    return [line(item) for item in lines]


def seek_care(care: SeekCare) -> dict[str, Any]:
    """Turn the four urgencies into plain values, the most serious first."""
    return {urgency: lines(care.at(urgency)) for urgency in URGENCIES}


def timing(timing: Timing) -> dict[str, Any]:
    """Turn a timing into the form in which the data give it."""
    if timing.no_time_given:
        return {"no_time_given": True}
    if timing.never_expected:
        return {"never_expected": True, "sources": list(timing.sources)}
    return {
        "starts_day": timing.starts_day,
        "usual_until_day": timing.usual_until_day,
        "sources": list(timing.sources),
    }


def source(source: Source) -> dict[str, Any]:
    """Turn a source into plain values."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "date": source.date,
        "read": source.read,
        "country": source.country,
        "grade": source.grade,
    }


def topic(topic: Topic) -> dict[str, Any]:
    """Turn a topic into its id, name and variants."""
    return {
        "id": topic.id,
        "name": topic.name,
        "event": topic.event,
        "entries": len(topic.entries),
        "variants": [{"id": v.id, "name": v.name} for v in topic.variants],
    }


def entries(groups: Iterable[tuple[str, list[Entry]]]) -> list[dict[str, Any]]:
    """List entries in short; each group is a category's name and its entries."""
    return [
        {
            "symptom": entry.symptom,
            "title": entry.title,
            "category": category,
            "applies_to": list(entry.applies_to),
            "timing": timing(entry.timing),
            "most_serious": entry.seek_care.most_serious(),
        }
        for category, group in groups
        for entry in group
    ]


def red_flag(flag: RedFlag) -> dict[str, Any]:
    """Turn a red flag into plain values."""
    return {
        "id": flag.id,
        "name": flag.name,
        "urgency": flag.levels[0].urgency,
        "topics": list(flag.topics),
        "message": line(flag.message),
        "do_now": lines(flag.do_now),
        "do_not": lines(flag.do_not),
        "reviewed": flag.reviewed,
    }


def claim(claim: Claim) -> dict[str, Any]:
    """Turn a claim into plain values."""
    return {
        "id": claim.id,
        "claim": line(claim.claim),
        "verdict": claim.verdict,
        "now": lines(claim.now),
        "entries": list(claim.entries),
        "reviewed": claim.reviewed,
    }


def aftercare(aftercare: Aftercare) -> dict[str, Any]:
    """Turn aftercare into plain values."""
    return {
        "topic": aftercare.topic,
        "periods": [
            {
                "id": period.id,
                "name": period.name,
                "advice": [{"about": a.about, **line(a)} for a in period.advice],
            }
            for period in aftercare.periods
        ],
        "differences": [
            {
                "about": difference.about,
                "lines": [{"country": c.country, **line(c)} for c in difference.lines],
            }
            for difference in aftercare.differences
        ],
        "reviewed": aftercare.reviewed,
    }
