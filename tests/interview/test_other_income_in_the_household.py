"""From answers to the household: income that is not from work, of every kind and from everywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from interview.contract import read_household
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, assumed, document

RATES = shipped_year(2025).rates
NO_DOLLARS = {"amount": "0", "currency": "USD"}


def row(amount: str, currency: str = "USD", source: str = "us", **more: Any) -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": currency}, "guess": False, "source": source, **more}


def with_kinds(*kinds: str, **pages: Any) -> dict[str, Any]:
    """Berlin with these kinds of income besides the job; "__" in a name stands for "-"."""
    return BERLIN | {"foreign_tax": {"paid": "no"}, "income_kinds-you": {"kinds": ["wages", *kinds]}} | {
        name.replace("__", "-"): answer for name, answer in pages.items()
    }  # fmt: skip


def unearned(answers: dict[str, Any]) -> dict[str, int]:
    """What there is of income that is not from work. The contract takes the document."""
    read_household(document(answers))
    return {name: amount for name, amount in document(answers)["unearned_income"].items() if amount}


@pytest.mark.parametrize(
    ("kind", "at_home", "abroad"),
    [
        ("interest", "interest_us", "interest_foreign"),
        ("pension", "pensions_us", "pensions_foreign"),
        ("unemployment", "unemployment", "unemployment"),
        ("other", "other_us", "other_foreign"),
    ],
)
def test_each_kind_goes_to_its_key_by_where_it_came_from(kind: str, at_home: str, abroad: str) -> None:
    page = f"income-you-{kind}"
    assert unearned(with_kinds(kind) | {page: row("1000")}) == {at_home: 1000}
    assert unearned(with_kinds(kind) | {page: row("1000", source="foreign")}) == {abroad: 1000}


def test_income_from_both_places_is_shared_out() -> None:
    answers = with_kinds(
        "interest", income__you__interest=row("1000", source="both"), income_share__you__interest={"percent": 30}
    )
    assert unearned(answers) == {"interest_foreign": 300, "interest_us": 700}


def test_rows_of_one_kind_in_many_currencies_are_added_exactly_and_rounded_once() -> None:
    answers = with_kinds(
        "interest",
        income_more=["you-interest-2", "you-interest-3"],
        income__you__interest=row("0.30", "EUR", "foreign"),
        income__you__interest__2=row("0.30", "GBP", "foreign"),
        income__you__interest__3=row("0.30", source="foreign"),
    )
    exact = Decimal("0.3") / RATES["EUR"].per_dollar + Decimal("0.3") / RATES["GBP"].per_dollar + Decimal("0.3")
    assert unearned(answers) == {"interest_foreign": round(exact)}


def test_both_spouses_income_is_added_up_on_a_joint_return() -> None:
    answers = MARRIED_IN_BERLIN | {
        "income_kinds-you": {"kinds": ["wages", "interest"]},
        "income-you-interest": row("100"),
        "income_kinds-spouse": {"kinds": ["interest"]},
        "income-spouse-interest": row("50"),
    }
    assert unearned(answers) == {"interest_us": 150}


def test_dividends_keep_the_qualified_part_where_it_came_from() -> None:
    part = {"part": {"amount": "400", "currency": "USD"}, "not_sure": False}
    answers = with_kinds(
        "dividends",
        income__you__dividends=row("1000", source="both"),
        income_share__you__dividends={"percent": 50},
        income_qualified__you__dividends=part,
    )
    assert unearned(answers) == {
        "ordinary_dividends_foreign": 500,
        "ordinary_dividends_us": 500,
        "qualified_dividends_foreign": 200,
        "qualified_dividends_us": 200,
    }


def test_not_knowing_the_qualified_part_takes_none_and_says_so() -> None:
    answers = with_kinds(
        "dividends",
        income__you__dividends=row("1000"),
        income_qualified__you__dividends={"part": None, "not_sure": True},
    )
    assert unearned(answers) == {"ordinary_dividends_us": 1000}
    assert "You were not sure how much of the dividends is qualified. We took it as none." in assumed(answers)


def test_a_gain_is_split_by_how_long_things_were_held() -> None:
    part = {"part": {"amount": "600", "currency": "USD"}, "not_sure": False}
    answers = with_kinds("gains", income__you__gains=row("1000"), income_long__you__gains=part)
    assert unearned(answers) == {"long_term_gains": 600, "short_term_gains": 400}


def test_not_knowing_how_long_takes_a_short_time_and_says_so() -> None:
    unsure = {"part": None, "not_sure": True}
    answers = with_kinds("gains", income__you__gains=row("1000"), income_long__you__gains=unsure)
    assert unearned(answers) == {"short_term_gains": 1000}
    assert "You were not sure how long you held what you sold. We took it as a year or less." in assumed(answers)


def test_a_loss_on_sales_is_taken_off_gains_and_not_asked_how_long() -> None:
    answers = with_kinds("gains", income__you__gains=row("-500"))
    assert unearned(answers) == {"short_term_gains": -500}


def test_gains_and_unemployment_pay_from_abroad_are_said_to_count_as_us_income_for_the_foreign_tax_credit() -> None:
    text = (
        "For the foreign tax credit we count gains and unemployment pay as US income, wherever they come from. "
        "That is the safe side."
    )
    abroad = with_kinds("unemployment", income__you__unemployment=row("1000", source="foreign"))
    at_home = with_kinds("unemployment", income__you__unemployment=row("1000"))
    assert text in assumed(abroad)
    assert text not in assumed(at_home)


def test_us_social_security_brings_tax_free_interest_along_and_is_asked_no_place() -> None:
    benefits = {"amount": {"amount": "12000", "currency": "USD"}, "guess": False}
    answers = with_kinds("social", income__you__social=benefits | {"tax_free": {"amount": "300", "currency": "USD"}})
    assert unearned(answers) == {"social_security_benefits": 12_000, "tax_exempt_interest": 300}


PUERTO_RICO = {
    "home": {"main_place": "pr"},
    "home_puerto_rico": {"resident": "full"},
    "income-you-wages": row("30000", source="pr"),
    "income_withheld-you": {"social_security": NO_DOLLARS, "medicare": NO_DOLLARS},
}


def test_a_resident_of_puerto_rico_leaves_out_income_of_every_kind_from_there() -> None:
    answers = with_kinds("interest", "pension") | PUERTO_RICO | {
        "income-you-interest": row("0.5", source="pr"),
        "income-you-pension": row("999.5", source="pr"),
    }  # fmt: skip
    assert unearned(answers) == {"puerto_rico_excluded": 31_000}


def test_a_resident_of_puerto_rico_reports_income_from_elsewhere() -> None:
    answers = with_kinds("interest") | PUERTO_RICO | {"income-you-interest": row("100", source="us")}
    assert unearned(answers) == {"interest_us": 100, "puerto_rico_excluded": 30_000}


def test_a_loss_in_puerto_rico_is_left_out_and_lowers_nothing_else() -> None:
    answers = with_kinds("other") | PUERTO_RICO | {"income-you-other": row("-5000", source="pr")}
    assert unearned(answers) == {"puerto_rico_excluded": 30_000}


def test_part_of_the_year_in_puerto_rico_leaves_out_nothing_and_says_so() -> None:
    answers = with_kinds("interest") | PUERTO_RICO | {
        "home_puerto_rico": {"resident": "part"},
        "income-you-wages": row("30000"),
        "income-you-interest": row("100", source="pr"),
    }  # fmt: skip
    assert unearned(answers) == {"interest_us": 100}
    text = "You were not in Puerto Rico all year, so we count income from there like income from the US."
    assert text in assumed(answers)


def test_combat_pay_of_each_person_reaches_the_household() -> None:
    answers = BERLIN | {
        "home": {"main_place": "us_military"},
        "income-you-wages": row("20000", source="foreign_gov"),
        "income_combat-you": {"amount": {"amount": "7000.49", "currency": "USD"}},
    }
    assert document(answers)["filer"]["combat_pay"] == 7_000
