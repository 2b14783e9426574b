"""From income to tax: Tax Table, gains, social security benefits and deductions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import abroad, excluding, family, line, scenario

# IRC 1(j) for 2025, copied by hand from Rev. Proc. 2024-40.
RATES_2025 = (10, 12, 22, 24, 32, 35, 37)
BOUNDS_2025 = {
    "single": (11_925, 48_475, 103_350, 197_300, 250_525, 626_350),
    "married_joint": (23_850, 96_950, 206_700, 394_600, 501_050, 751_600),
    "married_separate": (11_925, 48_475, 103_350, 197_300, 250_525, 375_800),
    "head_of_household": (17_000, 64_850, 103_350, 197_300, 250_500, 626_350),
    "surviving_spouse": (23_850, 96_950, 206_700, 394_600, 501_050, 751_600),
}
STANDARD = {
    (2024, "single"): 14_600,
    (2024, "head_of_household"): 21_900,
    (2025, "single"): 15_750,
    (2025, "married_joint"): 31_500,
    (2025, "married_separate"): 15_750,
    (2025, "head_of_household"): 23_625,
    (2025, "surviving_spouse"): 31_500,
    (2026, "married_joint"): 32_200,
}


def with_taxable_income(taxable: int, tax_year: int = 2025, filing_status: str = "single", **facts: Any) -> Scenario:
    agi = taxable + STANDARD[tax_year, filing_status]
    found = scenario(family(tax_year, filing_status, children=[], known_amounts={"agi": agi}, **facts))
    assert found.taxable_income == taxable
    return found


@pytest.mark.parametrize(
    ("tax_year", "filing_status", "taxable", "tax"),
    [
        (2025, "single", 48_475, 5_579),
        (2025, "married_joint", 99_999, 11_823),
        (2025, "married_joint", 100_000, 11_828),
        (2024, "head_of_household", 23_100, 2_444),
        (2026, "married_joint", 60_000, 6_707),
    ],
)
def test_the_tax_on_incomes_that_the_law_text_names(tax_year: int, filing_status: str, taxable: int, tax: int) -> None:
    assert with_taxable_income(taxable, tax_year, filing_status).tax_before_credits == tax


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        (0, 0),
        (4, 0),
        (5, 1),
        (14, 1),
        (15, 2),
        (24, 2),
        (25, 4),
        (49, 4),
        (50, 6),
        (2_974, 296),
        (2_975, 299),
        (2_999, 299),
        (3_000, 303),
        (3_049, 303),
        (3_050, 308),
    ],
)
def test_the_tax_table_reads_its_bands_at_the_middle_and_rounds_fifty_cents_up(taxable: int, tax: int) -> None:
    assert with_taxable_income(taxable).tax_before_credits == tax


def by_hand(taxable: int, filing_status: str) -> int:
    """The rule of the Tax Table and the Tax Computation Worksheet in exact fractions."""
    if taxable < 5:
        return 0
    middle = Fraction(taxable)
    if taxable < 100_000:
        lower, width = (5 + (taxable - 5) // 10 * 10, 10) if taxable < 25 else (taxable // 25 * 25, 25)
        if taxable >= 3_000:
            lower, width = taxable // 50 * 50, 50
        middle = lower + Fraction(width, 2)
    edges = (0, *BOUNDS_2025[filing_status])
    exact = Fraction(0)
    for lower, upper, rate in zip(edges, (*edges[1:], 10**12), RATES_2025, strict=True):
        exact += max(Fraction(0), min(middle, Fraction(upper)) - lower) * rate / 100
    return int(exact + Fraction(1, 2))


@pytest.mark.parametrize("filing_status", BOUNDS_2025)
def test_every_bracket_of_every_filing_status(filing_status: str) -> None:
    incomes = {bound + step for bound in BOUNDS_2025[filing_status] for step in (-51, -1, 0, 1, 49, 50)}
    incomes |= {7, 19, 31, 1_234, 2_999, 3_000, 33_333, 99_949, 99_950, 99_999, 100_000, 100_001, 2_000_003}
    found = {income: with_taxable_income(income, 2025, filing_status) for income in incomes}
    assert {income: each.tax_before_credits for income, each in found.items()} == {
        income: by_hand(income, filing_status) for income in incomes
    }


GAINS = "qualified_dividends_worksheet"


def test_gains_above_the_second_breakpoint_bear_the_top_rate() -> None:
    found = with_taxable_income(600_000, unearned_income={"long_term_gains": 100_000})
    lines = {
        number: line(found, GAINS, number) for number in ("5", "9", "17", "18", "20", "21", "22", "23", "24", "25")
    }
    assert lines == {
        "5": 500_000,
        "9": 0,
        "17": 33_400,
        "18": 5_010,
        "20": 66_600,
        "21": 13_320,
        "22": 144_547,
        "23": 162_877,
        "24": 179_547,
        "25": 162_877,
    }
    assert found.tax_before_credits == 162_877


@pytest.mark.parametrize(
    ("short", "long", "income", "at_gain_rates"),
    [
        (5_000, 10_000, 15_000, 10_000),
        (-4_000, 10_000, 6_000, 6_000),
        (10_000, -4_000, 6_000, None),
        (-10_000, 4_000, -3_000, None),
        (4_000, -10_000, -3_000, None),
        (0, 0, 0, None),
    ],
)
def test_only_a_net_long_term_gain_has_the_lower_rates(
    short: int, long: int, income: int, at_gain_rates: int | None
) -> None:
    gains = {"short_term_gains": short, "long_term_gains": long}
    found = scenario(family(2025, "single", children=[], filer={"wages_us": 60_000}, unearned_income=gains))
    assert found.agi == 60_000 + income
    if at_gain_rates is None:
        assert not [entry for entry in found.lines if entry.form == GAINS]
    else:
        assert line(found, GAINS, "4") == at_gain_rates


@pytest.mark.parametrize(
    ("filing_status", "limit"), [("single", 3_000), ("married_joint", 3_000), ("married_separate", 1_500)]
)
def test_a_capital_loss_takes_no_more_than_the_limit_off_other_income(filing_status: str, limit: int) -> None:
    found = scenario(
        family(
            2025,
            filing_status,
            filer={"wages_us": 50_000},
            unearned_income={"short_term_gains": -2_000, "long_term_gains": -8_000},
        )
    )
    assert found.agi == 50_000 - limit


def benefits_taxed(filing_status: str, benefits: int, **unearned: int) -> int:
    income = {"social_security_benefits": benefits, **unearned}
    found = scenario(family(2025, filing_status, children=[], unearned_income=income))
    return found.agi - unearned.get("pensions_us", 0)


@pytest.mark.parametrize(
    ("filing_status", "benefits", "pension", "taxed"),
    [
        ("single", 12_000, 19_000, 0),
        ("single", 12_000, 20_000, 500),
        ("single", 20_000, 40_000, 17_000),
        ("head_of_household", 12_000, 20_000, 500),
        ("surviving_spouse", 12_000, 20_000, 500),
        ("married_joint", 24_000, 20_000, 0),
        ("married_joint", 24_000, 40_000, 12_800),
        ("married_separate", 10_000, 1_000, 5_100),
    ],
)
def test_social_security_benefits_are_taxed_by_half_and_then_by_85_percent(
    filing_status: str, benefits: int, pension: int, taxed: int
) -> None:
    assert benefits_taxed(filing_status, benefits, pensions_us=pension) == taxed


@pytest.mark.parametrize("name", ["tax_exempt_interest", "puerto_rico_excluded", "american_samoa_excluded"])
def test_income_that_is_not_taxed_counts_when_benefits_are(name: str) -> None:
    assert benefits_taxed("single", 20_000, **{name: 40_000}) == 17_000


def test_pay_that_form_2555_leaves_out_counts_when_benefits_are_taxed() -> None:
    found = scenario(
        abroad(
            2025,
            "single",
            filer={"wages_foreign": 40_000, "exclusion": excluding()},
            unearned_income={"social_security_benefits": 20_000},
        ),
        "exclude_filer",
    )
    assert found.agi == 17_000


def deduction(filing_status: str = "single", tax_year: int = 2025, **facts: Any) -> int | float:
    return line(scenario(family(tax_year, filing_status, **facts)), "form_1040", "14")


@pytest.mark.parametrize(
    ("tax_year", "filing_status", "expected"),
    [
        (2024, "single", 14_600),
        (2024, "married_joint", 29_200),
        (2024, "head_of_household", 21_900),
        (2025, "married_separate", 15_750),
        (2025, "married_joint", 31_500),
        (2025, "surviving_spouse", 31_500),
        (2025, "head_of_household", 23_625),
        (2026, "single", 16_100),
        (2026, "married_joint", 32_200),
        (2026, "head_of_household", 24_150),
    ],
)
def test_the_standard_deduction_of_the_year(tax_year: int, filing_status: str, expected: int) -> None:
    assert deduction(filing_status, tax_year) == expected


def test_whoever_is_born_on_january_1_is_65_the_day_before() -> None:
    assert deduction(filer={"birth_date": "1961-01-01"}) == 15_750 + 2_000
    assert deduction(filer={"birth_date": "1961-01-02"}) == 15_750
    assert deduction(filer={"birth_date": "1961-01-01", "blind": True}) == 15_750 + 4_000


def test_both_spouses_boxes_count_on_a_joint_return_only() -> None:
    old_and_blind = {"birth_date": "1950-01-01", "blind": True}
    assert deduction("married_joint", filer=old_and_blind, spouse=old_and_blind) == 31_500 + 4 * 1_600
    assert deduction("married_separate", filer={}, spouse=old_and_blind) == 15_750


def test_the_larger_of_standard_and_itemized_deductions_is_used() -> None:
    assert deduction(itemized_deductions=15_749) == 15_750
    assert deduction(itemized_deductions=20_000, other_deductions=1_000) == 21_000


@pytest.mark.parametrize(
    ("earned", "expected"), [(0, 1_350), (900, 1_350), (901, 1_351), (5_000, 5_450), (40_000, 15_750)]
)
def test_a_dependent_s_standard_deduction_follows_the_earnings(earned: int, expected: int) -> None:
    filer = {"wages_us": earned, "claimed_as_dependent": True}
    assert deduction(filer=filer) == expected
    assert deduction(filer={**filer, "blind": True}) == expected + 2_000


def test_a_dependent_s_earnings_are_taxed_pay_and_all_profit() -> None:
    claimed: dict[str, Any] = {"claimed_as_dependent": True}
    assert deduction(filer={**claimed, "wages_us": 500, "combat_pay": 9_000}) == 1_350
    assert deduction(filer={**claimed, "self_employment_us": 5_000, "self_employment_tax_exempt": True}) == 5_450


def test_a_joint_return_with_a_dependent_spouse_has_a_dependent_s_deduction() -> None:
    spouse = {"claimed_as_dependent": True}
    assert deduction("married_joint", filer={"wages_us": 5_000}, spouse=spouse) == 5_450


def test_income_left_out_in_puerto_rico_takes_its_share_of_the_standard_deduction() -> None:
    found = deduction(
        "head_of_household",
        filer={"wages_us": 10_000},
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": 30_000},
    )
    # 23,625 x 10,000 / 40,000 = 5,906.25.
    assert found == 5_906


def test_adjustments_and_half_of_self_employment_tax_lower_agi() -> None:
    found = scenario(family(filer={"self_employment_us": 60_000}, adjustments=1_000))
    assert found.agi == 60_000 - 4_239 - 1_000
