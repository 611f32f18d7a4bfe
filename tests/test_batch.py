"""Many queries, one a line: in order, streamed, and a bad line stops nothing."""

from __future__ import annotations

import json
from typing import Any

from healthcli.render import as_json
from tests.conftest import Lookup, Run

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
