"""The families of the design's list, from the first page to the sentence at the top of their result."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from time import perf_counter
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from interview.contract import read_household
from interview.drafts.models import Draft
from interview.drafts.results import assess
from interview.engine import Assessment, evaluate
from interview.years.year_in_force import shipped_year
from tests.browser.answering import Person, press
from tests.browser.personas import BERLIN, BY_KEYBOARD, PERSONAS, Persona
from tests.interview.browsing import draft_id_in

THE_END = r"/result/$|territory_stop/$"
CLOSE_ENOUGH = 2
AMOUNTS = ("additional_child_tax_credit", "refundable_child_tax_credit", "nonrefundable_credit", "balance", "agi")


def begin(page: Page, persona: Persona, button: str) -> None:
    """From the first page, with the family's tax year."""
    page.goto(reverse("home"))
    page.get_by_label(re.compile("which tax year", re.IGNORECASE)).select_option(str(persona.tax_year))
    press(page.get_by_role("button", name=re.compile(button, re.IGNORECASE)))


def headline(page: Page) -> str:
    return " ".join(page.locator("#main h1").inner_text().split())


def by_hand(persona: Persona) -> Assessment:
    """What `evaluate` answers to the household that was written down for this family."""
    household = read_household({"schema": 1, **(persona.household or {})})
    return evaluate(household, shipped_year(persona.tax_year).parameters)


def amounts(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """The figures of each way to file."""
    return {way.key: {name: getattr(way, name) for name in AMOUNTS} for way in assessment.scenarios if way.allowed}


@pytest.mark.parametrize("persona", [one for one in PERSONAS if one not in BY_KEYBOARD], ids=str)
def test_all_questions_lead_each_family_to_its_result(desktop: Page, persona: Persona) -> None:
    begin(desktop, persona, "full interview")
    family = Person(desktop, persona.full, {"Add (a|another) child": persona.children}, otherwise=persona.otherwise)
    family.walk_to(THE_END)
    has_reached_its_result(desktop, persona, family.seen)


def has_reached_its_result(page: Page, persona: Persona, seen: list[str]) -> None:
    """The page says what the persona expects, and there were about as many screens before it as were designed."""
    assert headline(page) == persona.says
    first_page, result = 1, 1
    screens = first_page + len(dict.fromkeys(seen)) + result
    away = screens - persona.screens - persona.more_screens
    assert abs(away) <= CLOSE_ENOUGH, f"{screens} screens: {[url.split('/')[-2] for url in seen]}"
    assert persona.reads in page.locator("#main").inner_text()
    if persona.household is not None:
        agrees_with_evaluate(Draft.objects.get(public_id=draft_id_in(page.url)), persona)


def agrees_with_evaluate(draft: Draft, persona: Persona) -> None:
    """The household of the answers and the one written by hand are the same to the law, to the dollar."""
    expected = by_hand(persona)
    found = assess(draft).assessment
    assert amounts(found) == amounts(expected)
    assert [asdict(child)["credit"] for child in found.children] == [child.credit for child in expected.children]
    shown = expected.scenario(expected.best or "")
    assert shown is not None
    assert shown.additional_child_tax_credit + shown.refundable_child_tax_credit == persona.amount
    assert not persona.amount or f"${persona.amount:,}" in persona.says


@pytest.mark.parametrize(("depth", "most_clicks"), [("full interview", 75), ("quick estimate", 22)])
def test_the_mother_in_berlin_needs_few_clicks(
    phone: Page, record_property: Callable[[str, object], None], depth: str, most_clicks: int
) -> None:
    """Every tap on a phone, two for each list that she opens, between the button of the first page and the result."""
    began = perf_counter()
    begin(phone, BERLIN, depth)
    mother = Person(phone, BERLIN.full if "full" in depth else BERLIN.quick, {"Add (a|another) child": BERLIN.children})
    mother.walk_to(THE_END)
    record_property("seconds of the machine", round(perf_counter() - began, 1))
    record_property("clicks", mother.clicks)
    record_property("letters", mother.letters)
    assert mother.clicks <= most_clicks


@pytest.mark.parametrize("persona", [persona for persona in PERSONAS if persona.quick], ids=str)
def test_the_quick_check_tells_each_family_roughly(desktop: Page, persona: Persona) -> None:
    begin(desktop, persona, "quick estimate")
    Person(desktop, persona.quick, otherwise=persona.otherwise).walk_to(THE_END)
    assert headline(desktop) == persona.quick_says
