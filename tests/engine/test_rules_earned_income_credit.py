"""The earned income credit: its table, and everyone who is shut out of it."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    abroad,
    assess,
    child,
    children,
    excluding,
    family,
    how,
    refund,
    scenario,
)


def credit(wages: int, count: int = 1, tax_year: int = 2025, status: str = "head_of_household", **facts: Any) -> int:
    document = family(tax_year, status, filer={"wages_us": wages}, **{"children": children(count), **facts})
    return scenario(document).earned_income_credit


def why_not(found: Scenario, line: str = "27a") -> str:
    assert found.earned_income_credit == 0
    return how(found, "form_1040", line)


@pytest.mark.parametrize(
    ("wages", "count", "expected"),
    [
        (0, 1, 0),
        (1, 1, 9),
        (5_000, 1, 1_709),
        (12_699, 1, 4_310),
        (12_700, 1, 4_328),
        (20_000, 1, 4_328),
        (23_349, 1, 4_328),
        (23_350, 1, 4_324),
        (30_000, 1, 3_261),
        (50_433, 1, 3),
        (50_434, 1, 0),
        (17_880, 2, 7_152),
        (17_880, 3, 8_046),
        (17_880, 5, 8_046),
        (7_000, 0, 537),
    ],
)
def test_the_table_of_2025(wages: int, count: int, expected: int) -> None:
    assert credit(wages, count) == expected


@pytest.mark.parametrize(
    ("tax_year", "count", "expected"),
    [(2024, 1, 4_213), (2024, 2, 6_960), (2024, 3, 7_830), (2026, 1, 4_427), (2026, 2, 7_316), (2026, 3, 8_231)],
)
def test_the_largest_credit_of_the_year(tax_year: int, count: int, expected: int) -> None:
    assert credit(20_000, count, tax_year) == expected


def test_the_credit_falls_later_on_a_joint_return() -> None:
    # 30,450 to 30,500 starts below 30,470, so the whole credit stands; a head of household has lost some.
    assert credit(30_469, 1, status="married_joint") == 4_328
    assert credit(30_469, 1) == 3_189


def test_the_smaller_of_both_looks_into_the_table_counts() -> None:
    # By earnings of 20,000 it is 4,328; by income of 40,000: 4,328 - 15.98% of 16,675 = 1,663.34.
    assert credit(20_000, 1, unearned_income={"pensions_us": 20_000}) == 1_663


def test_self_employment_counts_after_half_of_its_tax() -> None:
    # 10,000 - 707 = 9,293: 34% of 9,275 = 3,153.50.
    document = family(filer={"self_employment_us": 10_000}, children=children(1))
    assert scenario(document).earned_income_credit == 3_154


def test_combat_pay_counts_only_where_that_is_better() -> None:
    low = family(filer={"wages_us": 5_000, "combat_pay": 9_000})
    high = family(filer={"wages_us": 20_000, "combat_pay": 40_000})
    assert scenario(low).earned_income_credit == 4_328
    assert scenario(high).earned_income_credit == 4_328


def test_the_home_must_be_in_the_fifty_states() -> None:
    assert credit(20_000, residence={"place": "united_states"}) == 4_328
    assert why_not(scenario(abroad(filer={"wages_us": 20_000}))) == (
        "Your main home was not in the US for more than half of the year."
    )
    assert credit(20_000, residence={"place": "puerto_rico"}) == 0
    assert credit(20_000, residence={"place": "united_states", "main_home_in_us_over_half_year": False}) == 0


def test_soldiers_abroad_count_as_at_home() -> None:
    residence = {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": True}
    assert credit(20_000, residence=residence) == 4_328


def test_form_2555_bars_it() -> None:
    document = family(filer={"wages_us": 20_000, "wages_foreign": 1_000, "exclusion": excluding()})
    assert scenario(document).earned_income_credit > 0
    assert why_not(scenario(document, "exclude_filer")) == "Not allowed with Form 2555."


@pytest.mark.parametrize(("tax_year", "limit"), [(2024, 11_600), (2025, 11_950), (2026, 12_200)])
@pytest.mark.parametrize("name", ["interest_us", "interest_foreign", "tax_exempt_interest", "long_term_gains"])
def test_investment_income_above_the_limit_ends_it_at_once(tax_year: int, limit: int, name: str) -> None:
    assert credit(8_000, 1, tax_year, unearned_income={name: limit}) > 0
    assert credit(8_000, 1, tax_year, unearned_income={name: limit + 1}) == 0


def test_a_capital_loss_makes_no_room_for_other_investment_income() -> None:
    assert credit(8_000, unearned_income={"interest_us": 12_000, "long_term_gains": -3_000}) == 0


@pytest.mark.parametrize("number", [{"kind": "itin"}, {"kind": "none"}, {"kind": "ssn_not_for_work"}])
def test_everyone_on_the_return_needs_an_ssn(number: dict[str, str]) -> None:
    filer = {"wages_us": 20_000, "taxpayer_id": number}
    assert scenario(family(filer=filer)).earned_income_credit == 0
    joint = family(2025, "married_joint", filer={"wages_us": 20_000}, spouse={"taxpayer_id": number})
    assert scenario(joint).earned_income_credit == 0


def test_an_ssn_may_come_on_the_due_date_itself() -> None:
    def with_number(day: str) -> int:
        return scenario(
            family(filer={"wages_us": 20_000, "taxpayer_id": {"kind": "ssn", "issued_on": day}})
        ).earned_income_credit

    assert with_number("2026-04-15") == 4_328
    assert with_number("2026-04-16") == 0


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, True),
        ({"birth_date": "2007-01-01"}, True),
        ({"birth_date": "2006-12-31"}, False),
        ({"months_with_you": 7}, True),
        ({"months_with_you": 6}, False),
        ({"months_with_you": 3, "custody": "released_to_you"}, False),
        ({"custody": "released_to_other_parent"}, True),
        ({"custody": "released_to_other_parent", "claimed_as_dependent": False}, True),
        ({"claimed_as_dependent": False}, False),
        ({"provided_over_half_own_support": True}, True),
        ({"filed_joint_return": True}, False),
        ({"taxpayer_id": {"kind": "itin"}}, False),
        ({"taxpayer_id": {"kind": "ssn", "issued_on": "2026-04-15"}}, True),
        ({"taxpayer_id": {"kind": "ssn", "issued_on": "2026-04-16"}}, False),
        ({"birth_date": "2025-02-01", "died_on": "2025-02-02", "taxpayer_id": {"kind": "none"}}, True),
        ({"relationship": "other"}, False),
    ],
)
def test_which_child_counts(facts: dict[str, Any], counts: bool) -> None:
    # Without a child, 20,000 is beyond the end of the credit.
    assert credit(20_000, children=[child(**facts)]) == (4_328 if counts else 0)


def test_a_separate_filer_gets_it_only_when_living_apart_with_a_child() -> None:
    def separate(**facts: Any) -> int:
        return credit(15_000, status="married_separate", **facts)

    assert separate() == 0
    assert separate(lived_apart_last_half=True) == 4_328
    assert separate(lived_apart_last_half=True, children=[]) == 0


def test_a_head_of_household_with_a_nonresident_spouse_is_still_married_here() -> None:
    spouse = {"us_status": "nonresident_alien"}
    assert credit(15_000, spouse=spouse) == 0
    assert credit(15_000, spouse=spouse, lived_apart_last_half=True) == 4_328


def test_filing_jointly_makes_a_nonresident_spouse_a_resident_whoever_is_named_first() -> None:
    nonresident, citizen = {"us_status": "nonresident_alien", "wages_us": 15_000}, {"wages_us": 1_000}
    for filer, spouse in ((nonresident, citizen), (citizen, nonresident)):
        assert scenario(family(2025, "married_joint", filer=filer, spouse=spouse)).earned_income_credit == 4_328


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2001-01-01", 537),
        ("2001-01-02", 0),
        ("1961-01-01", 537),
        ("1960-12-31", 0),
        ("1985-05-05", 537),
    ],
)
def test_without_a_child_the_filer_must_be_of_the_age(birth_date: str, expected: int) -> None:
    document = family(2025, "single", filer={"wages_us": 7_000, "birth_date": birth_date}, children=[])
    assert scenario(document).earned_income_credit == expected


def test_without_a_child_one_spouse_of_the_age_is_enough() -> None:
    document = family(
        2025,
        "married_joint",
        filer={"wages_us": 7_000, "birth_date": "2004-01-01"},
        spouse={"birth_date": "1990-01-01"},
        children=[],
    )
    assert scenario(document).earned_income_credit == 537


def test_without_a_child_nobody_may_be_able_to_claim_the_filer() -> None:
    document = family(2025, "single", filer={"wages_us": 7_000, "claimed_as_dependent": True}, children=[])
    assert why_not(scenario(document)) == "Not for someone whom another person can claim."


def test_a_ban_on_the_child_credit_does_not_reach_it() -> None:
    document = family(filer={"wages_us": 20_000}, history={"child_credit_disallowed": "banned"})
    found = scenario(document)
    assert (refund(found), found.earned_income_credit) == (0, 4_328)


def test_it_is_part_of_the_balance() -> None:
    found = scenario(family(filer={"wages_us": 10_000}, payments={"income_tax_withheld": 100}))
    # 34% of 10,025 = 3,408.50, and 15% of 7,500.
    assert found.balance == 100 + 3_409 + 1_125
    assert assess(family()).best == "no_exclusion"


def test_the_count_of_children_reads_well_whatever_it_is() -> None:
    for count in (0, 1, 2):
        sentence = how(scenario(family(filer={"wages_us": 7_000}, children=children(count))), "form_1040", "27a")
        assert "1 children" not in sentence
        assert str(count) in sentence
