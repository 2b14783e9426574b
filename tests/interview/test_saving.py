"""Typing, mistyping, leaving and two windows: nothing typed is lost, nothing else is kept."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.drafts.access import COOKIE
from interview.drafts.models import Draft
from interview.drafts.store import ChangedElsewhere, fingerprint, save_page
from tests.interview.browsing import address_of, begin, draft_of, open_page, place, send, titled
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

BASICS = {
    "name": "Mia",
    "birth_date_month": "5",
    "birth_date_day": "4",
    "birth_date_year": "19",
    "relationship": "birth",
}


def test_a_wrong_answer_comes_back_as_it_was_typed_with_a_summary_that_leads_to_it(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "child_basics-c1", **{**BASICS, "name": "Mia 123-45-6789"})
    assert response.status_code == 422
    assert titled(response).startswith("Error: ")
    page = BeautifulSoup(response.content, "html.parser")
    links = {link["href"]: link.get_text() for link in page.select(".errors a")}
    assert links == {
        "#id_name": "Do not enter a Social Security number or ITIN here",
        "#id_birth_date_year": "Year must have 4 numbers, like 2015",
    }
    for target in links:
        assert page.select_one(str(target)) is not None
    assert page.select_one("#id_name")["value"] == "Mia 123-45-6789"  # type: ignore[index]
    assert page.select_one("#id_birth_date_year")["value"] == "19"  # type: ignore[index]
    assert page.select_one("#id_birth_date_month option[selected]")["value"] == "5"  # type: ignore[index]
    assert draft.answers == BERLIN


def test_an_empty_choice_says_its_own_message_and_never_a_stock_one(client: Client) -> None:
    response = send(client, begin(client), "home")
    assert response.status_code == 422
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    assert "Choose where your main home was for most of 2025" in text
    assert "This field is required" not in text


def test_a_tampered_code_is_refused(client: Client) -> None:
    draft = begin(client)
    response = send(client, draft, "home", main_place="moon")
    assert response.status_code == 422
    assert "Choose one of the answers on the page" in response.content.decode()
    assert "home" not in draft.answers


def test_only_the_questions_of_the_screen_are_saved(client: Client) -> None:
    draft = begin(client)
    send(client, draft, "home", main_place="abroad", ssn="123-45-6789", csrfmiddlewaretoken="x", country="DE")
    assert draft.answers["home"] == {"main_place": "abroad"}
    assert "123-45-6789" not in str(draft.answers)


@pytest.mark.parametrize("page", ["home", "income-you-wages", "children_list", "income_list"])
def test_looking_at_a_screen_changes_nothing(client: Client, page: str) -> None:
    draft = draft_of(client, BERLIN)
    before = Draft.objects.values().get()
    assert open_page(client, draft, page).status_code == 200
    client.get(reverse("wizard:review", args=[draft.public_id]))
    client.get(reverse("drafts:list"))
    assert Draft.objects.values().get() == before


def test_changing_an_earlier_answer_keeps_every_later_one(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    send(client, draft, "marital", marital="married")
    send(client, draft, "home", main_place="us")
    assert {**draft.answers, "marital": 0, "home": 0} == {**BERLIN, "marital": 0, "home": 0}
    send(client, draft, "marital", marital="never")
    send(client, draft, "home", main_place="abroad")
    assert draft.answers == BERLIN


def test_save_and_finish_later_saves_and_leads_to_the_drafts(client: Client) -> None:
    draft = begin(client)
    response = send(client, draft, "home", main_place="abroad", later="1")
    assert response["Location"] == reverse("drafts:list")
    assert draft.answers["home"] == {"main_place": "abroad"}


def test_finishing_later_without_having_typed_leaves_without_a_word(client: Client) -> None:
    draft = begin(client)
    assert send(client, draft, "home", later="1")["Location"] == reverse("drafts:list")
    assert "home" not in draft.answers


def test_finishing_later_with_something_half_typed_keeps_it_as_it_was_typed(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "child_basics-c1", **BASICS, later="1")
    assert response["Location"] == reverse("drafts:list")
    assert draft.answers == BERLIN
    page = BeautifulSoup(open_page(client, draft, "child_basics-c1").content, "html.parser")
    assert page.select_one("#id_birth_date_year")["value"] == "19"  # type: ignore[index]
    assert "It is not saved yet" in page.get_text()


def test_finishing_later_with_a_tax_number_typed_says_what_would_be_lost(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "child_basics-c1", **{**BASICS, "name": "123-45-6789"}, later="1")
    assert response.status_code == 422
    assert "Leave without saving this page" in response.content.decode()
    assert "6789" not in str(draft.unsaved)


def test_a_draft_is_found_again_in_the_same_browser_after_half_a_year(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax=None, foreign_tax_amount=None))
    with time_machine.travel(timezone.now() + timedelta(days=180)):
        assert "Our 2025 check" in client.get(reverse("drafts:list")).content.decode()
        response = client.get(reverse("wizard:resume", args=[draft.public_id]))
        assert place(response) == "sections"
        listed = BeautifulSoup(client.get(response["Location"]).content, "html.parser")
        assert listed.select_one(".actions a.btn")["href"] == address_of(draft, "foreign_tax")  # type: ignore[index]


def test_each_save_lengthens_the_life_of_the_browsers_key(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "home", main_place="abroad")
    assert int(response.cookies[COOKIE]["max-age"]) > 365 * 24 * 60 * 60
    assert response.cookies[COOKIE]["httponly"]
    assert response.cookies[COOKIE]["samesite"] == "Lax"


# Two windows ------------------------------------------------------------------------------------------------------


def test_a_window_that_is_behind_is_shown_both_answers_and_asked(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    seen = fingerprint(draft.answers["marital"])
    send(client, draft, "marital", marital="divorced", seen=seen)
    response = send(client, draft, "marital", marital="widowed", seen=seen)
    assert response.status_code == 409
    text = BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    assert "Saved there: Divorced, or legally separated by a court" in text
    assert "Typed here: My spouse had died" in text
    assert draft.answers["marital"] == {"marital": "divorced"}
    page = BeautifulSoup(response.content, "html.parser")
    again = page.select_one("input[name=seen]")["value"]  # type: ignore[index]
    assert page.select_one("input[value=widowed]").has_attr("checked")  # type: ignore[union-attr]
    assert send(client, draft, "marital", marital="widowed", seen=again).status_code == 302
    assert draft.answers["marital"] == {"marital": "widowed"}


def test_of_two_windows_only_what_differs_is_shown_and_an_empty_tick_is_a_no(client: Client) -> None:
    draft, screen = draft_of(client, BERLIN), "income-you-wages"
    seen = fingerprint(draft.answers[screen])
    pay = {"amount_amount": "60000", "amount_currency": "EUR", "source": "foreign"}
    send(client, draft, screen, **pay, guess="on", seen=seen)
    response = send(client, draft, screen, **pay, seen=seen)
    assert response.status_code == 409
    note = BeautifulSoup(response.content, "html.parser").select_one(".note-warn")
    text = note.get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "Saved there: Yes Typed here: No" in text
    assert text.count("Saved there:") == 1


def test_sending_the_same_answer_twice_is_no_conflict(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    seen = fingerprint(draft.answers["marital"])
    for _ in range(2):
        assert send(client, draft, "marital", marital="divorced", seen=seen).status_code == 302


def test_two_windows_may_save_different_screens(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    one, other = Draft.objects.get(), Draft.objects.get()
    save_page(one, "marital", {"marital": "divorced"}, seen=fingerprint(BERLIN["marital"]))
    save_page(other, "home_country", {"country": "FR"}, seen=fingerprint(BERLIN["home_country"]))
    draft.refresh_from_db()
    assert draft.answers["marital"] == {"marital": "divorced"}
    assert draft.answers["home_country"] == {"country": "FR"}


@pytest.mark.django_db(transaction=True)
def test_of_eight_windows_that_save_one_screen_at_once_one_wins_and_seven_are_asked() -> None:
    client = Client()
    draft = draft_of(client, BERLIN)
    seen, outcomes = fingerprint(BERLIN["home_country"]), []
    together = threading.Barrier(8, timeout=30)

    def save(country: str) -> None:
        copy = Draft.objects.get(pk=draft.pk)
        together.wait()
        try:
            save_page(copy, "home_country", {"country": country}, seen=seen)
            outcomes.append("saved")
        except ChangedElsewhere:
            outcomes.append("asked")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[code]) for code in ("FR", "ES", "IT", "AT", "BE", "NL", "PT", "GR")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["asked"] * 7 + ["saved"]


def test_a_draft_that_was_deleted_meanwhile_is_a_404(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(client, BERLIN)

    def deleted(*_args: Any, **_kwargs: Any) -> None:
        raise Draft.DoesNotExist

    monkeypatch.setattr("interview.wizard.views.save_page", deleted)
    assert client.post(address_of(draft, "home"), {"main_place": "abroad"}).status_code == 404
