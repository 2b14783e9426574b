"""The worked cases: figures that calculators agree on, or that were worked out by hand, each within its tolerance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from interview.contract import assessment_document
from tests.engine.families import TEN_YEARS, assess

FOLDER = Path(__file__).parents[1] / "cases"
# How many cases each file holds; a case that drops out of the run must not go unnoticed.
EXPECTED_COUNTS = {"seeds.jsonl": 19, "sample.jsonl": 151}
USUAL_TOLERANCE = 1


def cases_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


CASES = [case for name in EXPECTED_COUNTS for case in cases_of(name)]


@pytest.mark.parametrize("name", EXPECTED_COUNTS)
def test_no_case_is_lost(name: str) -> None:
    assert len(cases_of(name)) == EXPECTED_COUNTS[name]


def test_no_case_id_stands_twice() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) == sum(EXPECTED_COUNTS.values())


def test_the_cases_cover_every_year() -> None:
    assert {case["household"]["tax_year"] for case in CASES} == set(TEN_YEARS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    document = assessment_document(assess(case["household"]))
    key = case.get("scenario", "no_exclusion")
    scenario = next(scenario for scenario in document["scenarios"] if scenario["key"] == key)
    assert case["expect"], "a case that expects nothing checks nothing"
    for field, expected in case["expect"].items():
        found = found_figure(document, scenario, field)
        tolerance = case.get("tolerance", {}).get(field, USUAL_TOLERANCE)
        assert matches(field, found, expected, tolerance), f"{field} is {found}, not {expected}: {case['why']}"


def found_figure(document: dict[str, Any], scenario: dict[str, Any], field: str) -> Any:
    if field == "best":
        return document["best"]
    if field == "children":
        return [child["credit"] for child in document["children"]]
    return scenario[field]


def matches(field: str, found: Any, expected: Any, tolerance: int) -> bool:
    if field == "why_zero":
        return set(expected) <= set(found)
    if field in ("best", "children", "allowed"):
        return bool(found == expected)
    return bool(abs(found - expected) <= tolerance)
