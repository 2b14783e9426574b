"""From answers to the household: tax paid to other countries, and housing abroad."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from interview.adapter import Notebook, households_from
from interview.adapter.foreign_tax import ENOUGH
from interview.adapter.household import full_household
from interview.contract import read_household
from interview.engine import evaluate
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, adapted, assessed, assumed, document, family

RATES = shipped_year(2025).rates
INTEREST = {
    "income_kinds-you": {"kinds": ["wages", "interest"]},
    "income-you-interest": {
        "amount": {"amount": "1000", "currency": "EUR"},
        "guess": False,
        "source": "foreign",
    },
}


def money(amount: str, currency: str = "EUR") -> dict[str, str]:
    return {"amount": amount, "currency": currency}


def asked(answers: dict[str, Any], page: str) -> list[str]:
    """The names of the questions on a screen of this family."""
    return [question.name for question in Route(answers).pages[page].questions]


def test_each_category_with_income_from_abroad_has_its_own_field() -> None:
    assert asked(BERLIN, "foreign_tax_amount") == ["general", "another"]
    assert asked(BERLIN | INTEREST, "foreign_tax_amount") == ["general", "passive", "another"]
    only_interest = BERLIN | INTEREST | {"income_kinds-you": {"kinds": ["interest"]}}
    assert asked(only_interest, "foreign_tax_amount") == ["passive", "another"]


def test_tax_of_two_countries_is_added_up_in_each_category_and_rounded_once() -> None:
    answers = BERLIN | INTEREST | {
        "foreign_tax_amount": {"general": money("100.40"), "passive": money("10.40"), "another": True},
        "foreign_tax_second": {"general": money("100.40", "GBP"), "passive": money("0", "GBP")},
    }  # fmt: skip
    exact = Decimal("100.40") / RATES["EUR"].per_dollar + Decimal("100.40") / RATES["GBP"].per_dollar
    assert document(answers)["foreign_tax"]["general"] == round(exact)
    assert document(answers)["foreign_tax"]["passive"] == round(Decimal("10.40") / RATES["EUR"].per_dollar)


def test_a_second_country_that_was_unticked_counts_no_more() -> None:
    second = {"foreign_tax_second": {"general": money("5000", "GBP")}}
    assert document(BERLIN | second)["foreign_tax"] == document(BERLIN)["foreign_tax"]


def test_without_income_from_abroad_no_tax_is_asked_for() -> None:
    answers = family(home={"main_place": "us"})
    assert "foreign_tax" not in Route(answers).pages
    assert document(answers)["foreign_tax"] == {}


def test_unused_credit_of_earlier_years_reaches_the_household() -> None:
    carried = {"foreign_tax_carryover": {"general": money("1200", "USD"), "passive": money("80", "USD")}}
    found = document(BERLIN | carried)["foreign_tax"]
    assert (found["carryover_general"], found["carryover_passive"]) == (1_200, 80)
    text = "We took it that you have no unused foreign tax credit from earlier years."
    assert text in assumed(BERLIN)
    assert text not in assumed(BERLIN | carried)


@pytest.mark.parametrize(
    ("method", "text"),
    [
        (None, "We count foreign tax in the year it was for."),
        ("not_sure", "We count foreign tax in the year it was for."),
        (
            "paid",
            "You count foreign tax in the year you pay it. Check that your amounts are what you paid in 2025.",
        ),
    ],
)
def test_when_foreign_tax_counts_is_said(method: str | None, text: str) -> None:
    assert text in assumed(BERLIN | ({"foreign_tax_when": {"method": method}} if method else {}))


def test_not_knowing_about_foreign_tax_counts_none() -> None:
    answers = family(foreign_tax={"paid": "not_sure"})
    assert document(answers)["foreign_tax"]["general"] == 0


@pytest.mark.parametrize("pay", ["60000", "600000", "6000000"])
def test_tax_of_an_unknown_amount_is_enough_to_leave_no_us_tax_on_income_from_abroad(pay: str) -> None:
    """The household that the range on the result tries: tax was paid, and nobody has said how much."""
    wages = {"amount": money(pay), "guess": False, "source": "foreign"}
    answers = family(income__you__wages=wages, foreign_tax_amount={"general": money("0"), "another": False})
    route = Route(answers)
    del route.used["foreign_tax_amount"]
    year = shipped_year(2025)
    found = full_household(route.saved, year.rates, year.parameters, Notebook())
    assert found["foreign_tax"]["general"] == round(found["filer"]["wages_foreign"] * ENOUGH)
    scenario = evaluate(read_household(found), year.parameters).scenario("no_exclusion")
    assert scenario is not None
    assert scenario.foreign_tax_credit == scenario.tax_before_credits


# Housing ------------------------------------------------------------------------------------------------------------


def housing(cost: str, payer: str = "me") -> dict[str, Any]:
    return {"exclusion_housing-you": {"cost": money(cost), "payer": payer}}


def test_housing_costs_go_to_the_engine_which_works_out_the_exclusion() -> None:
    answers = BERLIN | housing("30000")
    assert document(answers)["filer"]["exclusion"]["housing_expenses"] == round(30_000 / RATES["EUR"].per_dollar)
    with_2555 = assessed(answers).scenario("exclude_filer")
    without_housing = assessed(BERLIN).scenario("exclude_filer")
    assert with_2555 is not None
    assert without_housing is not None
    assert with_2555.agi <= without_housing.agi


def test_no_housing_costs_is_an_assumption_that_can_be_changed() -> None:
    found = [line for line in adapted(BERLIN).assumptions if "housing" in line.text]
    assert [(line.text, line.page) for line in found] == [
        ("We took it that there are no housing costs on Form 2555.", "exclusion_housing-you")
    ]


def test_housing_that_an_employer_paid_for_is_pay() -> None:
    text = "Housing that an employer paid for is pay too. Check that your pay includes it."
    assert text in assumed(BERLIN | housing("30000", "employer"))
    assert text not in assumed(BERLIN | housing("30000", "me"))


def test_housing_does_not_count_for_somebody_who_does_not_use_form_2555() -> None:
    answers = BERLIN | housing("30000") | {"exclusion_plan": {"plan": "plan_no"}}
    assert "housing_expenses" not in document(answers)["filer"]["exclusion"]


# Two ways to file -----------------------------------------------------------------------------------------------------

COMPARING = family(
    MARRIED_IN_BERLIN,
    joint={"files": "compare"},
    apart={"six_months": "no"},
    income_kinds__spouse={"kinds": ["wages"]},
    income__spouse__wages={"amount": money("20000"), "guess": False, "source": "foreign"},
    exclusion_plan={"plan": "plan_no"},
    exclusion_prior={"you": "never", "spouse": "never"},
    foreign_tax_amount={"general": money("16000"), "another": False},
)


def tax_of(way: str) -> int:
    year = shipped_year(2025)
    found = households_from(COMPARING, rates=year.rates, parameters=year.parameters)
    general: int = found[way].document["foreign_tax"]["general"]
    return general


def test_a_return_of_ones_own_that_is_compared_has_its_share_of_the_tax_by_income() -> None:
    """60,000 of 80,000 euros are the filer's, and so are 12,000 of 16,000 euros of tax."""
    assert tax_of("together") == round(16_000 / RATES["EUR"].per_dollar)
    assert tax_of("alone") == round(12_000 / RATES["EUR"].per_dollar)
    text = "On your own return we counted your share of the tax paid to other countries, by income."
    assert text in assumed(COMPARING)
    assert text not in assumed(family(COMPARING, joint={"files": "separate"}))
