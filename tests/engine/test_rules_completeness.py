"""Rules of Form 1116 at the edges: income taxed at low rates, losses, and the election to leave the form out."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    excluding,
    family,
    finding_codes,
    has_line,
    line,
    scenario,
)

GENERAL, PASSIVE = "form_1116_general", "form_1116_passive"
PLENTY: Document = {"general": 90_000, "passive": 30_000}


def dividends(amount: int) -> Document:
    return {"ordinary_dividends_foreign": amount, "qualified_dividends_foreign": amount}


def single(tax_year: int = 2025, **facts: Any) -> Scenario:
    return scenario(abroad(tax_year, "single", **{"children": [], "foreign_tax": PLENTY, **facts}))


def lines(found: Scenario, form: str, *numbers: str) -> dict[str, int | float]:
    return {number: line(found, form, number) for number in numbers}


def test_dividends_taxed_at_15_percent_count_with_their_share_of_the_top_rate() -> None:
    # 15% of 37% is 0.4054 of 30,000: 12,162, and 17,838 off the taxable income of 114,250.
    found = single(filer={"wages_foreign": 100_000}, unearned_income=dividends(30_000))
    assert lines(found, PASSIVE, "1a", "3d", "3e", "18") == {"1a": 12_162, "3d": 30_000, "3e": 130_000, "18": 96_412}
    assert lines(found, GENERAL, "1a", "17", "18") == {"1a": 100_000, "17": 87_885, "18": 96_412}
    # All income is foreign, so the two limits together are the whole tax.
    assert line(found, GENERAL, "19") + line(found, PASSIVE, "19") == pytest.approx(1)
    assert found.foreign_tax_credit == found.tax_before_credits == 17_955


def test_dividends_taxed_at_nothing_are_left_out_of_form_1116() -> None:
    # Of 30,000, 14,100 lie below 48,350 and 15,900 above: 0.4054 of these is 6,446.
    found = single(filer={"wages_foreign": 50_000}, unearned_income=dividends(30_000))
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 6_446, "18": 64_250 - 14_100 - 9_454}


def test_dividends_taxed_at_20_percent_count_with_their_share_of_the_top_rate() -> None:
    # Taxable income 615,050, of which 30,000 dividends lie above 533,400: 20% of 37% is 0.5405.
    found = single(filer={"wages_foreign": 600_800}, unearned_income=dividends(30_000))
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 16_215, "18": 615_050 - 13_785}


def test_in_2017_the_top_rate_was_39_point_6_percent() -> None:
    found = single(2017, filer={"wages_foreign": 100_000}, unearned_income=dividends(30_000))
    # 15% of 39.6% is 0.3788; line 18 starts from the income before exemptions, 123,650.
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 11_364, "18": 123_650 - 18_636}


@pytest.mark.parametrize(
    ("wages", "foreign", "adjusted"),
    [
        (100_000, 19_999, False),
        (100_000, 20_000, True),
        # Line 5 of the worksheet, the ordinary taxable income, at the top of the 24% bracket and above it.
        (197_300 + 15_750, 1_000, False),
        (197_301 + 15_750, 1_000, True),
    ],
)
def test_small_dividends_of_ordinary_earners_need_no_adjustment(wages: int, foreign: int, adjusted: bool) -> None:
    found = single(filer={"wages_foreign": wages}, unearned_income=dividends(foreign))
    assert (line(found, PASSIVE, "1a") < foreign) is adjusted
    assert (line(found, PASSIVE, "18") < found.taxable_income) is adjusted


def test_without_dividends_or_gains_at_low_rates_nothing_is_adjusted() -> None:
    found = single(filer={"wages_foreign": 300_000}, unearned_income={"interest_foreign": 30_000})
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 30_000, "18": found.taxable_income}


def test_dividends_alone_need_no_adjustment_because_no_income_has_ordinary_rates() -> None:
    found = single(unearned_income=dividends(80_000))
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 80_000, "18": found.taxable_income}


def test_gains_are_us_income_that_lowers_line_18_and_not_line_1a() -> None:
    unearned = {**dividends(10_000), "long_term_gains": 10_000}
    found = single(filer={"wages_foreign": 230_000}, unearned_income=unearned)
    # Both are taxed at 15%: 0.5946 of 20,000 off line 18; the dividends' half of it off line 1a.
    assert lines(found, PASSIVE, "1a", "18") == {"1a": 4_054, "18": 234_250 - 11_892}


def test_an_adjusted_form_1116_is_told_to_the_family() -> None:
    document = abroad(2025, filer={"wages_foreign": 100_000}, unearned_income=dividends(30_000), foreign_tax=PLENTY)
    assert "foreign_tax_credit_adjusted" in finding_codes(document)
    assert "foreign_tax_credit_adjusted" not in finding_codes({**document, "unearned_income": dividends(10_000)})


def test_a_loss_from_rent_abroad_lowers_the_limit_for_tax_on_pay() -> None:
    found = single(
        filer={"wages_foreign": 60_000, "wages_us": 40_000},
        unearned_income={"other_foreign": -10_000},
    )
    assert lines(found, GENERAL, "7", "16", "17") == {"7": 50_550, "16": -10_000, "17": 40_550}
    without = single(filer={"wages_foreign": 60_000, "wages_us": 40_000})
    assert not has_line(without, GENERAL, "16")


def test_a_loss_from_work_abroad_lowers_the_limit_for_tax_on_interest() -> None:
    found = single(
        filer={"wages_foreign": 10_000, "self_employment_foreign": -30_000},
        unearned_income={"interest_foreign": 80_000},
    )
    # 10,000 - 30,000 - 1,750 of the standard deduction; 80,000 - 14,000 - 21,750 is the whole taxable income.
    assert line(found, GENERAL, "7") == -21_750
    assert lines(found, PASSIVE, "7", "16", "17", "18") == {"7": 66_000, "16": -21_750, "17": 44_250, "18": 44_250}


def test_pay_left_out_with_form_2555_is_no_loss() -> None:
    document = abroad(
        2025,
        "single",
        children=[],
        filer={"wages_foreign": 60_000, "exclusion": excluding()},
        unearned_income={"interest_foreign": 30_000, "interest_us": 10_000},
        foreign_tax={"passive": 9_000},
    )
    assert not has_line(scenario(document, "exclude_filer"), PASSIVE, "16")


def test_a_little_tax_on_dividends_is_credited_without_form_1116_where_that_is_better() -> None:
    document = family(
        2025,
        "single",
        children=[],
        filer={"wages_us": 60_000},
        unearned_income={"ordinary_dividends_foreign": 1_000},
        foreign_tax={"passive": 300},
    )
    found = scenario(document)
    assert (found.foreign_tax_credit, found.foreign_tax_unused) == (300, 0)
    assert "foreign_tax_without_form_1116" in finding_codes(document)
    # One dollar more needs the form, which credits only the dividends' share of the US tax.
    more = scenario({**document, "foreign_tax": {"passive": 301}})
    assert more.foreign_tax_credit < 300
    assert more.foreign_tax_credit + more.foreign_tax_unused == 301


def test_a_business_abroad_that_loses_is_no_passive_income_so_form_1116_is_needed() -> None:
    document = abroad(
        2025,
        "single",
        children=[],
        filer={"wages_us": 60_000, "self_employment_foreign": -500},
        unearned_income={"interest_foreign": 500},
        foreign_tax={"passive": 100},
    )
    found = scenario(document)
    assert has_line(found, PASSIVE, "24")
    assert found.foreign_tax_credit < 100


def test_spouses_apart_are_unmarried_for_the_earned_income_credit_of_a_head_of_household_in_every_year() -> None:
    def credit(tax_year: int, **facts: Any) -> int:
        document = family(tax_year, filer={"wages_us": 15_000}, children=[child(f"{tax_year - 8}-05-01")], **facts)
        return scenario({**document, "spouse": {"us_status": "nonresident_alien"}}).earned_income_credit

    for tax_year in (2017, 2020, 2021, 2025):
        assert credit(tax_year) == 0
        assert credit(tax_year, lived_apart_last_half=True) > 3_000


@pytest.mark.parametrize(
    ("tax_year", "filing", "last_day"),
    [
        # The December date that the IRS gave for 2022 keeps that year open until December 2026.
        (2022, {"extended_to": "2023-12-15"}, "2026-12-15"),
        (2022, {"extension": True}, "2026-10-15"),
        (2022, {"extended_to": "2023-09-01", "extension": True}, "2026-10-15"),
        (2023, {"extended_to": "2028-02-29"}, "2031-02-28"),
        (2022, {}, None),
    ],
)
def test_more_time_to_file_lengthens_the_time_to_claim_the_refund(
    tax_year: int, filing: Document, last_day: str | None
) -> None:
    found = {each.code: each.on.isoformat() for each in assess(abroad(tax_year, filing=filing)).deadlines}
    assert found.get("claim_refund_by_extended") == last_day


def test_who_worked_abroad_on_the_due_date_sees_the_june_date_wherever_the_home_is_now() -> None:
    found = {each.code for each in assess(family(2025, filing={"abroad_on_due_date": True})).deadlines}
    assert "file_by_abroad" in found


def test_exempt_profit_left_out_with_form_2555_takes_nothing_off_the_pay_that_counts() -> None:
    filer = {
        "wages_us": 20_000,
        "self_employment_foreign": 40_000,
        "self_employment_tax_exempt": True,
        "exclusion": excluding(),
    }
    document = abroad(2025, filer=filer)
    assert scenario(document).earned_income == 20_000
    assert scenario(document, "exclude_filer").earned_income == 20_000
    # With pay abroad in the same Form 2555, only the profit's part of it is left aside.
    filer["wages_foreign"] = 10_000
    assert scenario(document).earned_income == 30_000
    assert scenario(document, "exclude_filer").earned_income == 20_000


@pytest.mark.parametrize(
    ("relationship", "credit"),
    [
        ("child", "child_tax_credit"),
        ("stepchild", "child_tax_credit"),
        ("adopted_child", "child_tax_credit"),
        ("grandchild", "none"),
        ("foster_child", "none"),
        ("sibling", "none"),
    ],
)
def test_form_8332_passes_a_claim_only_between_parents(relationship: str, credit: str) -> None:
    filer = {"wages_foreign": 30_000, "birth_date": "1985-01-01"}
    released = child(relationship=relationship, custody="released_to_you", months_with_you=0)
    [found] = assess(abroad(2025, "single", filer=filer, children=[released])).children
    assert found.credit == credit
    said = {test.code: str(test.reason) for test in found.tests}["residency"]
    assert ("only between the parents" in said) is (credit == "none")
    assert not found.remedies


def test_form_8332_is_no_remedy_for_a_grandparent() -> None:
    def remedies(relationship: str) -> list[str]:
        away = child(relationship=relationship, months_with_you=3)
        [found] = assess(abroad(2025, filer={"wages_foreign": 30_000}, children=[away])).children
        return [remedy.code for remedy in found.remedies]

    assert remedies("child") == ["get_form_8332"]
    assert remedies("grandchild") == []
