"""Fixtures that many tests share."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from healthcli.answer import Answer
from healthcli.answer import lookup as look
from healthcli.catalog import Catalog, data_folder

TODAY = datetime.date(2026, 11, 25)

Lookup = Callable[..., Answer]
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The data that come with healthcli."""
    return Catalog.load()


@pytest.fixture(scope="session")
def lookup(catalog: Catalog) -> Lookup:
    """Look up on a fixed day, in the data that come with healthcli."""

    def call(text: str, topic: str | None = None, since: str | int | None = None) -> Answer:
        return look(text, topic, since, catalog=catalog, today=TODAY)

    return call


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the data folder, to break."""
    return Path(shutil.copytree(data_folder(), tmp_path / "data"))


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the program as a user does: a process of its own."""

    def call(
        *arguments: str,
        stdin: bytes = b"",
        cwd: Path | None = None,
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "healthcli", *arguments],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
        )

    return call


def run_in_terminal(arguments: list[str], env: dict[str, str], stdout: int | None = None) -> bytes:
    """Run healthcli in a terminal of its own.

    Args:
        arguments: The words after the program's name.
        env: Its whole environment.
        stdout: Where standard output goes; None: to the terminal, too.

    Returns:
        What the terminal was sent.
    """
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "healthcli", *arguments],
        stdin=follower,
        stdout=follower if stdout is None else stdout,
        stderr=follower,
        env=env,
    )
    os.close(follower)
    shown = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=30)
    os.close(leader)
    return shown
