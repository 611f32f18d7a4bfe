"""Start-up stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("argparse", "rich", "rapidfuzz", "textstat", "jsonschema", "sqlite3")


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.splitlines()}


def test_import_healthcli_loads_nothing_slow() -> None:
    assert loaded_by("import healthcli").isdisjoint(SLOW)


def test_a_lookup_without_a_typo_loads_nothing_slow() -> None:
    code = "import healthcli; healthcli.lookup('back pain')"

    assert loaded_by(code).isdisjoint(SLOW)


@pytest.mark.parametrize("module", SLOW)
def test_the_command_line_loads_what_it_shows_with_only_when_it_shows(module: str) -> None:
    assert module not in loaded_by("import healthcli.cli")


def test_a_question_without_options_needs_nobody_to_read_options() -> None:
    assert "argparse" not in loaded_by("from healthcli.cli import run; run(['back', 'pain'])")


@pytest.mark.parametrize(("style", "unused"), [("--json", "pages"), ("--plain", "as_json")])
def test_an_answer_loads_only_what_its_style_needs(style: str, unused: str) -> None:
    code = f"""
from healthcli.cli import run
run(["back", "pain", "{style}"])
assert "healthcli.render.{unused}" not in sys.modules
"""
    assert "pathlib" not in loaded_by(code)
