"""Schedule 8812 from the two credits to the refund: phaseout, tax that can use them, and the two refund methods."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    child,
    children,
    earning,
    excluding,
    expect_lines,
    family,
    has_line,
    line,
    refund,
    scenario,
    tax_known,
    with_tax,
)

LIMITS = {
    "single": 200_000,
    "married_joint": 400_000,
    "married_separate": 200_000,
    "head_of_household": 200_000,
    "surviving_spouse": 200_000,
}


@pytest.mark.parametrize(("tax_year", "per_child"), [(2024, 2_000), (2025, 2_200), (2026, 2_200)])
def test_each_child_and_each_other_dependent_brings_its_amount(tax_year: int, per_child: int) -> None:
    family_of_three = [child(), child(), child("2001-01-01")]
    found = scenario(family(tax_year, children=family_of_three, filer={"wages_us": 90_000}))
    expect_lines(found, line_4=2, line_5=2 * per_child, line_6=1, line_7=500, line_8=2 * per_child + 500)


@pytest.mark.parametrize("tax_year", [2024, 2025, 2026])
@pytest.mark.parametrize(("filing_status", "limit"), LIMITS.items())
def test_only_a_joint_return_has_the_higher_income_limit(tax_year: int, filing_status: str, limit: int) -> None:
    at = scenario(family(tax_year, filing_status, filer={"wages_us": limit}))
    above = scenario(family(tax_year, filing_status, filer={"wages_us": limit + 1}))
    expect_lines(at, line_9=limit, line_10=0, line_11=0)
    expect_lines(above, line_9=limit, line_10=1_000, line_11=50)
    assert (at.phaseout_reduction, above.phaseout_reduction) == (0, 50)


def test_other_dependents_fall_under_the_same_income_limit() -> None:
    found = scenario(family(filer={"wages_us": 205_000}, children=[child(), child("2001-01-01")]))
    expect_lines(found, line_8=2_700, line_11=250, line_12=2_450)


def test_income_left_out_in_puerto_rico_and_american_samoa_counts_for_the_limit() -> None:
    left_out = {"puerto_rico_excluded": 60_000, "american_samoa_excluded": 1_500}
    found = scenario(family(filer={"wages_us": 150_000}, unearned_income=left_out))
    expect_lines(found, line_1=150_000, line_2a=60_000, line_2b=0, line_2c=1_500, line_2d=61_500, line_3=211_500)
    expect_lines(found, line_10=12_000, line_11=600, line_12=1_600)
    assert found.modified_agi == 211_500


def test_the_housing_deduction_counts_for_the_limit_too() -> None:
    housing = excluding(housing_deduction=10_000)
    filer = {"self_employment_foreign": 150_000, "wages_us": 200_000, "exclusion": housing}
    found = scenario(abroad(filer=filer), "exclude_filer")
    assert line(found, "schedule_8812", "2b") == line(found, "form_2555", "45") + 10_000


def test_the_phaseout_never_touches_the_cap_of_the_refund() -> None:
    found = scenario(abroad(filer=earning(230_000), children=children(1), known_amounts=tax_known(0, 230_000)))
    expect_lines(found, line_11=1_500, line_12=700, line_16a=700, line_16b=1_700, line_17=700, line_27=700)


def test_a_credit_that_the_phaseout_takes_whole_leaves_nothing_to_refund() -> None:
    found = scenario(abroad(filer=earning(260_000), known_amounts=tax_known(0, 260_000)))
    expect_lines(found, line_12=0, line_27=0)
    assert found.why_zero == ("phased_out",)


def test_a_loss_makes_modified_income_negative_and_no_reduction() -> None:
    found = scenario(family(filer={"self_employment_us": -20_000}))
    expect_lines(found, line_1=-20_000, line_3=-20_000, line_10=0, line_11=0)


# --- Credit Limit Worksheet A


def worksheet_a(found: Scenario) -> dict[str, int | float]:
    return {number: line(found, "credit_limit_worksheet_a", number) for number in ("1", "2", "3", "4", "5")}


@pytest.mark.parametrize(
    "name",
    [
        "dependent_care",
        "education",
        "savers",
        "elderly_or_disabled",
        "home_improvement",
        "clean_vehicle",
        "other",
    ],
)
def test_credits_that_go_first_leave_less_tax_to_the_child_credit(name: str) -> None:
    found = scenario(abroad(filer=earning(30_000), credits={name: 700}, known_amounts=tax_known(1_000, 30_000)))
    assert worksheet_a(found) == {"1": 1_000, "2": 700, "3": 300, "4": 0, "5": 300}
    expect_lines(found, line_13=300, line_14=300, line_27=1_700)
    assert found.total_tax == 0


def test_credits_above_the_tax_leave_no_tax_and_no_negative_tax() -> None:
    found = scenario(abroad(filer=earning(30_000), credits={"education": 5_000}, known_amounts=tax_known(900, 30_000)))
    assert worksheet_a(found) == {"1": 900, "2": 5_000, "3": 0, "4": 0, "5": 0}
    assert (found.total_tax, found.balance) == (0, 1_700)


@pytest.mark.parametrize("name", ["adoption", "mortgage_interest", "residential_energy", "dc_homebuyer"])
def test_four_credits_go_through_worksheet_b(name: str) -> None:
    # Line 13: 15% of 23,500 = 3,525, at most 3,400. So 600 of the child credit has to use tax, before the credit's own.
    facts: Document = {"children": children(2), "filer": earning(26_000), "known_amounts": tax_known(3_000, 26_000)}
    found = scenario(abroad(2024, credits={name: 2_500}, **facts))
    assert worksheet_a(found) == {"1": 3_000, "2": 0, "3": 3_000, "4": 2_400, "5": 600}
    expect_lines(found, line_14=600, line_27=3_400)
    assert found.total_tax == 0
    small = scenario(abroad(2024, credits={name: 100}, **facts))
    assert worksheet_a(small) == {"1": 3_000, "2": 0, "3": 3_000, "4": 100, "5": 2_900}


def test_worksheet_b_is_not_used_with_form_2555() -> None:
    filer = {"wages_us": 60_000, "wages_foreign": 10_000, "exclusion": excluding()}
    document = abroad(2025, filer=filer, credits={"adoption": 500})
    found = scenario(document, "exclude_filer")
    assert worksheet_a(found)["4"] == 0
    assert not has_line(found, "credit_limit_worksheet_b", "1")
    assert found.nonrefundable_credit == 2_200
    assert found.total_tax == found.tax_before_credits - 2_200 - 500


def test_worksheet_b_is_not_used_without_a_qualifying_child() -> None:
    facts: Document = {"filer": earning(30_000), "known_amounts": tax_known(600, 30_000)}
    found = scenario(abroad(children=[child("2001-01-01")], credits={"adoption": 900}, **facts))
    assert worksheet_a(found) == {"1": 600, "2": 0, "3": 600, "4": 0, "5": 600}
    expect_lines(found, line_14=500)
    assert found.total_tax == 0


def test_worksheet_b_uses_payroll_taxes_for_three_children_with_low_pay() -> None:
    # 15% of 1,500 = 225; taxes 306 are more, so 306 may be refunded and 6,600 - 306 has to use tax.
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    facts: Document = {"children": children(3), "filer": filer, "known_amounts": tax_known(7_000, 4_000)}
    found = scenario(abroad(2025, "married_joint", credits={"adoption": 5_000}, **facts))
    worksheet_b = {n: line(found, "credit_limit_worksheet_b", n) for n in ("1", "2", "5", "11", "12", "13", "14", "15")}
    assert worksheet_b == {
        "1": 6_600,
        "2": 5_100,
        "5": 225,
        "11": 306,
        "12": 306,
        "13": 306,
        "14": 6_294,
        "15": 706,
    }
    expect_lines(found, line_13=6_294, line_14=6_294, line_16a=306, line_26=306, line_27=306)


def test_worksheet_b_is_used_from_the_first_dollar_of_the_four_and_not_without_them() -> None:
    facts: Document = {"filer": earning(26_000), "children": children(2), "known_amounts": tax_known(3_000, 26_000)}
    assert worksheet_a(scenario(abroad(2024, credits={"adoption": 1}, **facts)))["4"] == 1
    assert not has_line(scenario(abroad(2024, **facts)), "credit_limit_worksheet_b", "1")


def worksheet_b(found: Scenario, *numbers: str) -> dict[str, int | float]:
    return {number: line(found, "credit_limit_worksheet_b", number) for number in numbers}


def with_adoption(tax: int, earned: int, filer: Document, **facts: Any) -> Scenario:
    document: Document = {"children": children(3), "credits": {"adoption": 5_000}, **facts}
    return scenario(abroad(2025, "married_joint", filer=filer, known_amounts=tax_known(tax, earned), **document))


def test_excess_social_security_comes_off_payroll_taxes_on_worksheet_b_too() -> None:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    some = with_adoption(7_000, 4_000, filer, payments={"excess_social_security": 50})
    assert worksheet_b(some, "3", "4", "5", "9", "10", "11") == {
        "3": 4_000,
        "4": 1_500,
        "5": 225,
        "9": 306,
        "10": 50,
        "11": 256,
    }
    assert worksheet_b(some, "13", "14", "15") == {"13": 256, "14": 6_344, "15": 656}
    assert line(some, "form_1040", "20") == 656
    more = with_adoption(7_000, 4_000, filer, payments={"excess_social_security": 400})
    assert worksheet_b(more, "11", "12", "14", "15") == {"11": 0, "12": 225, "14": 6_375, "15": 625}


def test_worksheet_b_leaves_payroll_taxes_out_where_earnings_just_reach_the_credit() -> None:
    # 15% of 44,000 = 6,600, the whole credit of three children.
    filer = {"wages_us": 46_500, "social_security_withheld": 2_883, "medicare_withheld": 674}
    found = with_adoption(7_000, 46_500, filer)
    assert worksheet_b(found, "1", "5", "11", "13", "14") == {"1": 6_600, "5": 6_600, "11": 0, "13": 5_100, "14": 1_500}
    one_less = with_adoption(7_000, 46_490, {**filer, "wages_us": 46_490})
    assert worksheet_b(one_less, "5", "11") == {"5": 6_599, "11": 3_557}


def test_earnings_below_the_threshold_leave_worksheet_b_nothing_to_step_before() -> None:
    found = with_adoption(1_000, 2_000, earning(2_000))
    assert worksheet_b(found, "3", "4", "5", "13", "14", "15") == {
        "3": 2_000,
        "4": 0,
        "5": 0,
        "13": 0,
        "14": 6_600,
        "15": 0,
    }
    assert worksheet_a(found) == {"1": 1_000, "2": 0, "3": 1_000, "4": 0, "5": 1_000}


def test_worksheet_b_for_two_children_counts_no_payroll_taxes_outside_puerto_rico() -> None:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    facts: Document = {
        "children": children(2),
        "filer": filer,
        "known_amounts": tax_known(7_000, 4_000),
        "credits": {"adoption": 5_000},
    }
    at_home = scenario(family(2025, residence={"place": "puerto_rico"}, **facts))
    elsewhere = scenario(abroad(2025, **facts))
    assert line(elsewhere, "credit_limit_worksheet_b", "11") == 0
    assert line(at_home, "credit_limit_worksheet_b", "11") == 306


# --- The payroll tax method, Part II-B


def low_pay(count: int, **facts: Any) -> Scenario:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    return scenario(abroad(2025, "married_joint", filer=filer, children=children(count), **facts))


def test_payroll_taxes_count_from_three_children_on() -> None:
    expect_lines(low_pay(3), line_21=306, line_27=306)
    two = low_pay(2)
    expect_lines(two, line_20=225, line_27=225)
    assert not has_line(two, "schedule_8812", "21")


def test_three_dependents_of_whom_two_are_qualifying_children_are_too_few() -> None:
    document = abroad(
        2025,
        "married_joint",
        filer={"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58},
        children=[child(), child(), child("2001-01-01")],
    )
    assert not has_line(scenario(document), "schedule_8812", "21")


def test_the_payroll_method_is_skipped_where_earnings_give_the_most_already() -> None:
    found = scenario(abroad(2025, "married_joint", filer=earning(60_000), children=children(3)))
    assert line(found, "schedule_8812", "20") > 5_100
    assert not has_line(found, "schedule_8812", "21")


def test_excess_social_security_comes_off_payroll_taxes() -> None:
    found = low_pay(3, payments={"excess_social_security": 50})
    expect_lines(found, line_23=306, line_24=50, line_25=256, line_26=256, line_27=256)
    assert found.payments == 50


def test_puerto_rico_keeps_the_payroll_answer_beside_the_earnings_answer() -> None:
    found = scenario(family(filer=earning(30_000), residence={"place": "puerto_rico"}))
    expect_lines(found, line_20=4_125, line_21=0, line_25=0, line_26=4_125)
    # Tax of 638 uses that much of 2,200.
    assert refund(found) == 1_562


def test_half_of_the_self_employment_tax_on_excluded_puerto_rico_profit_is_a_payroll_tax() -> None:
    # 20,000 x 92.35% = 18,470; 2,290 + 536 = 2,826; half 1,413.
    found = scenario(
        family(
            filer={"puerto_rico_self_employment": 20_000},
            residence={"place": "puerto_rico"},
            unearned_income={"puerto_rico_excluded": 20_000},
        )
    )
    assert found.self_employment_tax == 2_826
    assert (found.agi, found.earned_income) == (0, 0)
    expect_lines(found, line_2a=20_000, line_18a=0, line_20=0, line_22=1_413, line_26=1_413, line_27=1_413)
    assert found.balance == 1_413 - 2_826


def test_additional_medicare_tax_on_self_employment_counts_by_half_on_line_21() -> None:
    # 300,000 x 92.35% = 277,050; above 200,000: 77,050 x 0.9% = 693; half of it 347.
    found = scenario(
        family(
            filer={"self_employment_us": 300_000},
            residence={"place": "puerto_rico"},
            known_amounts=tax_known(0, 200_000),
        )
    )
    assert line(found, "form_8959", "13") == 693
    expect_lines(found, line_21=347)


def test_a_child_credit_below_the_cap_is_refunded_whole() -> None:
    expect_lines(with_tax(2026, 900, 40_000, 1), line_16a=1_300, line_17=1_300, line_27=1_300)
    expect_lines(with_tax(2026, 2_199, 40_000, 1), line_16a=1, line_17=1, line_27=1)
    expect_lines(with_tax(2026, 2_200, 40_000, 1), line_16a=0, line_16b=1_700, line_27=0)
