"""The page of the five-year picture: what a person assumes otherwise stands in its address."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from tests.advising.people import draft_of, family
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def opened(client: Client, draft: Draft, **query: str) -> HttpResponse:
    return client.get(reverse("result:years_ahead", args=[draft.public_id]), query)  # type: ignore[return-value]


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def value(page: BeautifulSoup, name: str) -> Any:
    field = page.select_one(f"input[name={name}]")
    assert field is not None
    return field["value"]


def test_it_begins_with_what_is_usual() -> None:
    client, key = family()
    page = soup(opened(client, draft_of(key)))
    assert (value(page, "growth"), value(page, "rate")) == ("0", "25")
    assert "without Form 2555 you would be $20,400 better off" in page.get_text()
    assert len(page.select("svg[role=img]")) == 1
    assert len(page.select("table tbody tr")) == 7


def test_what_is_assumed_otherwise_is_said_and_worked_out() -> None:
    client, key = family()
    response = opened(client, draft_of(key), growth="2,5", rate="12.5 %", move="2028")
    page = soup(response)
    text = " ".join(page.get_text().split())
    assert response.status_code == 200
    assert "Your pay changes by 2.5% each year" in text
    assert "Income tax abroad takes 12.5% of your pay from abroad." in text
    assert "From 2028 on you live in a country without income tax" in text
    assert page.select_one("option[value='2028'][selected]")


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("growth", "a lot", "Enter a number from -20 to 20, like 2 or 1.5"),
        ("growth", "21", "Enter a number from -20 to 20, like 2 or 1.5"),
        ("rate", "-1", "Enter a number from 0 to 100, like 25 or 12.5"),
        ("rate", "123-45-6789", "Enter a number from 0 to 100, like 25 or 12.5"),
        ("move", "2040", "Choose one of the years in the list"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_place_and_the_rest_is_kept(name: str, typed: str, message: str) -> None:
    client, key = family()
    response = opened(client, draft_of(key), **{"growth": "3", "rate": "30", "move": "2027", name: typed})
    page = soup(response)
    assert response.status_code == 422
    assert [error.get_text(strip=True) for error in page.select(".err")] == [f"Error:{message}"]
    kept = {"growth": "3", "rate": "30"}
    kept.pop(name, None)
    assert all(value(page, other) == text for other, text in kept.items())
    assert "123-45" not in str(page.main)


def test_a_family_without_two_ways_is_led_to_its_result() -> None:
    client, key = family()
    draft = draft_of(key, answers={**BERLIN, "exclusion_plan": {"plan": "plan_no"}})
    response = opened(client, draft)
    assert response.status_code == 302
    assert response["Location"] == reverse("result:show", args=[draft.public_id])


def test_an_unfinished_draft_leads_to_its_first_open_page() -> None:
    client, key = family()
    draft = draft_of(key, answers={"start": {"depth": "full"}, "year": {"tax_year": 2025}})
    response = opened(client, draft)
    assert response.status_code == 302
    assert response["Location"] == reverse("wizard:page", args=[draft.public_id, "home"])


def test_nobody_else_may_open_it() -> None:
    _alice, key = family()
    stranger, _key = family()
    assert opened(stranger, draft_of(key)).status_code == 404


def test_reading_it_writes_nothing(django_assert_max_num_queries: Any) -> None:
    client, key = family()
    draft = draft_of(key)
    before = Draft.objects.values().get(pk=draft.pk)
    with django_assert_max_num_queries(12):
        opened(client, draft, growth="1")
    assert Draft.objects.values().get(pk=draft.pk) == before


def test_the_result_page_leads_to_it() -> None:
    client, key = family()
    draft = draft_of(key)
    page = soup(client.get(reverse("result:show", args=[draft.public_id])))  # type: ignore[arg-type]
    assert page.select_one(f"a[href='{reverse('result:years_ahead', args=[draft.public_id])}']")
