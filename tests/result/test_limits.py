"""The strip above the headline, what was assumed, where our knowledge ends, and a place for links to every block."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.result.households import household, page
from tests.result.test_headline_order import told

ESTIMATE = "This is an estimate to help you decide. It is not tax advice and it does not file anything."
GUESS: dict[str, Any] = {**BERLIN["income-you-wages"], "guess": True}


def shown(client: Client, answers: dict[str, Any]) -> BeautifulSoup:
    draft = draft_of(client, answers)
    response = client.get(reverse("result:show", args=[draft.public_id]))
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    assert found is not None
    return " ".join(found.get_text().split())


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "kind"), [
    (BERLIN, "Estimate"),
    (QUICK_BERLIN, "Rough"),
    (family(year={"tax_year": 2026}), "Planning"),
])  # fmt: skip
def test_the_strip_names_year_status_kind_day_and_the_version_of_the_figures(
    client: Client, answers: dict[str, Any], kind: str
) -> None:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        strip = words(shown(client, answers), ".answer .crumb")
    year, status = answers["year"]["tax_year"], "Single" if kind == "Rough" else "Head of household"
    assert strip.startswith(
        f"{kind} Your {year} result · {status} · worked out March 9, 2026 · {year} figures, revision "
    )
    assert "published" in strip


@pytest.mark.django_db
def test_every_block_has_a_place_that_a_link_can_lead_to(client: Client) -> None:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        soup = shown(client, BERLIN)
    for section in soup.select("main section"):
        assert soup.find(id=str(section["aria-labelledby"])) is not None
    for block in ("compare-h", "ways-h", "why-h", "kids-h", "family-tests", "child-1", "child-2", "assumed", "limits"):
        assert soup.find(id=block) is not None, block


@pytest.mark.django_db
def test_the_page_ends_its_limits_with_what_it_is(client: Client) -> None:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        text = words(shown(client, BERLIN), "main")
    assert text.count(ESTIMATE) == 1


def test_every_assumption_keeps_its_screen_and_a_guess_is_named_by_its_amount() -> None:
    found = told(family(income__you__wages=GUESS)).assumptions
    guesses = [one for one in found if one.page == "income-you-wages"]
    assert len(guesses) == 1
    assert guesses[0].text.startswith("This amount is your best guess: €60,000")
    assert not any(one.text.startswith("This amount") for one in told(BERLIN).assumptions)


def test_tax_paid_in_is_not_looked_at_until_it_is_named() -> None:
    unknown = page(household()).not_looked_at
    known = page(household(payments={"income_tax_withheld": 900})).not_looked_at
    assert len(unknown) == len(known) + 1
    assert not any("US tax taken out of your pay" in text for text in known)


def test_what_we_work_out_is_not_called_left_out() -> None:
    text = " ".join(page(household(), today=date(2026, 3, 9)).not_looked_at)
    for ours in ("Earned Income", "earned income credit", "investment income", "Medicare"):
        assert ours not in text
