"""A family changes the language in the middle of a screen: nothing that it typed is lost, and its mails follow."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from tests.interview.browsing import address_of, draft_of, open_page, send
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

HALF = {"name": "Mi", "birth_date_month": "5", "birth_date_year": "20", "relationship": "birth"}


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def chooser(response: Any) -> Tag:
    (shown,) = soup(response).select(".languages a, .languages button")
    return shown


def switch(client: Client, draft: Draft, page: str, **typed: Any) -> Any:
    """Press the button with the name of the other language, and follow where it leads."""
    draft.refresh_from_db()
    typed.setdefault("seen", fingerprint(draft.answers.get(page)))
    response = client.post(address_of(draft, page), {**typed, "language": "es"}, follow=True)
    draft.refresh_from_db()
    return response


def test_the_button_sends_what_was_typed_and_the_same_screen_shows_it_in_the_other_language(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert chooser(open_page(client, draft, "child_basics-c1")).name == "button"
    shown = switch(client, draft, "child_basics-c1", **HALF)
    assert shown.request["PATH_INFO"] == address_of(draft, "child_basics-c1").replace("/en/", "/es/")
    page = soup(shown)
    assert page.html is not None
    assert page.html["lang"] == "es"
    assert page.select_one("#id_name")["value"] == "Mi"  # type: ignore[index]
    assert page.select_one("#id_birth_date_year")["value"] == "20"  # type: ignore[index]
    assert draft.answers == draft.answers | BERLIN


def test_the_choice_is_remembered_in_the_browser_and_for_the_mails_of_the_draft(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert draft.language == "en"
    switch(client, draft, "home")
    assert draft.language == "es"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"


def test_a_screen_that_was_not_changed_is_not_called_unsaved(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    switch(client, draft, "home", main_place="abroad")
    assert draft.unsaved == {}


def test_a_refused_screen_keeps_its_text_too(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    refused = send(client, draft, "child_basics-c1", **HALF)
    assert refused.status_code == 422
    assert chooser(refused).name == "button"
    shown = switch(client, draft, "child_basics-c1", **HALF)
    assert soup(shown).select_one("#id_name")["value"] == "Mi"  # type: ignore[index]


def test_the_place_to_come_back_to_goes_along(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    shown = switch(client, draft, "home", main_place="us", back="review")
    assert shown.request["QUERY_STRING"] == "back=review"


def test_a_tax_number_is_refused_in_the_language_it_was_typed_in(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    answer = switch(client, draft, "child_basics-c1", name="123-45-6789")
    assert answer.status_code == 422
    assert "123-45-6789" not in str(draft.unsaved)


def test_a_language_that_is_not_ours_is_no_page(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert client.post(address_of(draft, "home"), {"language": "xx"}).status_code == 404


def test_a_page_without_a_form_has_a_link(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for address in (reverse("wizard:review", args=[draft.public_id]), reverse("result:show", args=[draft.public_id])):
        assert chooser(client.get(address)).name == "a"


def test_answers_saved_in_spanish_are_the_same_answers(client: Client) -> None:
    draft = draft_of(client, family(home=None))
    client.post(address_of(draft, "home").replace("/en/", "/es/"), {"main_place": "abroad", "seen": fingerprint(None)})
    draft.refresh_from_db()
    assert draft.answers["home"] == BERLIN["home"]
    assert draft.language == "es"
