"""Shell completion: what is offered where, and that a shell really gets it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from healthcli.cli.commands import COMMANDS
from healthcli.cli.completion import SCRIPTS, offers
from tests.conftest import Run


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["show", "iu"], ["iud"]),
        (["show", "iud", "back"], ["back-pain"]),
        (["show", "iud", "back-pain", ""], []),
        (["lookup", "--topic", "copper"], ["copper-iud"]),
        (["lookup", "--topic", "=", "copper"], ["copper-iud"]),
        (["lookup", "spot"], ["spotting"]),
        (["lookup", "heavy", "spot"], ["spotting"]),
        (["spot"], ["spotting"]),
        (["sources", "nhs-iud"], ["NHS-IUD"]),
        (["batch", "--inp"], ["--input"]),
        (["batch", "--input", ""], ["jsonl", "text"]),
        (["lookup", "back", "--ex"], ["--explain"]),
        (["about", ""], []),
        (["lookup", "--since", ""], []),
        (["completion", "z"], ["zsh"]),
    ],
)
def test_what_fits_the_place_is_offered(typed: list[str], offered: list[str]) -> None:
    found = list(offers(typed, COMMANDS))

    assert found[: len(offered)] == offered
    assert bool(found) == bool(offered)


def test_the_first_word_may_be_any_command() -> None:
    assert set(COMMANDS) <= set(offers([""], COMMANDS))


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_of_each_shell_is_sound(shell: str, run: Run, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_bytes(run("completion", shell).stdout)
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")

    done = subprocess.run([program, "-n", str(script)], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


def test_bash_completes_a_symptom(run: Run, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    program = tmp_path / "healthcli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthcli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    ask = (
        run("completion", "bash").stdout.decode()
        + "COMP_WORDS=(healthcli show iud back) COMP_CWORD=3\n"
        + '_healthcli healthcli && echo "${COMPREPLY[@]}"\n'
    )

    done = subprocess.run(
        ["bash", "-c", ask],
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )

    assert done.stdout.decode().split() == ["back-pain"], done.stderr
