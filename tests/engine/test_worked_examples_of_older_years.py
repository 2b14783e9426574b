"""The worked examples of 2017 to 2023, of Form 1040-NR and of the draft form of 2026; and a count of all of them."""

from __future__ import annotations

import re

import pytest

from tests.engine import test_worked_examples, test_worked_examples_of_methods
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
    line,
    refund,
    scenario,
    tax_known,
    with_tax,
)

# The table goes from 1 to 50; some numbers have letters beside them.
LETTERS = {4: "a", 8: "ab", 9: "a", 12: "ab", 13: "abc", 18: "ab", 19: "ab", 20: "ab"}
LETTERS |= {22: "abcd", 23: "abc", 24: "ab", 25: "ab", 33: "a", 41: "a"}
EXAMPLES = {f"{number}{letter}" for number in range(1, 51) for letter in ("", *LETTERS.get(number, ""))}


def test_every_worked_example_of_the_law_has_a_test() -> None:
    assert len(EXAMPLES) == 78
    names = [*vars(test_worked_examples), *vars(test_worked_examples_of_methods), *globals()]
    assert {number for name in names for number in numbers(name)} == EXAMPLES


def numbers(name: str) -> list[str]:
    """The examples that a test names: test_13_13a_... stands for two."""
    found = re.match(r"test((?:_\d\d[a-d]?)+)_", name)
    return [number.lstrip("0") for number in found[1].strip("_").split("_")] if found else []


# --- Before 2021


def test_06_two_children_of_2017_get_back_what_tax_did_not_use() -> None:
    # Line 3 = 2,000 - 800; line 6 = 15% of 28,000 - 3,000.
    expect_lines(with_tax(2017, 800, 28_000, 2), line_1=2_000, line_2=800, line_3=1_200, line_6=3_750, line_13=1_200)


@pytest.mark.parametrize(("used", "unused", "expected"), [(800, 1_200, 1_200), (0, 2_000, 1_350)])
def test_07_fifteen_percent_above_three_thousand_binds_in_2017_only_when_no_tax_was_paid(
    used: int, unused: int, expected: int
) -> None:
    expect_lines(with_tax(2017, used, 12_000, 2), line_3=unused, line_6=1_350, line_13=expected)


def test_09_one_child_and_tax_of_eight_hundred_in_2018() -> None:
    expect_lines(with_tax(2018, 800, 30_000, 1), line_3=1_200, line_4=1_400, line_5=1_200, line_15=1_200)


def test_09_one_child_and_tax_of_eight_hundred_in_2022() -> None:
    expect_lines(with_tax(2022, 800, 30_000, 1), line_16a=1_200, line_16b=1_500, line_27=1_200)


def test_23b_in_2020_one_child_is_not_enough_in_puerto_rico() -> None:
    found = scenario(in_puerto_rico(2020, 30_000))
    assert (refund(found), found.why_zero) == (0, ("earned_income_at_or_below_threshold",))


def test_27_the_cap_of_2018_binds_for_one_child() -> None:
    expect_lines(with_tax(2018, 0, 13_000, 1), line_4=1_400, line_5=1_400, line_8=1_575, line_15=1_400)


def test_34_a_separate_filer_of_2017_loses_fifty_dollars_on_the_first_thousand_above() -> None:
    found = with_tax(2017, 9_000, 56_000, 3, "married_separate")
    assert (found.phaseout_reduction, found.credit_after_phaseout, found.nonrefundable_credit) == (50, 2_950, 2_950)


def test_35_a_child_with_an_itin_counts_in_2017_when_the_days_in_the_us_do() -> None:
    itin = child(us_status="resident_alien", taxpayer_id={"kind": "itin"}, substantial_presence=True)
    found = scenario(abroad(2017, filer=earning(20_000), children=[itin], known_amounts=tax_known(0, 20_000)))
    expect_lines(found, line_3=1_000, line_6=2_550, line_13=1_000)


@pytest.mark.parametrize(("elected", "line_8", "expected"), [(None, 375, 375), (30_000, 4_125, 2_800)])
def test_36_in_2020_the_earnings_of_2019_may_stand_in(elected: int | None, line_8: int, expected: int) -> None:
    found = scenario(
        abroad(
            2020,
            filer=earning(5_000),
            children=children(2),
            known_amounts=tax_known(0, 5_000),
            history={"lookback_earned_income": elected},
        )
    )
    expect_lines(found, line_3=4_000, line_4=2_800, line_5=2_800, line_8=line_8, line_15=expected)


# --- 2021


def abroad_in_2021(tax: int, place: str = "abroad") -> Document:
    young_and_old = [child("2016-01-01"), child("2004-01-01")]
    return family(
        2021,
        "married_joint",
        filer=earning(50_000),
        children=young_and_old,
        residence={"place": place},
        known_amounts=tax_known(tax, 50_000),
    )


def test_18b_a_child_who_turned_seventeen_in_2021_brings_three_thousand() -> None:
    found = assess(family(2021, filer={"wages_us": 50_000}, children=[child("2004-07-01")]))
    assert found.children[0].credit == "child_tax_credit"
    expect_lines(found.scenarios[0], line_4a=1, line_5=3_000)


def test_23c_a_resident_of_puerto_rico_gets_the_whole_credit_of_2021_without_any_income() -> None:
    found = scenario(family(2021, children=[child("2014-05-01")], residence={"place": "puerto_rico"}))
    expect_lines(found, line_5=3_000, line_12=3_000, line_14i=3_000)
    assert (found.refundable_child_tax_credit, found.balance) == (3_000, 3_000)


def test_24_a_family_abroad_gets_at_most_1400_for_each_child_in_2021() -> None:
    found = scenario(abroad_in_2021(0))
    assert line(found, "line_5_worksheet", "3") == 6_600
    expect_lines(found, line_12=6_600, line_15b=0, line_16b=2_800, line_17=2_800, line_20=7_125, line_15h=2_800)
    assert (refund(found), found.refundable_child_tax_credit) == (2_800, 0)


def test_24a_tax_abroad_uses_the_credit_of_2021_first() -> None:
    found = scenario(abroad_in_2021(4_000))
    expect_lines(found, line_15b=4_000, line_16a=2_600, line_17=2_600, line_15g=4_000, line_15h=2_600)


def test_24b_the_same_family_with_a_us_home_gets_everything_in_2021() -> None:
    found = scenario(abroad_in_2021(0, "united_states"))
    expect_lines(found, line_14b=6_600, line_14i=6_600)
    assert (refund(found), found.refundable_child_tax_credit) == (0, 6_600)


def first_phaseout(status: str, income: int, birth_dates: list[str]) -> tuple[dict[str, int | float], int]:
    found = scenario(
        family(2021, status, filer={"wages_us": income}, children=[child(birth_date) for birth_date in birth_dates])
    )
    sheet = {str(number): line(found, "line_5_worksheet", str(number)) for number in range(1, 13)}
    return sheet, found.credit_after_phaseout


def test_25_the_first_phaseout_takes_from_the_increase_of_2021() -> None:
    sheet, left = first_phaseout("head_of_household", 130_000, ["2017-05-01"])
    expected = {"3": 3_600, "5": 1_600, "8": 112_500, "9": 18_000, "10": 900, "11": 900, "12": 2_700}
    assert {number: sheet[number] for number in expected} == expected
    assert left == 2_700


def test_25a_the_first_phaseout_of_a_surviving_spouse_has_the_lowest_ceiling() -> None:
    sheet, left = first_phaseout("surviving_spouse", 210_000, ["2013-05-01"] * 3)
    expected = {"3": 9_000, "5": 3_000, "6": 2_500, "7": 2_500, "10": 3_000, "11": 2_500, "12": 6_500}
    assert {number: sheet[number] for number in expected} == expected
    # The second phaseout: 10,000 above 200,000.
    assert left == 6_500 - 500


def test_25b_both_phaseouts_of_2021_follow_each_other() -> None:
    sheet, left = first_phaseout("married_joint", 405_000, ["2013-05-01"] * 2)
    expected = {"3": 6_000, "7": 2_000, "10": 12_750, "11": 2_000, "12": 4_000}
    assert {number: sheet[number] for number in expected} == expected
    assert left == 4_000 - 250


def test_26_repayment_protection_fades_out_with_income() -> None:
    found = scenario(
        family(
            2021,
            "single",
            filer={"wages_us": 50_000},
            children=[],
            history={"advance_child_credit_received": 1_800, "advance_children": 1},
        )
    )
    expect_lines(
        found, line_29=1_800, line_32=1, line_34=10_000, line_37=2_000, line_38=500, line_39=1_500, line_40=300
    )
    assert line(found, "schedule_8812", "36") == 0.25
    # 50,000 - 12,550 = 37,450: 995 + 12% of 27,525 = 4,298, and the 300 on top.
    assert (found.tax_before_credits, found.total_tax) == (4_298, 4_598)


def test_47_with_a_us_home_form_2555_does_not_bar_the_credit_of_2021() -> None:
    document = family(
        2021,
        "married_joint",
        filer=earning(100_000, exclusion=excluding()),
        children=[child("2017-05-01")],
        residence={"place": "abroad", "main_home_in_us_over_half_year": True},
    )
    found = scenario(document, "exclude_filer")
    assert (found.agi, found.modified_agi) == (0, 100_000)
    expect_lines(found, line_12=3_600, line_14i=3_600)
    assert found.why_zero == ("fully_refundable_instead",)


# --- 2022 and 2023


def test_28_payroll_taxes_below_the_earned_income_credit_change_nothing_in_2022() -> None:
    filer = {"wages_us": 30_000, "social_security_withheld": 1_860, "medicare_withheld": 435}
    found = scenario(family(2022, filer=filer, children=children(3)))
    assert (found.taxable_income, found.tax_before_credits, found.earned_income_credit) == (10_600, 1_063, 4_851)
    expect_lines(
        found,
        line_12=6_000,
        line_14=1_063,
        line_16a=4_937,
        line_16b=4_500,
        line_17=4_500,
        line_20=4_125,
        line_21=2_295,
        line_25=0,
        line_26=4_125,
        line_27=4_125,
    )


def with_late_ssn(issued_on: str, *, extension: bool) -> tuple[str, int]:
    """What the only child of 2023 brings a family in the US that has tax to pay."""
    document = family(
        2023,
        filer={"wages_us": 80_000},
        children=[child(taxpayer_id={"kind": "ssn", "issued_on": issued_on})],
        filing={"extension": extension},
    )
    found = assess(document)
    return found.children[0].credit, found.scenarios[0].nonrefundable_credit


def test_19_an_ssn_issued_in_august_2024_is_too_late_for_2023() -> None:
    assert with_late_ssn("2024-08-01", extension=False) == ("none", 0)


def test_19a_an_extension_to_october_saves_it() -> None:
    assert with_late_ssn("2024-08-01", extension=True) == ("child_tax_credit", 2_000)


def test_19b_an_ssn_issued_on_the_extended_due_date_leaves_the_other_credit() -> None:
    assert with_late_ssn("2024-10-15", extension=True) == ("other_dependents", 500)


# --- Form 1040-NR and the draft form of 2026


def resident_of_mexico(tax_year: int) -> Document:
    filer = {"us_status": "nonresident_alien", "taxpayer_id": {"kind": "itin"}, "wages_us": 9_000}
    return family(
        tax_year,
        "single",
        filer=filer,
        residence={"place": "abroad", "country": "MX"},
        return_form="1040_nr",
    )


def test_33_a_resident_of_mexico_claims_an_american_child_on_form_1040_nr() -> None:
    found = scenario(resident_of_mexico(2024))
    # No standard deduction; the table at 9,025 gives 902.50.
    assert (found.taxable_income, found.tax_before_credits) == (9_000, 903)
    expect_lines(found, line_14=903, line_16a=1_097, line_17=1_097, line_20=975, line_27=975)


def test_33a_from_2025_such_a_filer_without_an_ssn_has_only_the_other_credit() -> None:
    found = scenario(resident_of_mexico(2025))
    # 9,025 still lies in the first bracket.
    assert found.tax_before_credits == 903
    assert (found.nonrefundable_credit, refund(found), found.why_zero) == (500, 0, ("no_filer_ssn",))


def test_48_the_draft_rule_on_public_benefits_stays_off_until_it_is_final() -> None:
    # One spouse has an SSN for work; neither is a citizen or national. The draft form would take the 1,700 away.
    couple: Document = {
        "filer": earning(30_000, us_status="resident_alien"),
        "spouse": {"us_status": "resident_alien", "taxpayer_id": {"kind": "itin"}},
    }
    document = abroad(2026, "married_joint", known_amounts=tax_known(0, 30_000), **couple)
    expect_lines(scenario(document), line_17=1_700, line_27=1_700)
    # The family is told what would be at stake.
    assert [entry.amount for entry in assess(document).findings if entry.code == "draft_rule_on_refunds"] == [1_700]


def in_puerto_rico(tax_year: int, excluded: int) -> Document:
    """Pay from Puerto Rico that is left out, with social security and Medicare tax withheld from it."""
    withheld = {"social_security_withheld": excluded * 62 // 1_000, "medicare_withheld": excluded * 145 // 10_000}
    return family(
        tax_year,
        filer=withheld,
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": excluded},
    )
