"""The page about all open years in front of its family, and the button that makes a year exact."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interview.drafts.access import MOST_DRAFTS
from interview.drafts.codes import address_with_email, let_in
from interview.drafts.models import Draft
from interview.steps import Route
from tests.advising.people import advisor, draft_of, family, office, shared_draft
from tests.interview.families import BERLIN, QUICK_BERLIN
from tests.interview.families import family as answers_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def opened(client: Client, draft: Draft) -> Any:
    return client.get(reverse("result:open_years", args=[draft.public_id]))


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content.decode(), "html.parser").get_text(" ").split())


def marks(response: Any) -> list[str]:
    """Year by year: exact or rough."""
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    return [str(row.select_one("th .chip").get_text()) for row in soup.select(".years tbody tr")]  # type: ignore[union-attr]


def make_exact(client: Client, draft: Draft, year: int) -> Any:
    return client.post(reverse("result:open_years_start", args=[draft.public_id, year]))


def of_year(year: int) -> dict[str, Any]:
    return answers_of(year={"tax_year": year})


@pytest.mark.parametrize("answers", [BERLIN, QUICK_BERLIN])
def test_the_page_reads_with_few_queries_and_writes_nothing(answers: dict[str, Any]) -> None:
    client, key = family()
    draft = draft_of(key, answers=answers)
    draft_of(key, answers=of_year(2024), tax_year=2024)
    opened(client, draft)
    with CaptureQueriesContext(connection) as captured:
        assert opened(client, draft).status_code == 200
    queries = [query["sql"] for query in captured]
    assert len(queries) <= MOST_QUERIES, queries
    assert all(query.startswith("SELECT") for query in queries), queries
    assert Draft.objects.count() == 2


def test_the_headline_comes_first_and_every_year_has_its_row() -> None:
    client, key = family()
    soup = BeautifulSoup(opened(client, draft_of(key)).content.decode(), "html.parser")
    assert "You could still claim up to about $10,000 back" in str(soup.h1.get_text())  # type: ignore[union-attr]
    assert [str(head.get_text()).split()[0] for head in soup.select(".years tbody th[scope=row]")] == [
        "2023",
        "2024",
        "2025",
    ]
    assert soup.select_one(".years caption") is not None


def test_an_own_finished_draft_of_the_year_makes_it_exact() -> None:
    client, key = family()
    draft = draft_of(key)
    assert marks(opened(client, draft)) == ["Rough", "Rough", "Exact"]
    draft_of(key, answers=of_year(2024), tax_year=2024)
    assert marks(opened(client, draft)) == ["Rough", "Exact", "Exact"]


def test_a_draft_in_the_same_hands_through_the_email_address_counts_too() -> None:
    client, key = family()
    address = address_with_email("dora@example.org", language="en")
    let_in(address, browser_key_hash=key, remember=True, label="Firefox on Linux")
    draft = draft_of(key)
    other = draft_of("", answers=of_year(2024), tax_year=2024)
    Draft.objects.filter(pk=other.pk).update(address=address)
    assert marks(opened(client, draft)) == ["Rough", "Exact", "Exact"]


def test_drafts_of_other_people_are_never_read() -> None:
    client, key = family()
    _stranger, strange = family()
    draft = draft_of(key)
    theirs = draft_of(strange, answers=of_year(2024), tax_year=2024)
    response = opened(client, draft)
    assert marks(response) == ["Rough", "Rough", "Exact"]
    assert str(theirs.public_id) not in response.content.decode()


def test_deleted_drafts_are_never_read() -> None:
    client, key = family()
    draft = draft_of(key)
    gone = draft_of(key, answers=of_year(2024), tax_year=2024)
    Draft.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    assert marks(opened(client, draft)) == ["Rough", "Rough", "Exact"]


def test_nobody_opens_the_years_of_another_family_or_begins_one() -> None:
    _alice, key = family()
    draft = draft_of(key)
    stranger, _key = family()
    assert opened(stranger, draft).status_code == 404
    assert make_exact(stranger, draft, 2024).status_code == 404
    assert Draft.objects.count() == 1


def test_an_unfinished_draft_leads_to_its_first_open_screen() -> None:
    client, key = family()
    draft = draft_of(key, answers=answers_of(foreign_tax_amount=None))
    page = reverse("wizard:page", args=[draft.public_id, "foreign_tax_amount"])
    assert opened(client, draft)["Location"] == page
    assert make_exact(client, draft, 2024)["Location"] == page
    assert Draft.objects.count() == 1


def test_making_a_year_exact_begins_its_draft_at_the_first_open_screen() -> None:
    client, key = family()
    draft = draft_of(key)
    response = make_exact(client, draft, 2023)
    made = Draft.objects.get(tax_year=2023)
    assert made.browser_key_hash == key
    assert "income-you-wages" not in made.answers
    first_open = Route(made.answers).first_open
    assert first_open is not None
    assert response["Location"] == reverse("wizard:page", args=[made.public_id, first_open])
    soup = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    card = soup.select_one("#year-2023")
    assert card is not None
    assert "Go on with 2023" in card.get_text()


def test_pressing_twice_begins_one_draft() -> None:
    client, key = family()
    draft = draft_of(key)
    first, second = make_exact(client, draft, 2023), make_exact(client, draft, 2023)
    assert first["Location"] == second["Location"]
    assert Draft.objects.filter(tax_year=2023).count() == 1


def test_a_year_that_has_a_draft_opens_it_and_a_finished_one_opens_its_result() -> None:
    client, key = family()
    draft = draft_of(key)
    there = draft_of(key, answers=of_year(2024), tax_year=2024)
    assert make_exact(client, draft, 2024)["Location"] == reverse("result:show", args=[there.public_id])
    assert Draft.objects.count() == 2


def test_a_year_whose_draft_was_deleted_begins_anew() -> None:
    client, key = family()
    draft = draft_of(key)
    make_exact(client, draft, 2023)
    Draft.objects.filter(tax_year=2023).update(deleted_at=timezone.now())
    make_exact(client, draft, 2023)
    make_exact(client, draft, 2023)
    assert Draft.objects.filter(tax_year=2023).kept().count() == 1


def test_a_quick_check_is_made_exact_by_all_questions_with_its_children_on_the_list() -> None:
    client, key = family()
    draft = draft_of(key, answers=QUICK_BERLIN)
    make_exact(client, draft, 2023)
    made = Draft.objects.get(tax_year=2023)
    assert made.answers["start"]["depth"] == "full"
    assert made.answers["children"] == ["c1", "c2"]
    assert "quick_earned" not in made.answers
    draft.refresh_from_db()
    assert draft.answers == QUICK_BERLIN


@pytest.mark.parametrize("year", [2022, 2025, 2026, 1999])
def test_only_another_open_year_can_be_begun(year: int) -> None:
    client, key = family()
    assert make_exact(client, draft_of(key), year).status_code == 404
    assert Draft.objects.count() == 1


def test_without_room_for_another_draft_the_page_says_so() -> None:
    client, key = family()
    draft = draft_of(key)
    for _ in range(MOST_DRAFTS - 1):
        draft_of(key, answers=of_year(2025))
    response = make_exact(client, draft, 2024)
    assert response.status_code == 422
    assert "There is no room for more drafts" in text_of(response)
    assert not Draft.objects.filter(tax_year=2024).exists()


def test_opening_the_page_is_no_post_and_beginning_a_year_no_get() -> None:
    client, key = family()
    draft = draft_of(key)
    assert client.post(reverse("result:open_years", args=[draft.public_id])).status_code == 405
    assert client.get(reverse("result:open_years_start", args=[draft.public_id, 2024])).status_code == 405


@pytest.mark.parametrize("answers", [BERLIN, QUICK_BERLIN])
def test_the_result_leads_to_all_open_years_and_names_no_amount_there(answers: dict[str, Any]) -> None:
    client, key = family()
    draft = draft_of(key, answers=answers)
    soup = BeautifulSoup(client.get(reverse("result:show", args=[draft.public_id])).content.decode(), "html.parser")
    teaser = soup.select_one("#open-years")
    assert teaser is not None
    assert "3 years are still open" in teaser.get_text()
    assert "$" not in teaser.get_text()
    assert teaser.select_one(f'a[href="{reverse("result:open_years", args=[draft.public_id])}"]') is not None


def test_an_advisor_who_only_reads_is_not_led_there() -> None:
    client, bob = advisor("bob")
    shared = shared_draft(office("Lakeside Tax Help", bob))
    response = client.get(reverse("advising:draft", args=[shared.public_id]))
    assert response.status_code == 200
    assert "open-years" not in response.content.decode()


def test_every_link_on_the_page_opens() -> None:
    client, key = family()
    draft = draft_of(key)
    draft_of(key, answers=of_year(2024), tax_year=2024)
    make_exact(client, draft, 2023)
    soup = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    links = {str(link["href"]) for link in soup.select("main a[href]")}
    assert all(soup.find(id=link[1:]) for link in links if link.startswith("#"))
    for link in sorted(links):
        if not link.startswith("#"):
            assert client.get(link, follow=True).status_code == 200, link


def test_starting_and_deleting_drafts_of_other_years_comes_to_an_end(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "start_draft": "3/h/ip"}
    client, key = family()
    draft = draft_of(key)
    for _round in range(3):
        assert make_exact(client, draft, 2024).status_code == 302
        client.post(reverse("drafts:delete", args=[Draft.objects.get(tax_year=2024, deleted_at=None).public_id]))
    response = make_exact(client, draft, 2024)
    assert response.status_code == 429
    assert "Many drafts were started" in text_of(response)
    copied = client.post(reverse("drafts:copy", args=[draft.public_id]), {"years": ["2023"]})
    assert copied.status_code == 429
    assert Draft.objects.count() == 4
