"""The checked data in one file that loads fast; used only while it fits the data beside it.

The file holds a hash of the data and of the code that it was made from, a hash of the rest,
and the rest: the packed catalogue. Where anything is missing or does not fit, there is no
compiled form, and the data are read from their JSON, with the same answers.
"""

from __future__ import annotations

import marshal
import os
from typing import Any

from healthcli.loader import json_files, own_folder
from healthcli.record import Record, pack, unpack

try:
    # Where hashlib takes it from, too; but hashlib also loads OpenSSL, for half a start-up.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_FILE = os.path.join(_PACKAGE, "compiled.bin")
_HASH_BYTES = 16

# What reads, checks and packs the data. After a change in it the file is made anew.
_MAKERS = (
    "catalog.py",
    "compiled.py",
    "decode.py",
    "loader.py",
    "model.py",
    "read/frames.py",
    "read/lexicon.py",
    "read/spelling.py",
    "read/vocabulary.py",
    "record.py",
    "rules.py",
)


def load() -> Any:
    """Return the record that was saved for the data as they now are; None if there is none."""
    try:
        saved = _read(_FILE)
        made_from, body_hash = saved[:_HASH_BYTES], saved[_HASH_BYTES : 2 * _HASH_BYTES]
        body = memoryview(saved)[2 * _HASH_BYTES :]
        # marshal trusts what it reads, so damage must be found before.
        if made_from != origin() or body_hash != _hash(body):
            return None
        return unpack(marshal.loads(body))
    except OSError:
        return None


def save(record: Record, made_from: bytes) -> str:
    """Write a record; return the file's path.

    Args:
        record: What `load` is to return.
        made_from: The `origin` before the data were read, so that an edit since is noticed.
    """
    body = marshal.dumps(pack(record))
    with open(_FILE, "wb") as file:
        file.write(made_from + _hash(body) + body)
    return _FILE


def origin() -> bytes:
    """Hash what the compiled form is made from: data, code, and the way of writing."""
    data = own_folder()
    files = ["reading/english.txt"]
    for folder in (".", "symptoms", "topics", "reading"):
        files += json_files(data, folder)
    parts: list[object] = [marshal.version]
    for root, names in ((_PACKAGE, _MAKERS), (data, files)):
        parts += [(name, _hash(_read(os.path.join(root, name)))) for name in names]
    return _hash(repr(parts).encode())


def _hash(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_HASH_BYTES).digest()


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
