"""The law of 2022 to 2024: the credit of 2018 again with a cap that moves, and one child is enough in Puerto Rico."""

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
    line,
    refund,
    scenario,
    tax_known,
    with_tax,
)

CAPS = {2022: 1_500, 2023: 1_600, 2024: 1_700}
CTC, ODC = "child_tax_credit", "other_dependents"
PARENT = child("1950-01-01", relationship="other")

every_year = pytest.mark.parametrize("tax_year", CAPS)
every_cap = pytest.mark.parametrize(("tax_year", "cap"), CAPS.items())


@every_year
def test_each_child_brings_2000_and_each_other_dependent_500(tax_year: int) -> None:
    found = scenario(family(tax_year, children=[*children(2), PARENT], filer={"wages_us": 90_000}))
    expect_lines(found, line_4=2, line_5=4_000, line_6=1, line_7=500, line_8=4_500)


@every_year
def test_a_child_of_seventeen_is_an_other_dependent_again_and_one_under_six_brings_no_more(tax_year: int) -> None:
    def found(birth_date: str) -> tuple[str, int]:
        entry = assess(family(tax_year, children=[child(birth_date)]))
        return entry.children[0].credit, entry.scenarios[0].credit_before_phaseout

    assert found(f"{tax_year - 17}-12-31") == (ODC, 500)
    assert found(f"{tax_year - 16}-01-01") == (CTC, 2_000)
    assert found(f"{tax_year - 2}-05-01") == (CTC, 2_000)


@every_cap
def test_the_cap_of_the_year_limits_what_is_paid_out_for_each_child(tax_year: int, cap: int) -> None:
    expect_lines(with_tax(tax_year, 0, 50_000, 2), line_16a=4_000, line_16b=2 * cap, line_17=2 * cap, line_27=2 * cap)


@every_year
@pytest.mark.parametrize(("earned", "expected"), [(2_500, 0), (2_503, 0), (2_504, 1), (10_000, 1_125)])
def test_earnings_count_above_2500(tax_year: int, earned: int, expected: int) -> None:
    assert refund(with_tax(tax_year, 0, earned, 1)) == expected


@every_year
def test_a_home_in_the_us_no_longer_makes_the_credit_fully_refundable(tax_year: int) -> None:
    found = scenario(family(tax_year, children=children(1)))
    assert (refund(found), found.refundable_child_tax_credit) == (0, 0)
    assert found.why_zero == ("earned_income_at_or_below_threshold",)


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
    at = scenario(family(tax_year, status, filer={"wages_us": limit}))
    above = scenario(family(tax_year, status, filer={"wages_us": limit + 1}))
    expect_lines(at, line_9=limit, line_10=0, line_11=0, line_12=2_000)
    expect_lines(above, line_9=limit, line_10=1_000, line_11=50, line_12=1_950)


@every_year
def test_form_2555_bars_the_refund_again_wherever_the_home_is(tax_year: int) -> None:
    filer = earning(30_000, exclusion=excluding())
    for residence in ({"place": "abroad"}, {"place": "abroad", "main_home_in_us_over_half_year": True}):
        used = scenario(family(tax_year, filer=filer, residence=residence), "exclude_filer")
        assert (refund(used), used.why_zero) == (0, ("form_2555",))


# --- The payroll tax method


def low_pay(tax_year: int, count: int, **facts: Any) -> Scenario:
    filer = {"wages_us": 4_000, "social_security_withheld": 248, "medicare_withheld": 58}
    return scenario(abroad(tax_year, "married_joint", filer=filer, children=children(count), **facts))


@every_cap
def test_three_children_open_the_payroll_method(tax_year: int, cap: int) -> None:
    found = low_pay(tax_year, 3, payments={"excess_social_security": 6})
    expect_lines(found, line_16b=3 * cap, line_20=225, line_21=306, line_22=0, line_23=306, line_24=6)
    expect_lines(found, line_25=300, line_26=300, line_27=300)
    two = low_pay(tax_year, 2)
    expect_lines(two, line_16b=2 * cap, line_27=225)
    assert not has_line(two, "schedule_8812", "21")


@every_cap
def test_where_earnings_give_the_cap_of_three_children_payroll_taxes_are_not_asked(tax_year: int, cap: int) -> None:
    # 15% of what is above 2,500 reaches 3 x the cap there: 20 x the cap.
    enough = 2_500 + 20 * cap
    found = with_tax(tax_year, 0, enough, 3, "married_joint")
    expect_lines(found, line_17=3 * cap, line_20=3 * cap, line_27=3 * cap)
    assert not has_line(found, "schedule_8812", "21")
    assert has_line(with_tax(tax_year, 0, enough - 10, 3, "married_joint"), "schedule_8812", "21")


@every_cap
@pytest.mark.parametrize("count", [1, 2, 3])
def test_in_puerto_rico_one_child_is_enough(tax_year: int, cap: int, count: int) -> None:
    document = family(
        tax_year,
        "married_joint",
        filer={"social_security_withheld": 1_860, "medicare_withheld": 435},
        children=children(count),
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": 30_000},
    )
    found = scenario(document)
    expect_lines(found, line_2a=30_000, line_18a=0, line_20=0, line_21=2_295, line_25=2_295)
    assert refund(found) == min(count * cap, 2_295)


@every_cap
def test_in_puerto_rico_the_larger_of_both_methods_counts(tax_year: int, cap: int) -> None:
    def with_wages(wages: int, social_security: int, medicare: int) -> Scenario:
        filer = {"wages_us": wages, "social_security_withheld": social_security, "medicare_withheld": medicare}
        document = family(tax_year, filer=filer, residence={"place": "puerto_rico"})
        return scenario(document)

    # 15% of 1,000 against 217 + 51, and 15% of 10,000 against 775 + 181.
    expect_lines(with_wages(3_500, 217, 51), line_20=150, line_25=268, line_27=268)
    expect_lines(with_wages(12_500, 775, 181), line_20=1_500, line_25=956, line_26=1_500, line_27=min(cap, 1_500))


@every_year
def test_residents_of_puerto_rico_have_no_earned_income_credit_to_take_off(tax_year: int) -> None:
    filer = {"wages_us": 3_500, "social_security_withheld": 217, "medicare_withheld": 51}
    found = scenario(family(tax_year, filer=filer, residence={"place": "puerto_rico"}))
    assert found.earned_income_credit == 0
    expect_lines(found, line_24=0)


# --- Credit Limit Worksheet B


@every_cap
def test_worksheet_b_counts_the_cap_of_the_year(tax_year: int, cap: int) -> None:
    # Two children: the cap is refunded anyway; the rest of 4,000 has to use tax before the adoption credit may.
    document: Document = abroad(
        tax_year,
        filer=earning(60_000),
        children=children(2),
        credits={"adoption": 5_000},
        known_amounts=tax_known(3_000, 60_000),
    )
    found = scenario(document)
    must_use = 4_000 - 2 * cap
    sheet = {number: line(found, "credit_limit_worksheet_b", number) for number in ("1", "2", "5", "13", "14", "15")}
    expected = {"1": 4_000, "2": 2 * cap, "5": 8_625, "13": 2 * cap, "14": must_use, "15": 3_000 - must_use}
    assert sheet == expected
    assert (found.nonrefundable_credit, refund(found), found.total_tax) == (must_use, 2 * cap, 0)


@every_year
def test_an_itin_of_the_filer_is_still_enough(tax_year: int) -> None:
    filer = earning(20_000, taxpayer_id={"kind": "itin"}, us_status="resident_alien")
    assert refund(scenario(abroad(tax_year, filer=filer, known_amounts=tax_known(0, 20_000)))) == CAPS[tax_year]


@every_year
def test_an_other_dependent_uses_the_tax_first(tax_year: int) -> None:
    facts: Document = {"filer": earning(30_000), "known_amounts": tax_known(900, 30_000)}
    alone = scenario(abroad(tax_year, children=children(1), **facts))
    both = scenario(abroad(tax_year, children=[*children(1), PARENT], **facts))
    assert (refund(alone), refund(both)) == (1_100, min(1_600, CAPS[tax_year]))


@every_year
def test_worksheet_b_has_no_place_where_none_of_the_four_credits_is_claimed(tax_year: int) -> None:
    found = with_tax(tax_year, 900, 30_000, 1)
    assert line(found, "credit_limit_worksheet_a", "4") == 0
    assert not has_line(found, "credit_limit_worksheet_b", "1")
