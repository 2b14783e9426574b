"""The list of sections: status, one line about each, what the quick check has filled in, and the way on."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.store import with_provenance
from tests.interview.browsing import address_of, begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN, QUICK_BERLIN, family

pytestmark = pytest.mark.django_db

ABROAD_ONLY = ("exclusion_", "foreign_tax")


def listed(client: Client, draft: Draft) -> dict[str, Tag]:
    """The lines of the list by the section's name."""
    response = client.get(reverse("wizard:sections", args=[draft.public_id]))
    assert response.status_code == 200
    lines = BeautifulSoup(response.content, "html.parser").select(".section-line")
    return {line.h2.get_text(strip=True): line for line in lines if line.h2}


def states(client: Client, draft: Draft) -> dict[str, str]:
    found = {}
    for name, line in listed(client, draft).items():
        chip = line.select_one(".chip")
        assert chip is not None
        found[name] = chip.get_text(strip=True)
    return found


def opens(line: Tag) -> str:
    link = line.select_one("h2 a")
    return str(link["href"]) if link else ""


def test_a_new_draft_has_begun_nothing_and_only_its_first_section_can_be_opened(client: Client) -> None:
    draft = begin(client)
    assert set(states(client, draft).values()) == {"Not started"}
    assert [name for name, line in listed(client, draft).items() if opens(line)] == ["Year and home"]


def test_a_section_is_in_progress_until_its_last_question_is_answered(client: Client) -> None:
    draft = begin(client)
    send(client, draft, "home", main_place="abroad")
    assert states(client, draft)["Year and home"] == "In progress"
    send(client, draft, "home_country", country="DE")
    assert states(client, draft)["Year and home"] == "Done"
    assert opens(listed(client, draft)["Filing status"]) == address_of(draft, "marital")
    assert opens(listed(client, draft)["Children"]) == ""


def test_on_the_first_pass_the_order_is_fixed_and_free_afterwards(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert all(opens(line) for line in listed(client, draft).values())
    send(client, draft, "marital", marital="married")
    lines = listed(client, draft)
    assert states(client, draft)["Filing status"] == "In progress"
    assert opens(lines["Filing status"]) == address_of(draft, "spouse_us")
    assert opens(lines["Income"]), "a section that was walked through stays open"


def test_a_section_that_is_done_says_in_one_line_what_it_holds(client: Client) -> None:
    lines = listed(client, draft_of(client, BERLIN))
    assert "2 children, both likely to count" in lines["Children"].get_text(" ", strip=True)
    assert "Filing status: Head of household, and 2 more answers" in lines["Filing status"].get_text(" ")
    assert "$67,720 together" in lines["Income"].get_text(" ")
    assert "Main home in 2025: In another country, and 1 more answer" in lines["Year and home"].get_text(" ")


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        ({"papers": "citizen_ssn"}, "2 children, both likely to count"),
        ({"papers": "citizen_none"}, "2 children, 1 of them likely to count"),
    ],
)
def test_children_are_counted_as_the_engine_counts_them(client: Client, papers: dict[str, Any], words: str) -> None:
    draft = draft_of(client, family(child_papers__c2=papers))
    assert words in listed(client, draft)["Children"].get_text(" ", strip=True)


def test_a_single_child_is_spoken_of_alone(client: Client) -> None:
    draft = draft_of(client, family(children=["c1"]))
    assert "1 child, likely to count" in listed(client, draft)["Children"].get_text(" ", strip=True)


def test_answers_of_another_year_are_to_be_checked_until_the_family_confirms_them(client: Client) -> None:
    draft = draft_of(client, with_provenance(BERLIN, "marital", "carried_check"))
    assert states(client, draft)["Filing status"] == "Check this"
    assert opens(listed(client, draft)["Filing status"]) == address_of(draft, "marital")
    send(client, draft, "marital", marital="never")
    assert states(client, draft)["Filing status"] == "Done"
    assert draft.answers == BERLIN


def test_making_it_exact_leads_to_the_list_with_what_the_quick_check_filled_in(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    assert place(client.post(reverse("wizard:deepen", args=[draft.public_id]))) == "sections"
    lines = listed(client, draft)
    assert "1 answer filled in from your quick check" in lines["Year and home"].get_text(" ")
    assert "4 answers filled in from your quick check" in lines["Children"].get_text(" ")
    assert "answers filled in from your quick check" in lines["Income"].get_text(" ")
    send(client, draft, "home", main_place="abroad")
    assert "filled in" not in listed(client, draft)["Year and home"].get_text(" ")


def test_the_quick_check_has_no_list(client: Client) -> None:
    draft = draft_of(client, {**QUICK_BERLIN, "quick_filer": None})
    assert place(client.get(reverse("wizard:sections", args=[draft.public_id]))) == "quick_filer"


def test_every_screen_leads_to_the_list_and_says_where_it_is(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = BeautifulSoup(open_page(client, draft, "child_home-c2").content, "html.parser")
    where = page.select_one(".steps-now").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert where == f"Section 4 of {len(listed(client, draft))}: Children · Child 2 of 2"
    assert page.select_one(".steps-all a")["href"] == reverse("wizard:sections", args=[draft.public_id])  # type: ignore[index]


def test_a_family_in_its_first_three_sections_comes_back_to_the_open_question(client: Client) -> None:
    draft = begin(client)
    send(client, draft, "home", main_place="us")
    assert place(client.get(reverse("wizard:resume", args=[draft.public_id]))) == "marital"


def test_a_section_that_this_family_never_sees_is_not_listed(client: Client) -> None:
    answers = {page: answer for page, answer in BERLIN.items() if not page.startswith(ABROAD_ONLY)}
    draft = draft_of(client, {**answers, "home": {"main_place": "us"}})
    assert "Tax abroad" not in listed(client, draft)
