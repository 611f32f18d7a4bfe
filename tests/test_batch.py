"""Many queries, one a line: in order, streamed, and a bad line stops nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from healthcli.render import as_json
from tests.conftest import Lookup, Run, run_in_terminal

LINES = ["back pain", "no fever", "chest pain", "tooth pain", "pain", "cramps and spotting"]


def objects(stdout: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_a_batch_answers_each_line_as_lookup_does(run: Run, lookup: Lookup) -> None:
    done = run("batch", stdin="\n".join(LINES).encode())

    assert done.returncode == 0
    expected = [json.loads(as_json.dumps(as_json.answer(lookup(line)))) for line in LINES]
    assert objects(done.stdout) == expected


def test_jsonl_echoes_the_id_and_takes_topic_and_since(run: Run) -> None:
    line = json.dumps({"id": {"n": 7}, "text": "back pain", "topic": "iud", "since": "1y"})
    (answer,) = objects(run("batch", "-", "--input", "jsonl", stdin=line.encode()).stdout)

    assert answer["id"] == {"n": 7}
    assert answer["query"]["since_days"] == 365
    assert answer["matches"][0]["timing_band"] == "check"


def test_options_are_defaults_that_a_line_may_override(run: Run) -> None:
    lines = [{"text": "back pain"}, {"text": "back pain", "since": "1d"}]
    stdin = "\n".join(json.dumps(line) for line in lines).encode()
    done = run("batch", "--input", "jsonl", "--topic", "iud", "--since", "1y", stdin=stdin)

    bands = [answer["matches"][0]["timing_band"] for answer in objects(done.stdout)]
    assert bands == ["check", "expected"]


def test_a_bad_line_is_answered_in_its_place_and_the_run_goes_on(run: Run) -> None:
    lines = [
        b'{"text": "back pain"}',
        b"not json",
        b'{"id": 3, "text": 5}',
        b'{"id": 4, "text": "cramps", "topic": "nonsense"}',
        b'{"id": 5, "text": "' + b"a" * 2500 + b'"}',
        b"[" * 5000,
        b"",
        b'{"text": "x", "since": "yesterday"}',
        b"\xff\xfe",
        b'{"id": 9, "text": "spotting"}',
    ]
    done = run("batch", "--input", "jsonl", stdin=b"\n".join(lines) + b"\n")
    answers = objects(done.stdout)

    assert done.returncode == 2
    assert [answer["status"] for answer in answers] == ["answered", *["error"] * 8, "answered"]
    assert all(answer["message"] for answer in answers[1:-1])
    assert [answer.get("id") for answer in answers[2:5]] == [3, 4, 5]
    assert "2,000" in answers[4]["message"]
    assert b"Traceback" not in done.stderr


def test_a_line_without_end_is_bounded(run: Run) -> None:
    done = run("batch", stdin=b"a" * 3_000_000 + b"\nback pain\n")
    answers = objects(done.stdout)

    assert [answer["status"] for answer in answers] == ["error", "answered"]


def test_a_closed_reader_gets_whole_lines_only(run: Run) -> None:
    done = run("batch", stdin=b"back pain\n" * 50)

    assert len(objects(done.stdout)) == 50


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_caller_gets_its_answer_before_it_writes_the_next_line(jobs: str) -> None:
    with start("batch", "--jobs", jobs) as process:
        for line in LINES:
            assert ask(process, line)["query"]["text"] == line

    assert process.returncode == 0


def test_several_processes_answer_as_one_does_and_in_order(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    lines = [f"{LINES[n % len(LINES)]} day {n}" for n in range(300)]
    file.write_text("\n".join([*lines, "", "x" * 70_000, "back pain"]), encoding="utf-8")
    alone = run("batch", str(file))

    together = run("batch", str(file), "--jobs", "3")

    assert together.stdout == alone.stdout
    assert together.returncode == alone.returncode == 2
    assert together.stderr == alone.stderr
    assert len(objects(alone.stdout)) == 303


@pytest.mark.parametrize("jobs", ["0", "65", "-1", "many", "1.5", "\u0663", "9" * 30])
def test_a_number_of_jobs_that_makes_no_sense_is_refused(jobs: str, run: Run) -> None:
    done = run("batch", f"--jobs={jobs}", stdin=b"back pain\n")

    assert done.returncode == 2
    assert b"from 1 to 64" in done.stderr


def test_ctrl_c_ends_every_process_quietly() -> None:
    with start("batch", "--jobs", "2") as process:
        ask(process, "back pain")
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert errors == b""
    assert process.returncode in (130, -signal.SIGINT)
    assert_group_ends(process.pid)


def test_a_batch_that_is_killed_leaves_no_process_behind() -> None:
    with start("batch", "--jobs", "2") as process:
        ask(process, "back pain")
        process.kill()

    assert_group_ends(process.pid)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(jobs: str, tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text("back pain\n" * 2_000, encoding="utf-8")
    command = f"{sys.executable} -m healthcli batch --jobs {jobs} {file} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)

    assert done.stderr == b""
    assert len(objects(done.stdout)) == 1


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    code = """if True:
        import resource, sys
        from healthcli.cli import run
        sys.stdout = open("/dev/null", "w")
        run(["batch", sys.argv[1]])
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
    """
    peaks = []
    for count in (500, 5_000):
        file = tmp_path / f"{count}.txt"
        file.write_text("no fever but cramps\n" * count, encoding="utf-8")
        command = [sys.executable, "-c", code, str(file)]
        done = subprocess.run(command, capture_output=True, check=True)
        peaks.append(int(done.stderr))

    assert peaks[1] < peaks[0] * 1.1


def test_a_bar_shows_only_where_somebody_sees_it(tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text("back pain\n" * 40, encoding="utf-8")

    seen = in_terminal(["batch", str(file)], stdout=subprocess.DEVNULL)
    assert re.search(rb"40 lines.*100%", seen)
    assert b"40 lines" not in in_terminal(["batch", str(file)], stdout=None)


def test_without_a_terminal_there_is_no_bar(run: Run) -> None:
    assert run("batch", stdin=b"back pain\n").stderr == b""


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the program as the first of a group of processes."""
    return subprocess.Popen(
        [sys.executable, "-m", "healthcli", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ask(process: subprocess.Popen[bytes], line: str) -> dict[str, Any]:
    """Write a line, and wait for its answer."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def assert_group_ends(group: int) -> None:
    """Wait until no process of a group is left."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process is left")


def in_terminal(arguments: list[str], stdout: int | None) -> bytes:
    """Run in a terminal of 80 columns, and return what it was sent; stdout None: there too."""
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    return run_in_terminal(arguments, env, stdout)
