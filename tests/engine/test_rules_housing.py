"""Housing on Form 2555: the exclusion that goes with pay, and the deduction that goes with profit."""

from __future__ import annotations

from typing import Any

from interview.engine import Scenario
from tests.engine.families import Document, abroad, assess, children, excluding, has_line, how, line, scenario

HOUSING_ONLY = "housing_deduction_only_may_keep_refund"


def form_2555(filer: Document) -> Scenario:
    return scenario(abroad(2025, filer=filer), "exclude_filer")


def lines(found: Scenario, *numbers: str, form: str = "form_2555") -> dict[str, int | float]:
    return {number: line(found, form, number) for number in numbers}


HOUSING_YEAR = {"30": 39_000, "32": 20_800, "33": 18_200}


def test_housing_above_the_base_amount_is_left_out_on_top() -> None:
    found = form_2555({"wages_foreign": 200_000, "exclusion": excluding(housing_expenses=50_000)})
    assert lines(found, "28", "30", "32", "33") == {"28": 50_000, **HOUSING_YEAR}
    assert lines(found, "36", "41", "42", "43") == {"36": 18_200, "41": 181_800, "42": 130_000, "43": 148_200}
    assert found.agi == 51_800
    assert line(found, "schedule_8812", "2b") == 148_200


def test_a_dear_city_has_a_higher_limit() -> None:
    dear = excluding(housing_expenses=50_000, housing_limit=60_000)
    assert lines(form_2555({"wages_foreign": 200_000, "exclusion": dear}), "30", "33", "36") == {
        "30": 50_000,
        "33": 29_200,
        "36": 29_200,
    }


def test_housing_below_the_base_amount_gives_nothing() -> None:
    found = form_2555({"wages_foreign": 200_000, "exclusion": excluding(housing_expenses=20_800)})
    assert found.agi == 70_000
    assert lines(found, "33", "36", "45") == {"33": 0, "36": 0, "45": 130_000}


def test_housing_of_part_of_a_year_is_counted_by_the_day() -> None:
    # 200 x 106.85 = 21,370 and 200 x 56.99 = 11,398.
    found = form_2555({"wages_foreign": 150_000, "exclusion": excluding(200, housing_expenses=30_000)})
    assert lines(found, "30", "32", "33", "36", "42") == {
        "30": 21_370,
        "32": 11_398,
        "33": 9_972,
        "36": 9_972,
        "42": 71_240,
    }


def test_the_self_employed_deduct_housing_as_far_as_profit_is_left() -> None:
    rich = form_2555({"self_employment_foreign": 200_000, "exclusion": excluding(housing_expenses=50_000)})
    assert lines(rich, "36", "43", "50") == {"36": 0, "43": 130_000, "50": 18_200}
    assert line(rich, "schedule_1", "24j") == 18_200
    tight = form_2555({"self_employment_foreign": 135_000, "exclusion": excluding(housing_expenses=50_000)})
    assert line(tight, "form_2555", "50") == 5_000
    none = form_2555({"self_employment_foreign": 120_000, "exclusion": excluding(housing_expenses=50_000)})
    assert not has_line(none, "form_2555", "50")


def test_pay_and_profit_share_the_housing_costs() -> None:
    filer = {
        "wages_foreign": 100_000,
        "self_employment_foreign": 100_000,
        "exclusion": excluding(housing_expenses=50_000),
    }
    assert lines(form_2555(filer), "36", "41", "42", "43", "50") == {
        "36": 9_100,
        "41": 190_900,
        "42": 130_000,
        "43": 139_100,
        "50": 9_100,
    }


def test_finished_housing_amounts_are_taken_as_they_are() -> None:
    wages = form_2555({"wages_foreign": 150_000, "exclusion": excluding(housing_exclusion=10_000)})
    assert lines(wages, "36", "41", "42", "43") == {"36": 10_000, "41": 140_000, "42": 130_000, "43": 140_000}
    profit = form_2555({"self_employment_foreign": 150_000, "exclusion": excluding(housing_deduction=7_000)})
    assert lines(profit, "43", "50") == {"43": 130_000, "50": 7_000}


def test_a_finished_housing_exclusion_gives_the_self_employed_no_negative_deduction() -> None:
    filer = {
        "wages_foreign": 50_000,
        "self_employment_foreign": 100_000,
        "exclusion": excluding(housing_exclusion=5_000),
    }
    found = form_2555(filer)
    assert not has_line(found, "form_2555", "50")
    assert found.agi == 150_000 - line(found, "form_2555", "45") - line(found, "schedule_se", "13")


def test_housing_left_out_is_more_than_neither_pay_nor_income() -> None:
    found = form_2555({"wages_foreign": 30_000, "exclusion": excluding(housing_exclusion=40_000)})
    assert lines(found, "36", "41", "45") == {"36": 30_000, "41": 0, "45": 30_000}
    assert found.agi == 0


def test_every_line_of_the_housing_part_and_what_it_stands_on() -> None:
    # 30% of 130,000 is 39,000; 100,000 of 150,000 is 0.667, and 18,200 x 0.667 = 12,139.
    filer = {
        "wages_foreign": 100_000,
        "self_employment_foreign": 50_000,
        "exclusion": excluding(housing_expenses=50_000),
    }
    found = form_2555(filer)
    assert lines(found, "34", "35", "36", "50") == {"34": 100_000, "35": 0.667, "36": 12_139, "50": 6_061}
    assert "39,000" in how(found, "form_2555", "30")
    assert "365" in how(found, "form_2555", "32")


def test_a_full_year_has_the_round_figures_of_the_year_not_366_daily_ones() -> None:
    # 2024: 366 x 103.69 = 37,950.54 and 366 x 55.30 = 20,239.80; the year's own figures are 37,950 and 20,240.
    filer = {"wages_foreign": 200_000, "exclusion": excluding(366, housing_expenses=50_000)}
    found = scenario(abroad(2024, filer=filer), "exclude_filer")
    assert lines(found, "30", "32", "33") == {"30": 37_950, "32": 20_240, "33": 17_710}


def test_a_housing_deduction_beyond_the_profit_left_takes_from_passive_income_on_form_1116() -> None:
    # Half of 19,075 is 9,538, of it 9,185 on line 44. 5,000 of profit less 353 and 5,000 of housing and 12,150 are
    # -12,503; with 36,400 of interest that is the taxable income of 23,897.
    document = abroad(
        2025,
        "single",
        filer={"self_employment_foreign": 135_000, "exclusion": excluding(housing_expenses=50_000)},
        children=[],
        unearned_income={"interest_foreign": 40_000},
        foreign_tax={"passive": 3_000},
    )
    found = scenario(document, "exclude_filer")
    assert lines(found, "7", "16", "17", "18", form="form_1116_passive") == {
        "7": 36_400,
        "16": -12_503,
        "17": 23_897,
        "18": 23_897,
    }


# --- The reading by which Form 2555 for the housing deduction alone bars nothing


def left_by_the_other_reading(**facts: Any) -> int | None:
    [told] = [found for found in assess(abroad(2025, **facts)).findings if found.code == HOUSING_ONLY]
    return told.amount


def test_the_housing_deduction_alone_leaves_no_earnings_out() -> None:
    # 10,003 + 50,000 - 3,533 = 56,470; 15% of 53,970 = 8,095.50, below the cap of five children.
    filer = {
        "wages_foreign": 10_003,
        "self_employment_foreign": 50_000,
        "exclusion": excluding(housing_expenses=30_000),
    }
    assert left_by_the_other_reading(filer=filer, children=children(5), foreign_tax={"general": 10_000}) == 8_096


def test_pay_alone_gives_no_housing_deduction_by_the_other_reading_either() -> None:
    # 80,000 - 3,533 - 9,200 of the filer - 31,500 = 35,767, taxed above the 9,200: 4,920 - 923 = 3,997, less 100 of
    # foreign tax. The spouse's costs go with pay.
    filer = {"self_employment_foreign": 50_000, "exclusion": excluding(housing_expenses=30_000)}
    spouse = {"wages_foreign": 30_000, "exclusion": excluding(housing_expenses=30_000)}
    facts: Document = {"filer": filer, "spouse": spouse, "children": children(2), "foreign_tax": {"general": 100}}
    assert left_by_the_other_reading(filing_status="married_joint", **facts) == 4_400 - 3_897
