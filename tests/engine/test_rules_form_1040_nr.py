"""Form 1040-NR: the same credits for the few nonresidents who may have dependents, on income from US work alone."""

from __future__ import annotations

from typing import Any

import pytest

from interview.contract import Refused
from interview.engine import Scenario
from tests.engine.families import (
    TEN_YEARS,
    Document,
    assess,
    child,
    children,
    excluding,
    expect_lines,
    family,
    finding_codes,
    refund,
)

CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
ALIEN: Document = {"us_status": "nonresident_alien"}
ITIN: Document = {"taxpayer_id": {"kind": "itin"}}


def nonresident(tax_year: int = 2024, wages: int = 9_000, country: str = "MX", **facts: Any) -> Document:
    """A resident of Mexico with an SSN, alone with one American child, unless the facts say otherwise."""
    document: Document = {
        "filer": {**ALIEN, "wages_us": wages, **facts.pop("filer", {})},
        "residence": {"place": "abroad", "country": country},
        "return_form": "1040_nr",
        **facts,
    }
    return family(tax_year, document.pop("filing_status", "single"), **document)


def worked_out(document: Document) -> Scenario:
    [only] = assess(document).scenarios
    assert only.allowed
    return only


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_form_1040_nr_has_both_parts_of_the_credit_in_every_year(tax_year: int) -> None:
    found = worked_out(nonresident(tax_year))
    assert found.nonrefundable_credit > 0
    assert found.additional_child_tax_credit + found.refundable_child_tax_credit > 0


@pytest.mark.parametrize("country", ["CA", "MX"])
def test_residents_of_canada_and_mexico_may_have_dependents(country: str) -> None:
    assert assess(nonresident(country=country)).children[0].credit == CTC


@pytest.mark.parametrize("country", ["DE", "BR", "JP"])
def test_other_nonresidents_have_no_dependents(country: str) -> None:
    found = assess(nonresident(country=country))
    assert found.children[0].credit == NOTHING
    assert [test.code for test in found.children[0].tests if not test.passed] == ["dependent"]
    assert refund(found.scenarios[0]) == 0


def test_us_nationals_may_have_dependents_wherever_they_live() -> None:
    document = nonresident(country="DE", filer={"us_status": "national"})
    assert assess(document).children[0].credit == CTC


@pytest.mark.parametrize("country", ["IN", "KR"])
def test_the_treaties_with_india_and_korea_are_left_to_an_advisor(country: str) -> None:
    found = assess(nonresident(country=country))
    assert [(entry.code, entry.level) for entry in found.findings] == [("form_1040_nr_treaty", "stop")]
    assert found.best is None
    assert [entry.allowed for entry in found.scenarios] == [False]
    # Without children there is nothing that a treaty could change.
    assert worked_out(nonresident(country=country, children=[])).agi == 9_000


@pytest.mark.parametrize(
    ("status", "credit"), [("citizen", CTC), ("national", CTC), ("resident_alien", CTC), ("none", NOTHING)]
)
def test_a_child_who_is_only_mexican_is_not_enough(status: str, credit: str) -> None:
    assert assess(nonresident(children=[child(us_status=status)])).children[0].credit == credit


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_from_2025_the_nonresident_filer_needs_an_ssn_too(tax_year: int) -> None:
    found = worked_out(nonresident(tax_year, filer=ITIN))
    assert (found.why_zero == ("no_filer_ssn",)) == (tax_year >= 2025)
    assert assess(nonresident(tax_year, filer=ITIN)).children[0].credit == (ODC if tax_year >= 2025 else CTC)


def test_only_income_connected_with_us_work_counts() -> None:
    elsewhere = {
        "interest_us": 500,
        "ordinary_dividends_us": 700,
        "long_term_gains": 900,
        "interest_foreign": 5_000,
        "pensions_foreign": 6_000,
    }
    found = worked_out(nonresident(filer={"wages_foreign": 30_000}, unearned_income=elsewhere))
    assert (found.agi, found.earned_income, found.other_taxes) == (9_000, 9_000, 0)
    assert "form_1040_nr_income" in finding_codes(nonresident())


def test_there_is_no_standard_deduction_but_an_itemized_one() -> None:
    assert worked_out(nonresident(wages=20_000)).taxable_income == 20_000
    assert worked_out(nonresident(wages=20_000, itemized_deductions=3_000)).taxable_income == 17_000


def test_in_2017_the_filer_and_the_child_still_have_their_exemptions() -> None:
    found = worked_out(nonresident(2017))
    # 9,000 - 2 x 4,050 = 900; 10% of 912.50 = 91. Of 1,000 the tax uses 91; 15% of 6,000 is less than the rest.
    assert (found.taxable_income, found.tax_before_credits) == (900, 91)
    assert (found.nonrefundable_credit, refund(found)) == (91, 900)


def test_in_2021_a_nonresident_is_under_the_rules_for_homes_abroad() -> None:
    found = worked_out(nonresident(2021))
    # 10% of 9,025 = 903 of 3,000 is used; 15% of 6,500 is less than 1,400.
    assert (found.nonrefundable_credit, refund(found), found.refundable_child_tax_credit) == (903, 975, 0)


def test_form_2555_and_the_foreign_tax_credit_have_no_place_on_it() -> None:
    facts: Document = {"filer": {"wages_foreign": 50_000, "exclusion": excluding()}, "foreign_tax": {"general": 9_000}}
    found = worked_out(nonresident(**facts))
    assert (found.foreign_tax_credit, found.foreign_tax_unused, found.agi) == (0, 0, 9_000)


def test_there_is_no_earned_income_credit_so_payroll_taxes_lose_only_excess_social_security() -> None:
    filer = {"social_security_withheld": 248, "medicare_withheld": 58}
    document = nonresident(
        wages=4_000,
        filer=filer,
        children=children(3),
        payments={"excess_social_security": 6},
        residence={"place": "abroad", "country": "MX", "main_home_in_us_over_half_year": True},
    )
    found = worked_out(document)
    assert found.earned_income_credit == 0
    # Tax of 403 uses that much of 6,000. 15% of 1,500 = 225; 306 - 6 = 300.
    expect_lines(found, line_16a=5_597, line_20=225, line_23=306, line_24=6, line_25=300, line_27=300)


@pytest.mark.parametrize("status", ["single", "married_separate", "surviving_spouse"])
def test_every_status_of_the_form_has_the_lower_income_limit(status: str) -> None:
    found = worked_out(nonresident(wages=200_001, filing_status=status))
    assert found.phaseout_reduction == 50


@pytest.mark.parametrize("status", ["married_joint", "head_of_household"])
def test_no_other_status_is_possible_on_it(status: str) -> None:
    with pytest.raises(Refused, match="filing_status: a Form 1040-NR is single, married_separate or surviving_spouse"):
        assess(nonresident(filing_status=status))


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_a_nonresident_on_form_1040_is_sent_to_the_other_form(tax_year: int) -> None:
    found = assess(family(tax_year, filer=ALIEN))
    assert [(entry.code, entry.level) for entry in found.findings] == [("nonresident_filer", "stop")]
    assert (found.best, [entry.allowed for entry in found.scenarios]) == (None, [False])


def test_nonresidents_owe_no_self_employment_tax() -> None:
    found = worked_out(nonresident(wages=5_000, filer={"self_employment_us": 10_000}))
    assert (found.agi, found.self_employment_tax) == (15_000, 0)
