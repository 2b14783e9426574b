"""Families abroad, S01 to S16: each route in dollars, every column of the law's tables, for 2024 and 2025."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.engine.families import (
    Document,
    abroad,
    assess,
    child,
    children,
    excluding,
    expect_lines,
    family,
    finding_codes,
    line,
    scenario,
)

ALL_YEAR = 366


class Row(NamedTuple):
    """One line of a table: what a route gives."""

    agi: int = 0
    taxable_income: int = 0
    tax_before_credits: int = 0
    foreign_tax_credit: int = 0
    nonrefundable_credit: int = 0
    self_employment_tax: int = 0
    additional_child_tax_credit: int = 0
    balance: int = 0
    foreign_tax_unused: int = 0


def worker(wages: int = 0, profit: int = 0, **facts: object) -> Document:
    """Somebody abroad all year, who may use Form 2555."""
    return {"wages_foreign": wages, "self_employment_foreign": profit, "exclusion": excluding(ALL_YEAR), **facts}


def couple(tax_year: int, count: int, foreign_tax: int = 0, **facts: object) -> Document:
    taxes = {"general": foreign_tax}
    return abroad(tax_year, "married_joint", **{"children": children(count), "foreign_tax": taxes, **facts})


def parent(tax_year: int, count: int, foreign_tax: int = 0, **facts: object) -> Document:
    taxes = {"general": foreign_tax}
    return abroad(tax_year, "head_of_household", children=children(count), foreign_tax=taxes, **facts)


NONRESIDENT = {"us_status": "nonresident_alien", "taxpayer_id": {"kind": "none"}, "wages_foreign": 25_000}
PENSION = {"pensions_us": 30_000, "interest_us": 4_000}
GRANDCHILD = child(relationship="grandchild")

FAMILIES: dict[str, Callable[[int], Document]] = {
    "S01 UAE, modest pay": lambda year: couple(year, 2, filer=worker(40_000)),
    "S02 UAE, below the limit": lambda year: couple(year, 2, filer=worker(90_000)),
    "S03 UAE, above the limit": lambda year: parent(year, 1, filer=worker(160_000)),
    "S04 Germany, high tax": lambda year: couple(year, 2, 14_000, filer=worker(70_000)),
    "S05 Germany, nonresident spouse": lambda year: parent(year, 1, 9_000, filer=worker(45_000), spouse=NONRESIDENT),
    "S06 UK, three children": lambda year: couple(year, 3, 33_000, filer=worker(120_000)),
    "S07 Mexico, self-employed": lambda year: parent(year, 1, 6_000, filer=worker(profit=60_000)),
    "S08 Panama, freelancer": lambda year: couple(year, 2, filer=worker(profit=50_000)),
    "S09 Spain, certificate": lambda year: couple(
        year, 2, 7_000, filer=worker(profit=40_000, self_employment_tax_exempt=True)
    ),
    "S10 Canada, two earners": lambda year: couple(
        year, 2, 20_500, filer=worker(60_000), spouse=worker(55_000), unearned_income={"interest_us": 500}
    ),
    "S11 Singapore, low tax": lambda year: couple(year, 2, 22_000, filer=worker(200_000)),
    "S12 Hong Kong, close to US tax": lambda year: couple(year, 1, 7_500, filer=worker(110_000)),
    "S13 Brazil, separate return": lambda year: abroad(
        year, "married_separate", filer=worker(9_000), spouse=NONRESIDENT
    ),
    "S14 Thailand, no earned income": lambda year: couple(
        year, 1, filer=worker(), children=[GRANDCHILD], unearned_income=PENSION
    ),
    "S15 Israel, four children": lambda year: parent(year, 4, 1_500, filer=worker(30_000), spouse=NONRESIDENT),
}

NONE, FILER, BOTH = "no_exclusion", "exclude_filer", "exclude_both"
NOTHING = Row()

# Agi, taxable income, line 16, foreign tax credit, line 19, self-employment tax, line 28, net, unused foreign tax.
# In S10 only one excludes: the law's table knows that his tax was 11,000 and leaves 9,500 - 3,111 = 6,389 (2025:
# 6,664). A household gives one sum of 20,500, of which 60,000 / 115,000 belongs to what is left out: 9,804 stays.
TABLES = {
    "S01 UAE, modest pay": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(40_000, 10_800, 1_083, 0, 1_083, 0, 2_917, 2_917, 0),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(40_000, 8_500, 853, 0, 853, 0, 3_400, 3_400, 0),
    },
    "S02 UAE, below the limit": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(90_000, 60_800, 6_835, 0, 4_000, 0, 0, -2_835, 0),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(90_000, 58_500, 6_546, 0, 4_400, 0, 0, -2_146, 0),
    },
    "S03 UAE, above the limit": {
        (2024, FILER): Row(33_500, 11_600, 2_784, 0, 2_000, 0, 0, -784, 0),
        (2024, NONE): Row(160_000, 138_100, 24_493, 0, 2_000, 0, 0, -22_493, 0),
        (2025, FILER): Row(30_000, 6_375, 1_530, 0, 1_530, 0, 0, 0, 0),
        (2025, NONE): Row(160_000, 136_375, 23_838, 0, 2_200, 0, 0, -21_638, 0),
    },
    "S04 Germany, high tax": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(70_000, 40_800, 4_435, 4_435, 0, 0, 3_400, 3_400, 9_565),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(70_000, 38_500, 4_146, 4_146, 0, 0, 3_400, 3_400, 9_854),
    },
    "S05 Germany, nonresident spouse": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(45_000, 23_100, 2_444, 2_444, 0, 0, 1_700, 1_700, 6_556),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(45_000, 21_375, 2_225, 2_225, 0, 0, 1_700, 1_700, 6_775),
    },
    "S06 UK, three children": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(120_000, 90_800, 10_435, 10_435, 0, 0, 5_100, 5_100, 22_565),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(120_000, 88_500, 10_146, 10_146, 0, 0, 5_100, 5_100, 22_854),
    },
    "S07 Mexico, self-employed": {
        (2024, FILER): Row(self_employment_tax=8_478, balance=-8_478),
        (2024, NONE): Row(55_761, 33_861, 3_734, 3_734, 0, 8_478, 1_700, -6_778, 2_266),
        (2025, FILER): Row(self_employment_tax=8_478, balance=-8_478),
        (2025, NONE): Row(55_761, 32_136, 3_515, 3_515, 0, 8_478, 1_700, -6_778, 2_485),
    },
    "S08 Panama, freelancer": {
        (2024, FILER): Row(self_employment_tax=7_065, balance=-7_065),
        (2024, NONE): Row(46_467, 17_267, 1_728, 0, 1_728, 7_065, 2_272, -4_793, 0),
        (2025, FILER): Row(self_employment_tax=7_065, balance=-7_065),
        (2025, NONE): Row(46_467, 14_967, 1_498, 0, 1_498, 7_065, 2_902, -4_163, 0),
    },
    "S09 Spain, certificate": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(40_000, 10_800, 1_083, 1_083, 0, 0, 0, 0, 5_917),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(40_000, 8_500, 853, 853, 0, 0, 0, 0, 6_147),
    },
    "S10 Canada, two earners": {
        (2024, BOTH): Row(agi=500),
        (2024, FILER): Row(55_500, 26_300, 3_156, 3_111, 45, 0, 0, 0, 9_804 - 3_111),
        (2024, NONE): Row(115_500, 86_300, 9_895, 9_852, 43, 0, 3_400, 3_400, 10_648),
        (2025, BOTH): Row(agi=500),
        (2025, FILER): Row(55_500, 24_000, 2_880, 2_836, 44, 0, 0, 0, 9_804 - 2_836),
        (2025, NONE): Row(115_500, 84_000, 9_606, 9_565, 41, 0, 3_400, 3_400, 10_935),
    },
    "S11 Singapore, low tax": {
        (2024, FILER): Row(73_500, 44_300, 9_746, 8_085, 1_661, 0, 0, 0, 0),
        (2024, NONE): Row(200_000, 170_800, 27_682, 22_000, 4_000, 0, 0, -1_682, 0),
        (2025, FILER): Row(70_000, 38_500, 8_470, 7_700, 770, 0, 0, 0, 0),
        (2025, NONE): Row(200_000, 168_500, 26_898, 22_000, 4_400, 0, 0, -498, 0),
    },
    "S12 Hong Kong, close to US tax": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(110_000, 80_800, 9_235, 7_500, 1_735, 0, 265, 265, 0),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(110_000, 78_500, 8_946, 7_500, 1_446, 0, 754, 754, 0),
    },
    "S13 Brazil, separate return": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(9_000, 0, 0, 0, 0, 0, 975, 975, 0),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(9_000, 0, 0, 0, 0, 0, 975, 975, 0),
    },
    "S14 Thailand, no earned income": {
        (2024, NONE): Row(34_000, 4_800, 483, 0, 483, 0, 0, 0, 0),
        (2025, NONE): Row(34_000, 2_500, 251, 0, 251, 0, 0, 0, 0),
    },
    "S15 Israel, four children": {
        (2024, FILER): NOTHING,
        (2024, NONE): Row(30_000, 8_100, 813, 813, 0, 0, 4_125, 4_125, 687),
        (2025, FILER): NOTHING,
        (2025, NONE): Row(30_000, 6_375, 638, 638, 0, 0, 4_125, 4_125, 862),
    },
}
BEST = {
    "S02 UAE, below the limit": FILER,
    "S03 UAE, above the limit": FILER,
    "S11 Singapore, low tax": FILER,
}
ROWS = [(name, year, key, row) for name, table in TABLES.items() for (year, key), row in table.items()]


def test_every_scenario_of_the_law_is_here() -> None:
    # S16, Puerto Rico, has a test of its own at the end.
    assert {name.split()[0] for name in TABLES} == {f"S{number:02}" for number in range(1, 16)}
    assert {year for _, year, _, _ in ROWS} == {2024, 2025}
    assert set(FAMILIES) == set(TABLES)


@pytest.mark.parametrize(("name", "year", "key", "row"), ROWS, ids=lambda value: str(value).split(",")[0])
def test_route(name: str, year: int, key: str, row: Row) -> None:
    found = scenario(FAMILIES[name](year), key)
    assert Row(*(getattr(found, column) for column in Row._fields)) == row
    assert found.allowed


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_route_with_the_largest_net_is_the_best(name: str, year: int) -> None:
    assert assess(FAMILIES[name](year)).best == BEST.get(name, NONE)


@pytest.mark.parametrize("name", TABLES)
def test_only_the_routes_of_the_table_are_shown(name: str) -> None:
    keys = {key for _, key in TABLES[name]}
    if name.startswith("S10"):
        keys.add("exclude_spouse")
    assert {found.key for found in assess(FAMILIES[name](2025)).scenarios} == keys


@pytest.mark.parametrize("year", [2024, 2025])
def test_s09_the_other_reading_of_a_certificate_is_a_finding_of_3400(year: int) -> None:
    [found] = [
        entry
        for entry in assess(FAMILIES["S09 Spain, certificate"](year)).findings
        if entry.code == "certificate_profit_may_count"
    ]
    assert (found.amount, found.level) == (3_400, "info")
    assert "$40,000" in str(found.text)
    assert "$3,400" in str(found.text)


def test_s10_form_1116_with_credit_for_both_takes_the_us_share_out() -> None:
    found = scenario(FAMILIES["S10 Canada, two earners"](2024))
    lines = {number: line(found, "form_1116_general", number) for number in ("3f", "3g", "17", "18", "19", "21")}
    assert lines == {"3f": 0.9957, "3g": 29_074, "17": 85_926, "18": 86_300, "19": 0.9957, "21": 9_852}


def test_s10_a_split_of_foreign_tax_by_income_is_said_aloud() -> None:
    assert "foreign_tax_split_by_income" in finding_codes(FAMILIES["S10 Canada, two earners"](2025))


def test_s11_tax_on_excluded_pay_is_no_creditable_tax() -> None:
    found = scenario(FAMILIES["S11 Singapore, low tax"](2024), FILER)
    assert line(found, "form_1116_general", "12") == -13_915
    assert line(found, "form_1116_general", "14") == 8_085


def test_s13_the_nonresident_husband_s_pay_stays_out_of_a_separate_return() -> None:
    assert scenario(FAMILIES["S13 Brazil, separate return"](2025)).earned_income == 9_000


@pytest.mark.parametrize("year", [2024, 2025])
def test_s16_puerto_rico_carries_the_refund_by_payroll_taxes(year: int) -> None:
    document = family(
        year,
        "married_joint",
        filer={"social_security_withheld": 1_860, "medicare_withheld": 435},
        children=children(2),
        residence={"place": "puerto_rico"},
        unearned_income={"puerto_rico_excluded": 30_000},
    )
    found = scenario(document)
    assert (found.tax_before_credits, found.additional_child_tax_credit, found.balance) == (0, 2_295, 2_295)
    expect_lines(found, line_16b=3_400, line_20=0, line_21=2_295, line_26=2_295)
    assert "puerto_rico_form" in finding_codes(document)
