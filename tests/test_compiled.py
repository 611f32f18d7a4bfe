"""The compiled form: the same answers as the JSON, or else it is not used."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from healthcli.answer import lookup
from healthcli.catalog import Catalog, data_folder
from healthcli.record import pack, unpack
from tests.conftest import TODAY

ROOT = data_folder().parent

QUERIES = [
    "back pain",
    "bak pain since my coil, no fever",
    "cant feel my strings",
    "chest pain and i cant breathe",
    "heavy bleeding with mirena",
    "no fever",
    "tooth pain",
    "strings lost somewhere",
    "pain",
    "headache on the pill",
]

IS_COMPILED_USED = "from healthcli import compiled; print(compiled.load() is not None)"


@pytest.fixture(scope="module")
def read_from_json() -> Catalog:
    """The data that come with healthcli, read from their JSON."""
    return Catalog.load(data_folder())


@pytest.fixture(scope="module")
def compiled_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code and the data, compiled."""
    root = tmp_path_factory.mktemp("compiled") / "checkout"
    for name in ("healthcli", "data"):
        shutil.copytree(ROOT / name, root / name)
    run(root, "from healthcli import Catalog; Catalog.compile()")
    return root


@pytest.fixture
def checkout(compiled_checkout: Path, tmp_path: Path) -> Path:
    """A copy of the compiled checkout, to spoil."""
    return Path(shutil.copytree(compiled_checkout, tmp_path / "checkout"))


def run(folder: Path, code: str) -> str:
    """Run code with the healthcli that lies in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("text", QUERIES)
def test_compiled_data_give_the_same_answer_as_json(text: str, read_from_json: Catalog) -> None:
    compiled: Catalog = unpack(pack(read_from_json))

    assert lookup(text, catalog=compiled, today=TODAY) == lookup(
        text, catalog=read_from_json, today=TODAY
    )


def test_compiled_data_hold_all_that_json_holds(read_from_json: Catalog) -> None:
    assert unpack(pack(read_from_json)) == read_from_json


def test_a_fresh_compiled_form_is_used(compiled_checkout: Path) -> None:
    assert run(compiled_checkout, IS_COMPILED_USED) == "True"


def test_a_lookup_from_compiled_data_loads_nothing_that_only_json_needs(
    compiled_checkout: Path,
) -> None:
    code = """
import sys
before = set(sys.modules)
import healthcli
healthcli.lookup("back pain since my coil")
print(*sorted(set(sys.modules) - before))
"""
    loaded = set(run(compiled_checkout, code).split())

    unneeded = "json dataclasses inspect difflib pathlib hashlib healthcli.decode".split()
    assert "healthcli.catalog" in loaded
    assert loaded.isdisjoint(unneeded)


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        path = root / "healthcli/compiled.bin"
        path.write_bytes(change(path.read_bytes()))

    return damage


SPOILT = {
    "a changed symptom": replaced("data/symptoms/pain.json", '"back', '"bakc'),
    "a changed source": replaced("data/sources.json", "http", "https"),
    "a changed filler": replaced("data/reading/fillers.json", '"', ' "'),
    "a new file": lambda root: shutil.copy(
        root / "data/symptoms/pain.json", root / "data/symptoms/pain2.json"
    ),
    "a file taken out": lambda root: (root / "data/symptoms/mood.json").unlink(),
    "a renamed file": lambda root: (root / "data/symptoms/mood.json").rename(
        root / "data/symptoms/moods.json"
    ),
    "a changed list of English words": lambda root: (root / "data/reading/english.txt").write_text(
        "tall\nlist\n", encoding="utf-8"
    ),
    "no list of English words": lambda root: (root / "data/reading/english.txt").unlink(),
    "changed code": replaced("healthcli/model.py", '"""What', '"""Whatever'),
    "a form cut short": damaged(lambda saved: saved[:-1]),
    "a form with one wrong bit": damaged(
        lambda saved: saved[:5000] + bytes([saved[5000] ^ 1]) + saved[5001:]
    ),
    "garbage": damaged(lambda saved: b"garbage" * 1000),
    "nothing in it": damaged(lambda saved: b""),
    "no form": lambda root: (root / "healthcli/compiled.bin").unlink(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_a_form_that_does_not_fit_is_not_used(
    spoil: Callable[[Path], None], checkout: Path
) -> None:
    spoil(checkout)

    assert run(checkout, IS_COMPILED_USED) == "False"


def test_without_a_form_that_fits_the_changed_data_are_read(checkout: Path) -> None:
    entry = "from healthcli import lookup; print(lookup('back pain').matches[0].title)"
    assert run(checkout, entry) == "Back pain"

    replaced("data/topics/iud.json", '"title": "Back pain"', '"title": "An aching back"')(checkout)

    assert run(checkout, entry) == "An aching back"


def test_a_typo_is_mended_with_compiled_data(compiled_checkout: Path) -> None:
    code = "from healthcli import lookup; print(lookup('bak pain').query.repaired)"

    assert run(compiled_checkout, code) == "(('bak', 'back'),)"


def test_a_folder_that_is_named_is_read_from_its_json(data_copy: Path) -> None:
    replaced("topics/iud.json", '"title": "Back pain"', '"title": "An aching back"')(data_copy)

    titles = [entry.title for entry in Catalog.load(data_copy).topics[0].entries]

    assert "An aching back" in titles


def test_the_wheel_brings_the_compiled_form_and_uses_it(checkout: Path, tmp_path: Path) -> None:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "healthcli/compiled.bin").unlink()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")

    assert run(tmp_path / "installed", IS_COMPILED_USED) == "True"
