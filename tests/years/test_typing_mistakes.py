"""Mistakes that people make with the publications in front of them: each is named, or keeps the year from review.

They are tried on 2026 beside 2025. What only an index of prices could tell, as 185,400 for a wage base of 184,500, is
not among them.
"""

from __future__ import annotations

from typing import Any

import pytest

from interview.years.checks import faults, warnings
from interview.years.shipped import read_shipped, shipped_years
from tests.years.test_checks import changed

Document = dict[str, Any]
SINGLE, JOINT, SEPARATE, HEAD, WIDOWED = (
    "single",
    "married_joint",
    "married_separate",
    "head_of_household",
    "surviving_spouse",
)
BOUNDS, STANDARD = "income_tax.upper_bounds", "deductions.standard"
ZERO, FIFTEEN = "capital_gains.zero_to", "capital_gains.fifteen_to"
LAST_YEAR = object()


def found(document: Document) -> list[str]:
    """What is said about a document of 2026 that is not said about the shipped one."""
    last_year = read_shipped(2025)
    usual = {warning.mark for warning in warnings(read_shipped(2026), last_year)}
    said = [warning.message for warning in warnings(document, last_year) if warning.mark not in usual]
    return said + [problem.message for problem in faults(document, 2026, last_year)]


def with_mistake(name: str, value: object, *where: str | int) -> Document:
    if value is LAST_YEAR:
        section, figure = name.split(".")
        value = read_shipped(2025)["figures"][section][figure]["value"]
        for step in where:
            value = value[step]  # type: ignore[index]  # a table
    return changed(2026, name, value, *where)


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        # Digits that changed places.
        ("child_tax_credit.refund_cap_per_child", 1_070, ()),
        ("child_tax_credit.earned_income_threshold", 2_050, ()),
        (BOUNDS, 54_000, (SINGLE, 1)),
        (BOUNDS, 108_000, (JOINT, 1)),
        (BOUNDS, 17_070, (HEAD, 0)),
        (BOUNDS, 210_775, (SINGLE, 3)),
        (BOUNDS, 265_225, (SINGLE, 4)),
        (BOUNDS, 604_600, (SINGLE, 5)),
        (STANDARD, 16_010, (SINGLE,)),
        (STANDARD, 24_510, (HEAD,)),
        (ZERO, 44_950, (SINGLE,)),
        (ZERO, 62_600, (HEAD,)),
        (FIFTEEN, 554_500, (SINGLE,)),
        (FIFTEEN, 308_650, (SEPARATE,)),
        ("earned_income_credit.maximum", 7_136, (2,)),
        ("earned_income_credit.completed_phaseout", 51_953, (SINGLE, 1)),
        ("earned_income_credit.investment_income_limit", 12_020, ()),
        ("payroll_taxes.wage_base", 148_500, ()),
        ("payroll_taxes.self_employment_factor", 0.9253, ()),
        ("exclusion.maximum", 139_200, ()),
        ("exclusion.housing_base", 21_624, ()),
        ("exclusion.housing_limit", 39_780, ()),
        # Last year's value left standing.
        (BOUNDS, LAST_YEAR, (SINGLE, 2)),
        (BOUNDS, LAST_YEAR, (HEAD, 1)),
        (BOUNDS, LAST_YEAR, (HEAD,)),
        (STANDARD, LAST_YEAR, (HEAD,)),
        (ZERO, LAST_YEAR, (HEAD,)),
        (ZERO, LAST_YEAR, (SEPARATE,)),
        (FIFTEEN, LAST_YEAR, (SINGLE,)),
        ("earned_income_credit.maximum", LAST_YEAR, ()),
        ("earned_income_credit.earned_income_amount", LAST_YEAR, ()),
        ("earned_income_credit.phaseout_start", LAST_YEAR, (HEAD,)),
        ("exclusion.housing_base_per_day", LAST_YEAR, ()),
        ("foreign_tax_credit.adjustment_worksheet_line_5", LAST_YEAR, (HEAD,)),
        ("dates.return_due", LAST_YEAR, ()),
        ("dates.claim_refund_by", LAST_YEAR, ()),
        # The value of another filing status.
        ("phaseout.threshold", 400_000, (WIDOWED,)),
        (BOUNDS, 640_600, (SEPARATE, 5)),
        (STANDARD, 32_200, (SEPARATE,)),
        (FIFTEEN, 613_700, (SEPARATE,)),
        ("deductions.additional", 1_650, (HEAD,)),
        # One bracket missing, percent for a share, one zero too many, a month or a day beside it.
        (BOUNDS, [12_400, 50_400, 105_700, 201_775, 640_600], (SINGLE,)),
        ("child_tax_credit.refund_rate", 15, ()),
        ("child_tax_credit.refund_rate", 0.0015, ()),
        ("child_tax_credit.per_child", 22_000, ()),
        ("child_tax_credit.per_child", 2_020, ()),
        ("dates.return_due", "2027-04-05", ()),
        ("dates.return_due_abroad", "2027-07-15", ()),
        ("dates.return_due_extended", "2027-11-15", ()),
        ("dates.claim_refund_by_abroad", "2030-04-15", ()),
        ("dates.refunds_not_before", "2026-02-15", ()),
        ("exclusion.days_in_year", 366, ()),
    ],
)
def test_a_typing_mistake_is_told(name: str, value: object, where: tuple[str | int, ...]) -> None:
    assert found(with_mistake(name, value, *where))


@pytest.mark.parametrize("name", [BOUNDS, STANDARD, ZERO, FIFTEEN, "earned_income_credit.phaseout_start"])
@pytest.mark.parametrize("columns", [(SINGLE, HEAD), (SINGLE, JOINT), (JOINT, SEPARATE)])
def test_two_statuses_that_changed_places_are_told(name: str, columns: tuple[str, str]) -> None:
    document = read_shipped(2026)
    section, figure = name.split(".")
    value, (one, other) = document["figures"][section][figure]["value"], columns
    same = value[one] == value[other]
    value[one], value[other] = value[other], value[one]
    assert bool(found(document)) is not same


@pytest.mark.parametrize(
    ("code", "rate"), [("EUR", "1.156"), ("GBP", "1.342"), ("JPY", "1.584"), ("MXN", "175.04"), ("CHF", "1.252")]
)
def test_a_rate_the_other_way_round_or_with_its_point_misplaced_is_told_though_it_was_typed(
    code: str, rate: str
) -> None:
    document = read_shipped(2026)
    document["exchange_rates"][code]["per_dollar"] = rate
    [message] = found(document)
    assert message.startswith(f"{code}: This ")
    assert message.endswith(" Type the reason.")
    doubts = warnings(document, read_shipped(2025), known=document)
    assert not [warning for warning in doubts if warning.path == f"exchange_rates.{code}"]


@pytest.mark.parametrize("rate", ["", "x", None, "0", "1,2"])
def test_a_rate_that_is_no_number_yet_is_looked_at_without_a_crash(rate: object) -> None:
    document = read_shipped(2026)
    document["exchange_rates"]["EUR"]["per_dollar"] = rate
    assert not [warning for warning in warnings(document, read_shipped(2025)) if warning.path == "exchange_rates.EUR"]


def test_a_status_that_moves_unlike_the_others_is_named_with_both_changes() -> None:
    assert found(with_mistake(STANDARD, LAST_YEAR, HEAD)) == [
        "Standard deduction, Head of household changes by +0.0%, other statuses by +2.2%. Type the reason."
    ]


@pytest.mark.parametrize("tax_year", shipped_years()[1:])
def test_what_congress_and_the_irs_published_moves_alike_for_all_statuses(tax_year: int) -> None:
    said = [warning.message for warning in warnings(read_shipped(tax_year), read_shipped(tax_year - 1))]
    assert not [message for message in said if "other statuses by" in message]


class TestLinesOfForms:
    """IRC names no lines: every year's forms do, so a line that was carried over is looked up again."""

    def with_the_sources_of(self, year: int) -> Document:
        document = read_shipped(2026)
        for name, entry in document["figures"]["form_lines"].items():
            entry["source"] = read_shipped(year)["figures"]["form_lines"][name]["source"]
        return document

    def test_lines_that_name_last_years_forms_as_their_source_are_told_once(self) -> None:
        [message] = found(self.with_the_sources_of(2025))
        count = len(read_shipped(2026)["figures"]["form_lines"])
        assert message == (
            f"{count} lines name forms of another year as their source, like “Form 1040 and its schedules, 2025”. "
            "Type the reason."
        )

    def test_lines_of_the_years_own_forms_and_those_in_force_are_not(self) -> None:
        assert found(self.with_the_sources_of(2026)) == []
        carried = self.with_the_sources_of(2025)
        assert not [one for one in warnings(carried, None, known=carried) if "form_lines" in one.path]
