"""2021 for families abroad (Part I-C), and what became of advance payments (Parts I and III)."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    child,
    earning,
    excluding,
    expect_lines,
    family,
    has_line,
    how,
    line,
    refund,
    scenario,
    tax_known,
)

OF_EIGHT = "2013-05-01"
PARENT = child("1950-01-01", relationship="other")


def of_eight(count: int) -> list[Document]:
    return [child(OF_EIGHT) for _ in range(count)]


def away(tax: int, earned: int, count: int = 1, **facts: Any) -> Scenario:
    document: Document = {"filer": earning(earned), "children": of_eight(count), **facts}
    return scenario(abroad(2021, "married_joint", known_amounts=tax_known(tax, earned), **document))


# --- Part I-C


def test_the_credit_first_reduces_tax_and_the_rest_is_refunded_up_to_1400_a_child() -> None:
    found = away(1_000, 30_000)
    expect_lines(found, line_12=3_000, line_15a=1_000, line_15b=1_000, line_16a=2_000, line_16b=1_400, line_17=1_400)
    expect_lines(found, line_19=27_500, line_20=4_125, line_27=1_400, line_15c=1_400, line_15d=2_400)
    expect_lines(found, line_15e=0, line_15f=2_400, line_15g=1_000, line_15h=1_400)
    assert (found.nonrefundable_credit, refund(found), found.refundable_child_tax_credit) == (1_000, 1_400, 0)


def test_children_of_seventeen_and_babies_have_the_same_cap() -> None:
    children = [child("2004-06-01"), child("2021-06-01")]
    expect_lines(away(0, 60_000, children=children), line_12=6_600, line_16b=2_800, line_15h=2_800)


@pytest.mark.parametrize(("earned", "expected"), [(2_500, 0), (2_503, 0), (2_504, 1), (10_000, 1_125), (11_834, 1_400)])
def test_fifteen_percent_above_2500_binds(earned: int, expected: int) -> None:
    assert refund(away(0, earned)) == expected


def test_other_dependents_use_the_tax_with_the_children() -> None:
    # 3,500 less the tax of 2,800.
    found = away(2_800, 30_000, children=[*of_eight(1), PARENT])
    expect_lines(found, line_7=500, line_12=3_500, line_15b=2_800, line_16a=700, line_17=700, line_15h=700)


def test_without_a_qualifying_child_nothing_is_refunded() -> None:
    found = away(200, 30_000, children=[PARENT])
    expect_lines(found, line_12=500, line_15b=200, line_15c=0, line_15g=200, line_15h=0)
    assert found.why_zero == ("no_qualifying_child",)


def test_tax_that_uses_the_whole_credit_leaves_no_refund() -> None:
    found = away(3_000, 60_000)
    expect_lines(found, line_15b=3_000, line_15c=0, line_15h=0)
    assert found.why_zero == ("credit_fully_used_against_tax",)


def test_form_2555_ends_the_refund_and_leaves_the_credit_against_tax() -> None:
    filer = {"wages_us": 59_000, "wages_foreign": 1_000, "exclusion": excluding()}
    found = scenario(abroad(2021, "married_joint", filer=filer, children=of_eight(2)), "exclude_filer")
    # 33,900 and the 1,000 left out: 1,990 + 12% of 15,025 = 3,793; less 10% of 1,012.50, 101.
    assert found.tax_before_credits == 3_692
    expect_lines(found, line_12=6_000, line_15b=3_692, line_15c=0, line_15g=3_692, line_15h=0)
    assert found.why_zero == ("form_2555",)


def low_pay(count: int, wages: int, social_security: int, medicare: int, **facts: Any) -> Scenario:
    filer = {"wages_us": wages, "social_security_withheld": social_security, "medicare_withheld": medicare}
    return scenario(abroad(2021, "married_joint", filer=filer, children=of_eight(count), **facts))


def test_three_children_open_the_payroll_method() -> None:
    found = low_pay(3, 4_000, 248, 58, payments={"excess_social_security": 6})
    expect_lines(found, line_16b=4_200, line_20=225, line_21=306, line_24=6, line_25=300, line_26=300, line_15h=300)
    two = low_pay(2, 4_000, 248, 58)
    expect_lines(two, line_16b=2_800, line_20=225, line_15h=225)
    assert not has_line(two, "schedule_8812", "21")


def test_three_children_are_paid_even_below_the_threshold_two_are_not() -> None:
    expect_lines(low_pay(3, 2_000, 124, 29), line_20=0, line_15c=153)
    expect_lines(low_pay(2, 2_000, 124, 29), line_20=0, line_15c=0)


def test_residents_of_puerto_rico_need_no_payroll_taxes_in_2021() -> None:
    found = scenario(
        family(
            2021,
            filer={"social_security_withheld": 1_860, "medicare_withheld": 435},
            children=of_eight(3),
            residence={"place": "puerto_rico"},
            unearned_income={"puerto_rico_excluded": 30_000},
        )
    )
    assert not has_line(found, "schedule_8812", "21")
    assert (found.refundable_child_tax_credit, found.balance) == (9_000, 9_000)


def test_earnings_of_2019_do_not_stand_in_for_the_refund_of_2021() -> None:
    assert refund(away(0, 5_000, history={"lookback_earned_income": 40_000})) == 375


def test_worksheet_b_lets_an_adoption_credit_step_before_what_is_refunded_anyway() -> None:
    # Line 12 = 3,000; 1,400 would be refunded anyway, so 1,600 has to use tax and 400 of 2,000 is left for adoption.
    found = away(2_000, 30_000, credits={"adoption": 900})
    sheet = {number: line(found, "credit_limit_worksheet_b", number) for number in ("1", "2", "5", "13", "14", "15")}
    assert sheet == {"1": 3_000, "2": 1_400, "5": 4_125, "13": 1_400, "14": 1_600, "15": 400}
    expect_lines(found, line_15a=1_600, line_15b=1_600, line_15h=1_400)
    assert found.total_tax == 0


# --- Advance payments


def advanced(amount: int, count: int, **facts: Any) -> Document:
    return {"history": {"advance_child_credit_received": amount, "advance_children": count}, **facts}


def at_home(tax: int = 0, agi: int = 0, **facts: Any) -> Scenario:
    document = {"children": of_eight(1), **facts}
    return scenario(
        family(2021, document.pop("filing_status", "single"), **document, known_amounts=tax_known(tax, agi))
    )


def test_advance_payments_come_off_what_is_left_to_claim() -> None:
    found = at_home(**advanced(1_500, 1))
    expect_lines(found, line_14e=3_000, line_14f=1_500, line_14g=1_500, line_14i=1_500)
    assert (found.refundable_child_tax_credit, found.balance) == (1_500, 1_500)


def test_the_part_for_other_dependents_is_the_last_that_advance_payments_eat() -> None:
    facts = advanced(2_900, 1, children=[*of_eight(1), PARENT])
    expect_lines(at_home(300, **facts), line_14e=3_300, line_14g=400, line_14h=300, line_14i=100)
    facts = advanced(3_200, 1, children=[*of_eight(1), PARENT])
    expect_lines(at_home(300, **facts), line_14g=100, line_14h=100, line_14i=0)


def test_advance_payments_abroad_come_off_the_refund_first() -> None:
    expect_lines(away(1_000, 30_000, **advanced(500, 1)), line_15e=500, line_15f=1_900, line_15g=1_000, line_15h=900)
    expect_lines(away(1_000, 30_000, **advanced(1_500, 1)), line_15f=900, line_15g=900, line_15h=0)
    used_up = away(1_000, 30_000, **advanced(1_500, 1))
    # The tax of 1,000 is lowered by 900 only: the rest of the credit was paid early.
    assert (used_up.nonrefundable_credit, used_up.total_tax, used_up.balance) == (900, 100, -100)


def test_advance_payments_of_just_the_credit_leave_nothing_to_claim_and_nothing_to_repay() -> None:
    found = at_home(**advanced(3_000, 1))
    expect_lines(found, line_14g=0, line_14i=0)
    assert (found.total_tax, found.balance) == (0, 0)


def test_what_was_paid_beyond_the_credit_is_an_additional_tax() -> None:
    found = at_home(**advanced(3_400, 1))
    expect_lines(found, line_28a=3_400, line_28b=3_000, line_29=400, line_30=1, line_31=1, line_32=0, line_40=400)
    assert (found.total_tax, found.balance) == (400, -400)
    abroad_too = away(1_000, 30_000, **advanced(3_000, 1))
    expect_lines(abroad_too, line_28b=2_400, line_29=600, line_40=600)
    # The whole credit was paid early, so none of it lowers the tax of 1,000.
    assert (abroad_too.nonrefundable_credit, abroad_too.total_tax) == (0, 1_600)


LIMITS = {
    "single": 40_000,
    "married_joint": 60_000,
    "married_separate": 40_000,
    "head_of_household": 50_000,
    "surviving_spouse": 60_000,
}


@pytest.mark.parametrize(("status", "limit"), LIMITS.items())
def test_two_thousand_for_each_missing_child_are_protected_up_to_the_limit_of_the_status(
    status: str, limit: int
) -> None:
    def additional_tax(income: int, paid: int, count: int) -> int | float:
        spouse: Document = {"spouse": {}} if status == "married_joint" else {}
        found = at_home(0, income, filing_status=status, **spouse, **advanced(paid, count, children=[]))
        return line(found, "schedule_8812", "40")

    assert additional_tax(limit, 2_000, 1) == 0
    assert additional_tax(limit, 2_001, 1) == 1
    assert additional_tax(limit, 5_000, 2) == 1_000
    # Halfway to double the limit half of it is left, and there nothing.
    assert additional_tax(limit + limit // 2, 2_000, 1) == 1_000
    assert additional_tax(2 * limit, 2_000, 1) == 2_000
    assert additional_tax(5 * limit, 2_000, 1) == 2_000


def test_children_who_are_on_the_return_are_not_protected() -> None:
    # Advances for two, one of them here: 3,600 less 3,000 is 600, less up to 2,000 for the other one.
    found = at_home(0, 10_000, **advanced(3_600, 2))
    expect_lines(found, line_29=600, line_30=2, line_31=1, line_32=1, line_37=2_000, line_39=2_000, line_40=0)
    expect_lines(found, line_33=40_000, line_34=0, line_36=0, line_38=0)
    # More children on the return than the advances were for: none is missing.
    more = at_home(0, 10_000, **advanced(6_700, 1, children=of_eight(2)))
    expect_lines(more, line_29=700, line_31=1, line_32=0, line_40=700)


def test_protection_counts_income_that_was_left_out() -> None:
    residence = {"place": "puerto_rico"}
    left_out = {"puerto_rico_excluded": 60_000}
    facts: Document = advanced(2_000, 1, children=[], residence=residence, unearned_income=left_out)
    found = scenario(family(2021, "single", **facts))
    expect_lines(found, line_33=40_000, line_34=20_000, line_38=1_000, line_39=1_000, line_40=1_000)


def test_the_share_on_line_36_has_at_least_three_decimals() -> None:
    # 13,333 of 40,000 is 0.3333; a third of 2,000 fades: 667.
    found = at_home(0, 53_333, **advanced(2_000, 1, children=[]))
    assert line(found, "schedule_8812", "36") in (0.333, 0.3333)
    assert line(found, "schedule_8812", "40") in (666, 667)


def test_advance_payments_are_asked_in_2021_only() -> None:
    facts: Document = advanced(2_000, 1)
    before, after = (scenario(family(year, filer={"wages_us": 50_000}, **facts)) for year in (2020, 2022))
    plain = [scenario(family(year, filer={"wages_us": 50_000})) for year in (2020, 2022)]
    assert [before.balance, after.balance] == [entry.balance for entry in plain]


def test_advance_payments_of_just_the_credit_end_part_three_on_line_29() -> None:
    found = at_home(**advanced(3_000, 1))
    expect_lines(found, line_28a=3_000, line_28b=3_000, line_29=0)
    assert not has_line(found, "schedule_8812", "30")
    assert not has_line(at_home(**advanced(2_999, 1)), "schedule_8812", "28a")
    nothing = at_home(children=[])
    assert not has_line(nothing, "schedule_8812", "28a")


def test_part_three_starts_from_the_credit_of_the_part_that_was_filled_in() -> None:
    assert "14e" in how(at_home(**advanced(3_400, 1)), "schedule_8812", "28b")
    assert "15d" in how(away(1_000, 30_000, **advanced(3_000, 1)), "schedule_8812", "28b")


def test_protection_fades_over_a_range_as_wide_as_the_limit_is_high() -> None:
    found = at_home(0, 50_000, **advanced(1_800, 1, children=[]))
    expect_lines(found, line_33=40_000, line_34=10_000, line_35=40_000, line_39=1_500)


def test_combat_pay_is_named_among_the_earnings_of_a_home_abroad() -> None:
    found = away(0, 0, filer={"combat_pay": 10_000})
    expect_lines(found, line_18a=10_000, line_18b=10_000, line_27=1_125)


def test_the_cap_is_counted_also_where_tax_uses_the_whole_credit() -> None:
    expect_lines(away(3_000, 30_000), line_15a=3_000, line_15b=3_000, line_15c=0, line_16a=0, line_16b=1_400)
