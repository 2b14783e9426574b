"""The law of 2018 to 2020: 2,000 dollars for each child, at most 1,400 of it paid out, and 500 for other dependents."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    children,
    earning,
    excluding,
    expect_lines,
    family,
    has_line,
    refund,
    scenario,
    tax_known,
    with_tax,
)

YEARS = (2018, 2019, 2020)
CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
PARENT = child("1950-01-01", relationship="other")

every_year = pytest.mark.parametrize("tax_year", YEARS)


@every_year
def test_each_child_brings_2000_and_each_other_dependent_500(tax_year: int) -> None:
    found = scenario(family(tax_year, children=[*children(2), PARENT], filer={"wages_us": 90_000}))
    assert found.credit_before_phaseout == 4_500


@every_year
def test_a_child_of_seventeen_is_an_other_dependent(tax_year: int) -> None:
    def credit(birth_date: str) -> str:
        return assess(family(tax_year, children=[child(birth_date)])).children[0].credit

    assert credit(f"{tax_year - 17}-12-31") == ODC
    assert credit(f"{tax_year - 16}-01-01") == CTC


@every_year
def test_at_most_1400_of_a_child_s_credit_is_paid_out(tax_year: int) -> None:
    expect_lines(
        with_tax(tax_year, 0, 50_000, 2), line_3=4_000, line_4=2_800, line_5=2_800, line_8=7_125, line_15=2_800
    )
    expect_lines(
        with_tax(tax_year, 700, 50_000, 1), line_2=700, line_3=1_300, line_4=1_400, line_5=1_300, line_15=1_300
    )


@every_year
@pytest.mark.parametrize(("earned", "expected"), [(2_500, 0), (2_503, 0), (2_504, 1), (11_830, 1_400), (11_829, 1_399)])
def test_earnings_count_above_2500(tax_year: int, earned: int, expected: int) -> None:
    # 15% of 9,330 is 1,399.50; of 9,329 it is 1,399.35.
    assert refund(with_tax(tax_year, 0, earned, 1)) == expected


@every_year
@pytest.mark.parametrize(
    ("status", "limit"),
    [
        ("single", 200_000),
        ("married_joint", 400_000),
        ("married_separate", 200_000),
        ("head_of_household", 200_000),
        ("surviving_spouse", 200_000),
    ],
)
def test_only_a_joint_return_has_the_higher_income_limit(tax_year: int, status: str, limit: int) -> None:
    def reduction(income: int) -> int:
        return scenario(family(tax_year, status, filer={"wages_us": income})).phaseout_reduction

    assert [reduction(limit + above) for above in (0, 1, 1_000, 1_001)] == [0, 50, 50, 100]


@every_year
def test_other_dependents_fall_under_the_same_limit(tax_year: int) -> None:
    found = scenario(family(tax_year, filer={"wages_us": 203_000}, children=[*children(1), PARENT]))
    assert (found.credit_before_phaseout, found.credit_after_phaseout) == (2_500, 2_350)


@every_year
def test_an_other_dependent_uses_the_tax_first_and_raises_the_refund(tax_year: int) -> None:
    facts: Document = {"filer": earning(30_000), "known_amounts": tax_known(900, 30_000)}
    # 2,000 - 900 = 1,100; with the parent 2,500 - 900 = 1,600, at most 1,400.
    assert refund(scenario(abroad(tax_year, children=children(1), **facts))) == 1_100
    assert refund(scenario(abroad(tax_year, children=[*children(1), PARENT], **facts))) == 1_400


@every_year
def test_form_2555_ends_the_refund(tax_year: int) -> None:
    document = abroad(tax_year, filer=earning(20_000, exclusion=excluding()))
    used = scenario(document, "exclude_filer")
    assert (refund(used), used.why_zero) == (0, ("form_2555",))
    # Without it tax uses a little of the credit, and 1,400 of the rest is paid out.
    assert (used.modified_agi, refund(scenario(document))) == (20_000, 1_400)


@every_year
def test_nobody_has_a_personal_exemption_any_more(tax_year: int) -> None:
    standard = {2018: 12_000, 2019: 12_200, 2020: 12_400}[tax_year]
    assert scenario(family(tax_year, "single", filer={"wages_us": 50_000})).taxable_income == 50_000 - standard


# --- The payroll tax method


def low_pay(tax_year: int, count: int, **facts: Any) -> Scenario:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    return scenario(family(tax_year, "married_joint", filer=filer, children=children(count), **facts))


@every_year
def test_three_children_open_the_payroll_method(tax_year: int) -> None:
    found = low_pay(tax_year, 3, residence={"place": "abroad"})
    expect_lines(found, line_4=4_200, line_5=4_200, line_8=225, line_9=306, line_10=0, line_11=306, line_12=0)
    expect_lines(found, line_13=306, line_14=306, line_15=306)
    two = low_pay(tax_year, 2, residence={"place": "abroad"})
    expect_lines(two, line_4=2_800, line_8=225, line_15=225)
    assert not has_line(two, "schedule_8812", "9")


@every_year
def test_the_earned_income_credit_and_excess_social_security_come_off(tax_year: int) -> None:
    # 45% of 4,025 = 1,811.25, more than the 306 of payroll taxes.
    found = low_pay(tax_year, 3, payments={"excess_social_security": 9})
    assert found.earned_income_credit == 1_811
    expect_lines(found, line_11=306, line_12=1_820, line_13=0, line_14=225, line_15=225)


@every_year
def test_half_of_self_employment_tax_is_a_payroll_tax(tax_year: int) -> None:
    # 5,000 x 92.35% = 4,618; 573 + 134 = 707, half 354; 15% of 5,000 - 354 - 2,500 = 322.
    found = scenario(abroad(tax_year, "married_joint", filer={"self_employment_us": 5_000}, children=children(3)))
    expect_lines(found, line_6a=4_646, line_7=2_146, line_8=322, line_9=0, line_10=354, line_14=354, line_15=354)


@every_year
def test_where_earnings_give_the_most_already_payroll_taxes_are_not_asked(tax_year: int) -> None:
    # 15% of 28,000 is the 4,200 of three children.
    found = with_tax(tax_year, 0, 30_500, 3, "married_joint")
    expect_lines(found, line_5=4_200, line_8=4_200, line_15=4_200)
    assert not has_line(found, "schedule_8812", "9")
    assert has_line(with_tax(tax_year, 0, 30_490, 3, "married_joint"), "schedule_8812", "9")


@every_year
@pytest.mark.parametrize(("count", "expected"), [(1, 0), (2, 0), (3, 2_295)])
def test_in_puerto_rico_only_three_children_open_it(tax_year: int, count: int, expected: int) -> None:
    document = family(
        tax_year,
        "married_joint",
        filer={"social_security_withheld": 1_860, "medicare_withheld": 435},
        children=children(count),
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": 30_000},
    )
    assert refund(scenario(document)) == expected


@every_year
def test_in_puerto_rico_one_child_still_has_the_fifteen_percent_of_us_earnings(tax_year: int) -> None:
    found = scenario(family(tax_year, filer={"wages_us": 7_500}, residence={"place": "puerto_rico"}))
    assert refund(found) == 750


# --- Earnings of the year before, 2020


def lookback(tax_year: int, earned: int, before: int | None, **facts: Any) -> Scenario:
    history = {"lookback_earned_income": before}
    return scenario(family(tax_year, filer={"wages_us": earned}, history=history, **facts))


def test_in_2020_the_refund_may_be_worked_out_on_the_earnings_of_2019_where_they_are_higher() -> None:
    away = {"residence": {"place": "abroad"}}
    assert refund(lookback(2020, 5_000, 9_000, **away)) == 975
    assert refund(lookback(2020, 5_000, 3_000, **away)) == 375
    assert refund(lookback(2020, 5_000, None, **away)) == 375
    assert lookback(2020, 5_000, 9_000, **away).earned_income == 5_000


@pytest.mark.parametrize("tax_year", [2018, 2019, 2021, 2022])
def test_in_other_years_the_refund_has_no_such_choice(tax_year: int) -> None:
    away = {"residence": {"place": "abroad"}}
    assert refund(lookback(tax_year, 5_000, 9_000, **away)) == 375


@pytest.mark.parametrize("tax_year", [2020, 2021])
def test_in_2020_and_2021_the_earned_income_credit_has_the_choice_too(tax_year: int) -> None:
    # 34% of 5,025 = 1,708.50 against 34% of 9,025 = 3,068.50.
    assert lookback(tax_year, 5_000, None).earned_income_credit == 1_709
    assert lookback(tax_year, 5_000, 9_000).earned_income_credit == 3_069
    # Higher earnings that would bring less are not chosen.
    assert lookback(tax_year, 9_000, 41_000).earned_income_credit == 3_069


@pytest.mark.parametrize("tax_year", [2018, 2019, 2022])
def test_in_other_years_the_earned_income_credit_has_not(tax_year: int) -> None:
    assert lookback(tax_year, 5_000, 9_000).earned_income_credit == 1_709


# --- Credits beside it


@every_year
def test_an_adoption_credit_steps_before_what_is_refunded_anyway(tax_year: int) -> None:
    # 15% of 7,500 = 1,125 is refunded anyway: 875 of 2,000 has to use tax, and 625 of 1,500 is left for adoption.
    document = abroad(
        tax_year,
        filer=earning(10_000),
        children=children(1),
        credits={"adoption": 900},
        known_amounts=tax_known(1_500, 10_000),
    )
    found = scenario(document)
    assert (found.nonrefundable_credit, refund(found), found.total_tax) == (875, 1_125, 0)


@every_year
def test_a_ban_takes_both_credits(tax_year: int) -> None:
    document = family(
        tax_year,
        filer={"wages_us": 60_000},
        children=[*children(1), PARENT],
        history={"child_credit_disallowed": "banned"},
    )
    found = scenario(document)
    assert (found.credit_before_phaseout, refund(found), found.why_zero) == (0, 0, ("banned",))
