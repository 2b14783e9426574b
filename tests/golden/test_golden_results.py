"""The results of the personas and of more families, word by word, in every language.

What changed is to be read, not only accepted: `python -m tests.golden` writes the results anew, and the difference in
tests/golden/expected/ shows what families will read from then on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from interview.contract import read_household
from interview.engine import evaluate
from interview.years.year_in_force import shipped_year
from tests.browser.personas import PERSONAS
from tests.golden.families import FAMILIES, OTHERS
from tests.golden.reading import of_family

EXPECTED = Path(__file__).parent / "expected"
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(params=FAMILIES)
def name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A family, with the clock at its day."""
    chosen = str(request.param)
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *asked: real(*asked) if asked else FAMILIES[chosen].today)
    return chosen


def expected(name: str) -> dict[str, Any]:
    return dict(json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8")))


@pytest.mark.django_db
def test_each_family_reads_what_it_read_before(name: str) -> None:
    assert of_family(FAMILIES[name], LANGUAGES) == expected(name)


def test_the_amount_and_the_headline_are_those_worked_out_by_hand(name: str) -> None:
    golden, found = FAMILIES[name], expected(name)
    if "stops_at" in found:
        assert golden.headline == "stop"
        return
    assert found["headline"] == golden.headline
    shown = found["en"][1] if golden.paid else ""
    assert not golden.paid or f"${golden.paid:,}" in " ".join(found["en"][:3]), shown


@pytest.mark.parametrize("persona", [one for one in PERSONAS if one.household], ids=str)
def test_a_persona_has_the_amounts_of_the_household_written_by_hand(persona: Any) -> None:
    found = expected(persona.id)["amounts"]
    household = read_household({"schema": 1, **persona.household})
    for way in evaluate(household, shipped_year(persona.tax_year).parameters).scenarios:
        if way.allowed:
            assert found[way.key] == {name: getattr(way, name) for name in found[way.key]}


def test_there_are_all_personas_and_twenty_more() -> None:
    assert {persona.id for persona in PERSONAS} <= set(FAMILIES)
    assert len(OTHERS) >= 20


def test_no_result_is_kept_of_a_family_that_is_gone() -> None:
    assert {file.stem for file in EXPECTED.glob("*.json")} == set(FAMILIES)


# Sources of law stay as they are, and so do the names of offices; amounts are the same in every language.
NOT_TRANSLATED = ("$", "IRC", "Rev. Rul.", "Notice", "Form 2555 line", "Draft forms of the IRS", "Guam: Department")


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != settings.LANGUAGE_CODE])
def test_no_sentence_stays_english_in_another_language(name: str, language: str) -> None:
    found = expected(name)
    same = {text for text in found[language] if len(text.split()) > 3 and text in found["en"]}
    assert not {text for text in same if not text.startswith(NOT_TRANSLATED)}
