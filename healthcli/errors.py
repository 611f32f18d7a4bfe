"""Errors that healthcli raises; this module imports nothing of ours.

HealthcliError
 +-- QueryError   what was asked cannot be used (too long, not text, unknown topic, bad span)
 +-- DataError    the data folder has faults, so nothing can be answered
"""

from __future__ import annotations

from typing import NamedTuple


class HealthcliError(Exception):
    """Base of every error that healthcli raises on purpose."""


class QueryError(HealthcliError):
    """The question cannot be used; the message says what is wrong and what to do."""


class Fault(NamedTuple):
    """One thing wrong in the data: where it is, what it is, how to mend it."""

    file: str  # path below the data folder, such as "topics/iud.json"
    place: str  # entry and field, such as 'entry "back-pain", timing.usual_until_day'
    problem: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.problem}\n  Fix: {self.fix}"


class DataError(HealthcliError):
    """The data are broken; `faults` lists every fault that was found."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = "\n".join(str(fault) for fault in faults)
        super().__init__(f"the data have {count}, so nothing was answered.\n{lines}")
