"""The program as a user meets it: exit status, stdout and stderr apart, pipes, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from healthcli.cli.commands import COMMANDS
from tests.conftest import Run, run_in_terminal

ESCAPE = "\x1b[31mred\x1b[0m"


def test_the_word_lookup_may_be_left_out(run: Run) -> None:
    assert run("back", "pain").stdout == run("lookup", "back pain").stdout


def test_python_m_healthcli_answers_on_stdout_alone(run: Run) -> None:
    done = run("lookup", "back pain")

    assert done.returncode == 0
    assert b"Back pain" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["back pain"], 0),
        (["chest pain"], 0),
        (["tooth pain"], 1),
        (["no fever"], 1),
        (["pain"], 3),
        ([""], 2),
        (["   "], 2),
        (["x" * 2001], 2),
    ],
)
def test_exit_status_tells_what_happened(words: list[str], status: int, run: Run) -> None:
    assert run("lookup", *words).returncode == status


def test_text_beyond_the_bound_is_refused_with_the_bound_named(run: Run) -> None:
    done = run("lookup", "-", stdin=b"a" * 1_000_000)

    assert done.returncode == 2
    assert b"2,000" in done.stderr
    assert done.stdout == b""


def test_a_dash_reads_the_query_from_standard_input(run: Run) -> None:
    assert b"Back pain" in run("lookup", "-", stdin=b"back pain\n").stdout


@pytest.mark.parametrize(
    "text",
    [
        ESCAPE,
        f"{ESCAPE} back pain",
        "[bold]x[/bold]",
        "\x07\x08\x7f",
        "back\x00pain".replace("\x00", "\x01"),
        "\u202eback pain\u202c",
        "\U0001f62d back pain \U0001f62d",
        "\udcff back pain",
        "a\tb\nc",
        "\u200bback\u200b pain",
    ],
)
@pytest.mark.parametrize("style", ["--plain", "--json"])
def test_nothing_of_the_text_steers_the_terminal(text: str, style: str, run: Run) -> None:
    done = run("lookup", style, "--", text)

    assert done.returncode in (0, 1, 2)
    out = done.stdout + done.stderr
    assert b"Traceback" not in out
    assert not any(byte < 32 and byte != 10 for byte in out)
    assert "\u202e".encode() not in out


def test_markup_is_shown_as_it_was_typed(run: Run) -> None:
    assert b"[bold]x[/bold]" in run("lookup", "--plain", "[bold]x[/bold]").stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["lookup", "back pain", "--topic", "nonsense"], "iud"),
        (["lookup", "back pain", "--topic", "iut"], "Did you mean iud"),
        (["list", "nonsense"], "iud"),
        (["show", "iud", "bak-pain"], "back-pain"),
        (["lookup", "back pain", "--since", "yesterday"], "10d"),
        (["sources", "NHS-IUT"], "NHS-IUD"),
        (["aftercare", "nonsense"], "iud"),
        (["batch", "no-such-file.txt"], "cannot be read"),
        (["lookup", "back pain", "--nonsense"], "-h"),
        (["lookup", "back pain", "--sinc", "3w"], "Did you mean --since"),
        (["lookup", "back pain", "-x"], "go after --"),
        (["lookup", "back pain", "--since"], "10d, 3w, 5m or 1y"),
        (["lookup", "back pain", "--topic", "--json"], "--topic needs a value"),
        (["lookup", "back pain", "--json=yes"], "--json takes no value"),
        (["lookup"], 'healthcli lookup "'),
        (["show", "iud"], "healthcli show iud back-pain"),
        (["claims"], "healthcli claims iud"),
        (["batch", "--input", "xml"], "text or jsonl"),
        (["completion", "tcsh"], "bash, zsh or fish"),
    ],
)
def test_a_usage_error_says_what_is_wrong_and_what_is_valid(
    arguments: list[str], hint: str, run: Run
) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert hint in done.stderr.decode()
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


PRINTING = [
    ["lookup", "back pain"],
    ["list"],
    ["list", "iud"],
    ["list", "hormonal-iud"],
    ["show", "iud", "back-pain"],
    ["red-flags"],
    ["red-flags", "iud"],
    ["aftercare", "iud"],
    ["claims", "iud"],
    ["sources"],
    ["sources", "NHS-IUD"],
    ["about"],
]


@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_every_printing_command_has_json_and_plain(command: list[str], run: Run) -> None:
    as_json, plain = run(*command, "--json"), run(*command, "--plain")

    assert as_json.returncode == plain.returncode == 0
    assert isinstance(json.loads(as_json.stdout), dict)
    assert plain.stdout.strip()
    assert max(len(line) for line in plain.stdout.decode().splitlines() if "http" not in line) <= 80


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_works_everywhere(command: list[str], run: Run) -> None:
    done = run(*command, "-h")

    assert done.returncode == 0
    assert b"Usage: healthcli" in done.stdout


def test_the_bare_command_shows_help_and_is_no_answer(run: Run) -> None:
    done = run()

    assert done.returncode == 2
    assert done.stdout == b""
    assert b"healthcli back pain since my coil" in done.stderr


def test_help_lists_every_command_with_an_example_each(run: Run) -> None:
    shown = run("--help").stdout.decode()

    for name, command in COMMANDS.items():
        assert f"  {name} " in shown
        assert command.examples
        assert all(line in run(name, "-h").stdout.decode() for line in command.examples)


@pytest.mark.parametrize(
    "arguments",
    [
        ["lookup", "back", "pain", "--topic", "iud", "--since", "3w"],
        ["lookup", "--topic", "iud", "back", "--since=3w", "pain"],
        ["--topic", "iud", "--since", "3w", "lookup", "back", "pain"],
        ["--since", "3w", "back", "pain", "--topic=iud"],
        ["--topic", "iud", "--since", "3w", "--", "back", "pain"],
    ],
    ids=" ".join,
)
def test_options_stand_before_between_and_after_words(arguments: list[str], run: Run) -> None:
    usual = run("lookup", "back pain", "--topic", "iud", "--since", "3w")

    assert run(*arguments).stdout == usual.stdout


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        (["--", "--topic"], "--topic"),
        (["lookup", "a", "--", "-b", "--"], "a -b --"),
        (["lookup", "-5"], "-5"),
        (["- tooth"], "- tooth"),
        (["--", "list"], "list"),
        (["--", "-h"], "-h"),
    ],
)
def test_words_that_begin_with_a_dash_are_read_as_words(
    arguments: list[str], read: str, run: Run
) -> None:
    done = run("--json", *arguments)

    assert json.loads(done.stdout)["query"]["text"] == read


def test_more_words_than_a_command_takes_are_looked_up(run: Run) -> None:
    for first in ("about", "list", "check", "batch", "show"):
        done = run(first, "to", "faint", "--json", "and", "soaking", "a", "pad", "every", "hour")

        assert done.returncode == 0
        assert json.loads(done.stdout)["red_flags"]


def test_list_json_has_the_documented_form(run: Run) -> None:
    topics = json.loads(run("list", "--json").stdout)
    entries = json.loads(run("list", "iud", "--json").stdout)

    assert topics["topics"][0]["id"] == "iud"
    assert topics["topics"][0]["name"]
    assert entries["topic"] == "iud"
    assert "back-pain" in [entry["symptom"] for entry in entries["entries"]]


def test_a_closed_pipe_ends_it_quietly() -> None:
    command = f"{sys.executable} -m healthcli sources | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)

    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_a_full_disk_is_said_without_a_traceback() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f"{sys.executable} -m healthcli about > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)

    assert done.returncode == 5
    assert b"could not be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_ends_it_quietly_by_the_signal() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "healthcli", "batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"back pain\n")
    process.stdin.flush()
    process.stdout.readline()  # it is up and waiting for the next line
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert errors == b""
    assert process.returncode in (130, -signal.SIGINT)


def test_no_colour_and_no_escape_leaves_a_terminal_that_asks_for_none(tmp_path: Path) -> None:
    assert b"\x1b" not in _in_terminal({"NO_COLOR": "1"})
    assert b"\x1b" not in _in_terminal({"TERM": "dumb"})


def test_a_terminal_gets_colour() -> None:
    assert b"\x1b[" in _in_terminal({"TERM": "xterm-256color"})


def _in_terminal(env: dict[str, str]) -> bytes:
    """Run a lookup in a terminal of our own and return what it was sent."""
    base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    return run_in_terminal(["lookup", "back pain"], {**base, "TERM": "xterm", **env})
