"""The tests of the whole family stand once above the children: a word, the figures, and where the answer was given."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.result.explain import ResultPage
from interview.result.explain.verdict import Verdict
from tests.interview.browsing import draft_of
from tests.interview.families import QUICK_BERLIN, family
from tests.result.households import MARCH, child, choosing, household, page
from tests.result.test_earlier_years import IN_US, in_time, of
from tests.result.test_headline_order import told

NUMBER = "You have the right tax number"
CLAIMED = "Nobody else claims you"
FORM_2555 = "No Form 2555 on the return"
EARNED = "Enough pay from work"
LIMIT = "Income not above the limit"
CAP = "The most that can be paid out"
DENIED = "No earlier denial in the way"
TIME = "Still in time"


def verdicts(result: ResultPage) -> dict[str, Verdict]:
    assert result.family_tests is not None
    return {one.title: one for one in (*result.family_tests.failed, *result.family_tests.passed)}


def of_household(today: date = MARCH, **changes: Any) -> dict[str, Verdict]:
    return verdicts(page(household(**changes), today=today))


def test_a_family_with_nothing_in_the_way_passes_all_but_the_cap() -> None:
    found = of_household()
    assert list(found) == [CAP, NUMBER, CLAIMED, FORM_2555, EARNED, LIMIT, DENIED, TIME], "what fails comes first"
    assert [title for title, one in found.items() if not one.passed] == [CAP]


def test_the_cap_names_what_it_takes_away() -> None:
    assert of_household()[CAP].reason == "At most $1,700 per child can be paid to you. That cuts $1,000 off."
    little_pay = of_household(filer={"wages_foreign": 12_000})[CAP]
    assert (little_pay.passed, little_pay.reason) == (True, "At most $1,700 per child can be paid to you.")


def test_2017_and_a_home_in_the_us_in_2021_know_no_cap() -> None:
    assert CAP not in verdicts(page(of(2017), today=in_time(2017)))
    assert CAP not in verdicts(page(of(2021, **IN_US), today=in_time(2021)))


def test_form_2555_on_the_return_fails() -> None:
    barred = of_household(filer=choosing("elect"))[FORM_2555]
    assert (barred.passed, barred.reason) == (
        False,
        "Form 2555 is on the return, so none of the credit is paid to you.",
    )


def test_form_2555_takes_nothing_from_a_home_in_the_us_in_2021() -> None:
    at_home = {"place": "abroad", "country": "DE", "main_home_in_us_over_half_year": True}
    document = of(2021, residence=at_home, filer={"wages_foreign": 40_000, **choosing("elect")})
    found = verdicts(page(document, today=in_time(2021)))
    assert found[FORM_2555].passed
    assert found[EARNED].reason == "In 2021 a family with a home in the US needs no pay from work."


@pytest.mark.parametrize(("pay", "passed"), [(2_400, False), (2_500, False), (2_600, True)])
def test_pay_from_work_is_held_against_the_floor(pay: int, passed: bool) -> None:
    found = of_household(filer={"wages_foreign": pay})[EARNED]
    assert (found.passed, found.reason) == (passed, f"You earned ${pay:,}. The refund starts above $2,500.")


def test_the_income_limit_names_income_limit_and_cut() -> None:
    found = of_household(filer={"wages_foreign": 0, "wages_us": 205_500}, foreign_tax={})[LIMIT]
    assert found.reason == ("Your income of $205,500 is $5,500 above the limit of $200,000. The credit drops by $300.")
    left_out = of_household(filer={"wages_foreign": 230_000, **choosing("elect")}, foreign_tax={})[LIMIT]
    assert left_out.reason.endswith("Income left out with Form 2555 is added back here.")
    assert (
        of_household()[LIMIT].reason
        == "Your income of $67,720 cuts nothing off the credit. The limit for you is $200,000."
    )


def test_the_lower_limit_of_2021_is_not_called_the_limit_of_the_credit() -> None:
    document = of(2021, **{**IN_US, "filer": {"wages_foreign": 0, "wages_us": 130_000}})
    found = verdicts(page(document, today=in_time(2021)))[LIMIT]
    assert not found.passed
    assert found.reason.startswith("At your income of $130,000 a part of what 2021 added is cut.")


def test_whoever_can_be_claimed_cannot_claim() -> None:
    found = of_household(filer={"claimed_as_dependent": True})[CLAIMED]
    assert (found.passed, found.open) == (False, False)
    assert found.reason == "Someone else can claim you, so you cannot claim children."


def test_a_claim_that_nobody_is_sure_of_is_not_known() -> None:
    unsure = family(
        papers__you={"papers": "citizen_ssn", "age_band": "19_23"}, claimed__you={"can_be_claimed": "not_sure"}
    )
    found = verdicts(told(unsure))[CLAIMED]
    assert (found.open, found.page) == (True, "claimed-you")
    assert found.reason.startswith("You are not sure if someone else can claim you.")


def test_a_denial_needs_form_8862_and_one_nobody_is_sure_of_is_not_known() -> None:
    denied = of_household(history={"child_credit_disallowed": "needs_form_8862"})[DENIED]
    assert (denied.passed, denied.open, denied.reason) == (False, False, "Form 8862 must go with the return.")
    unsure = verdicts(told(family(history={"denied": "not_sure", "filed": "no"})))[DENIED]
    assert (unsure.passed, unsure.open, unsure.page) == (False, True, "history")
    waits = of_household(history={"child_credit_disallowed": "banned"})[DENIED]
    assert waits.reason == "The IRS set a wait that covers 2025."


@pytest.mark.parametrize(("answers", "screen", "start"), [
    ({"accepted": "not_sure"}, "history_form_8862", "You are not sure if Form 8862 was accepted."),
    ({"wait": "not_sure"}, "history_wait", "You are not sure if the IRS set a wait."),
])  # fmt: skip
def test_after_a_denial_what_is_open_leads_to_its_own_question(
    answers: dict[str, str], screen: str, start: str
) -> None:
    said = {"accepted": "no", "wait": "none", **answers}
    denied = family(
        history={"denied": "yes", "filed": "no"},
        history_form_8862={"accepted": said["accepted"]},
        history_wait={"wait": said["wait"]},
    )
    found = verdicts(told(denied))[DENIED]
    assert (found.open, found.page) == (True, screen)
    assert found.reason.startswith(start)


def test_after_the_last_day_to_claim_the_family_is_too_late() -> None:
    assert of_household()[TIME].reason == "A refund for 2025 can be claimed until April 15, 2029."
    late = of_household(date(2029, 4, 16))[TIME]
    assert (late.passed, late.reason) == (False, "The last day to claim was April 15, 2029.")


def test_a_quick_check_says_what_it_did_not_ask() -> None:
    found = verdicts(told(QUICK_BERLIN))
    assert {title for title, one in found.items() if one.taken} == {CLAIMED, DENIED}
    assert found[NUMBER].page == "quick_filer"
    assert found[FORM_2555].page == "quick_exclusion"
    assert found[EARNED].page == "quick_earned"


def test_without_a_child_there_is_nothing_to_test() -> None:
    assert page(household(children=[])).family_tests is None


def test_a_number_that_is_missing_fails_once_for_all_children() -> None:
    found = of_household(children=[child("Mia"), child("Leo")], filer={"taxpayer_id": {"kind": "none"}})[NUMBER]
    assert not found.passed
    assert "Social Security number valid for work" in found.reason


@pytest.mark.django_db
def test_they_stand_once_on_the_page_with_links_that_open(client: Client) -> None:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        draft = draft_of(client, family())
        response = client.get(reverse("result:show", args=[draft.public_id]))
        section = BeautifulSoup(response.content.decode(), "html.parser").select("#family-tests")
        assert len(section) == 1
        links = [str(link["href"]) for link in section[0].select("a")]
        assert len(links) >= 5
        assert all(client.get(link).status_code == 200 for link in links)
