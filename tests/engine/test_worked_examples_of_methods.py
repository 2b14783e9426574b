"""The worked examples of payroll taxes, other credits, combat pay, bars and the earned income credit."""

from __future__ import annotations

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
    how,
    line,
    refund,
    scenario,
    tax_known,
    with_tax,
)


def on_us_wages(wages: int, withheld: tuple[int, int], place: str = "abroad") -> Scenario:
    filer = {"wages_us": wages, "social_security_withheld": withheld[0], "medicare_withheld": withheld[1]}
    return scenario(family(2025, "married_joint", filer=filer, children=children(3), residence={"place": place}))


def test_22_three_children_on_ordinary_wages_gain_nothing_by_payroll_taxes() -> None:
    found = on_us_wages(18_000, (1_116, 261))
    expect_lines(
        found,
        line_16b=5_100,
        line_17=5_100,
        line_20=2_325,
        line_21=1_377,
        line_24=0,
        line_25=1_377,
        line_26=2_325,
        line_27=2_325,
    )


def test_22a_payroll_taxes_win_on_very_low_wages() -> None:
    expect_lines(on_us_wages(4_000, (248, 58)), line_20=225, line_21=306, line_26=306, line_27=306)


def test_22b_payroll_taxes_pay_even_below_the_threshold() -> None:
    expect_lines(on_us_wages(2_400, (149, 35)), line_20=0, line_21=184, line_27=184)


@pytest.mark.parametrize(
    ("wages", "social_security", "medicare", "method"), [(5_000, 310, 73, 383), (5_110, 317, 74, 392)]
)
def test_payroll_taxes_win_only_below_about_5102_of_wages(
    wages: int, social_security: int, medicare: int, method: int
) -> None:
    # 7.65% of 5,000 is 382.50 against 15% of 2,500, 375; at 5,110 it is 390.92 against 391.50.
    found = on_us_wages(wages, (social_security, medicare))
    assert found.additional_child_tax_credit == method


def test_22c_half_of_self_employment_tax_is_a_payroll_tax() -> None:
    # Schedule SE rounds each line: 4,618; 573 + 134 = 707. The example multiplies through and comes to 706.
    found = scenario(abroad(2025, "married_joint", filer={"self_employment_us": 5_000}, children=children(3)))
    assert found.self_employment_tax == 707
    expect_lines(found, line_18a=4_646, line_19=2_146, line_20=322, line_21=0, line_22=354, line_26=354, line_27=354)


def test_22d_the_earned_income_credit_comes_off_payroll_taxes() -> None:
    found = on_us_wages(4_000, (248, 58), "united_states")
    assert found.earned_income_credit == 1_811
    expect_lines(found, line_23=306, line_24=1_811, line_25=0, line_26=225, line_27=225)


@pytest.mark.parametrize(
    ("wages", "withheld", "taxes", "expected"),
    [(30_000, (1_860, 435), 2_295, 1_700), (12_000, (744, 174), 918, 918)],
)
def test_23_23a_in_puerto_rico_one_child_is_enough_for_the_payroll_method(
    wages: int, withheld: tuple[int, int], taxes: int, expected: int
) -> None:
    filer = {"social_security_withheld": withheld[0], "medicare_withheld": withheld[1]}
    found = scenario(
        family(filer=filer, residence={"place": "puerto_rico"}, unearned_income={"puerto_rico_excluded": wages})
    )
    expect_lines(
        found,
        line_2a=wages,
        line_12=2_200,
        line_16a=2_200,
        line_17=1_700,
        line_18a=0,
        line_20=0,
        line_21=taxes,
        line_26=taxes,
        line_27=expected,
    )


def test_29_an_adoption_credit_steps_before_the_part_that_is_refunded_anyway() -> None:
    found = scenario(
        family(
            2024,
            "married_joint",
            filer={"wages_us": 26_000},
            children=children(2),
            credits={"adoption": 2_500},
            known_amounts=tax_known(3_000, 26_000),
        )
    )
    worksheet_b = {
        number: line(found, "credit_limit_worksheet_b", number) for number in ("1", "2", "5", "11", "13", "14", "15")
    }
    assert worksheet_b == {"1": 4_000, "2": 3_400, "5": 3_525, "11": 0, "13": 3_400, "14": 600, "15": 2_400}
    assert line(found, "credit_limit_worksheet_a", "5") == 600
    expect_lines(found, line_14=600, line_16a=3_400, line_17=3_400, line_20=3_525, line_27=3_400)


def test_30_line_21_takes_additional_medicare_tax_that_was_withheld_off_again() -> None:
    # Only a resident of Puerto Rico reaches line 21 with wages as high as these.
    found = scenario(
        family(
            2025,
            "single",
            filer={"wages_us": 230_000, "social_security_withheld": 10_918, "medicare_withheld": 3_605},
            residence={"place": "puerto_rico"},
            known_amounts=tax_known(0, 230_000),
        )
    )
    expect_lines(found, line_21=14_523)
    assert "Form 8959" in how(found, "schedule_8812", "21")


def test_31_nontaxable_combat_pay_is_earned_income() -> None:
    found = scenario(family(filer={"wages_us": 2_000, "combat_pay": 9_000}))
    expect_lines(found, line_18a=11_000, line_18b=9_000, line_19=8_500, line_27=1_275)


def test_32_a_business_loss_reduces_wages() -> None:
    found = scenario(abroad(filer={"wages_foreign": 10_000, "self_employment_foreign": -4_000}))
    expect_lines(found, line_18a=6_000, line_19=3_500, line_20=525, line_27=525)


def test_37_an_other_dependent_uses_the_tax_first_and_raises_the_refund() -> None:
    parent = {"name": "Rosa", "birth_date": "1950-02-02", "relationship": "other"}
    facts: Document = {"filer": earning(30_000), "known_amounts": tax_known(700, 30_000)}
    both = scenario(abroad(children=[child(), parent], **facts))
    expect_lines(both, line_12=2_700, line_14=700, line_16a=2_000, line_17=1_700, line_27=1_700)
    expect_lines(scenario(abroad(children=[child()], **facts)), line_16a=1_500, line_27=1_500)


def test_38_three_children_of_2026_reach_their_cap() -> None:
    expect_lines(with_tax(2026, 0, 50_000, 3), line_16b=5_100, line_20=7_125, line_27=5_100)


def test_39_four_children_without_payroll_taxes_stay_at_fifteen_percent() -> None:
    found = with_tax(2024, 0, 40_000, 4)
    expect_lines(found, line_12=8_000, line_16b=6_800, line_20=5_625, line_25=0, line_27=5_625)


def test_40_a_joint_return_above_its_limit_keeps_what_the_phaseout_leaves() -> None:
    found = with_tax(2025, 60_000, 430_000, 2, "married_joint")
    expect_lines(found, line_11=1_500, line_14=2_900, line_27=0)


def test_41_declining_the_exclusion_is_worth_the_whole_refund() -> None:
    document = abroad(
        filer=earning(70_000, exclusion=excluding()), children=children(2), foreign_tax={"general": 15_000}
    )
    declined, used = scenario(document), scenario(document, "exclude_filer")
    assert (declined.taxable_income, declined.tax_before_credits, declined.foreign_tax_credit) == (46_375, 5_225, 5_225)
    expect_lines(declined, line_13=0, line_16a=4_400, line_16b=3_400, line_20=10_125, line_27=3_400)
    assert (used.agi, used.tax_before_credits, refund(used)) == (0, 0, 0)
    assert declined.balance - used.balance == 3_400
    assert assess(document).best == "no_exclusion"


def test_41a_a_smaller_foreign_tax_leaves_tax_that_uses_the_credit_first() -> None:
    found = scenario(abroad(filer=earning(70_000), children=children(2), foreign_tax={"general": 3_000}))
    expect_lines(found, line_13=2_225, line_14=2_225, line_16a=2_175, line_17=2_175, line_27=2_175)


def test_42_a_husband_s_form_2555_does_not_bar_his_wife_s_separate_return() -> None:
    husband = earning(90_000, exclusion=excluding(choice="elect", elected_before=True))
    document = abroad(2025, "married_separate", filer=earning(20_000), spouse=husband, children=children(2))
    found = scenario(document)
    assert [entry.key for entry in assess(document).scenarios] == ["no_exclusion"]
    assert found.tax_before_credits == 428
    expect_lines(found, line_14=428, line_16a=3_972, line_17=3_400, line_20=2_625, line_27=2_625)


def test_43_a_child_who_is_only_canadian_brings_nothing() -> None:
    found = assess(abroad(filer=earning(30_000), children=[child(us_status="none")]))
    assert found.children[0].credit == "none"
    expect_lines(found.scenarios[0], line_4=0, line_6=0, line_8=0, line_27=0)


def test_44_a_baby_who_lived_and_died_in_the_year_needs_no_number() -> None:
    baby = child("2025-12-03", died_on="2025-12-20", taxpayer_id={"kind": "none"})
    found = scenario(abroad(filer=earning(30_000), children=[baby], known_amounts=tax_known(0, 30_000)))
    expect_lines(found, line_4=1, line_27=1_700)


def test_45_whoever_is_claimed_by_another_has_no_dependents() -> None:
    found = scenario(abroad(filer=earning(30_000, claimed_as_dependent=True)))
    expect_lines(found, line_4=0, line_6=0, line_27=0)
    assert found.why_zero == ("claimed_as_dependent",)


@pytest.mark.parametrize("tax_year", [2025, 2026])
def test_46_a_ban_takes_every_credit_for_children(tax_year: int) -> None:
    found = scenario(
        abroad(
            tax_year,
            filer=earning(80_000),
            children=[child(), child("2004-01-01")],
            history={"child_credit_disallowed": "banned"},
        )
    )
    expect_lines(found, line_4=0, line_6=0, line_14=0, line_27=0)
    assert found.why_zero == ("banned",)


def test_49_the_earned_income_credit_is_read_from_its_table_in_2024() -> None:
    assert scenario(family(2024, filer={"wages_us": 30_000})).earned_income_credit == 3_046


def test_50_the_earned_income_credit_is_read_from_its_table_in_2026() -> None:
    found = scenario(family(2026, "married_joint", filer={"wages_us": 40_000}, children=children(2)))
    assert found.earned_income_credit == 5_449
