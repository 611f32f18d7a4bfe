"""Reads data files and collects the faults of all of them.

A start with compiled data imports this, and may load neither json nor pathlib.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

from healthcli.errors import DataError, Fault

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")

# No data file comes near this; a larger one is a mistake, and would only eat memory.
_MOST_BYTES = 20_000_000


def data_folder() -> Path:
    """Return the folder of the data: inside the package, or beside it in a checkout."""
    from pathlib import Path

    return Path(own_folder())


def own_folder() -> str:
    """Return the path of `data_folder`."""
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


class Loader:
    """A data folder, and what is wrong in it so far."""

    def __init__(self, folder: str | None) -> None:
        """Take a folder; None for the data that came with healthcli."""
        self.folder = own_folder() if folder is None else folder
        self.faults: list[Fault] = []

    def fault(self, file: str, place: str, problem: str, fix: str) -> None:
        """Note a fault, and go on."""
        self.faults.append(Fault(file, place, problem, fix))

    def stop_at_faults(self) -> None:
        """Raise DataError with every fault noted so far, if there is one."""
        if self.faults:
            raise DataError(tuple(self.faults))

    def has(self, file: str) -> bool:
        """Say whether there is such a file."""
        return os.path.isfile(os.path.join(self.folder, file))

    def bytes(self, file: str) -> bytes:
        """Read a file whole; empty after a fault."""
        path = os.path.join(self.folder, file)
        try:
            if os.path.getsize(path) > _MOST_BYTES:
                self.fault(file, "", "the file is too large", "split it by topic or category.")
                return b""
            with open(path, "rb") as opened:
                return opened.read()
        except OSError as error:
            reason = error.strerror or "it cannot be read"
            self.fault(file, "", f"cannot be read: {reason}", "restore the file, or install again.")
            return b""

    def json(self, file: str) -> Any:
        """Parse a file; None after a fault."""
        import json

        raw = self.bytes(file)
        if not raw:
            if not any(fault.file == file for fault in self.faults):
                self.fault(file, "", "the file is empty", "restore the file, or take it out.")
            return None
        try:
            return json.loads(raw)
        except json.JSONDecodeError as error:
            place = f"line {error.lineno}, column {error.colno}"
            self.fault(file, place, f"not JSON: {error.msg}", "mend the JSON at that place.")
        except (UnicodeDecodeError, RecursionError):
            self.fault(file, "", "not JSON text in UTF-8", "save the file as UTF-8.")
        return None

    def object(self, file: str, kind: type[T]) -> T | None:
        """Decode a file that holds one object."""
        from healthcli.decode import decode

        value = self.json(file)
        if value is None:
            return None
        return decode(kind, value, "", lambda *fault: self.fault(file, *fault))

    def items(self, file: str, key: str, kind: type[T]) -> tuple[T, ...]:
        """Decode a file that holds {key: [objects]}; an empty list is a fault."""
        from healthcli.decode import decode

        items = self.plain_list(file, key)
        decoded = [
            decode(kind, item, f"{key}[{number}]", lambda *fault: self.fault(file, *fault))
            for number, item in enumerate(items)
        ]
        return tuple(item for item in decoded if item is not None)

    def texts(self, file: str, key: str) -> tuple[str, ...]:
        """Decode a file part that holds a list of words."""
        items = self.plain_list(file, key)
        for number, item in enumerate(items):
            if not isinstance(item, str):
                self.fault(file, f"{key}[{number}]", f"{item!r} is not text", "write a text here.")
        return tuple(item for item in items if isinstance(item, str))

    def plain_list(self, file: str, key: str) -> list[Any]:
        """Parse a file that holds {key: [...]}; empty after a fault."""
        value = self.json(file)
        if value is None:
            return []
        items = value.get(key) if isinstance(value, dict) else None
        if not isinstance(items, list) or not items:
            self.fault(
                file, key, f'the list "{key}" is missing or empty', f'give "{key}": [ ... ].'
            )
            return []
        return items

    def names(self, folder: str) -> list[str]:
        """List the JSON files of a folder, in order of name; none is a fault."""
        files = json_files(self.folder, folder)
        if not files:
            self.fault(f"{folder}/", "", "no data files", "restore the folder, or install again.")
        return files


def json_files(root: str, folder: str) -> list[str]:
    """List the JSON files of a folder below the data folder, in order of name."""
    try:
        names = os.listdir(os.path.join(root, folder))
    except OSError:
        return []
    return sorted(f"{folder}/{n}" for n in names if n.endswith(".json") and n[0] != ".")
