"""Where the app tells rather than asks: the filing status, and which children count."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.interview.browsing import draft_of, open_page, place, send
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, family

pytestmark = pytest.mark.django_db


def page_of(client: Client, answers: dict[str, Any], page: str) -> BeautifulSoup:
    return BeautifulSoup(open_page(client, draft_of(client, answers), page).content, "html.parser")


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())  # type: ignore[union-attr]


def test_the_likely_status_is_told_with_the_answers_that_decided_it(client: Client) -> None:
    page = page_of(client, family(filing_status=None), "filing_status")
    text = text_of(page)
    assert page.h1 is not None
    assert page.h1.get_text() == "Your filing status is likely head of household"
    assert "Never married" in text
    assert "Yes, I paid more than half" in text
    assert "Your answers would also allow: Single." in text
    assert page.select_one("input[value=hoh][checked]")
    assert page.select_one("details.why:has(input[value=hoh]):not([open])")
    links = [link["href"] for link in page.select("dl.facts a")]
    assert [str(link).rsplit("/", 1)[-1] for link in links] == ["?back=filing_status"] * 2


def test_a_different_status_can_be_used_and_stays_in_sight(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert place(send(client, draft, "filing_status", status="single")) == "papers-you"
    page = BeautifulSoup(open_page(client, draft, "filing_status").content, "html.parser")
    assert page.select_one("details.why[open] input[value=single][checked]")


def test_whoever_compares_is_told_about_the_return_of_ones_own(client: Client) -> None:
    compares = family(MARRIED_IN_BERLIN, joint=None) | {
        "spouse_us": {"status": "nra"},
        "joint_nonresident": {"files": "compare"},
        "joint_before": {"before": "no"},
    }
    page = page_of(client, compares, "filing_status")
    assert page.h1 is not None
    assert page.h1.get_text() == "If you file on your own, your filing status is likely head of household"


def test_nobody_with_one_status_only_is_told_about_it(client: Client) -> None:
    draft = draft_of(client, MARRIED_IN_BERLIN)
    assert open_page(client, draft, "filing_status").status_code == 302


def test_surviving_spouses_are_told_so(client: Client) -> None:
    widow = family(marital={"marital": "widowed"}, filing_status=None) | {"spouse_died": {"when": "y1"}}
    text = text_of(page_of(client, widow, "filing_status"))
    assert "Your filing status is likely qualifying surviving spouse" in text
    assert "Head of household, Single" in text


CHILDREN: list[tuple[dict[str, Any], str]] = [
    ({}, "Leo likely counts for the credit."),
    ({"child_papers-c2": {"papers": "citizen_none"}}, "Leo does not count yet: the right tax number is missing."),
    ({"child_home-c2": {"lived": "less"}}, "Leo does not count: a child must live with you for more than half"),
    ({"child_basics-c2": {**BERLIN["child_basics-c2"], "birth_date": "2008"}},
     "Leo likely brings the smaller credit, which only lowers tax."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "sentence"), CHILDREN, ids=[sentence for _changes, sentence in CHILDREN])
def test_each_child_is_told_about_in_a_sentence_with_its_reasons(
    client: Client, changes: dict[str, Any], sentence: str
) -> None:
    page = page_of(client, BERLIN | changes, "children_told")
    told = page.select("main li.card")
    assert len(told) == 2
    assert sentence in text_of(page)
    assert all(child.select("details li") for child in told)
    assert all("back=children_told" in str(child.select_one("p > a")["href"]) for child in told)  # type: ignore[index]


def test_no_sentence_says_whether_a_child_is_a_boy_or_a_girl(client: Client) -> None:
    for changes, _sentence in CHILDREN:
        words = text_of(page_of(client, BERLIN | changes, "children_told")).lower().split()
        assert not {"he", "she", "his", "her", "him"} & set(words)


def test_what_is_told_leads_on_and_saves_nothing(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    before = dict(draft.answers)
    assert place(send(client, draft, "children_told")) == "income_kinds-you"
    assert place(send(client, draft, "children_told", back="review")).startswith("review")
    assert draft.answers == before


def test_a_child_that_is_not_finished_is_not_judged(client: Client) -> None:
    page = page_of(client, family(child_papers__c2=None), "children_told")
    assert "Leo" not in text_of(page)


@pytest.mark.parametrize(
    ("lived", "told"),
    [
        ("all", "Your filing status is head of household."),
        ("less", "Your filing status is single. Head of household needs a child who lived with you"),
    ],
)
def test_the_likely_status_is_settled_once_the_children_are_known(client: Client, lived: str, told: str) -> None:
    homes = {"child_home-c1": {"lived": lived}, "child_home-c2": {"lived": lived}}
    assert told in text_of(page_of(client, BERLIN | homes, "children_told"))


def test_a_joint_return_was_never_only_likely(client: Client) -> None:
    assert "Your filing status" not in text_of(page_of(client, MARRIED_IN_BERLIN, "children_told"))


def test_a_child_with_an_answer_that_nobody_was_sure_of_is_not_said_to_be_out(client: Client) -> None:
    unsure = family(child_papers__c1={"papers": "other"}, child_status__c1={"status": "not_sure"}) | {
        "child_id-c1": {"kind": "ssn_work"}
    }
    text = text_of(page_of(client, unsure, "children_told"))
    assert "We cannot say yet if Mia counts: you were not sure of an answer." in text
    assert "Not clear yet" in text
    assert "Mia does not count" not in text


def test_a_child_that_is_too_old_is_told_so_even_if_another_answer_is_open(client: Client) -> None:
    too_old = family(child_papers__c1={"papers": "other"}, child_status__c1={"status": "not_sure"}) | {
        "child_basics-c1": {"name": "Mia", "birth_date": "2007-05-04", "died": False, "relationship": "birth"},
        "child_student-c1": {"student": "student"},
        "child_id-c1": {"kind": "ssn_work"},
    }
    text = text_of(page_of(client, too_old, "children_told"))
    assert "Not clear yet" not in text
