"""Each test of each child: a word, the answer that decided it, and a link to the very screen of that answer."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.adapter import Adapted
from interview.contract import read_household
from interview.drafts.results import Assessed
from interview.engine import evaluate
from interview.result.explain import ResultPage, Told, explain
from interview.result.explain.verdict import Verdict
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, adapted, family
from tests.result.households import MARCH, child, household, page

TITLES = {
    "relationship": "Related to you",
    "age": "Under 17 on December 31, 2025",
    "residency": "Lived with you for more than half of the year",
    "support": "Did not pay for more than half of their own living",
    "joint_return": "Did not file a joint return",
    "citizenship": "US citizen, national or resident",
    "dependent": "Claimed on your return",
    "taxpayer_id": "Social Security number valid for work",
    "id_issued_in_time": "Number issued before the return is due",
    "filer_id": "A parent with the right tax number",
}
FACTS: dict[str, Any] = {"children_facts": {"facts": ["own_support"]}}


def told(answers: dict[str, Any]) -> ResultPage:
    """The page of a family's answers, without a database."""
    found: Adapted = adapted(answers)
    year = shipped_year(answers["year"]["tax_year"])
    facts = read_household(found.document)
    result = Assessed(facts, evaluate(facts, year.parameters), found.assumptions, year, found.rough)
    return explain(result, today=MARCH, told=Told(Route(answers), year))


def mia(answers: dict[str, Any]) -> dict[str, Verdict]:
    first = told(answers).children[0]
    return {view.title: view for view in (*first.failed, *first.passed)}


@pytest.mark.parametrize(("code", "screen"), [
    ("relationship", "child_basics-c1"),
    ("age", "child_basics-c1"),
    ("residency", "child_home-c1"),
    ("support", "children_facts"),
    ("joint_return", "children_facts"),
    ("citizenship", "child_papers-c1"),
    ("dependent", "children_facts"),
    ("taxpayer_id", "child_papers-c1"),
    ("id_issued_in_time", "children_issued"),
    ("filer_id", "papers-you"),
])  # fmt: skip
def test_a_test_that_is_passed_leads_to_the_screen_of_its_answer(code: str, screen: str) -> None:
    found = mia(BERLIN)[TITLES[code]]
    assert (found.passed, found.page) == (True, screen)
    assert found.quote.question
    assert found.quote.answer


OTHER_PAPERS: dict[str, Any] = {
    "child_papers__c1": {"papers": "other"},
    "child_status__c1": {"status": "none"},
    "child_id__c1": {"kind": "itin"},
}
FAILS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "counted nights": (
        "residency",
        {"child_home__c1": {"lived": "close"}, "child_nights__c1": {"nights": 100}},
        "child_nights-c1",
        "100",
    ),
    "own support": ("support", {**FACTS, "child_facts__c1": {"facts": ["own_support"]}}, "child_facts-c1", "Mia paid"),
    "no status": ("citizenship", OTHER_PAPERS, "child_status-c1", "None of these"),
    "an ITIN": ("taxpayer_id", OTHER_PAPERS, "child_id-c1", "An ITIN"),
    "no number": (
        "taxpayer_id",
        {"child_papers__c1": {"papers": "citizen_none"}, "extension": {"extension": "abroad"}},
        "child_papers-c1",
        "no number yet",
    ),
    "a late number": (
        "id_issued_in_time",
        {
            "children_issued": {"all_issued": "no"},
            "child_issued__c1": {"window": "after"},
            "extension": {"extension": "abroad"},
        },
        "child_issued-c1",
        "",
    ),
    "not claimed": (
        "dependent",
        {"children_facts": {"facts": ["not_mine"]}, "child_facts__c1": {"facts": ["not_mine"]}},
        "child_facts-c1",
        "not claiming Mia",
    ),
    "another parent goes first": (
        "dependent",
        {
            "children_facts": {"facts": ["other_claim"]},
            "child_facts__c1": {"facts": ["other_claim"]},
            "child_claimant__c1": {"who": "parent_more"},
        },
        "child_claimant-c1",
        "more nights there",
    ),
    "the claim was given away": (
        "dependent",
        {
            "children_facts": {"facts": ["release"]},
            "child_facts__c1": {"facts": ["release_out"]},
            "child_release__c1": {"rule": "yes"},
        },
        "child_release-c1",
        "both are true",
    ),
    "a grown child who does not study": (
        "dependent",
        {
            "child_basics__c1": {**BERLIN["child_basics-c1"], "birth_date": "2005-05-04"},
            "child_student__c1": {"student": "neither"},
            "child_settled__c1": {"rest": False},
        },
        "child_student-c1",
        "Neither",
    ),
    "someone can claim the parent": (
        "dependent",
        {"papers__you": {"papers": "citizen_ssn", "age_band": "19_23"}, "claimed__you": {"can_be_claimed": "yes"}},
        "claimed-you",
        "Yes",
    ),
    "a parent with an ITIN": (
        "filer_id",
        {
            "papers__you": {"papers": "other", "age_band": "24_64"},
            "us_status__you": {"status": "days"},
            "tax_id__you": {"kind": "itin"},
            "id_window__you": {"window": "by_due"},
        },
        "tax_id-you",
        "ITIN",
    ),
}


@pytest.mark.parametrize("name", FAILS)
def test_a_test_that_failed_names_the_answer_that_decided_it_and_leads_to_its_screen(name: str) -> None:
    code, changes, screen, answer = FAILS[name]
    found = mia(family(children=["c1"], **changes))[TITLES[code]]
    assert (found.passed, found.page) == (False, screen)
    assert answer in found.quote.answer


def test_of_two_parents_the_one_whose_number_is_missing_is_named() -> None:
    answers = family(
        MARRIED_IN_BERLIN,
        papers__spouse={"papers": "other", "age_band": "24_64"},
        tax_id__spouse={"kind": "none"},
    )
    assert mia(answers)[TITLES["filer_id"]].page == "tax_id-spouse"


def test_nights_that_were_counted_are_held_against_what_it_takes() -> None:
    counted = family(children=["c1"], child_home__c1={"lived": "close"}, child_nights__c1={"nights": 100})
    reason = "Mia lived with you for 100 nights in 2025. It takes 183 or more."
    assert mia(counted)[TITLES["residency"]].reason == reason
    assert reason in told(counted).headline.lead
    less = mia(family(children=["c1"], child_home__c1={"lived": "less"}))[TITLES["residency"]]
    assert less.reason == "Mia did not live with you for more than half of 2025."


def test_the_headline_of_a_zero_tells_what_nobody_is_sure_of_as_that() -> None:
    unsure = family(
        children=["c1"],
        child_papers__c1={"papers": "other"},
        child_status__c1={"status": "not_sure"},
        child_id__c1={"kind": "ssn_work"},
    )
    assert told(unsure).headline.lead[0].startswith("You were not sure what Mia was for US tax.")


def test_a_birth_date_is_quoted_by_its_year_alone() -> None:
    assert mia(BERLIN)[TITLES["age"]].quote == ("Born", "2019")


def test_what_a_quick_check_did_not_ask_is_called_taken_for_granted() -> None:
    found = mia(QUICK_BERLIN)
    taken = {title for title, view in found.items() if view.taken}
    asked = {TITLES[code] for code in ("age", "residency", "taxpayer_id", "filer_id")}
    assert taken == set(found) - asked
    assert all(found[title].page.startswith("quick_") for title in asked)


UNSURE_OF_OWN: dict[str, Any] = {
    "papers__you": {"papers": "other", "age_band": "24_64"},
    "us_status__you": {"status": "days"},
    "tax_id__you": {"kind": "not_sure"},
}


def test_a_parent_who_is_not_sure_of_the_own_number_has_not_failed() -> None:
    result = told(family(**UNSURE_OF_OWN))
    found = {view.title: view for view in result.children[0].failed}[TITLES["filer_id"]]
    assert (found.open, found.page) == (True, "tax_id-you")
    assert found.reason == "You were not sure which tax number you have. We took it as none."
    assert result.family_tests is not None
    assert [one.title for one in result.family_tests.failed if one.open] == ["You have the right tax number"]


def test_a_quick_check_that_is_not_sure_of_numbers_has_not_failed() -> None:
    unsure = family(
        QUICK_BERLIN,
        quick_children_numbers={"with_number": None, "not_sure": True},
        quick_filer={"numbers": "not_sure"},
    )
    failed = told(unsure).children[0].failed
    assert [view.title for view in failed] == [TITLES["taxpayer_id"], TITLES["id_issued_in_time"], TITLES["filer_id"]]
    assert all(view.open for view in failed)
    known = told(family(QUICK_BERLIN, quick_children_numbers={"with_number": 0, "not_sure": False})).children[0]
    assert not any(view.open for view in known.failed)


def test_a_household_without_answers_quotes_nobody() -> None:
    tests = page(household()).children[0].passed
    assert not any(test.page or test.quote.answer or test.taken for test in tests)


def test_a_child_who_brings_the_smaller_credit_says_so() -> None:
    document = household(children=[child("Ida", taxpayer_id={"kind": "itin"}), child("Leo")])
    ida, leo = page(document).children
    assert ida.smaller == "Ida brings the smaller credit of $500 instead. It can lower your tax and is never paid out."
    assert leo.smaller == ""


def test_a_child_who_brings_nothing_says_so() -> None:
    ida = page(household(children=[child("Ida", taxpayer_id={"kind": "none"}), child("Leo")])).children[0]
    assert ida.smaller == "Ida does not bring the smaller credit of $500 either."


def test_before_2018_nobody_hears_of_a_smaller_credit() -> None:
    document = household(tax_year=2017, children=[child("Ida", born="2010-01-01", taxpayer_id={"kind": "none"})])
    assert page(document).children[0].smaller == ""


def test_what_a_child_adds_is_worked_out_without_it_where_shares_do_not_tell() -> None:
    """Pay of 15,801 pays out 1,995 for two children and 1,700 for one: the second adds 295, not its half."""
    leo = page(household(filer={"wages_foreign": 15_801})).children[1]
    assert leo.without == "If you did not claim Leo, you would end up with $295 less."
    assert page(household()).children[1].without == ""


@pytest.mark.django_db
def test_every_test_on_the_page_has_a_word_and_a_link_that_opens_and_leads_back(client: Client) -> None:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        draft = draft_of(client, family(child_papers__c1={"papers": "citizen_none"}, extension={"extension": "abroad"}))
        response = client.get(reverse("result:show", args=[draft.public_id]))
        card = BeautifulSoup(response.content.decode(), "html.parser").select_one("#child-1")
        assert card is not None
        tests = card.select(".tests > li")
        assert len(tests) == 10
        assert [test.select_one(".verdict").get_text() for test in tests] == ["No"] * 2 + ["Yes"] * 8  # type: ignore[union-attr]
        for test in tests:
            [link] = test.select("a")
            assert str(link["href"]).endswith("?back=result")
            assert client.get(str(link["href"])).status_code == 200
        assert len({link.get_text() for link in card.select(".tests a")}) == 10, "each link says what it changes"
