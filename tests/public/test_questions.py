"""What the calculators say to an answer that they cannot use: a message at its place, and the rest is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.public.reading import words

pytestmark = pytest.mark.django_db

CREDIT, TWO_WAYS, CLAIMS = "public:credit", "public:two_routes", "public:claims"
YEARS = "Choose a tax year. These years exist: 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026."
RUBBISH = (
    "", " ", "abc", "-1", "-", "1e9", "0x10", "9" * 400, "½", "٣", "1.2.3", "NaN", "Infinity", "\0", "<b>", "%s%%",
    "{0}", "'", "1,000,000,000,000", "€5", "¹", "١٢", "\u202e5", "None", "true", "2025\n",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False):
        yield


def refused(client: Client, name: str, **asked: Any) -> BeautifulSoup:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 422
    assert "no-store" in answer["Cache-Control"]
    page = BeautifulSoup(answer.content, "html.parser")
    assert [str(tag["content"]) for tag in page.select("meta[name=robots]")] == ["noindex"]
    assert page.select("#answer-h") == []
    return page


def messages(page: BeautifulSoup) -> dict[str, str]:
    """By field, as its label and control are tied to it."""
    found = {}
    for control in page.select("[aria-invalid=true]"):
        told = [words(page.find(id=name)) for name in str(control["aria-describedby"]).split()]
        found[str(control["name"])] = told[-1].removeprefix("Error: ")
    return found


@pytest.mark.parametrize(
    ("name", "asked", "field", "message"),
    [
        (CREDIT, {"year": 1999}, "year", YEARS),
        (CREDIT, {"year": "soon"}, "year", YEARS),
        (CREDIT, {"status": "complicated"}, "status", "Choose a filing status from the list"),
        (CREDIT, {"children": "11"}, "children", "Enter a whole number from 0 to 10"),
        (CREDIT, {"children": "1.5"}, "children", "Enter a whole number from 0 to 10"),
        (CREDIT, {"children": ""}, "children", "Enter a whole number from 0 to 10"),
        (CREDIT, {"children": 0}, "children", "Enter at least one child, or another person you claim"),
        (CREDIT, {"year": 2021, "young": 3}, "young", "Enter no more than 2, the number of children"),
        (CREDIT, {"year": 2021, "home": "moon"}, "home", "Choose where you lived"),
        (CREDIT, {"pay": ""}, "pay", "Enter your pay"),
        (CREDIT, {"pay": "60k"}, "pay", "Amount must be a number, like 25000 or 25,000.50"),
        (CREDIT, {"pay": "-5"}, "pay", "Amount must be 0 or more"),
        (CREDIT, {"pay": "1,000,001"}, "pay", "Enter an amount of no more than $1,000,000 in dollars"),
        (CREDIT, {"pay": "40,000 €"}, "pay", "Enter the amount in US dollars"),
        (TWO_WAYS, {"children": 0}, "children", "Enter a whole number from 1 to 10"),
        (TWO_WAYS, {"wage": 0}, "wage", "Enter pay of one dollar or more"),
        (TWO_WAYS, {"wage": "2000000"}, "wage", "Enter an amount of no more than $1,000,000 in dollars"),
        (
            TWO_WAYS,
            {"currency": "XTS"},
            "currency",
            "We have no rate for this currency for 2025. Choose another, or use dollars",
        ),
        (TWO_WAYS, {"tax": 9000, "rate": 20}, "rate", "Enter the tax as an amount or as a percentage, not both"),
        (TWO_WAYS, {"tax": "", "rate": ""}, "tax", "Enter the income tax there, or 0 if there is none"),
        (TWO_WAYS, {"wage": 5000, "tax": 5001}, "tax", "The tax cannot be more than the pay"),
        (TWO_WAYS, {"rate": "101"}, "rate", "Enter a percentage from 0 to 100, like 20"),
        (TWO_WAYS, {"rate": "a lot"}, "rate", "Enter a percentage from 0 to 100, like 20"),
    ],
)
def test_a_wrong_answer_gets_its_message_at_its_place(
    client: Client, name: str, asked: dict[str, Any], field: str, message: str
) -> None:
    page = refused(client, name, **asked)
    assert messages(page) == {field: message}
    (link,) = page.select(".errors a")
    assert link.get_text() == message
    assert page.select_one(str(link["href"])) == page.select_one(f"main [name={field}]")


def test_what_was_typed_is_kept(client: Client) -> None:
    page = refused(
        client, CREDIT, year=2021, status="single", children="3", young="x", others="<2>", pay="40 k", home="us"
    )
    kept = {str(tag["name"]): str(tag.get("value")) for tag in page.select("main input[name]")}
    assert kept == {"children": "3", "young": "x", "others": "<2>", "pay": "40 k"}
    chosen = {str(tag.parent["name"]): str(tag["value"]) for tag in page.select("main option[selected]") if tag.parent}
    assert chosen == {"year": "2021", "status": "single", "home": "us"}


def test_several_wrong_answers_are_all_named(client: Client) -> None:
    page = refused(client, CREDIT, year=1850, children="many", pay="lots")
    assert set(messages(page)) == {"year", "children", "pay"}
    assert "Check these 3 answers" in words(page)


def test_a_year_that_nobody_knows_is_answered_on_the_page_of_claims_too(client: Client) -> None:
    answer = client.get(reverse(CLAIMS), {"year": "<1999>"})
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert messages(page) == {"year": YEARS}
    assert "2025" in words(page.select_one("p.lead"))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (CREDIT, ("year", "status", "children", "others", "pay")),
        (TWO_WAYS, ("year", "status", "children", "wage", "currency", "tax", "rate")),
        (CLAIMS, ("year",)),
    ],
)
def test_no_answer_breaks_a_page(client: Client, name: str, fields: tuple[str, ...]) -> None:
    for field in fields:
        for typed in RUBBISH:
            answer = client.get(reverse(name), {field: typed})
            assert answer.status_code in (200, 422), (field, typed)
            assert f'"{typed}"'.encode() not in answer.content or "<" not in typed


def test_messages_are_there_in_spanish_too(client: Client) -> None:
    with override("es"):
        page = refused(client, CREDIT, children="x", pay="y")
    assert set(messages(page)) == {"children", "pay"}


@pytest.mark.parametrize(
    "status", ["single", "married_joint", "married_separate", "head_of_household", "surviving_spouse"]
)
@pytest.mark.parametrize("year", range(2017, 2027))
def test_every_year_and_status_has_an_answer(client: Client, year: int, status: str) -> None:
    whose = f"year={year}&status={status}"
    for asked in ("children=10&others=10", "children=0&others=1", "pay=1000000"):
        assert client.get(f"{reverse(CREDIT)}?{whose}&{asked}").status_code == 200
    for asked in ("wage=1", "wage=999999"):
        assert client.get(f"{reverse(TWO_WAYS)}?{whose}&{asked}").status_code == 200


def test_a_parameter_sent_twice_or_not_known_does_no_harm(client: Client) -> None:
    twice = client.get(f"{reverse(CREDIT)}?pay=1&pay=50000&utm_source=x&year=2025")
    once = client.get(f"{reverse(CREDIT)}?pay=50000&year=2025")
    answers = [BeautifulSoup(answer.content, "html.parser").select_one(".slip") for answer in (twice, once)]
    assert answers[0] == answers[1]
    assert answers[0] is not None


@pytest.mark.parametrize("typed", ["123-45-6789", "123 45 6789", "123456789", "\u0661\u0662\u0663-45-6789"])
@pytest.mark.parametrize(("name", "field"), [(CREDIT, "pay"), (TWO_WAYS, "wage"), (CLAIMS, "year")])
def test_a_tax_number_typed_by_mistake_gets_into_no_address_and_no_log(
    client: Client, name: str, field: str, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = refused(client, name, **{field: typed})
    addresses = [unquote_plus(str(tag["href"])) for tag in page.select("[href]")]
    assert not [address for address in addresses if typed in address or "6789" in address]
    assert "6789" not in caplog.text
