"""Show me both: the better return is the result, the other one stands beside it with its end or its reason."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.results import Assessed, assess, store_result
from interview.result.explain import explain
from interview.result.explain.case import Case
from interview.result.explain.ways_compared import WaysCompared
from interview.steps.filing_status import filing
from tests.interview.browsing import draft_of
from tests.interview.families import MARRIED_IN_BERLIN, family
from tests.result.households import MARCH, household, page
from tests.result.households import assessed as of_household
from tests.result.test_headline_order import told
from tests.result.test_sections import COUPLE

pytestmark = pytest.mark.django_db

PAID_NOTHING_ABROAD: dict[str, Any] = {"foreign_tax": {"paid": "no"}, "exclusion_plan": {"plan": "plan_no"}}
COMPARED: dict[str, Any] = MARRIED_IN_BERLIN | {"joint": {"files": "compare"}, "apart": {"six_months": "no"}}
UNEQUAL = COMPARED | PAID_NOTHING_ABROAD
NONRESIDENT: dict[str, Any] = family(MARRIED_IN_BERLIN, joint=None) | {
    "spouse_us": {"status": "nra"},
    "joint_nonresident": {"files": "compare"},
    "joint_before": {"before": "no"},
}
BOTH = pytest.mark.parametrize("answers", [UNEQUAL, NONRESIDENT | PAID_NOTHING_ABROAD])


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def assessed(client: Client, answers: dict[str, Any]) -> Assessed:
    return assess(draft_of(client, answers))


def compared(client: Client, answers: dict[str, Any]) -> WaysCompared:
    found = explain(assessed(client, answers), today=MARCH).ways_compared
    assert found is not None
    return found


def balance(found: Assessed) -> int:
    way = found.assessment.scenario(found.assessment.best or "no_exclusion")
    assert way is not None
    return way.balance


@BOTH
def test_the_better_return_is_the_result_and_the_other_stands_beside_it(
    client: Client, answers: dict[str, Any]
) -> None:
    ends = {code: assessed(client, dict(filing(answers, code))) for code in ("alone", "together")}
    found = assessed(client, answers)
    [other] = found.other_ways
    assert {found.way, other.code} == {"alone", "together"}
    assert balance(found) == balance(ends[found.way]) == max(map(balance, ends.values()))
    assert other.balance == balance(ends[other.code]) < balance(found)
    assert other.filing_status == ends[other.code].household.filing_status
    assert found.household == ends[found.way].household


def test_the_page_says_which_return_it_shows_and_what_the_other_ends_in(client: Client) -> None:
    shown = compared(client, UNEQUAL)
    [other] = shown.others
    assert shown.heading == "Other ways we checked"
    assert shown.intro == "This page shows one return together with your spouse. It leaves you with the most."
    assert other.title == "A return of your own: Married, separate return"
    assert other.answers == (("How you file", "On my own"),)
    assert other.page == "joint"
    assert other.text == "You would have $1,949 to pay. Child credit paid out: $0."


def test_two_ways_that_end_alike_are_not_ranked(client: Client) -> None:
    shown = compared(client, NONRESIDENT)
    assert shown.intro == "This page shows a return of your own. Both ways leave you with the same."


def test_a_choice_that_was_ended_turns_the_joint_return_off_and_says_why(client: Client) -> None:
    for files in ("compare", "yes"):
        answers = NONRESIDENT | {"joint_nonresident": {"files": files}, "joint_before": {"before": "ended"}}
        other = next(way for way in compared(client, answers).others if way.page == "joint_before")
        assert other.title == "One return together with your spouse"
        assert other.text.startswith("Not possible. You ended the choice")
        assert assessed(client, answers).household.spouse is None


def test_a_family_that_compares_nothing_sees_no_other_returns(client: Client) -> None:
    alone = {"foreign_tax": {"paid": "no"}, "exclusion_plan": {"plan": "plan_no"}}
    assert explain(assessed(client, family(**alone)), today=MARCH).ways_compared is None


def test_form_2555_for_a_part_of_the_pay_is_ruled_out_with_its_reason() -> None:
    found = page(household()).ways_compared
    assert found is not None
    [part] = found.others
    assert part.title == "Form 2555 for a part of your pay"
    assert part.text == (
        "Not possible. The form leaves out all your pay from abroad, up to its limit. You cannot choose a part of it."
    )


def test_a_couple_reads_what_form_2555_for_the_others_of_them_ends_in() -> None:
    found = page(COUPLE).ways_compared
    case = Case(of_household(COUPLE), MARCH)
    assert found is not None
    beside = case.with_form_2555
    others = [way for way in case.assessment.scenarios if way not in (case.without, beside)]
    told = found.others[: len(others)]
    assert len(others) == 2
    for view, way in zip(told, others, strict=True):
        assert view.title.startswith("Form 2555 for ")
        assert f"${way.balance:,}" in view.text
    titles = {"Form 2555 for Ana only", "Form 2555 for Ben only", "Form 2555 for both of you"}
    assert {view.title for view in told} < titles


def test_of_a_couple_the_one_who_has_to_wait_is_named_with_the_reason() -> None:
    stopped = {"test": "physical_presence", "qualifying_days": 365, "revoked_in": 2023}
    document = {**COUPLE, "spouse": {**COUPLE["spouse"], "exclusion": stopped}}
    found = page(document).ways_compared
    assert found is not None
    refused = [view for view in found.others if view.text.startswith("Not possible.") and "part" not in view.title]
    assert {view.title for view in refused} == {"Form 2555 for Ben only", "Form 2555 for both of you"}
    assert all(len(view.text) > len("Not possible. ") for view in refused)


@pytest.mark.parametrize(("changes", "title", "screen"), [
    ({"joint": {"files": "joint"}}, "A return of your own", "joint"),
    ({"joint": {"files": "separate"}, "apart": {"six_months": "no"}}, "One return together with your spouse", "joint"),
    (
        {"spouse_us": {"status": "nra"}, "joint": None, "joint_nonresident": {"files": "no"}},
        "One return together with your spouse",
        "joint_nonresident",
    ),
])  # fmt: skip
def test_the_return_that_nobody_asked_for_is_named_and_not_worked_out(
    changes: dict[str, Any], title: str, screen: str
) -> None:
    found = told(family(MARRIED_IN_BERLIN, **changes)).ways_compared
    assert found is not None
    other = found.others[-1]
    assert (other.title, other.page) == (title, screen)
    assert "we did not work this out" in other.text


def test_open_answers_make_a_range_around_the_return_that_is_shown(client: Client) -> None:
    late = {
        "children_issued": {"all_issued": "no"},
        "child_issued-c1": {"window": "by_due"},
        "child_issued-c2": {"window": "not_sure"},
        "extension": {"extension": "abroad"},
    }
    found = assessed(client, COMPARED | late)
    assert found.outlook is not None
    assert (found.outlook.low, found.outlook.high) == (1_700, 3_400)


@pytest.mark.parametrize("files", ["compare", "yes"])
def test_not_knowing_if_the_choice_was_ended_leaves_room_for_the_return_of_ones_own(client: Client, files: str) -> None:
    unsure = {
        "joint_nonresident": {"files": files},
        "joint_before": {"before": "not_sure"},
        "paid_home": {"paid": "no"},
        "income-you-wages": {"amount": {"amount": "40000", "currency": "USD"}, "guess": False, "source": "foreign"},
    }
    found = assessed(client, NONRESIDENT | PAID_NOTHING_ABROAD | unsure)
    assert found.outlook is not None
    # On a joint return 3,400 is paid out. On a separate one 2,675 of the 4,400 goes against tax first.
    assert (found.outlook.low, found.outlook.high) == (1_725, 3_400)
    [open_answer] = found.outlook.open
    assert (open_answer.page, open_answer.best, open_answer.paid) == ("joint_before", "Yes, but we ended it", -1_675)


def test_an_open_answer_about_the_return_that_is_not_shown_can_make_it_the_better_one(client: Client) -> None:
    pay = {"guess": False, "source": "foreign"}
    answers = COMPARED | {
        **PAID_NOTHING_ABROAD,
        "apart": {"six_months": "yes"},
        "paid_home": {"paid": "not_sure"},
        "income-you-wages": {"amount": {"amount": "40000", "currency": "USD"}, **pay},
        "income_kinds-spouse": {"kinds": ["wages"]},
        "income-spouse-wages": {"amount": {"amount": "10000", "currency": "USD"}, **pay},
        "exclusion_prior": {"you": "never", "spouse": "never"},
    }
    found = assessed(client, answers)
    assert found.outlook is not None
    # Together: 4,400 less US tax of 1,853. As head of household: 4,400 less 1,638.
    assert (found.way, found.outlook.low, found.outlook.high) == ("together", 2_547, 2_762)
    [open_answer] = found.outlook.open
    assert (open_answer.page, open_answer.paid) == ("paid_home", 215)


def test_lists_of_shared_drafts_keep_the_return_that_is_shown(client: Client) -> None:
    draft = draft_of(client, UNEQUAL)
    stored = store_result(draft)
    assert stored is not None
    assert stored.balance == balance(assess(draft))


@BOTH
def test_the_other_ways_stand_on_the_page_with_a_link_to_the_answer(client: Client, answers: dict[str, Any]) -> None:
    draft = draft_of(client, answers)
    response = client.get(reverse("result:show", args=[draft.public_id]))
    section = BeautifulSoup(response.content.decode(), "html.parser").select_one("section[aria-labelledby=ways-h]")
    assert section is not None
    [link] = section.select("a")
    assert str(link["href"]).endswith("?back=result")
    assert client.get(str(link["href"])).status_code == 200
