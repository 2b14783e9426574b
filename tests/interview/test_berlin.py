"""The main case: a mother in Berlin reads that 3,400 dollars come back to her, and none with Form 2555."""

from __future__ import annotations

import pytest

from tests.interview.families import BERLIN, QUICK_BERLIN, assessed, document, family


def test_the_mother_in_berlin_becomes_the_household_that_the_law_asks_for() -> None:
    household = document(BERLIN)
    assert household["filing_status"] == "head_of_household"
    assert household["residence"] == {
        "place": "abroad",
        "country": "DE",
        "main_home_in_us_over_half_year": None,
    }
    assert household["spouse"] is None
    assert household["filer"]["wages_foreign"] == round(60_000 / 0.886)
    assert household["filer"]["wages_us"] == 0
    assert household["foreign_tax"]["general"] == round(15_000 / 0.886)
    assert household["filer"]["exclusion"] == {
        "choice": "compare",
        "test": "physical_presence",
        "qualifying_days": 365,
        "elected_before": False,
        "revoked_in": None,
    }
    assert [child["name"] for child in household["children"]] == ["Mia", "Leo"]
    assert [child["birth_date"] for child in household["children"]] == ["2019-05-04", "2015-03-01"]
    assert all(child["taxpayer_id"] == {"kind": "ssn", "issued_on": None} for child in household["children"])


@pytest.mark.parametrize("tax_year", [2024, 2025, 2026])
def test_the_mother_in_berlin_gets_3400_back_without_form_2555_and_nothing_with_it(tax_year: int) -> None:
    assessment = assessed(family(year={"tax_year": tax_year}))
    scenarios = {scenario.key: scenario for scenario in assessment.scenarios}
    assert scenarios["no_exclusion"].additional_child_tax_credit == 3_400
    assert scenarios["exclude_filer"].additional_child_tax_credit == 0
    assert "form_2555" in scenarios["exclude_filer"].why_zero
    assert assessment.best == "no_exclusion"


def test_her_quick_check_comes_to_the_same_refund() -> None:
    assessment = assessed(QUICK_BERLIN)
    assert assessment.best == "no_exclusion"
    assert {scenario.key: scenario.additional_child_tax_credit for scenario in assessment.scenarios}[
        "no_exclusion"
    ] == 3_400
