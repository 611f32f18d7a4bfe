"""Phrases, frames and negation, on the words of the real data."""

from __future__ import annotations

import pytest

from healthcli.catalog import Catalog
from healthcli.read import read


def standing(text: str, catalog: Catalog) -> dict[str, str]:
    return {f.id: f.standing for f in read(text, catalog.lexicon).findings}


@pytest.mark.parametrize(
    ("text", "symptom", "expected"),
    [
        ("no fever", "fever", "denied"),
        ("no fever but cramps", "cramps", "present"),
        ("no fever, cramps", "cramps", "present"),
        ("no fever, cramps or discharge", "cramps", "denied"),
        ("no fever. cramps", "cramps", "present"),
        ("no fever and chills", "chills", "doubtful"),
        ("the cramps stopped", "cramps", "denied"),
        ("the cramps wont stop", "cramps", "present"),
        ("my back stopped hurting", "back-pain", "denied"),
        ("my back never stopped hurting", "back-pain", "present"),
        ("cramps and headache went away", "headache", "denied"),
        ("not only cramps", "cramps", "present"),
        ("no wonder i have cramps", "cramps", "present"),
        ("i dont think its a fever", "fever", "doubtful"),
        ("can the coil cause acne", "acne", "asked"),
        ("cramps, no fever though", "fever", "denied"),
        ("no fever just turned yellow", "yellow-skin", "present"),
        ("no discharge or anything but bad shivers", "bad-shivering", "present"),
    ],
)
def test_a_cue_reaches_what_it_speaks_of(
    text: str, symptom: str, expected: str, catalog: Catalog
) -> None:
    assert standing(text, catalog)[symptom] == expected


@pytest.mark.parametrize(
    "text",
    [
        "back pain",
        "pain in back",
        "my back really hurts",
        "pain in the lower part of my back",
        "achy all over my lower back",
        "back is sore",
        "hurts a lot in my lower back",
    ],
)
def test_a_sign_at_a_site_is_read_in_any_order(text: str, catalog: Catalog) -> None:
    assert standing(text, catalog) == {"back-pain": "present"}


@pytest.mark.parametrize(
    "text", ["tooth pain", "pain in my left ear", "bleeding from my elbow", "swollen knee"]
)
def test_a_site_that_is_not_covered_vetoes(text: str, catalog: Catalog) -> None:
    reading = read(text, catalog.lexicon)

    assert reading.findings == ()
    assert reading.unknown_sites


def test_a_sign_that_has_its_site_is_not_vetoed_by_another(catalog: Catalog) -> None:
    assert "back-pain" in standing("back pain and tooth pain", catalog)


def test_a_modifier_belongs_to_the_nearest_sign(catalog: Catalog) -> None:
    findings = {
        f.id: f.modifiers for f in read("severe acne and mild cramps", catalog.lexicon).findings
    }

    assert "severe" in findings["acne"]
    assert "severe" not in findings["cramps"]


def test_a_phrase_passes_over_small_words_and_the_topics_words(catalog: Catalog) -> None:
    assert standing("cant really feel my coil strings", catalog) == {"missing-threads": "present"}
