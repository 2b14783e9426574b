"""From answers to dollars: families whose year was untidy, each worked out by hand from the law in the comment."""

from __future__ import annotations

from typing import Any

import pytest

from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.ways_compared import ways_compared
from interview.engine import evaluate
from interview.years.year_in_force import shipped_year
from tests.interview.families import family

Answers = dict[str, Any]


def money(amount: int, currency: str = "USD") -> dict[str, str]:
    return {"amount": str(amount), "currency": currency}


def row(amount: dict[str, str], source: str = "foreign") -> Answers:
    return {"amount": amount, "guess": False, "source": source}


def us_row(amount: int, **more: Any) -> Answers:
    return {"amount": money(amount), "guess": False, **more}


NO_TAX_ABROAD: Answers = {"foreign_tax": {"paid": "no"}, "foreign_tax_amount": None}
US_HOME = family(home={"main_place": "us"}, income__you__wages=us_row(60_000))
THREE_CHILDREN: Answers = {
    "children": ["c1", "c2", "c3"],
    "child_basics__c1": {"name": "Ada", "birth_date": "2010", "died": False, "relationship": "birth"},
    "child_basics__c3": {"name": "Zoe", "birth_date": "2012", "died": False, "relationship": "birth"},
    "child_home__c3": {"lived": "all"},
    "child_papers__c3": {"papers": "citizen_ssn"},
}

FAMILIES: dict[str, tuple[Answers, int, int]] = {
    # 20,000 GBP at 0.759 and 30,000 CHF at 0.831 are 62,452, with 564 of interest; the tax of 4,385 is all credited.
    "two countries, three currencies": (
        family(
            home={"main_place": "split"},
            income_kinds__you={"kinds": ["wages", "interest"]},
            income_more=["you-wages-2"],
            income__you__wages=row(money(20_000, "GBP")),
            income__you__wages__2=row(money(30_000, "CHF")),
            income__you__interest=row(money(500, "EUR")),
            foreign_tax_amount={"general": money(4_000, "GBP"), "passive": money(100, "EUR"), "another": True},
            foreign_tax_second={"general": money(3_000, "CHF"), "passive": money(0)},
        ),
        3_400,
        3_400,
    ),
    # 21,375 of taxable income, tax 2,225; 4,400 less that is paid out, and 2,587 of earned income credit.
    "military orders abroad with combat pay": (
        family(
            home={"main_place": "us_military"},
            income__you__wages=row(money(45_000), "foreign_gov"),
            income_combat__you={"amount": money(6_000)},
        ),
        4_762,
        2_175,
    ),
    # No US tax; what was taken for Social Security and Medicare: 2,480 and 580.
    "Puerto Rico all year": (
        family(
            home={"main_place": "pr"},
            home_puerto_rico={"resident": "full"},
            income__you__wages=row(money(40_000), "pr"),
            income_withheld__you={"social_security": money(2_480), "medicare": money(580)},
        ),
        3_060,
        3_060,
    ),
    # Without enough days only one child counts; the tax of 6,251 is credited.
    "2017 with a child whose ITIN needs days in the US": (
        family(
            year={"tax_year": 2017},
            child_basics__c1={"name": "Mia", "birth_date": "2010", "died": False, "relationship": "birth"},
            child_papers__c1={"papers": "other"},
            child_status__c1={"status": "citizen"},
            child_id__c1={"kind": "itin"},
            child_us_days__c1={"enough": "not_sure"},
        ),
        1_000,
        1_000,
    ),
    # Withheld 2,174 is more than 15 percent of 9,500.
    "2018 with three children and the second way": (
        family(
            year={"tax_year": 2018},
            **THREE_CHILDREN,
            income__you__wages=row(money(12_000), "foreign_gov"),
            income_combat__you={"amount": money(0)},
            income_withheld__you={"social_security": money(2_000), "medicare": money(174)},
        ),
        2_174,
        2_174,
    ),
    # 15 percent of 20,000 less 2,500: the pay of 2019 stands in for that of 2020.
    "2020 with the pay of 2019": (
        family(
            year={"tax_year": 2020},
            income__you__wages=row(money(9_000)),
            **NO_TAX_ABROAD,
            lookback={"earned": money(20_000), "not_higher": False},
        ),
        2_625,
        2_625,
    ),
    # Abroad 1,400 for each child can be paid out, and 1,000 of it came early.
    "2021 abroad with early payments": (
        family(year={"tax_year": 2021}, paid_early={"received": money(1_000), "not_sure": False, "children": 2}),
        1_800,
        1_800,
    ),
    # 3,600 and 3,000 less 3,300; the tax of 121 is owed, and 5,874 of earned income credit comes on top.
    "2021 in the US with early payments": (
        family(
            year={"tax_year": 2021},
            home={"main_place": "us"},
            income__you__wages=us_row(20_000),
            paid_early={"received": money(3_300), "not_sure": False, "children": 2},
            lookback={"earned": None, "not_higher": True},
        ),
        9_053,
        3_300,
    ),
    # 41,375 taxed by the table: 4,625. The 9,000 of qualified dividends and long gains lie below the 15 percent.
    "dividends and gains in part at lower rates": (
        family(
            US_HOME,
            income_kinds__you={"kinds": ["wages", "dividends", "gains"]},
            income__you__dividends=us_row(4_000),
            income_qualified__you__dividends={"part": money(3_000), "not_sure": False},
            income__you__gains=us_row(10_000),
            income_long__you__gains={"part": money(6_000), "not_sure": False},
        ),
        -225,
        0,
    ),
    # Benefits taxed: half of 9,000 and 85 percent of 1,000, with the tax-free interest. 15 percent of 17,500, and EITC.
    "US Social Security with tax-free interest": (
        family(
            US_HOME,
            papers__you={"papers": "citizen_ssn", "age_band": "65p"},
            income_kinds__you={"kinds": ["wages", "social"]},
            income__you__wages=us_row(20_000),
            income__you__social=us_row(24_000, tax_free=money(3_000)),
        ),
        9_351,
        2_625,
    ),
    # 26,500 taxed: 2,843 less 600 is used by the child credit; 3,000 was withheld.
    "itemized, with adjustments and other credits": (
        family(
            US_HOME,
            deductions={"standard": "no"},
            deduction_method={"method": "itemized"},
            deduction_itemized={"amount": money(30_000)},
            deduction_blind={"blind": ["filer"]},
            deduction_adjustments={"amount": money(2_500)},
            deduction_other={"amount": money(1_000)},
            other_credits={"amount": money(600)},
            tax_paid={"amount": money(3_000)},
        ),
        5_157,
        2_157,
    ),
    # 130,000 and 39,000 less 20,800 of housing are left out; the tax on the rest is credited, and nothing is paid out.
    "Form 2555 with housing": (
        family(
            income__you__wages=row(money(180_000)),
            foreign_tax_amount={"general": money(60_000), "another": False},
            exclusion_plan={"plan": "plan_yes"},
            exclusion_housing__you={"cost": money(40_000), "payer": "me"},
        ),
        0,
        0,
    ),
    # 33,860 of profit: SE tax 4,784. Income tax 783 goes off the 4,400, and 3,400 is the most that is paid out.
    "a business abroad without a certificate": (
        family(
            income_kinds__you={"kinds": ["self"]},
            income__you__self=row(money(30_000, "EUR")),
            income_social_security__you__self={"system": "us"},
            **NO_TAX_ABROAD,
        ),
        -1_384,
        3_400,
    ),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_the_result_is_what_the_law_comes_to(name: str) -> None:
    answers, balance, paid = FAMILIES[name]
    year = shipped_year(answers["year"]["tax_year"])
    shown, _others = ways_compared(answers, year)
    way = shown_way(shown.household, evaluate(shown.household, year.parameters))
    assert (way.balance, paid_out(way)) == (balance, paid)
