"""A text past its review date says so: on screen, in JSON and on standard error."""

from __future__ import annotations

import datetime
import json

import pytest

from healthcli import cli
from healthcli.cli import commands
from tests.conftest import TODAY


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the clock three years on."""
    monkeypatch.setattr(commands, "_today", lambda: TODAY + datetime.timedelta(days=3 * 365))


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["lookup", "back pain"], "entry back-pain"),
        (["lookup", "chest pain"], "red flag RF10"),
        (["show", "iud", "acne"], "entry acne"),
        (["red-flags"], "red flag RF01"),
        (["claims", "iud"], "claim C01"),
        (["aftercare", "iud"], "aftercare page iud"),
    ],
)
def test_an_old_text_is_named_on_standard_error(
    command: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(command)

    assert f"the {named} is past its review date" in capsys.readouterr().err


@pytest.mark.usefixtures("later")
def test_an_old_entry_marks_itself_on_screen_and_in_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.run(["lookup", "back pain"])
    assert "past its review date" in capsys.readouterr().out

    cli.run(["lookup", "back pain", "--json"])
    assert json.loads(capsys.readouterr().out)["matches"][0]["past_review"] is True


def test_a_fresh_text_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "_today", lambda: TODAY)

    cli.run(["lookup", "back pain"])

    assert capsys.readouterr().err == ""
