"""The law of 2017: 1,000 dollars for each child, personal exemptions, any tax number, and no credit for anyone else."""

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

CTC, NOTHING = "child_tax_credit", "none"
DUE = "2018-04-17"


def credit(one: Document, **facts: Any) -> str:
    return assess(abroad(2017, children=[one], **facts)).children[0].credit


def test_each_child_brings_one_thousand() -> None:
    assert scenario(family(2017, children=children(3))).credit_before_phaseout == 3_000


def test_a_child_of_seventeen_brings_nothing() -> None:
    assert credit(child("2000-12-31")) == NOTHING
    assert credit(child("2001-01-01")) == CTC


def test_there_is_no_credit_for_other_dependents() -> None:
    parent = child("1950-01-01", relationship="other")
    student = child("1999-01-01")
    found = assess(family(2017, filer={"wages_us": 60_000}, children=[parent, student]))
    assert [entry.credit for entry in found.children] == [NOTHING, NOTHING]
    assert (found.scenarios[0].credit_before_phaseout, found.scenarios[0].nonrefundable_credit) == (0, 0)


@pytest.mark.parametrize(
    ("earned", "line_6"), [(3_000, 0), (3_003, 0), (3_004, 1), (9_666, 1_000), (9_664, 1_000), (9_663, 999)]
)
def test_earnings_count_above_three_thousand(earned: int, line_6: int) -> None:
    # 15% of 6,664 is 999.60; of 6,663 it is 999.45.
    assert refund(with_tax(2017, 0, earned, 1)) == line_6


def test_the_whole_unused_credit_can_be_paid_out_for_there_is_no_cap() -> None:
    found = with_tax(2017, 300, 60_000, 2)
    expect_lines(found, line_1=2_000, line_2=300, line_3=1_700, line_6=8_550, line_13=1_700)
    assert not has_line(found, "schedule_8812", "16b")


def test_earnings_of_the_year_before_never_stand_in() -> None:
    document = abroad(2017, filer=earning(5_000), history={"lookback_earned_income": 30_000})
    assert refund(scenario(document)) == 300


# --- The income limit


@pytest.mark.parametrize(
    ("status", "limit"),
    [
        ("single", 75_000),
        ("married_joint", 110_000),
        ("married_separate", 55_000),
        ("head_of_household", 75_000),
        ("surviving_spouse", 75_000),
    ],
)
def test_each_status_has_its_income_limit(status: str, limit: int) -> None:
    def reduction(income: int) -> int:
        return scenario(family(2017, status, filer={"wages_us": income})).phaseout_reduction

    assert [reduction(limit + above) for above in (0, 1, 1_000, 1_001)] == [0, 50, 50, 100]


def test_twenty_thousand_above_the_limit_take_one_child_s_credit() -> None:
    # 19,001 above is twenty steps of 50.
    assert scenario(family(2017, filer={"wages_us": 94_000})).credit_after_phaseout == 50
    found = scenario(family(2017, filer={"wages_us": 94_001}))
    assert (found.credit_after_phaseout, found.why_zero) == (0, ("phased_out",))


def test_income_left_out_by_form_2555_counts_for_the_limit_and_bars_the_refund() -> None:
    filer = earning(114_100, exclusion=excluding())
    found = scenario(abroad(2017, "married_joint", filer=filer, children=children(2)), "exclude_filer")
    # 102,100 is left out; 114,100 is 4,100 above 110,000. The 12,000 that stay are below deduction and exemptions.
    assert (found.agi, found.modified_agi, found.phaseout_reduction) == (12_000, 114_100, 250)
    assert (found.tax_before_credits, refund(found), found.why_zero) == (0, 0, ("form_2555",))


# --- Tax numbers


@pytest.mark.parametrize("kind", ["ssn", "ssn_not_for_work", "atin", "itin"])
def test_any_number_of_the_child_will_do(kind: str) -> None:
    assert credit(child(taxpayer_id={"kind": kind}, us_status="resident_alien")) == CTC


def test_a_child_with_an_itin_must_have_been_in_the_us_for_enough_days() -> None:
    def abroad_all_year(kind: str) -> str:
        return credit(child(taxpayer_id={"kind": kind}, us_status="resident_alien", substantial_presence=False))

    assert abroad_all_year("itin") == NOTHING
    assert {abroad_all_year(kind) for kind in ("ssn", "ssn_not_for_work", "atin")} == {CTC}


def test_a_child_without_a_number_brings_nothing_unless_it_lived_and_died_in_the_year() -> None:
    none = {"kind": "none"}
    assert credit(child(taxpayer_id=none)) == NOTHING
    assert credit(child("2017-11-01", died_on="2017-11-02", taxpayer_id=none)) == CTC


def test_the_child_s_number_may_come_on_the_due_date_itself() -> None:
    for kind in ("ssn", "atin"):
        assert credit(child(taxpayer_id={"kind": kind, "issued_on": DUE})) == CTC
        assert credit(child(taxpayer_id={"kind": kind, "issued_on": "2018-04-18"})) == NOTHING


@pytest.mark.parametrize("kind", ["ssn", "ssn_not_for_work", "itin"])
def test_any_number_of_the_filer_will_do_when_it_came_by_the_due_date(kind: str) -> None:
    def with_number(day: str) -> tuple[str, ...]:
        filer = earning(20_000, taxpayer_id={"kind": kind, "issued_on": day})
        return scenario(abroad(2017, filer=filer)).why_zero

    assert with_number(DUE) == ()
    assert with_number("2018-04-18") == ("filer_id_issued_late",)


def test_without_any_number_of_the_filer_or_the_spouse_there_is_no_credit() -> None:
    none = {"taxpayer_id": {"kind": "none"}}
    assert credit(child(), filer=none) == NOTHING
    joint = abroad(2017, "married_joint", filer=earning(20_000), spouse=none)
    assert refund(scenario(joint)) == 0
    itin = abroad(2017, "married_joint", filer=earning(20_000), spouse={"taxpayer_id": {"kind": "itin"}})
    assert refund(scenario(itin)) == 1_000


# --- Exemptions and tax


def taxable(status: str = "single", income: int = 100_000, **facts: Any) -> Scenario:
    return scenario(family(2017, status, filer={"wages_us": income}, **{"children": [], **facts}))


def test_everyone_on_the_return_and_each_dependent_has_an_exemption() -> None:
    # 100,000 - 6,350 - 4,050; joint with two: 100,000 - 12,700 - 4 x 4,050.
    assert taxable().taxable_income == 89_600
    assert taxable("married_joint", children=children(2)).taxable_income == 71_100


def test_dependents_who_bring_no_credit_have_their_exemption() -> None:
    older = [child("1999-01-01"), child("1950-01-01", relationship="other")]
    assert taxable(children=older).taxable_income == 89_600 - 2 * 4_050


@pytest.mark.parametrize(
    "facts",
    [
        {"custody": "released_to_other_parent"},
        {"claimed_as_dependent": False},
        {"provided_over_half_own_support": True},
        {"filed_joint_return": True},
        {"us_status": "none"},
        {"taxpayer_id": {"kind": "none"}},
        {"months_with_you": 6},
    ],
)
def test_a_child_who_is_no_dependent_has_no_exemption(facts: dict[str, Any]) -> None:
    assert taxable(children=[child(**facts)]).taxable_income == 89_600


def test_form_8332_in_hand_brings_the_exemption_with_the_credit() -> None:
    found = taxable(children=[child(months_with_you=2, custody="released_to_you")])
    assert (found.taxable_income, found.credit_before_phaseout) == (85_550, 1_000)


def test_a_number_that_came_late_for_the_credit_still_brings_the_exemption() -> None:
    # IRC 151(e) asks for a number on the return; the due date stands in IRC 24(e) alone.
    late = child(taxpayer_id={"kind": "ssn", "issued_on": "2018-08-01"})
    found = taxable(children=[late])
    assert (found.taxable_income, found.credit_before_phaseout) == (85_550, 0)


def test_a_ban_on_the_credit_leaves_the_exemption() -> None:
    found = taxable(children=[child()], history={"child_credit_disallowed": "banned"})
    assert (found.taxable_income, found.credit_before_phaseout) == (85_550, 0)


@pytest.mark.parametrize(("country", "dependents"), [("CA", 1), ("MX", 1), ("DE", 0)])
def test_a_child_who_lives_in_canada_or_mexico_can_be_a_dependent_without_us_status(
    country: str, dependents: int
) -> None:
    document = abroad(
        2017,
        "single",
        filer=earning(100_000),
        children=[child(us_status="none", taxpayer_id={"kind": "itin"})],
    )
    document["residence"] = {"place": "abroad", "country": country}
    found = scenario(document)
    assert (found.taxable_income, found.credit_before_phaseout) == (89_600 - dependents * 4_050, 0)


def test_someone_whom_another_can_claim_has_no_exemption() -> None:
    found = taxable("single", 20_000)
    assert found.taxable_income == 20_000 - 6_350 - 4_050
    document = family(2017, "single", filer={"wages_us": 20_000, "claimed_as_dependent": True}, children=[])
    assert scenario(document).taxable_income == 20_000 - 6_350


def test_a_nonresident_spouse_without_us_income_counts_on_a_separate_return() -> None:
    def separate(**spouse: Any) -> int:
        return taxable("married_separate", spouse={"us_status": "nonresident_alien", **spouse}).taxable_income

    assert separate() == 100_000 - 6_350 - 2 * 4_050
    assert separate(wages_us=100) == 100_000 - 6_350 - 4_050
    assert separate(claimed_as_dependent=True) == 100_000 - 6_350 - 4_050
    assert separate(us_status="citizen") == 100_000 - 6_350 - 4_050
    assert separate(taxpayer_id={"kind": "none"}) == 100_000 - 6_350 - 4_050
    # Who counts as unmarried only for the status of head of household has the exemption for the spouse too.
    head = taxable("head_of_household", spouse={"us_status": "nonresident_alien"}, children=[child()])
    assert head.taxable_income == 100_000 - 9_350 - 3 * 4_050


@pytest.mark.parametrize(
    ("status", "start", "step"),
    [
        ("single", 261_500, 2_500),
        ("married_joint", 313_800, 2_500),
        ("married_separate", 156_900, 1_250),
        ("head_of_household", 287_650, 2_500),
        ("surviving_spouse", 313_800, 2_500),
    ],
)
def test_exemptions_fall_by_two_percent_for_each_step_of_income(status: str, start: int, step: int) -> None:
    standard = {"single": 6_350, "married_separate": 6_350, "head_of_household": 9_350}.get(status, 12_700)
    exemptions = 8_100 if status == "married_joint" else 4_050

    def left(income: int) -> int:
        return income - standard - taxable(status, income).taxable_income

    assert left(start) == exemptions
    assert left(start + 1) == left(start + step) == round(exemptions * 0.98)
    assert left(start + step + 1) == round(exemptions * 0.96)
    # 49 steps leave 2%; the fiftieth takes the rest.
    assert left(start + 49 * step) == round(exemptions * 0.02)
    assert left(start + 49 * step + 1) == left(start + 400_000) == 0


@pytest.mark.parametrize(
    ("status", "income", "exemptions", "tax"),
    [
        # Single: the table's middle of 50,025 gives 5,226.25 + 25% of 12,075.
        ("single", 50_000, 4_050, 8_245),
        # Schedule X: 121,505.25 + 39.6% of 81,600. The exemption is gone at this income.
        ("single", 500_000, 0, 153_819),
        # Schedule Y-1: 10,452.50 + 25% of 74,100.
        ("married_joint", 150_000, 8_100, 28_978),
        # Schedule Z: 6,952.50 + 25% of 49,200.
        ("head_of_household", 100_000, 4_050, 19_253),
        # Schedule Y-2: 14,876.25 + 28% of 23,450.
        ("married_separate", 100_000, 4_050, 21_442),
    ],
)
def test_the_rates_of_2017(status: str, income: int, exemptions: int, tax: int) -> None:
    # What is itemized brings taxable income to a round figure.
    found = taxable(status, income + 50_000, itemized_deductions=50_000 - exemptions)
    assert (found.taxable_income, found.tax_before_credits) == (income, tax)


# --- The two ways to the refund, and the other credits


def low_pay(count: int, wages: int = 4_000, **facts: Any) -> Scenario:
    filer = {"wages_us": wages, "social_security_withheld": wages * 62 // 1_000, "medicare_withheld": wages // 69}
    return scenario(abroad(2017, "married_joint", filer=filer, children=children(count), **facts))


def test_three_children_open_the_payroll_method() -> None:
    # 248 + 57; 15% of 1,000.
    expect_lines(low_pay(3), line_3=3_000, line_6=150, line_7=305, line_8=0, line_9=305, line_10=0)
    expect_lines(low_pay(3), line_11=305, line_12=305, line_13=305)
    two = low_pay(2)
    assert refund(two) == 150
    assert not has_line(two, "schedule_8812", "7")


def test_where_earnings_give_the_whole_unused_credit_payroll_taxes_are_not_asked() -> None:
    found = low_pay(3, 30_000)
    expect_lines(found, line_3=3_000, line_6=4_050, line_13=3_000)
    assert not has_line(found, "schedule_8812", "7")


def test_excess_social_security_comes_off() -> None:
    expect_lines(low_pay(3, payments={"excess_social_security": 55}), line_10=55, line_11=250, line_13=250)


def test_in_puerto_rico_only_three_children_open_the_payroll_method() -> None:
    def at_home(count: int) -> int:
        document = family(
            2017,
            "married_joint",
            filer={"social_security_withheld": 1_860, "medicare_withheld": 435},
            children=children(count),
            residence={"place": "puerto_rico"},
            unearned_income={"puerto_rico_excluded": 30_000},
        )
        return refund(scenario(document))

    assert [at_home(count) for count in (1, 2, 3)] == [0, 0, 2_295]


def test_an_adoption_credit_steps_before_what_is_refunded_anyway() -> None:
    # 15% of 7,000 = 1,050 is refunded anyway, so 950 has to use tax and 550 of 1,500 is left to the adoption credit.
    document = abroad(
        2017,
        filer=earning(10_000),
        children=children(2),
        credits={"adoption": 2_500},
        known_amounts=tax_known(1_500, 10_000),
    )
    found = scenario(document)
    assert (found.nonrefundable_credit, refund(found), found.total_tax) == (950, 1_050, 0)


def reasons(**facts: Any) -> dict[str, tuple[str, str]]:
    document = abroad(2017, filer=earning(40_000), children=[child(**facts)])
    [found] = assess(document).children
    return {test.code: (str(test.reason), test.source) for test in found.tests}


def test_the_reasons_speak_of_the_law_of_2017() -> None:
    given = reasons(taxpayer_id={"kind": "atin", "issued_on": "2018-04-17"})
    assert given["taxpayer_id"] == ("Ana has a tax number. For 2017 any kind counts.", "IRC 24(e)(1)")
    assert given["id_issued_in_time"] == (
        "The number was issued by April 17, 2018, the due date of your return.",
        "IRC 24(e)(1)",
    )
    assert given["filer_id"][1] == "IRC 24(e)(2)"
    late = reasons(taxpayer_id={"kind": "ssn", "issued_on": "2018-04-18"})
    assert "had to be issued by April 17, 2018" in late["id_issued_in_time"][0]
    few_days = reasons(taxpayer_id={"kind": "itin"}, substantial_presence=False)
    assert "enough days in the US" in few_days["taxpayer_id"][0]
    none = reasons(taxpayer_id={"kind": "none"})
    assert none["taxpayer_id"][0] == "Ana has no tax number yet."
    assert none["id_issued_in_time"][0] == "The number has to be issued by April 17, 2018."


def test_a_child_without_a_number_needs_any_number_in_2017() -> None:
    def remedies(**facts: Any) -> list[str]:
        [found] = assess(abroad(2017, filer=earning(40_000), children=[child(**facts)])).children
        return [remedy.code for remedy in found.remedies]

    assert remedies(taxpayer_id={"kind": "none"}) == ["get_ssn"]
    assert remedies(taxpayer_id={"kind": "itin"}, substantial_presence=False) == []
