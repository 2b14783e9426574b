"""From answers to the household: deductions, other credits and US tax paid already."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from interview.adapter import usual_standard_deduction
from interview.contract import read_household
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.browsing import draft_of, open_page, place, send
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, adapted, assumed, document, family


def dollars(amount: str) -> dict[str, Any]:
    return {"amount": {"amount": amount, "currency": "USD"}}


MORE: dict[str, Any] = {
    "deductions": {"standard": "no"},
    "deduction_method": {"method": "standard"},
    "deduction_blind": {"blind": ["none"]},
    "deduction_adjustments": dollars("0"),
    "deduction_other": dollars("0"),
    "other_credits": dollars("0"),
    "tax_paid": dollars("0"),
}
KEYS = ("adjustments", "itemized_deductions", "other_deductions", "credits", "payments")


def test_yes_takes_the_standard_deduction_and_nothing_else_and_says_so() -> None:
    assert not set(KEYS) & set(document(BERLIN))
    about = {line.text for line in adapted(BERLIN).assumptions if line.page == "deductions"}
    assert about == {
        "We used the standard deduction, with no adjustments or other deductions.",
        "We took it that you have no other credits, such as for child care or education.",
        "We took it that no US tax was withheld or paid during the year.",
    }


def test_every_amount_of_the_section_reaches_the_household() -> None:
    answers = BERLIN | MORE | {
        "deduction_method": {"method": "itemized"},
        "deduction_itemized": dollars("40000"),
        "deduction_adjustments": dollars("100"),
        "deduction_other": dollars("200.50"),
        "other_credits": dollars("300"),
        "tax_paid": dollars("400"),
    }  # fmt: skip
    found = document(answers)
    assert [found[key] for key in KEYS] == [
        100, 40_000, 201, {"other": 300}, {"income_tax_withheld": 400}
    ]  # fmt: skip
    read_household(found)
    assert not [line for line in adapted(answers).assumptions if line.page == "deductions"]


def test_what_was_typed_before_going_back_to_yes_does_not_count() -> None:
    answers = BERLIN | MORE | {"deduction_adjustments": dollars("100"), "deductions": {"standard": "yes"}}
    assert not set(KEYS) & set(document(answers))


def test_an_own_list_that_was_given_up_does_not_count() -> None:
    answers = BERLIN | MORE | {"deduction_itemized": dollars("40000")}
    assert document(answers)["itemized_deductions"] == 0


def test_blindness_of_each_person_reaches_the_household() -> None:
    found = document(MARRIED_IN_BERLIN | MORE | {"deduction_blind": {"blind": ["spouse"]}})
    assert (found["filer"]["blind"], found["spouse"]["blind"]) == (False, True)


SEPARATE = family(
    MARRIED_IN_BERLIN,
    joint={"files": "separate"},
    apart={"six_months": "no"},
)


@pytest.mark.parametrize(
    ("itemizes", "text"),
    [
        ("yes", "If your spouse lists deductions, you cannot take the standard deduction. This result still uses it."),
        (
            "not_sure",
            (
                "You were not sure if your spouse lists deductions. If so, you cannot take the standard deduction. "
                "This result still uses it."
            ),
        ),
    ],
)
def test_a_spouse_who_lists_deductions_is_said_to_be_left_out_of_the_result(itemizes: str, text: str) -> None:
    answers = SEPARATE | MORE | {"deduction_spouse": {"itemizes": itemizes}}
    assert text in assumed(answers)
    assert text not in assumed(SEPARATE | MORE | {"deduction_spouse": {"itemizes": "no"}})


def test_only_a_separate_return_beside_a_us_spouse_asks_about_the_spouses_deductions() -> None:
    assert "deduction_spouse" in Route(SEPARATE | MORE).pages
    assert "deduction_spouse" not in Route(MARRIED_IN_BERLIN | MORE).pages
    assert "deduction_spouse" not in Route(BERLIN | MORE).pages


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, 23_625),
        ({"papers-you": {"papers": "citizen_ssn", "age_band": "65p"}}, 25_625),
        (MORE | {"deduction_blind": {"blind": ["filer"]}}, 25_625),
        ({"child_home-c1": {"lived": "none"}, "child_home-c2": {"lived": "none"}}, 15_750),
    ],
)
def test_the_standard_deduction_on_the_screen_is_that_of_the_familys_status_and_age(
    changes: dict[str, Any], amount: int
) -> None:
    assert usual_standard_deduction(Route(BERLIN | changes).saved, shipped_year(2025).parameters) == amount


@pytest.mark.django_db
def test_the_screen_names_the_amount(client: Client) -> None:
    page = BeautifulSoup(open_page(client, draft_of(client, BERLIN), "deductions").content, "html.parser")
    assert page.h1 is not None
    assert page.h1.get_text(strip=True) == (
        "We used the standard deduction of $23,625 and no other credits. Is that right?"
    )


@pytest.mark.django_db
def test_a_screen_before_the_childrens_home_is_known_names_the_likely_amount(client: Client) -> None:
    draft = draft_of(client, family(child_home__c1=None))
    assert "$23,625" in open_page(client, draft, "deductions").content.decode()


@pytest.mark.django_db
def test_more_to_add_asks_one_thing_after_the_other(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert place(send(client, draft, "deductions", standard="no")) == "deduction_method"
    assert place(send(client, draft, "deduction_method", method="itemized")) == "deduction_itemized"
    assert place(send(client, draft, "deduction_itemized", amount_amount="40,000")) == "deduction_blind"
    assert place(send(client, draft, "deduction_blind", blind=["none"])) == "deduction_adjustments"
    assert place(send(client, draft, "deduction_adjustments", amount_amount="0")) == "deduction_other"
    assert place(send(client, draft, "deduction_other", amount_amount="0")) == "other_credits"
    assert place(send(client, draft, "other_credits", amount_amount="0")) == "tax_paid"
    assert place(send(client, draft, "tax_paid", amount_amount="1,000")) == "history"
    assert draft.answers["tax_paid"] == {"amount": {"amount": "1000", "currency": "USD"}}
