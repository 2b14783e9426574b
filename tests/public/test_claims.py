"""What others say: every claim with its law and its dollars, all of them from the figures of the year shown."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.public.claims.claim import Claim, Rules
from interview.public.claims.list import IN_ORDER, claims_of
from interview.years import every_year_in_force
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, family
from tests.public.reading import page_of, slip, words

pytestmark = pytest.mark.django_db

EVERY_YEAR = range(2017, 2027)
LAW = re.compile(r"IRC \d|Rev\. (Proc|Rul)\.|Treas\. Reg\.|Form \d|Schedule \d|P\.L\.|child tax credit worksheet")


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def claims(year: int) -> dict[str, Claim]:
    every = {each: found.parameters for each, found in every_year_in_force().items()}
    return {claim.code: claim for claim in claims_of(Rules(every[year], every))}


def publish_with(by: User, section: str, changes: dict[str, Any], tax_year: int = 2025) -> None:
    """A new published revision with other figures in one section."""
    current = published_revision(tax_year)
    assert current is not None
    draft = copy_to_draft(current, by=by)
    document = copy.deepcopy(draft.document)
    for name, value in changes.items():
        document["figures"][section][name]["value"] = value
    change_draft(draft, document, by=None)
    publish(draft, by=None, reason="Congress changed it.", in_force=current)


@pytest.mark.parametrize("year", EVERY_YEAR)
def test_every_claim_names_its_law_and_its_dollars(client: Client, year: int) -> None:
    page = page_of(client, "public:claims", year=year)
    shown = page.select(".claim")
    assert len(shown) >= 9
    for claim in shown:
        assert LAW.search(words(claim.select_one(".source"))), claim["id"]
        assert re.search(r"In dollars: .*\$\d", words(claim)), claim["id"]
        assert "What is right:" in words(claim)
    assert [str(claim["id"]) for claim in shown] == list(claims(year))


def test_each_claim_is_there_in_some_year() -> None:
    assert len({code for year in EVERY_YEAR for code in claims(year)}) == len(IN_ORDER)


@pytest.mark.parametrize(
    ("year", "code", "said"),
    [
        (2025, "amount", "For 2025 they have $4,400 of credit. By the figures of 2024 it would be $4,000."),
        (2022, "amount", "For 2022 they have $4,000 of credit. By the figures of 2021 it would be $6,000."),
        # Example 41 of the law, with the cap of two children; above the exclusion the rest of the pay still counts.
        (2025, "lowers_earned_income", "$30,000 still counts, and $0 is paid back. Without the form it is $3,400."),
        (2025, "leave_it_out", "Given up for 2025, it is free again for 2031."),
        (2025, "all_paid_back", "Of $4,400 they are paid $3,400. The other $1,000 cannot be paid out."),
        (2024, "all_paid_back", "Of $4,000 they are paid $3,400. The other $600 cannot be paid out."),
        (2021, "all_paid_back_to_everybody", "In the US they have $7,200 of credit."),
        (2021, "all_paid_back_to_everybody", "$2,800 is paid back."),
        (2025, "must_owe_tax", "Their US tax is $0, and $2,625 is paid back."),
        (2017, "must_owe_tax", "Their US tax is $0, and $2,000 is paid back."),
        # 40,000 − 23,625 = 16,375 is taxed at 10%: more than the 500 that such a child brings.
        (2025, "child_with_an_itin", "brings $2,200. An ITIN brings $500."),
        (2025, "number_of_the_child_only", "$1,700 is paid back. If both have only an ITIN, it is $0."),
        (2023, "number_came_late", "the day before, $1,600 is paid back. Issued on the day itself, it is $0."),
        (2024, "claim_at_any_time", "The mother in Berlin gets $3,400 up to that day."),
        (2025, "earned_income_credit_abroad", "In the US their EITC is $7,152. Abroad it is $0."),
        # Examples 22a and 22d of the law.
        (
            2025,
            "apart_from_the_eitc",
            "$306 of child credit is paid back. At home in the US it is $225, next to $1,811",
        ),
        # Example 33 of the law.
        (2024, "nonresident_returns", "Of the credit $903 pays US tax, and $975 is paid back."),
        (2025, "limits", "A couple with two children earns $200,000. They still have $4,400 of credit."),
    ],
)
def test_what_a_claim_means_in_dollars(year: int, code: str, said: str) -> None:
    assert said in claims(year)[code].in_dollars


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("all_paid_back", {2018, 2019, 2020, 2022, 2023, 2024, 2025, 2026}),
        ("all_paid_back_to_everybody", {2021}),
        ("number_of_the_child_only", {2025, 2026}),
        ("child_with_an_itin", set(EVERY_YEAR) - {2017}),
        ("limits", set(EVERY_YEAR) - {2017, 2021}),
    ],
)
def test_a_claim_stands_only_where_it_is_an_error(code: str, years: set[int]) -> None:
    assert {year for year in EVERY_YEAR if code in claims(year)} == years


def test_another_amount_for_a_child_changes_the_pages(client: Client, admin_user: User) -> None:
    before = slip(page_of(client, "public:credit", year=2025, pay=40_000))
    publish_with(admin_user, "child_tax_credit", {"per_child": 2_300, "refund_cap_per_child": 1_800})
    page = words(page_of(client, "public:claims", year=2025))
    assert "For 2025 it is $2,300 for each child." in page
    assert "they have $4,600 of credit" in page
    assert "At most $1,800 for each child is paid back" in page
    assert "Of $4,600 they are paid $3,600." in page
    assert "$2,200 " not in page
    assert slip(page_of(client, "public:credit", year=2025, pay=40_000))["back"] == before["back"] + 200


def test_other_dates_and_waits_change_the_pages(client: Client, admin_user: User) -> None:
    publish_with(admin_user, "dates", {"claim_refund_by": "2029-04-20"})
    publish_with(admin_user, "exclusion", {"years_before_new_election": 7})
    page = words(page_of(client, "public:claims", year=2025))
    assert "the last safe day is April 20, 2029." in page
    assert "in the next 7 tax years" in page
    assert "it is free again for 2033" in page
    assert "tax year 2033" in words(page_of(client, "public:two_routes", year=2025))


def test_the_law_of_a_claim_is_that_of_its_year() -> None:
    assert claims(2017)["lowers_earned_income"].sources[0] == "IRC 24(d)(5)"
    assert claims(2018)["lowers_earned_income"].sources[0] == "IRC 24(d)(3)"


def test_the_year_shown_first_is_the_newest_that_can_be_filed(client: Client) -> None:
    assert "tax year 2025" in words(page_of(client, "public:claims"))
    with time_machine.travel("2027-01-02T12:00:00Z", tick=False):
        assert "tax year 2026" in words(page_of(client, "public:claims"))


def test_no_text_of_the_page_holds_a_figure_of_law() -> None:
    """Amounts come from the parameters: with the figures of another year every one of them would change."""
    answers = {year: [claim.right for claim in claims(year).values()] for year in (2017, 2025)}
    assert not {text for text in answers[2017] if "$" in text} & {text for text in answers[2025] if "$" in text}


def test_the_selector_of_years_keeps_its_choice(client: Client) -> None:
    page = BeautifulSoup(client.get(reverse("public:claims"), {"year": 2019}).content, "html.parser")
    assert [str(option["value"]) for option in page.select("option[selected]")] == ["2019"]
    assert [int(str(option["value"])) for option in page.select("option")] == sorted(EVERY_YEAR, reverse=True)


@pytest.mark.parametrize(("plan", "leads_there"), [("plan_yes", True), ("compare", False)])
def test_a_zero_by_form_2555_leads_to_what_others_say_about_it(client: Client, plan: str, leads_there: bool) -> None:
    draft = draft_of(client, family(BERLIN, exclusion_plan={"plan": plan}))
    page = BeautifulSoup(client.get(reverse("result:show", args=[draft.public_id])).content, "html.parser")
    assert ("only reason" in words(page.h1)) is leads_there
    links = [str(link["href"]) for link in page.select(".answer a")]
    there = f"{reverse('public:claims')}?year=2025#lowers_earned_income"
    assert (there in links) is leads_there
    assert page_of(client, "public:claims", year=2025).select_one("#lowers_earned_income") is not None
