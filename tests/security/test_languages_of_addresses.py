"""Which language a visitor gets, what remembers it, and that no address or form of before is lost."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from tests.interview.browsing import address_of, draft_of
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db

SPANISH = {"accept-language": "es-MX,es;q=0.9,en;q=0.5"}
COOKIE = settings.LANGUAGE_COOKIE_NAME


def language_link(content: bytes) -> str:
    (link,) = BeautifulSoup(content, "html.parser").select(".languages a")
    return str(link["href"])


@pytest.mark.parametrize(
    ("accepted", "home"), [("es-MX,es;q=0.9", "/es/"), ("en-GB", "/en/"), ("fr,it;q=0.5", "/en/"), ("", "/en/")]
)
def test_the_first_page_is_in_the_language_of_the_browser_if_the_site_speaks_it(
    client: Client, accepted: str, home: str
) -> None:
    answer = client.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer["Location"]) == (307, home)


def test_the_choice_of_the_reader_comes_before_the_browser(client: Client) -> None:
    client.get(reverse("language", args=["en"]))
    assert client.get("/", headers=SPANISH)["Location"] == "/en/"
    client.get(reverse("language", args=["es"]))
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/es/"


def test_an_address_says_its_language_whatever_else_is_remembered(client: Client) -> None:
    client.get(reverse("language", args=["es"]))
    answer = client.get("/en/", headers=SPANISH)
    assert answer["Content-Language"] == "en"
    assert b'<html lang="en">' in answer.content
    assert b'<html lang="es">' in client.get("/es/").content


def test_reading_a_page_in_a_language_does_not_choose_it(client: Client) -> None:
    client.get("/es/")
    assert COOKIE not in client.cookies


def test_the_link_to_the_other_language_leads_to_the_same_page_with_its_question_mark(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    address = f"{reverse('wizard:review', args=[draft.public_id])}?from=home&x=%C3%A9"
    followed = client.get(language_link(client.get(address).content))
    assert followed["Location"] == address.replace("/en/", "/es/", 1)
    assert client.cookies[COOKIE].value == "es"
    there = client.get(followed["Location"])
    assert there.status_code == 200
    assert client.get(language_link(there.content))["Location"] == address


def test_the_other_language_is_named_in_itself_and_marked_as_such(client: Client) -> None:
    (link,) = BeautifulSoup(client.get("/en/").content, "html.parser").select(".languages a")
    assert (link.get_text(), link["lang"], link["hreflang"]) == ("Español", "es", "es")
    (link,) = BeautifulSoup(client.get("/es/").content, "html.parser").select(".languages a")
    assert (link.get_text(), link["lang"], link["hreflang"]) == ("English", "en", "en")


def test_a_page_that_is_not_there_leads_to_the_first_page_in_the_other_language(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert client.get(language_link(answer.content))["Location"] == "/es/"


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/es/", "/\\evil.example", "es/", "/en/drafts/", ""]
)
def test_choosing_a_language_leads_to_no_other_site(client: Client, to: str) -> None:
    assert client.get(reverse("language", args=["es"]), {"to": to})["Location"] == "/es/"


@pytest.mark.parametrize("code", ["fr", "es-mx", "x" * 300])
def test_a_language_that_the_site_does_not_speak_cannot_be_chosen(client: Client, code: str) -> None:
    answer = client.get(reverse("language", args=[code]))
    assert answer.status_code == 404
    assert COOKIE not in answer.cookies


def test_a_broken_choice_in_the_cookie_is_none(client: Client) -> None:
    client.cookies[COOKIE] = "../../x"
    assert client.get("/")["Location"] == "/en/"


def test_bookmarks_of_before_there_were_languages_lead_to_the_same_page(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for address in (address_of(draft, "home"), reverse("drafts:list"), reverse("admin:index")):
        old = address.removeprefix("/en")
        assert client.get(f"{old}?x=1", headers=SPANISH)["Location"] == f"/es{old}?x=1"
        assert client.get(old.removesuffix("/"), headers=SPANISH)["Location"] == f"/es{old}"


def test_a_form_opened_before_there_were_languages_is_sent_again_to_its_new_address(client: Client) -> None:
    answer = client.post("/interview/start/", {"tax_year": 2025, "depth": "full"}, follow=True)
    assert answer.redirect_chain[0] == ("/en/interview/start/", 307)
    assert answer.status_code == 200
    assert Draft.objects.count() == 1


def test_answers_from_one_language_to_another_visitor_are_not_kept_by_caches(client: Client) -> None:
    answer = client.get("/")
    assert "no-store" in answer["Cache-Control"]
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
