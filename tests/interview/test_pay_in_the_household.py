"""From answers to the household: pay in many currencies, and Form 2555."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from interview.adapter import Unfinished
from interview.contract import read_household
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, assumed, document, family

EUR = shipped_year(2025).rates["EUR"].per_dollar


def pay(amount: str, currency: str = "USD", source: str = "us") -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": currency}, "guess": False, "source": source}


def test_each_currency_is_divided_by_its_own_rate_and_rounded_once() -> None:
    answers = BERLIN | {
        "income_more": ["you-wages-2", "you-wages-3"],
        "income-you-wages": pay("100.40", "EUR", "foreign"),
        "income-you-wages-2": pay("100.40", "EUR", "foreign"),
        "income-you-wages-3": pay("7000", "GBP", "foreign"),
    }
    exact = Decimal("200.80") / EUR + Decimal(7000) / shipped_year(2025).rates["GBP"].per_dollar
    assert document(answers)["filer"]["wages_foreign"] == round(exact)


def test_half_a_dollar_rounds_up() -> None:
    assert document(family(income__you__wages=pay("0.50")))["filer"]["wages_us"] == 1
    assert document(family(income__you__wages=pay("2.50")))["filer"]["wages_us"] == 3


def test_pay_for_work_in_both_places_is_shared_out() -> None:
    answers = BERLIN | {"income-you-wages": pay("1000", source="both"), "income_share-you-wages": {"percent": 25}}
    assert document(answers)["filer"]["wages_foreign"] == 250
    assert document(answers)["filer"]["wages_us"] == 750


def test_us_government_pay_abroad_is_us_pay() -> None:
    combat_pay = {"amount": {"amount": "0", "currency": "USD"}}
    answers = family(income__you__wages=pay("1000", source="foreign_gov"), income_combat__you=combat_pay)
    filer = document(answers)["filer"]
    assert (filer["wages_us"], filer["wages_foreign"]) == (1000, 0)
    assert filer["exclusion"] == {}


def test_a_business_loss_is_a_loss() -> None:
    answers = BERLIN | {"income_kinds-you": {"kinds": ["self"]}, "income-you-self": pay("-886", "EUR", "foreign")}
    assert document(answers)["filer"]["self_employment_foreign"] == -1000


def test_a_certificate_of_coverage_frees_from_self_employment_tax() -> None:
    answers = BERLIN | {
        "income_kinds-you": {"kinds": ["self"]},
        "income-you-self": pay("886", "EUR", "foreign"),
        "income_social_security-you-self": {"system": "certificate"},
    }
    assert document(answers)["filer"]["self_employment_tax_exempt"] is True
    unsure = answers | {"income_social_security-you-self": {"system": "not_sure"}}
    assert document(unsure)["filer"]["self_employment_tax_exempt"] is False


def test_pay_from_puerto_rico_of_a_resident_is_left_out_of_wages() -> None:
    answers = BERLIN | {
        "home": {"main_place": "pr"},
        "home_puerto_rico": {"resident": "full"},
        "income_kinds-you": {"kinds": ["wages", "self"]},
        "income-you-wages": pay("30000", source="pr"),
        "income-you-self": pay("5000", source="pr"),
        "income_withheld-you": {
            "social_security": {"amount": "1860", "currency": "USD"},
            "medicare": {"amount": "435", "currency": "USD"},
        },
    }
    household = document(answers)
    assert household["unearned_income"] == {"puerto_rico_excluded": 35_000}
    assert household["filer"]["wages_us"] == 0
    assert household["filer"]["puerto_rico_self_employment"] == 5_000
    assert household["filer"]["social_security_withheld"] == 1_860
    read_household(household)


def test_an_own_rate_goes_before_the_yearly_one() -> None:
    answers = BERLIN | {"rate-EUR": {"rate": "0.5"}}
    assert document(answers)["filer"]["wages_foreign"] == 120_000
    assert not any("0.886" in text for text in assumed(answers))


def test_a_currency_without_any_rate_names_the_screen_that_asks_for_one() -> None:
    with pytest.raises(Unfinished) as unfinished:
        document(family(income__you__wages=pay("60000", "KES", "foreign")))
    assert unfinished.value.page == "rate-KES"


@pytest.mark.parametrize(
    ("plan", "choice"),
    [
        ("compare", "compare"),
        ("not_sure", "compare"),
        ("filed", "elect"),
        ("plan_yes", "elect"),
        ("plan_no", "decline"),
    ],
)
def test_the_plan_becomes_the_choice(plan: str, choice: str) -> None:
    assert document(family(exclusion_plan={"plan": plan}))["filer"]["exclusion"]["choice"] == choice


TESTS: list[tuple[str, dict[str, Any], tuple[str, int]]] = [
    (
        "twelve months from April on",
        {"exclusion_test-you": {"test": "days"}, "exclusion_window-you": {"start": "2025-04-01", "days": 340}},
        ("physical_presence", 275),
    ),
    (
        "too few days abroad",
        {"exclusion_test-you": {"test": "days"}, "exclusion_window-you": {"start": "2025-04-01", "days": 329}},
        ("none", 0),
    ),
    (
        "settled since before the year",
        {
            "exclusion_test-you": {"test": "resident"},
            "exclusion_residence-you": {"start": "2023-06-01", "end": None, "still": True},
        },
        ("bona_fide_residence", 365),
    ),
    (
        "settled, and left in March",
        {
            "exclusion_test-you": {"test": "resident"},
            "exclusion_residence-you": {"start": "2020-06-01", "end": "2025-03-31", "still": False},
        },
        ("bona_fide_residence", 90),
    ),
    (
        "settled for less than a calendar year",
        {
            "exclusion_test-you": {"test": "resident"},
            "exclusion_residence-you": {"start": "2025-01-02", "end": None, "still": True},
        },
        ("none", 0),
    ),
    (
        "both tests: the one with more days",
        {
            "exclusion_test-you": {"test": "both"},
            "exclusion_residence-you": {"start": "2020-06-01", "end": "2025-03-31", "still": False},
            "exclusion_window-you": {"start": "2024-06-01", "days": 350},
        },
        ("physical_presence", 151),
    ),
    ("neither", {"exclusion_test-you": {"test": "neither"}}, ("none", 0)),
    ("not sure", {"exclusion_test-you": {"test": "not_sure"}}, ("none", 0)),
]


@pytest.mark.parametrize(("rule", "changes", "expected"), TESTS, ids=[rule for rule, _changes, _expected in TESTS])
def test_days_of_the_year_that_qualify(rule: str, changes: dict[str, Any], expected: tuple[str, int]) -> None:
    exclusion = document(BERLIN | {"exclusion_all_year": {"you": "no"}} | changes)["filer"]["exclusion"]
    assert (exclusion["test"], exclusion["qualifying_days"]) == expected


@pytest.mark.parametrize(
    ("changes", "elected_before", "revoked_in"),
    [
        ({"exclusion_prior": {"you": "never"}}, False, None),
        ({"exclusion_prior": {"you": "last_year"}}, True, None),
        (
            {"exclusion_prior": {"you": "earlier"}, "exclusion_stopped-you": {"year": 2022, "not_stopped": False}},
            False,
            2022,
        ),
        (
            {"exclusion_prior": {"you": "earlier"}, "exclusion_stopped-you": {"year": None, "not_stopped": True}},
            True,
            None,
        ),
        (
            {"exclusion_prior": {"you": "not_sure"}, "exclusion_stopped-you": {"year": None, "not_stopped": True}},
            True,
            None,
        ),
    ],
)
def test_form_2555_in_earlier_years(changes: dict[str, Any], elected_before: bool, revoked_in: int | None) -> None:
    exclusion = document(BERLIN | changes)["filer"]["exclusion"]
    assert (exclusion["elected_before"], exclusion["revoked_in"]) == (elected_before, revoked_in)


def test_on_a_joint_return_only_the_people_named_elect() -> None:
    answers = MARRIED_IN_BERLIN | {
        "income_kinds-spouse": {"kinds": ["wages"]},
        "income-spouse-wages": pay("30000", "EUR", "foreign"),
        "exclusion_plan": {"plan": "plan_yes"},
        "exclusion_who": {"who": "spouse"},
        "exclusion_all_year": {"you": "yes", "spouse": "yes"},
        "exclusion_prior": {"you": "never", "spouse": "never"},
    }
    household = document(answers)
    assert household["filer"]["exclusion"]["choice"] == "decline"
    assert household["spouse"]["exclusion"]["choice"] == "elect"
