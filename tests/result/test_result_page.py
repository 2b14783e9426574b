"""The result page in front of its family: it reads, escapes, links and prints, and writes nothing."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.results import assess
from tests.interview.browsing import draft_of, send
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN, family

pytestmark = pytest.mark.django_db

NO_NUMBER = {"papers": "citizen_none"}
FAMILIES: dict[str, dict[str, Any]] = {
    "mother in Berlin": BERLIN,
    "married in Berlin": MARRIED_IN_BERLIN,
    "quick check": QUICK_BERLIN,
    "has chosen Form 2555": family(exclusion_plan={"plan": "plan_yes"}, exclusion_prior={"you": "last_year"}),
    "no numbers": family(child_papers__c1=NO_NUMBER, child_papers__c2=NO_NUMBER, extension={"extension": "abroad"}),
    "little pay": family(
        income__you__wages={"amount": {"amount": "1900", "currency": "EUR"}, "guess": False, "source": "foreign"}
    ),
    "plans ahead": family(year={"tax_year": 2026}),
    "a year before": family(year={"tax_year": 2024}),
    "quick check without numbers": family(QUICK_BERLIN, quick_children_numbers={"with_number": 0, "not_sure": False}),
}


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False):
        yield


def opened(client: Client, draft: Draft) -> Any:
    return client.get(reverse("result:show", args=[draft.public_id]))


def soup_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", FAMILIES)
def test_the_page_shows_the_figures_of_the_engine(client: Client, name: str) -> None:
    draft = draft_of(client, FAMILIES[name])
    response = opened(client, draft)
    assert response.status_code == 200
    assessment = assess(draft).assessment
    text = words(soup_of(response).get_text())
    for way in assessment.scenarios:
        assert f"${way.total_tax:,}" in text
        assert f"${way.additional_child_tax_credit:,}" in text
    shown = assessment.scenario(assessment.best or "no_exclusion")
    assert shown is not None
    for line in shown.lines:
        assert str(line.label) in text
        assert str(line.how) in text
    assert assessment.parameters.digest[:12] in text


@pytest.mark.parametrize("name", FAMILIES)
def test_every_link_on_the_page_opens(client: Client, name: str) -> None:
    soup = soup_of(opened(client, draft_of(client, FAMILIES[name])))
    links = {str(link["href"]) for link in soup.select("main a[href]")}
    assert links
    anchors = {link[1:] for link in links if link.startswith("#")}
    assert all(soup.find(id=anchor) for anchor in anchors)
    for link in sorted(links):
        if link.startswith("https://"):
            assert link.startswith(("https://www.ssa.gov/", "https://www.irs.gov/")), link
        elif not link.startswith("#"):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("name", FAMILIES)
def test_nothing_on_the_page_needs_an_exception_to_the_policy(client: Client, name: str) -> None:
    soup = soup_of(opened(client, draft_of(client, FAMILIES[name])))
    assert not soup.select("[style], style, [onclick], script:not([src])")


@pytest.mark.parametrize("name", FAMILIES)
def test_headings_never_skip_and_one_is_the_first(client: Client, name: str) -> None:
    soup = soup_of(opened(client, draft_of(client, FAMILIES[name])))
    levels = [int(heading.name[1]) for heading in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


@pytest.mark.parametrize("name", FAMILIES)
def test_every_id_is_there_once(client: Client, name: str) -> None:
    ids = [tag["id"] for tag in soup_of(opened(client, draft_of(client, FAMILIES[name]))).select("[id]")]
    assert len(ids) == len(set(ids))


def test_names_are_shown_as_typed_and_never_as_markup(client: Client) -> None:
    typed = "<b>Mia</b> & Co"
    basics = {**BERLIN["child_basics-c1"], "name": typed}
    page = opened(client, draft_of(client, family(child_basics__c1=basics))).content.decode()
    assert typed not in page
    assert html.escape(typed) in page
    assert "&amp;amp;" not in page
    assert "&amp;lt;" not in page


def test_a_name_in_curly_brackets_stays_a_name(client: Client) -> None:
    basics = {**BERLIN["child_basics-c1"], "name": "{amount:$} {0}"}
    response = opened(client, draft_of(client, family(child_basics__c1=basics)))
    assert response.status_code == 200
    assert "{amount:$} {0}" in response.content.decode()


def test_an_unfinished_draft_leads_to_its_first_open_page(client: Client) -> None:
    draft = draft_of(client, family(paid_home=None, filing_status=None))
    response = opened(client, draft)
    assert response.status_code == 302
    assert response["Location"] == reverse("wizard:page", args=[draft.public_id, "paid_home"])


def test_another_browser_finds_nothing(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    stranger = Client()
    assert opened(stranger, draft).status_code == 404
    assert stranger.get(reverse("result:calendar", args=[draft.public_id])).status_code == 404


def test_reading_costs_few_queries_and_writes_nothing(
    client: Client, django_assert_max_num_queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """The draft, the figures of its year, those of all years, and the results that were kept."""
    draft = draft_of(client, BERLIN)
    opened(client, draft)
    with django_assert_max_num_queries(4) as queries:
        opened(client, draft)
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries.captured_queries)


def test_the_page_is_kept_by_no_cache(client: Client) -> None:
    assert "no-store" in opened(client, draft_of(client, BERLIN))["Cache-Control"]


def test_a_quick_check_leads_to_all_questions(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    soup = soup_of(opened(client, draft))
    form = soup.select_one(".answer form")
    assert form is not None
    assert form["action"] == reverse("wizard:deepen", args=[draft.public_id])
    assert words(form.get_text()) == "Make this exact"
    assert "Rough" in words(soup.select_one(".answer").get_text())  # type: ignore[union-attr]


def test_a_changed_answer_leads_straight_back_to_the_result(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    page = reverse("wizard:page", args=[draft.public_id, "foreign_tax_amount"])
    assert reverse("result:show", args=[draft.public_id]) in client.get(f"{page}?back=result").content.decode()
    response = send(client, draft, "foreign_tax_amount", general_amount="0", general_currency="EUR", back="result")
    assert response["Location"] == reverse("result:show", args=[draft.public_id]) + "#changed-h"


def test_the_calendar_file_is_offered_and_arrives(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = client.get(reverse("result:calendar", args=[draft.public_id]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_there_is_a_style_for_paper() -> None:
    css = (settings.BASE_DIR / "static" / "css" / "print.css").read_text(encoding="utf-8")
    assert "@media print" in css
    assert "@page" in css


def test_the_charts_are_named_images_with_a_table_each(client: Client) -> None:
    soup = soup_of(opened(client, draft_of(client, BERLIN)))
    figures = soup.select("main figure")
    assert len(figures) == 3
    for figure in figures:
        drawing = figure.select_one("svg[role=img]")
        assert drawing is not None
        for name in drawing["aria-labelledby"].split():  # type: ignore[union-attr]
            assert soup.find(id=name).get_text(strip=True)  # type: ignore[union-attr]
        assert figure.select_one("table")
