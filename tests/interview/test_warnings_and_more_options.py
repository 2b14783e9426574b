"""A warning is no error: it is shown once and never blocks. More options are there for those who want them."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.steps import Route
from interview.steps.conditions import may_use_payroll_method
from interview.years.year_in_force import shipped_year
from tests.interview.browsing import draft_of, open_page, place, send
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

THREE_IN_THE_US: dict[str, Any] = BERLIN | {
    "home": {"main_place": "us"},
    "children": ["c1", "c2", "c3"],
    **{f"child_{step}-c3": BERLIN[f"child_{step}-c1"] for step in ("home", "papers")},
    "child_basics-c3": BERLIN["child_basics-c1"] | {"name": "Ida"},
    "income-you-wages": {"amount": {"amount": "60000", "currency": "USD"}, "guess": False},
}
LOOKS_HIGH = "That looks high. Check boxes 4 and 6 of your Form W-2"
HIGH = {"social_security_amount": "37200", "medicare_amount": "870"}


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


# Warnings --------------------------------------------------------------------------


def test_an_odd_amount_is_shown_again_with_a_warning_and_no_error(client: Client) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    response = send(client, draft, "income_withheld-you", **HIGH)
    assert response.status_code == 200
    page = page_of(response)
    warning = page.select_one(".note-warn")
    assert warning is not None
    assert LOOKS_HIGH in warning.get_text()
    assert warning.a is not None
    assert page.select_one(str(warning.a["href"]))["value"] == "37200"  # type: ignore[index]
    assert "Yes, this is right" in warning.get_text()
    assert not page.select(".errors, .err, .bad, [aria-invalid]")
    assert "income_withheld-you" not in draft.answers


def confirmed(response: Any) -> str:
    """What the page sends along once the warning was seen."""
    field = page_of(response).select_one("input[name=confirmed]")
    assert field is not None
    return str(field["value"])


def test_a_confirmed_amount_is_saved(client: Client) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    shown = send(client, draft, "income_withheld-you", **HIGH)
    assert place(send(client, draft, "income_withheld-you", **HIGH, confirmed=confirmed(shown))) == "income_list"
    assert draft.answers["income_withheld-you"]["social_security"]["amount"] == "37200"


def test_another_odd_amount_warns_again(client: Client) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    shown = send(client, draft, "income_withheld-you", **HIGH)
    other = HIGH | {"social_security_amount": "50000"}
    assert send(client, draft, "income_withheld-you", **other, confirmed=confirmed(shown)).status_code == 200
    assert "income_withheld-you" not in draft.answers


def test_what_was_confirmed_once_is_not_asked_again(client: Client) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    shown = send(client, draft, "income_withheld-you", **HIGH)
    send(client, draft, "income_withheld-you", **HIGH, confirmed=confirmed(shown))
    assert place(send(client, draft, "income_withheld-you", **HIGH)) == "income_list"


def test_whoever_leaves_is_not_held_back_by_a_warning(client: Client) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    response = send(client, draft, "income_withheld-you", **HIGH, later="1")
    assert response["Location"] == reverse("drafts:list")
    assert draft.answers["income_withheld-you"]["social_security"]["amount"] == "37200"


@pytest.mark.parametrize(
    ("social_security", "medicare", "warns"),
    [("3720", "870", False), ("3900", "870", False), ("3901", "870", True), ("0", "0", False), ("3720", "1501", True)],
)
def test_more_than_an_employer_takes_looks_high(
    client: Client, social_security: str, medicare: str, warns: bool
) -> None:
    draft = draft_of(client, THREE_IN_THE_US)
    typed = {"social_security_amount": social_security, "medicare_amount": medicare}
    assert (send(client, draft, "income_withheld-you", **typed).status_code == 200) == warns


def test_pay_in_another_currency_is_not_compared_with_tax_in_dollars(client: Client) -> None:
    pay = {"amount": {"amount": "100", "currency": "EUR"}, "guess": False}
    draft = draft_of(client, THREE_IN_THE_US | {"income-you-wages": pay})
    assert place(send(client, draft, "income_withheld-you", **HIGH)) == "income_list"


# The second way to work out the refund --------------------------------------------------------------------------


@pytest.mark.parametrize("tax_year", range(2017, 2027))
def test_payroll_tax_is_asked_about_from_the_number_of_children_of_the_years_law_on(tax_year: int) -> None:
    figures = shipped_year(tax_year).parameters.child_tax_credit
    fewest = {}
    for home, changes in {
        "abroad": {},
        "pr": {"home": {"main_place": "pr"}, "home_puerto_rico": {"resident": "full"}},
    }.items():
        enough = []
        for number in range(1, 4):
            keys = [f"c{place}" for place in range(number)]
            born = {f"child_basics-{key}": {"birth_date": f"{tax_year - 8}"} for key in keys}
            answers = BERLIN | changes | {"year": {"tax_year": tax_year}, "children": keys} | born
            if may_use_payroll_method(Route(answers).saved):
                enough.append(number)
        fewest[home] = min(enough, default=None)
    assert fewest["abroad"] == figures.payroll_method_children
    # For 2021 the whole credit is paid out in Puerto Rico, and no second way is needed.
    assert fewest["pr"] == (None if tax_year == 2021 else figures.payroll_method_children_puerto_rico)


def test_families_in_the_us_need_no_second_way_in_2021() -> None:
    assert may_use_payroll_method(Route(THREE_IN_THE_US).saved)
    assert not may_use_payroll_method(Route(THREE_IN_THE_US | {"year": {"tax_year": 2021}}).saved)


# More options --------------------------------------------------------------------------


def options_of(client: Client, draft: Draft, page: str) -> dict[str, str]:
    """What a screen offers under "More options"."""
    shown = page_of(open_page(client, draft, page))
    for fold in shown.select("details"):
        if fold.summary is not None and fold.summary.get_text() == "More options":
            return {link.get_text(): str(link["href"]) for link in fold.select("a")}
    return {}


def test_screens_lead_to_what_few_families_need(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert list(options_of(client, draft, "exclusion_plan")) == ["Housing abroad"]
    assert list(options_of(client, draft, "foreign_tax")) == [
        "Do you have unused foreign tax credit from earlier years?"
    ]
    assert list(options_of(client, draft, "foreign_tax_amount")) == [
        "When foreign tax counts",
        "Do you have unused foreign tax credit from earlier years?",
    ]
    assert options_of(client, draft, "home") == {}


def test_nobody_has_to_go_there(client: Client) -> None:
    route = Route(BERLIN)
    assert route.first_open is None
    asides = {address for address, page in route.pages.items() if page.step.aside}
    assert {"exclusion_housing-you", "foreign_tax_when", "foreign_tax_carryover"} <= asides
    assert not asides & set(route.sequence)


def test_an_option_comes_back_to_the_screen_that_led_to_it(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    address = options_of(client, draft, "exclusion_plan")["Housing abroad"]
    assert client.get(address).status_code == 200
    typed = {"cost_amount": "20,000", "cost_currency": "EUR", "payer": "me", "back": "exclusion_plan"}
    assert place(send(client, draft, "exclusion_housing-you", **typed)) == "exclusion_plan"
    assert draft.answers["exclusion_housing-you"]["payer"] == "me"


def test_an_option_is_on_the_review_page_once_it_is_answered(client: Client) -> None:
    def rows(answers: dict[str, Any]) -> str:
        draft = draft_of(client, answers)
        return client.get(reverse("wizard:review", args=[draft.public_id])).content.decode()

    when = {"foreign_tax_when": {"method": "paid"}}
    assert "When foreign tax counts" not in rows(BERLIN)
    assert "When foreign tax counts" in rows(BERLIN | when)


def test_housing_costs_need_somebody_who_paid(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "exclusion_housing-you", cost_amount="20,000", cost_currency="EUR")
    assert response.status_code == 422
    assert "Choose who paid for your housing" in response.content.decode()
    nothing = send(client, draft, "exclusion_housing-you", cost_amount="0", cost_currency="EUR", back="exclusion_plan")
    assert place(nothing) == "exclusion_plan"


# Parts of an amount --------------------------------------------------------------------------

DIVIDENDS: dict[str, Any] = {
    "income_kinds-you": {"kinds": ["wages", "dividends"]},
    "income-you-dividends": {
        "amount": {"amount": "1000", "currency": "EUR"},
        "guess": False,
        "source": "us",
    },
}


def test_a_part_cannot_be_more_than_its_whole(client: Client) -> None:
    draft = draft_of(client, BERLIN | DIVIDENDS)
    response = send(client, draft, "income_qualified-you-dividends", part_amount="1001", part_currency="EUR")
    assert response.status_code == 422
    page = page_of(response)
    message = "The qualified part cannot be more than the dividends you entered"
    link = page.select_one(".errors a")
    assert link is not None
    assert (link.get_text(), link["href"]) == (message, "#id_part_amount")
    assert message in page.select_one(".field .err").get_text()  # type: ignore[union-attr]
    sent = send(client, draft, "income_qualified-you-dividends", part_amount="1000", part_currency="EUR")
    assert sent.status_code == 302


def test_a_part_is_in_the_currency_of_its_whole(client: Client) -> None:
    draft = draft_of(client, BERLIN | DIVIDENDS)
    page = page_of(open_page(client, draft, "income_qualified-you-dividends"))
    assert [option["value"] for option in page.select("#id_part_currency option")] == ["EUR"]
    other = send(client, draft, "income_qualified-you-dividends", part_amount="1", part_currency="USD")
    assert "Choose a currency" in other.content.decode()


def test_a_part_of_an_amount_that_became_smaller_is_asked_again() -> None:
    part = {"income_qualified-you-dividends": {"part": {"amount": "900", "currency": "EUR"}, "not_sure": False}}
    answers = BERLIN | DIVIDENDS | part
    assert Route(answers).first_open is None
    for amount in ({"amount": "800", "currency": "EUR"}, {"amount": "1000", "currency": "USD"}):
        smaller = {"income-you-dividends": DIVIDENDS["income-you-dividends"] | {"amount": amount}}
        assert Route(answers | smaller).first_open == "income_qualified-you-dividends"


def test_losses_are_only_for_businesses_sales_and_other_income(client: Client) -> None:
    kinds = ["wages", "self", "interest", "dividends", "gains", "pension", "social", "unemployment", "other"]
    draft = draft_of(client, family(income_kinds__you={"kinds": kinds}))
    may_be_negative = []
    for kind in kinds:
        typed = {"amount_amount": "-5", "amount_currency": "EUR", "source": "us", "tax_free_amount": "0"}
        response = send(client, draft, f"income-you-{kind}", **typed)
        if response.status_code == 302:
            may_be_negative.append(kind)
        else:
            assert "Amount must be 0 or more" in response.content.decode()
    assert may_be_negative == ["self", "gains", "other"]
