"""Turns parsed JSON into the model's classes, and names the place of every fault."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

from healthcli.record import Record

T = TypeVar("T")

# place, problem, fix
Report = Callable[[str, str, str], None]
# value, place, report -> the decoded value, or None after a report
Decoder = Callable[[Any, str, Report], Any]

_NAMES = {str: "text", int: "a whole number", bool: "true or false"}


def decode(kind: type[T], value: object, place: str, report: Report) -> T | None:
    """Build one object of the model from parsed JSON.

    Args:
        kind: A record of healthcli.model.
        value: What the JSON parser gave.
        place: Where the value stands, for messages; "" for the whole file.
        report: Called with (place, problem, fix) for every fault.

    Returns:
        The object, or None if anything in it was reported.
    """
    anything: Any = kind  # mypy: the cache wants to know that a class can be hashed
    decoder: Decoder = _decoder(anything)
    return typing.cast("T | None", decoder(value, place, report))


@cache
def _decoder(kind: Any) -> Decoder:
    """Make the decoder of one type; made once, since reading type hints is slow."""
    origin = typing.get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        return _object_decoder(kind)
    if origin is tuple:
        return _tuple_decoder(_decoder(typing.get_args(kind)[0]))
    if origin is dict:
        return _dict_decoder(_decoder(typing.get_args(kind)[1]))
    if origin is Literal:
        return _literal_decoder(typing.get_args(kind))
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(next(arg for arg in typing.get_args(kind) if arg is not type(None)))
        return lambda value, place, report: None if value is None else inner(value, place, report)
    return _plain_decoder(kind)


def _plain_decoder(kind: type) -> Decoder:
    def plain(value: Any, place: str, report: Report) -> Any:
        if type(value) is kind:
            return value
        report(place, f"{_short(value)} is not {_NAMES[kind]}", f"write {_NAMES[kind]} here.")
        return None

    return plain


def _literal_decoder(choices: tuple[str, ...]) -> Decoder:
    def literal(value: Any, place: str, report: Report) -> Any:
        if value in choices:
            return value
        report(place, f"{_short(value)} is not known here", f"use one of {', '.join(choices)}.")
        return None

    return literal


def _tuple_decoder(inner: Decoder) -> Decoder:
    def many(value: Any, place: str, report: Report) -> Any:
        if not isinstance(value, list):
            report(place, f"{_short(value)} is not a list", "write a list: [ ... ].")
            return None
        return tuple([inner(item, f"{place}[{i}]", report) for i, item in enumerate(value)])

    return many


def _dict_decoder(inner: Decoder) -> Decoder:
    def mapping(value: Any, place: str, report: Report) -> Any:
        if not isinstance(value, dict):
            report(place, f"{_short(value)} is not an object", "write an object: { ... }.")
            return None
        return {key: inner(item, f"{place}.{key}", report) for key, item in value.items()}

    return mapping


def _object_decoder(kind: type[Record]) -> Decoder:
    hints = typing.get_type_hints(kind)
    fields = {name: _decoder(hints[name]) for name in kind.fields}
    required = [name for name in kind.fields if name not in kind.defaults]

    def build(value: Any, place: str, report: Report) -> Any:
        if not isinstance(value, dict):
            report(place, f"{_short(value)} is not an object", "write an object: { ... }.")
            return None
        faults = 0

        def count(where: str, problem: str, fix: str) -> None:
            nonlocal faults
            faults += 1
            report(where, problem, fix)

        place = _named(value, place)
        prefix = f"{place}, " if place.endswith('"') else f"{place}." if place else ""
        for name in required:
            if name not in value:
                count(place, f'the field "{name}" is missing', f'add "{name}".')
        arguments = {}
        for name, item in value.items():
            decoder = fields.get(name)
            if decoder is None:
                from difflib import get_close_matches

                near = get_close_matches(name, fields, n=1)
                fix = f'did you mean "{near[0]}"?' if near else "take it out."
                count(place, f'the field "{name}" is not known here', fix)
            else:
                arguments[name] = decoder(item, prefix + name, count)
        if faults:
            return None
        try:
            return kind(**arguments)
        except ValueError as error:
            report(place, str(error), "mend it as the message says; data/README.md has an example.")
            return None

    return build


def _named(value: dict[str, Any], place: str) -> str:
    """Name an entry by its id rather than by its number in the list."""
    name = value.get("id") or value.get("symptom")
    if isinstance(name, str) and place.endswith("]"):
        return f'{place[: place.rindex("[")]} "{name}"'
    return place


def _short(value: object) -> str:
    shown = ascii(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
