"""Frozen classes of named fields, quick to define; and their packed form, opened field by field.

They are used as a frozen, keyword-only dataclass is. A start of the program defines some
thirty of them, and a dataclass costs fifty times as much to define, imports included.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

# A shorter tuple of plain values is not worth opening apart.
_LONG = 8


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Base of frozen classes; a subclass lists its fields, with a value where one may be left out.

    A subclass whose fields could make no sense together says so in `check`.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    defaults: ClassVar[dict[str, Any]] = {}
    kinds: ClassVar[dict[str, type[Record]]] = {}  # every subclass by its name

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(cls.__annotations__)
        cls.defaults = {name: cls.__dict__[name] for name in cls.fields if name in cls.__dict__}
        for name in cls.defaults:
            delattr(cls, name)  # else it would hide a packed value
        Record.kinds[cls.__name__] = cls

    def __init__(self, **values: Any) -> None:
        given = {**self.defaults, **values}
        if given.keys() != set(self.fields):
            names = ", ".join(sorted(given.keys() ^ set(self.fields)))
            raise TypeError(f"{type(self).__name__} lacks, or does not know: {names}")
        self.__dict__.update(given)
        self.check()

    def check(self) -> None:
        """Raise ValueError if the fields make no sense together."""

    @classmethod
    def unpacked(cls, packed: list[Any]) -> Self:
        """Make a record of what `pack` gave; each field is unpacked when it is asked for."""
        record = cls.__new__(cls)
        record.__dict__["_packed"] = packed
        return record

    if not TYPE_CHECKING:  # it would hide misspelt names from the type checker

        def __getattr__(self, name: str) -> Any:
            packed = self.__dict__.get("_packed")
            if packed is None or name not in self.fields:
                raise AttributeError(f"{type(self).__name__} has no {name}")
            value = self.__dict__[name] = unpack(packed[1 + self.fields.index(name)])
            return value

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.fields])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.fields)
        return f"{type(self).__name__}({values})"


def pack(value: Any) -> Any:
    """Turn records, and what holds them, into values that marshal writes.

    A record becomes a list: the name of its class, then its fields. A dict or a long tuple
    of plain values becomes the bytes that marshal writes for it. So no record may hold a
    list, nor bytes other than as the values of a dict.
    """
    packed: Any
    if isinstance(value, Record):
        return [type(value).__name__, *(pack(item) for item in value._values())]
    if isinstance(value, dict):
        packed = {key: pack(item) for key, item in value.items()}
    elif isinstance(value, tuple):
        packed = tuple([pack(item) for item in value])
    else:
        return value
    apart = packed == value and (isinstance(value, dict) or len(value) >= _LONG)
    return marshal.dumps(value) if apart else packed


def unpack(packed: Any) -> Any:
    """Turn what `pack` gave back into what it was."""
    kind = type(packed)
    if kind is list:
        return Record.kinds[packed[0]].unpacked(packed)
    if kind is tuple:
        return tuple([unpack(item) for item in packed])
    if kind is dict:
        return {key: unpack(item) for key, item in packed.items()}
    return marshal.loads(packed) if kind is bytes else packed
