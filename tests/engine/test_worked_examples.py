"""The worked examples of the law that a household can express: the credit's own arithmetic, mostly with a given tax.

A test's name starts with the numbers of its examples. Those of the years before 2024 are in their own module.
"""

from __future__ import annotations

import pytest

from tests.engine.families import (
    abroad,
    assess,
    child,
    children,
    earning,
    excluding,
    expect_lines,
    family,
    refund,
    scenario,
    tax_known,
    with_tax,
)


def test_01_tax_that_the_foreign_tax_credit_covers_leaves_the_child_credit_for_the_refund() -> None:
    found = scenario(
        abroad(2025, "married_joint", filer=earning(60_000), children=children(1), foreign_tax={"general": 9_000})
    )
    expect_lines(
        found,
        line_5=2_200,
        line_12=2_200,
        line_13=0,
        line_14=0,
        line_16a=2_200,
        line_16b=1_700,
        line_17=1_700,
        line_20=8_625,
        line_27=1_700,
    )


def test_02_excluding_one_thousand_dollars_ends_the_refund_and_leaves_the_credit_against_tax() -> None:
    filer = {"wages_us": 59_000, "wages_foreign": 1_000, "exclusion": excluding()}
    found = scenario(abroad(2025, "married_joint", filer=filer, children=children(1)), "exclude_filer")
    # 28,500 stacked: 2,385 + 12% of 4,675 = 2,946; less the tax of the 1,000 alone, 101.
    assert found.tax_before_credits == 2_845
    assert (found.nonrefundable_credit, refund(found), found.why_zero) == (
        2_200,
        0,
        ("form_2555", "credit_fully_used_against_tax"),
    )


def test_03_fifteen_percent_of_earnings_above_the_threshold_can_bind() -> None:
    found = with_tax(2025, 0, 10_000, 1)
    expect_lines(found, line_17=1_700, line_19=7_500, line_20=1_125, line_27=1_125)


def test_04_what_tax_does_not_use_is_refunded_up_to_the_cap() -> None:
    found = with_tax(2025, 500, 30_000, 1)
    expect_lines(found, line_14=500, line_16a=1_700, line_16b=1_700, line_20=4_125, line_27=1_700)


@pytest.mark.parametrize("tax", [2_200, 2_201, 9_000])
def test_04a_tax_that_uses_the_whole_credit_leaves_no_refund(tax: int) -> None:
    found = with_tax(2025, tax, 90_000, 1)
    expect_lines(found, line_14=2_200, line_16a=0, line_27=0)
    assert found.why_zero == ("credit_fully_used_against_tax",)


@pytest.mark.parametrize(("earned", "expected"), [(25_164, 3_400), (25_163, 3_399)])
def test_05_earnings_that_give_two_children_the_full_refund(earned: int, expected: int) -> None:
    assert refund(with_tax(2025, 0, earned, 2)) == expected


def test_08_unused_credit_of_two_children_in_2024() -> None:
    found = with_tax(2024, 1_500, 40_000, 2, "single")
    expect_lines(found, line_12=4_000, line_14=1_500, line_16a=2_500, line_16b=3_400, line_20=5_625, line_27=2_500)


def test_08a_low_earnings_bind_before_the_unused_credit_does() -> None:
    expect_lines(with_tax(2024, 1_500, 15_000, 2, "single"), line_20=1_875, line_27=1_875)


def test_08b_the_larger_credit_of_2025_leaves_more_unused() -> None:
    expect_lines(
        with_tax(2025, 1_500, 40_000, 2, "single"),
        line_12=4_400,
        line_14=1_500,
        line_16a=2_900,
        line_16b=3_400,
        line_27=2_900,
    )


@pytest.mark.parametrize(("tax_year", "expected"), [(2024, 1_200), (2025, 1_400), (2026, 1_400)])
def test_09_09a_one_child_and_tax_of_eight_hundred(tax_year: int, expected: int) -> None:
    expect_lines(with_tax(tax_year, 800, 30_000, 1), line_16a=expected, line_16b=1_700, line_27=expected)


def test_10_two_children_of_2026_just_below_the_cap() -> None:
    expect_lines(
        with_tax(2026, 0, 25_000, 2), line_16b=3_400, line_17=3_400, line_19=22_500, line_20=3_375, line_27=3_375
    )


def test_11_the_cap_binds_for_one_child_of_2026() -> None:
    expect_lines(with_tax(2026, 0, 15_000, 1), line_17=1_700, line_20=1_875, line_27=1_700)


@pytest.mark.parametrize(
    ("earned", "expected"),
    [(2_500, 0), (2_501, 0), (2_503, 0), (2_504, 1), (2_509, 1), (2_510, 2), (2_520, 3)],
)
def test_12_12a_12b_earnings_around_the_threshold_round_at_fifty_cents(earned: int, expected: int) -> None:
    found = with_tax(2025, 0, earned, 1)
    expect_lines(found, line_19=earned - 2_500, line_20=expected, line_27=expected)


@pytest.mark.parametrize(
    ("agi", "line_10", "line_11", "line_12"),
    [
        (200_000, 0, 0, 2_200),
        (200_001, 1_000, 50, 2_150),
        (201_000, 1_000, 50, 2_150),
        (201_025, 2_000, 100, 2_100),
        (243_000, 43_000, 2_150, 50),
        (243_001, 44_000, 2_200, 0),
    ],
)
def test_13_13a_13b_13c_the_phaseout_rounds_the_excess_up_to_a_whole_thousand(
    agi: int, line_10: int, line_11: int, line_12: int
) -> None:
    found = scenario(family(2025, "single", filer={"wages_us": agi}))
    expect_lines(found, line_3=agi, line_10=line_10, line_11=line_11, line_12=line_12)


@pytest.mark.parametrize("tax_year", [2024, 2025, 2026])
def test_14_a_surviving_spouse_has_the_lower_limit(tax_year: int) -> None:
    found = scenario(family(tax_year, "surviving_spouse", filer={"wages_us": 250_000}, children=children(2)))
    expect_lines(found, line_9=200_000, line_11=2_500, line_12={2024: 1_500, 2025: 1_900, 2026: 1_900}[tax_year])


def test_15_excluded_income_counts_for_the_phaseout() -> None:
    filer = {"wages_us": 310_000, "wages_foreign": 130_000, "exclusion": excluding()}
    found = scenario(abroad(2025, "married_joint", filer=filer, children=children(2)), "exclude_filer")
    expect_lines(
        found,
        line_1=310_000,
        line_2b=130_000,
        line_2d=130_000,
        line_3=440_000,
        line_11=2_000,
        line_12=2_400,
        line_14=2_400,
        line_27=0,
    )


def test_16_a_child_with_an_itin_is_an_other_dependent_beside_one_with_an_ssn() -> None:
    itin = child(us_status="resident_alien", taxpayer_id={"kind": "itin"})
    found = scenario(abroad(filer=earning(20_000), children=[child(), itin], known_amounts=tax_known(300, 20_000)))
    expect_lines(
        found,
        line_5=2_200,
        line_7=500,
        line_12=2_700,
        line_14=300,
        line_16a=2_400,
        line_16b=1_700,
        line_20=2_625,
        line_27=1_700,
    )


def test_17_an_other_dependent_alone_refunds_nothing() -> None:
    itin = child(us_status="resident_alien", taxpayer_id={"kind": "itin"})
    found = scenario(abroad(filer=earning(30_000), children=[itin], known_amounts=tax_known(300, 30_000)))
    expect_lines(found, line_4=0, line_7=500, line_14=300, line_16b=0, line_27=0)
    assert found.why_zero == ("no_qualifying_child",)


@pytest.mark.parametrize(
    ("birth_date", "credit", "amount"),
    [("2008-12-31", "other_dependents", 500), ("2009-01-01", "child_tax_credit", 2_200)],
)
def test_18_18a_a_child_of_seventeen_on_the_last_day_is_an_other_dependent(
    birth_date: str, credit: str, amount: int
) -> None:
    found = assess(family(filer={"wages_us": 80_000}, children=[child(birth_date)]))
    assert found.children[0].credit == credit
    assert found.scenarios[0].tax_before_credits > 5_000
    assert found.scenarios[0].nonrefundable_credit == amount


def test_20_an_itin_was_enough_for_the_filer_in_2024() -> None:
    filer = earning(20_000, taxpayer_id={"kind": "itin"}, us_status="resident_alien")
    expect_lines(scenario(abroad(2024, filer=filer)), line_16b=1_700, line_20=2_625, line_27=1_700)


def test_20a_from_2025_a_filer_without_an_ssn_has_only_other_dependents() -> None:
    filer = earning(20_000, taxpayer_id={"kind": "itin"}, us_status="resident_alien")
    found = scenario(abroad(2025, filer=filer))
    expect_lines(found, line_4=0, line_6=1, line_7=500, line_14=0, line_27=0)
    assert found.why_zero == ("no_filer_ssn",)


def test_20b_from_2025_one_ssn_is_enough_on_a_joint_return() -> None:
    spouse = {"taxpayer_id": {"kind": "itin"}, "us_status": "resident_alien"}
    assert refund(scenario(abroad(2025, "married_joint", filer=earning(20_000), spouse=spouse))) == 1_700


def test_21_a_separate_filer_gets_the_refund() -> None:
    found = with_tax(2025, 0, 45_000, 2, "married_separate")
    expect_lines(found, line_16a=4_400, line_16b=3_400, line_20=6_375, line_27=3_400)
