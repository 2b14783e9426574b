"""The public pages by their addresses: who may keep them, and what search engines are told."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from interview.public.addresses import PUBLIC_PAGES
from tests.advising.people import draft_of, family

pytestmark = pytest.mark.django_db

CREDIT, TWO_WAYS, CLAIMS = "public:credit", "public:two_routes", "public:claims"
CALCULATORS_AND_CLAIMS = pytest.mark.parametrize("name", [CREDIT, TWO_WAYS, CLAIMS])


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def head_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def canonical(answer: Any) -> str:
    (link,) = head_of(answer).select("link[rel=canonical]")
    return str(link["href"]).removeprefix(settings.SITE_URL)


def robots_of(answer: Any) -> list[str]:
    return [str(tag["content"]) for tag in head_of(answer).select("meta[name=robots]")]


@CALCULATORS_AND_CLAIMS
def test_reading_sets_no_cookie_and_looks_at_none(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not head_of(answer).select("[name=csrfmiddlewaretoken]")


@CALCULATORS_AND_CLAIMS
def test_any_cache_may_keep_it_and_asks_whether_it_changed(client: Client, name: str) -> None:
    first = client.get(reverse(name))
    assert {"public", "max-age=600"} == set(first["Cache-Control"].split(", "))
    again = client.get(reverse(name), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(reverse(name), {"year": 2024}, headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200


@CALCULATORS_AND_CLAIMS
def test_everybody_gets_the_same_page_also_who_has_a_draft(client: Client, name: str) -> None:
    with_draft, key = family()
    draft_of(key)
    assert with_draft.get(reverse(name)).content == client.get(reverse(name)).content


@pytest.mark.parametrize("name", PUBLIC_PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_page_names_itself_and_the_same_page_in_every_language(client: Client, name: str, language: str) -> None:
    with override(language):
        address = reverse(name)
    answer = client.get(address)
    assert answer["Content-Language"] == language
    assert canonical(answer) == address
    assert robots_of(answer) == ["index, follow"]
    others = {
        str(link["hreflang"]): str(link["href"]).removeprefix(settings.SITE_URL)
        for link in head_of(answer).select("link[rel=alternate]")
    }
    assert set(others) == {"en", "es", "x-default"}
    assert others[language] == address
    for each in others.values():
        assert client.get(each, follow=True).status_code == 200


def test_titles_and_descriptions_tell_the_pages_apart(client: Client) -> None:
    heads = [head_of(client.get(reverse(name))) for name in PUBLIC_PAGES]
    titles = {str(head.title) for head in heads}
    descriptions = {str(tag["content"]) for head in heads for tag in head.select("meta[name=description]")}
    assert len(titles) == len(descriptions) == len(PUBLIC_PAGES)


@pytest.mark.parametrize("name", ["wizard:start", "drafts:list", "returning:ask", "account_login"])
def test_pages_of_families_and_staff_stay_out_of_search_engines(client: Client, name: str) -> None:
    assert robots_of(client.get(reverse(name), follow=True)) == ["noindex"]


@pytest.mark.parametrize(
    ("name", "asked", "told"),
    [
        (CREDIT, {}, ""),
        (CREDIT, {"year": "2025", "status": "married_joint", "children": "2", "pay": "40,000"}, ""),
        (CREDIT, {"pay": "41 000 $", "children": "3"}, "?children=3&pay=41000&year=2025"),
        (CREDIT, {"year": "2024"}, "?year=2024"),
        (CREDIT, {"year": "2024", "young": "1", "home": "us"}, "?year=2024"),
        (CREDIT, {"year": "2021", "young": "1", "home": "us", "x": "y"}, "?home=us&year=2021&young=1"),
        (TWO_WAYS, {"tax": "", "rate": "20,0"}, ""),
        (TWO_WAYS, {"tax": "9000", "rate": ""}, "?tax=9000&year=2025"),
        (TWO_WAYS, {"tax": "9000"}, "?tax=9000&year=2025"),
        (TWO_WAYS, {"wage": "55.000,50", "currency": "EUR"}, "?currency=EUR&wage=55000.5&year=2025"),
        (CLAIMS, {"year": "2025"}, ""),
        (CLAIMS, {"year": "2017"}, "?year=2017"),
    ],
)
def test_the_same_question_has_one_address(client: Client, name: str, asked: dict[str, str], told: str) -> None:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    assert canonical(answer) == reverse(name) + told
    there = client.get(canonical(answer))
    assert canonical(there) == canonical(answer)
    assert head_of(there).select_one("#answer-h, .claims") == head_of(answer).select_one("#answer-h, .claims")


def test_the_host_of_the_request_gets_into_no_address(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = client.get(reverse(CREDIT), headers={"host": "elsewhere.example"})
    assert b"elsewhere.example" not in answer.content


def test_robots_are_told_where_they_may_go(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    for name in PUBLIC_PAGES:
        assert not reverse(name).startswith(tuple(closed))
    for name in ("wizard:start", "drafts:list", "account_login", "admin:index"):
        assert reverse(name).startswith(tuple(closed))


def test_the_list_of_pages_holds_each_public_page_in_each_language(client: Client) -> None:
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = [
        str(place.text).removeprefix(settings.SITE_URL)
        for place in ET.fromstring(answer.content).findall("s:url/s:loc", space)  # noqa: S314
    ]
    wanted = []
    for name in PUBLIC_PAGES:
        for code, _name in settings.LANGUAGES:
            with override(code):
                wanted.append(reverse(name))
    assert listed == wanted
    assert {client.get(address).status_code for address in listed} == {200}


def test_the_first_page_and_every_footer_lead_there(client: Client) -> None:
    home = head_of(client.get(reverse("home")))
    for part in ("main", "footer"):
        links = {str(link["href"]) for link in home.select(f"{part} a")}
        assert {reverse(name) for name in (CREDIT, TWO_WAYS, CLAIMS)} <= links
