"""Housing on Form 2555: the exclusion that goes with pay, and the deduction that goes with profit."""

from __future__ import annotations

from interview.engine import Scenario
from tests.engine.families import Document, abroad, excluding, has_line, line, scenario


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
