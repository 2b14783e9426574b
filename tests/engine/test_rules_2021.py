"""The law of 2021: the larger credit and its two phaseouts, and the whole of it paid out to homes in the US.

Families abroad are under the older rules with a cap of 1,400 dollars; they and the advance payments have modules of
their own.
"""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import Scenario
from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    earning,
    excluding,
    expect_lines,
    family,
    has_line,
    line,
    scenario,
    tax_known,
)

CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
OF_EIGHT = "2013-05-01"
PARENT = child("1950-01-01", relationship="other")


def of_eight(count: int) -> list[Document]:
    return [child(OF_EIGHT) for _ in range(count)]


def credit(birth_date: str, **facts: Any) -> str:
    return assess(family(2021, children=[child(birth_date, **facts)])).children[0].credit


# --- Which child brings how much


def test_children_of_seventeen_count() -> None:
    assert credit("2003-12-31") == ODC
    assert credit("2004-01-01") == CTC


@pytest.mark.parametrize("place", ["united_states", "abroad", "puerto_rico"])
@pytest.mark.parametrize(
    ("birth_date", "amount"),
    [("2021-12-31", 3_600), ("2016-01-01", 3_600), ("2015-12-31", 3_000), ("2004-01-01", 3_000), ("2003-12-31", 500)],
)
def test_under_six_brings_3600_and_older_3000_everywhere(place: str, birth_date: str, amount: int) -> None:
    found = scenario(family(2021, children=[child(birth_date)], residence={"place": place}))
    assert found.credit_before_phaseout == amount


def test_the_ssn_of_the_child_must_still_be_there_before_the_due_date() -> None:
    def with_number(kind: str, day: str) -> str:
        return credit(OF_EIGHT, us_status="resident_alien", taxpayer_id={"kind": kind, "issued_on": day})

    assert with_number("ssn", "2022-04-17") == CTC
    assert with_number("ssn", "2022-04-18") == ODC
    assert with_number("itin", "2022-04-18") == ODC
    assert with_number("itin", "2022-04-19") == NOTHING


def test_a_young_child_without_an_ssn_brings_no_more_than_any_other_dependent() -> None:
    found = scenario(family(2021, children=[child("2019-01-01", taxpayer_id={"kind": "itin"})]))
    expect_lines(found, line_4a=0, line_4b=0, line_5=0, line_6=1, line_7=500, line_8=500)


# --- The first phaseout: the Line 5 Worksheet


def worksheet(status: str, income: int, children: list[Document]) -> dict[str, int | float]:
    found = scenario(family(2021, status, filer={"wages_us": income}, children=children))
    return {str(number): line(found, "line_5_worksheet", str(number)) for number in range(1, 13)}


def test_every_line_of_the_worksheet() -> None:
    # Two under six and one of eight; 150,001 - 112,500 = 37,501, so 38 steps of 50.
    sheet = worksheet("head_of_household", 150_001, [child("2019-01-01"), child("2020-01-01"), child(OF_EIGHT)])
    assert sheet == {
        "1": 7_200,
        "2": 3_000,
        "3": 10_200,
        "4": 6_000,
        "5": 4_200,
        "6": 4_375,
        "7": 4_200,
        "8": 112_500,
        "9": 38_000,
        "10": 1_900,
        "11": 1_900,
        "12": 8_300,
    }


@pytest.mark.parametrize(
    ("status", "limit"),
    [
        ("single", 75_000),
        ("married_joint", 150_000),
        ("married_separate", 75_000),
        ("head_of_household", 112_500),
        ("surviving_spouse", 150_000),
    ],
)
def test_the_first_phaseout_starts_above_the_limit_of_the_status(status: str, limit: int) -> None:
    def reduction(income: int) -> int | float:
        return worksheet(status, income, of_eight(1))["11"]

    assert [reduction(limit + above) for above in (0, 1, 1_000, 1_001)] == [0, 50, 50, 100]


@pytest.mark.parametrize("status", ["single", "married_joint", "married_separate", "head_of_household"])
def test_the_first_phaseout_takes_no_more_than_the_increase_of_2021(status: str) -> None:
    limit = {"married_joint": 150_000, "head_of_household": 112_500}.get(status, 75_000)
    # One child of eight has an increase of 1,000: twenty steps.
    assert worksheet(status, limit + 20_000, of_eight(1))["12"] == 2_000
    assert worksheet(status, limit + 50_000, of_eight(1))["12"] == 2_000
    # A child under six has 1,600: 32 steps.
    assert worksheet(status, limit + 31_000, [child("2019-01-01")])["12"] == 2_050
    assert worksheet(status, limit + 50_000, [child("2019-01-01")])["12"] == 2_000


@pytest.mark.parametrize(
    ("status", "children", "ceiling"),
    [
        ("single", 7, 6_250),
        ("married_separate", 7, 6_250),
        ("married_joint", 13, 12_500),
        ("head_of_household", 5, 4_375),
        ("surviving_spouse", 3, 2_500),
    ],
)
def test_the_first_phaseout_has_a_ceiling_for_large_families(status: str, children: int, ceiling: int) -> None:
    # Each child of eight could lose 1,000, more than the ceiling in sum. At 500,000 the five percent are above it too.
    sheet = worksheet(status, 500_000, of_eight(children))
    assert (sheet["5"], sheet["6"], sheet["7"], sheet["11"]) == (1_000 * children, ceiling, ceiling, ceiling)
    assert sheet["12"] == 3_000 * children - ceiling


def test_one_child_fewer_stays_below_the_ceiling() -> None:
    assert worksheet("head_of_household", 500_000, of_eight(4))["11"] == 4_000
    assert worksheet("surviving_spouse", 500_000, of_eight(2))["11"] == 2_000


# --- The second phaseout


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
def test_the_second_phaseout_starts_at_the_usual_limit(status: str, limit: int) -> None:
    def found(income: int) -> Scenario:
        return scenario(family(2021, status, filer={"wages_us": income}, children=of_eight(1)))

    # The increase is gone by then: 2,000 are left.
    assert (found(limit).phaseout_reduction, found(limit).credit_after_phaseout) == (0, 2_000)
    assert (found(limit + 1).phaseout_reduction, found(limit + 1).credit_after_phaseout) == (50, 1_950)
    assert found(limit + 39_001).credit_after_phaseout == 0


def test_the_second_phaseout_takes_from_other_dependents_too_the_first_does_not() -> None:
    found = scenario(family(2021, filer={"wages_us": 201_000}, children=[*of_eight(1), PARENT]))
    expect_lines(found, line_5=2_000, line_7=500, line_8=2_500, line_10=1_000, line_11=50, line_12=2_450)


def test_income_left_out_counts_for_both_phaseouts() -> None:
    left_out = {"puerto_rico_excluded": 90_000}
    found = scenario(
        family(2021, "single", children=of_eight(1), residence={"place": "puerto_rico"}, unearned_income=left_out)
    )
    expect_lines(found, line_1=0, line_2a=90_000, line_2d=90_000, line_3=90_000, line_12=2_250)
    filer = earning(230_000, exclusion=excluding())
    used = scenario(abroad(2021, filer=filer, children=of_eight(1)), "exclude_filer")
    expect_lines(used, line_2b=108_700, line_2d=108_700, line_3=230_000, line_5=2_000, line_11=1_500, line_12=500)


def test_income_left_out_in_both_territories_is_added_up() -> None:
    left_out = {"puerto_rico_excluded": 3_000, "american_samoa_excluded": 2_000}
    found = scenario(family(2021, filer={"wages_us": 10_000}, unearned_income=left_out))
    expect_lines(found, line_1=10_000, line_2a=3_000, line_2b=0, line_2c=2_000, line_2d=5_000, line_3=15_000)


# --- Part I-B: a main home in the US, or residence in Puerto Rico


def at_home(tax: int = 0, **facts: Any) -> Scenario:
    return scenario(family(2021, **{"children": of_eight(1), **facts}, known_amounts=tax_known(tax, 0)))


@pytest.mark.parametrize(
    ("residence", "refundable"),
    [
        ({"place": "united_states"}, 3_000),
        ({"place": "puerto_rico"}, 3_000),
        # A soldier on extended active duty abroad counts as at home.
        ({"place": "abroad", "main_home_in_us_over_half_year": True}, 3_000),
        ({"place": "puerto_rico", "main_home_in_us_over_half_year": False}, 3_000),
        ({"place": "abroad"}, 0),
        ({"place": "united_states", "main_home_in_us_over_half_year": False}, 0),
    ],
)
def test_only_a_us_home_or_puerto_rico_makes_the_credit_fully_refundable(residence: Document, refundable: int) -> None:
    found = at_home(residence=residence)
    assert found.refundable_child_tax_credit == refundable
    assert found.additional_child_tax_credit == 0
    why = "fully_refundable_instead" if refundable else "earned_income_at_or_below_threshold"
    assert found.why_zero == (why,)


def test_no_earnings_are_needed_and_there_is_no_cap() -> None:
    found = at_home(children=of_eight(4))
    expect_lines(found, line_14a=0, line_14b=12_000, line_14e=12_000, line_14g=12_000, line_14i=12_000)
    assert (found.earned_income, found.balance) == (0, 12_000)
    assert not has_line(found, "schedule_8812", "16b")


def test_the_child_tax_credit_itself_uses_no_tax_and_is_paid_out_beside_it() -> None:
    found = at_home(5_000)
    expect_lines(found, line_14c=0, line_14h=0, line_14i=3_000)
    assert (found.nonrefundable_credit, found.total_tax, found.balance) == (0, 5_000, -2_000)


@pytest.mark.parametrize(("tax", "used"), [(0, 0), (300, 300), (500, 500), (9_000, 500)])
def test_the_part_for_other_dependents_can_only_lower_tax(tax: int, used: int) -> None:
    found = at_home(tax, children=[*of_eight(1), PARENT])
    expect_lines(found, line_12=3_500, line_14a=500, line_14b=3_000, line_14c=tax, line_14d=used, line_14e=3_000 + used)
    expect_lines(found, line_14h=used, line_14i=3_000)
    assert (found.nonrefundable_credit, found.total_tax) == (used, tax - used)


def test_other_dependents_alone_are_not_paid_out() -> None:
    found = at_home(200, children=[PARENT])
    expect_lines(found, line_14b=0, line_14e=200, line_14h=200, line_14i=0)
    assert found.why_zero == ("no_qualifying_child",)


def test_other_credits_come_before_the_part_for_other_dependents() -> None:
    found = at_home(600, children=[*of_eight(1), PARENT], credits={"education": 400})
    expect_lines(found, line_14c=200, line_14h=200, line_14i=3_000)
    assert found.total_tax == 0


def test_form_2555_bars_nothing_with_a_us_home() -> None:
    residence = {"place": "abroad", "main_home_in_us_over_half_year": True}
    filer = earning(50_000, exclusion=excluding())
    document = family(2021, filer=filer, children=of_eight(1), residence=residence)
    found = scenario(document, "exclude_filer")
    assert (found.refundable_child_tax_credit, found.why_zero) == (3_000, ("fully_refundable_instead",))


def test_a_ban_takes_the_refundable_credit_too() -> None:
    found = at_home(children=[*of_eight(1), PARENT], history={"child_credit_disallowed": "banned"})
    assert (found.refundable_child_tax_credit, found.nonrefundable_credit, found.why_zero) == (0, 0, ("banned",))


def test_worksheet_b_is_for_part_i_c_only() -> None:
    # The credit uses no tax here, so adoption costs may use all of it.
    found = at_home(1_000, children=[*of_eight(1), PARENT], credits={"adoption": 700})
    assert not has_line(found, "credit_limit_worksheet_b", "1")
    expect_lines(found, line_14c=1_000, line_14h=500)


def test_children_are_counted_by_their_ages() -> None:
    found = at_home(children=[child("2019-05-01"), *of_eight(2)])
    assert {n: line(found, "schedule_8812", n) for n in ("4a", "4b", "4c")} == {"4a": 3, "4b": 1, "4c": 2}
