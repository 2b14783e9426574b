"""The law's test vectors V1 to V11 for the worksheets behind the tax of families abroad."""

from __future__ import annotations

import pytest

from interview.engine import Scenario
from tests.engine.families import TEN_YEARS, abroad, excluding, family, line, scenario

VECTORS = {f"v{number}" for number in range(1, 12)}
STACKING = "foreign_earned_income_tax_worksheet"
GAINS = "qualified_dividends_worksheet"


def test_every_vector_of_the_law_has_a_test() -> None:
    assert {name.split("_")[1] for name in globals() if name.startswith("test_v")} == VECTORS


def single_excluding(dividends: int, interest: int) -> Scenario:
    """Single, 2025, with 130,000 of pay left out and so much other income."""
    return scenario(
        abroad(
            2025,
            "single",
            children=[],
            filer={"wages_foreign": 130_000, "exclusion": excluding()},
            unearned_income={
                "interest_us": interest,
                "ordinary_dividends_us": dividends,
                "qualified_dividends_us": dividends,
            },
        ),
        "exclude_filer",
    )


def lines(found: Scenario, form: str, *numbers: str) -> dict[str, int | float]:
    return {number: line(found, form, number) for number in numbers}


def test_v1_dividends_stack_above_the_income_left_out() -> None:
    found = single_excluding(dividends=5_000, interest=20_000)
    assert found.taxable_income == 9_250
    assert lines(found, STACKING, "1", "2c", "3", "4", "5", "6") == {
        "1": 9_250,
        "2c": 130_000,
        "3": 139_250,
        "4": 25_817,
        "5": 24_047,
        "6": 1_770,
    }
    assert lines(found, GAINS, "1", "5", "18", "22", "25") == {
        "1": 139_250,
        "5": 134_250,
        "18": 750,
        "22": 25_067,
        "25": 25_817,
    }
    assert found.tax_before_credits == 1_770


def test_v2_a_capital_gain_excess_reduces_the_dividends() -> None:
    found = single_excluding(dividends=20_000, interest=10_000)
    assert found.taxable_income == 14_250
    assert lines(found, GAINS, "2", "4", "5", "22", "25") == {
        "2": 14_250,
        "4": 14_250,
        "5": 130_000,
        "22": 24_047,
        "25": 26_185,
    }
    assert lines(found, STACKING, "3", "6") == {"3": 144_250, "6": 2_138}


def test_a_capital_gain_excess_reduces_the_gain_before_the_dividends() -> None:
    # Taxable income 130,000 - 130,000 + 4,000 + 20,000 - 15,750 = 8,250; 20,000 + 4,000 is 15,750 too much.
    found = scenario(
        abroad(
            2025,
            "single",
            children=[],
            filer={"wages_foreign": 130_000, "exclusion": excluding()},
            unearned_income={
                "ordinary_dividends_us": 4_000,
                "qualified_dividends_us": 4_000,
                "long_term_gains": 20_000,
            },
        ),
        "exclude_filer",
    )
    assert found.taxable_income == 8_250
    assert lines(found, GAINS, "2", "3", "4", "5") == {"2": 4_000, "3": 4_250, "4": 8_250, "5": 130_000}
    # Everything taxable is taxed at 15%: 1,237.50.
    assert found.tax_before_credits == 1_238


def test_v3_a_joint_return_above_the_limit_of_2024() -> None:
    filer = {"wages_foreign": 200_000, "exclusion": excluding(366)}
    found = scenario(abroad(2024, "married_joint", filer=filer), "exclude_filer")
    assert found.taxable_income == 44_300
    assert lines(found, STACKING, "4", "5", "6") == {"4": 27_682, "5": 17_936, "6": 9_746}


def test_v4_a_head_of_household_above_the_limit_of_2024() -> None:
    filer = {"wages_foreign": 160_000, "exclusion": excluding(366)}
    found = scenario(abroad(2024, filer=filer), "exclude_filer")
    assert found.taxable_income == 11_600
    assert lines(found, STACKING, "4", "5", "6") == {"4": 24_493, "5": 21_709, "6": 2_784}


def test_v5_dividends_and_gains_below_the_first_breakpoint_are_not_taxed() -> None:
    found = scenario(
        family(
            2025,
            "married_joint",
            filer={"wages_us": 111_500},
            unearned_income={
                "ordinary_dividends_us": 6_000,
                "qualified_dividends_us": 6_000,
                "long_term_gains": 4_000,
            },
        )
    )
    assert found.taxable_income == 90_000
    assert lines(found, GAINS, "9", "22", "25") == {"9": 10_000, "22": 9_126, "25": 9_126}
    assert found.tax_before_credits == 9_126


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_v6_self_employment_tax_below_the_wage_base(tax_year: int) -> None:
    found = scenario(family(tax_year, filer={"self_employment_us": 60_000}))
    assert lines(found, "schedule_se", "3", "4a", "10", "11", "12", "13") == {
        "3": 60_000,
        "4a": 55_410,
        "10": 6_871,
        "11": 1_607,
        "12": 8_478,
        "13": 4_239,
    }


def test_v7_self_employment_tax_above_the_wage_base() -> None:
    found = scenario(family(2025, filer={"self_employment_us": 250_000}))
    assert lines(found, "schedule_se", "4a", "10", "11", "12", "13") == {
        "4a": 230_875,
        "10": 21_836,
        "11": 6_695,
        "12": 28_531,
        "13": 14_266,
    }


@pytest.mark.parametrize("tax_year", TEN_YEARS)
def test_v8_the_four_hundred_dollars_are_compared_before_rounding(tax_year: int) -> None:
    # 433 x 92.35% = 399.88, which would round to 400.
    below = scenario(family(tax_year, filer={"self_employment_us": 433}))
    above = scenario(family(tax_year, filer={"self_employment_us": 434}))
    assert below.self_employment_tax == 0
    assert lines(above, "schedule_se", "4a", "10", "11", "12", "13") == {
        "4a": 401,
        "10": 50,
        "11": 12,
        "12": 62,
        "13": 31,
    }


def test_v9_a_part_year_limit_has_three_decimals() -> None:
    filer = {"wages_foreign": 90_000, "exclusion": excluding(200)}
    found = scenario(abroad(2024, filer=filer), "exclude_filer")
    assert lines(found, "form_2555", "38", "39", "40", "42", "45") == {
        "38": 200,
        "39": 0.546,
        "40": 69_069,
        "42": 69_069,
        "45": 69_069,
    }
    assert found.agi == 20_931


def test_v10_form_1116_with_one_spouse_s_pay_left_out() -> None:
    found = scenario(
        abroad(
            2024,
            "married_joint",
            filer={"wages_foreign": 60_000, "exclusion": excluding(366)},
            spouse={"wages_foreign": 55_000},
            foreign_tax={"general": 20_500},
            unearned_income={"interest_us": 500},
        ),
        "exclude_filer",
    )
    numbers = ("1a", "3d", "3e", "3f", "3g", "17", "18", "19", "20", "21")
    assert lines(found, "form_1116_general", *numbers) == {
        "1a": 55_000,
        "3d": 115_000,
        "3e": 115_500,
        "3f": 0.9957,
        "3g": 29_074,
        "17": 25_926,
        "18": 26_300,
        "19": 0.9858,
        "20": 3_156,
        "21": 3_111,
    }


def test_v11_deductions_of_excluded_profit_lower_the_reduction_of_its_tax() -> None:
    # US pay of 63,334 leaves 112,766 of the wage base: 13,983 + 4,017 = 18,000, and half of it is the vector's 9,000.
    filer = {
        "wages_us": 63_334,
        "social_security_withheld": 3_927,
        "self_employment_foreign": 150_000,
        "exclusion": excluding(),
    }
    found = scenario(abroad(2025, filer=filer, foreign_tax={"general": 30_000}), "exclude_filer")
    assert line(found, "schedule_se", "13") == 9_000
    assert lines(found, "form_2555", "43", "44", "45") == {"43": 130_000, "44": 7_800, "45": 122_200}
    assert lines(found, "form_1116_general", "2", "12", "14") == {"2": 1_200, "12": -26_000, "14": 4_000}
