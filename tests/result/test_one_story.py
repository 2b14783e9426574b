"""What stands in two places of the result page tells one story: nothing is offered that the headline counts already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from interview.drafts.models import ShareLink
from interview.drafts.results import Outlook, Worth
from interview.result.explain import explain
from interview.result.explain.case import Case
from interview.result.explain.levers import levers, levers_view
from interview.result.explain.levers.found import LeverView
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN
from tests.result.households import MARCH, assessed, child, choosing, household, page
from tests.result.test_share_links import link_to

NOVEMBER = date(2026, 11, 22)
COUNTED = "The result at the top of this page counts on this already. With Form 2555 you would lose that much."
NO_NUMBER: dict[str, Any] = {"taxpayer_id": {"kind": "none"}}


def watch_out(document: dict[str, Any]) -> tuple[str, ...]:
    return next(one.watch_out for one in levers(Case(assessed(document), MARCH)) if one.code == "L_DROP_2555")


def order(document: dict[str, Any]) -> list[str]:
    """The sections of the page below the headline, as they are read."""
    html = render_to_string("result/body.html", {"result": page(document, today=NOVEMBER)})
    return [str(one["aria-labelledby"]) for one in BeautifulSoup(html, "html.parser").select("section")]


def test_a_family_that_left_the_choice_to_us_hears_that_the_headline_counts_on_leaving_the_form_off() -> None:
    used_before = household(filer=choosing("compare", elected_before=True))
    assert page(used_before).headline.outcome == "H_REFUND"
    assert watch_out(used_before)[0] == COUNTED
    assert COUNTED not in watch_out(household(filer=choosing("elect", elected_before=True)))


def test_an_open_answer_is_not_listed_a_second_time_among_the_levers() -> None:
    family = assessed(household(children=[child(**NO_NUMBER)]))
    worth = Worth("Mia’s number", "child_id-c1", (), "Yes", 1_700, 1_700, together=False)
    unsure = replace(family, outlook=Outlook(0, 1_700, (worth,)))
    case = Case(unsure, MARCH)
    assert "L_UNKNOWN" in {one.code for one in levers(case)}
    view = levers_view(case)
    assert view is not None
    assert "L_UNKNOWN" not in {one.lever.code for one in view.shown + view.more}


def test_foreign_tax_that_nobody_is_sure_of_is_told_as_an_open_answer_only() -> None:
    abroad = assessed(household(filer={"exclusion": {}}, foreign_tax={}))
    unsure = Worth("Income tax abroad", "foreign_tax", (), "", 1_200, 1_200, together=False)
    told = replace(abroad, outlook=Outlook(0, 1_200, (unsure,)))
    assert "L_FTAX" in {card.lever.code for card in shown(Case(abroad, MARCH))}
    assert "L_FTAX" not in {card.lever.code for card in shown(Case(told, MARCH))}


def shown(case: Case) -> tuple[LeverView, ...]:
    view = levers_view(case)
    return (*view.shown, *view.more) if view else ()


def test_the_sentence_of_two_bars_says_which_way_it_is_about() -> None:
    bars = page(household(filer=choosing("elect"))).bars
    assert bars is not None
    assert bars.sentence == "With Form 2555, $0 of $4,400 lowers your tax, $0 is paid to you and $4,400 is lost."


def test_where_both_ways_come_out_the_same_the_children_stand_before_them() -> None:
    same = order(household(children=[child(**NO_NUMBER)]))
    assert same.index("kids-h") < same.index("compare-h")
    apart = order(household())
    assert apart.index("compare-h") < apart.index("kids-h")


def test_days_that_have_passed_are_folded_below_what_is_to_do() -> None:
    result = page(household(), today=NOVEMBER)
    assert result.days_passed
    assert all(step.past for step in result.days_passed)
    assert not any(step.past for step in result.steps_to_come)


def test_of_a_year_that_is_too_late_no_day_is_folded_and_none_is_still_possible() -> None:
    result = explain(assessed(household(tax_year=2021)), today=NOVEMBER)
    assert result.headline.outcome == "H_LATE"
    assert not result.days_passed
    assert "You may have until this day." not in {step.title for step in result.next_steps}


@pytest.mark.django_db
def test_a_link_that_was_stopped_leads_to_the_list_without_it(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    link_to(client, draft)
    answer = client.post(reverse("result:stop_link", args=[draft.public_id, ShareLink.objects.get().public_id]))
    assert answer["Location"] == f"{reverse('result:links', args=[draft.public_id])}#links-h"


def test_a_return_that_is_filed_with_form_2555_can_not_go_back_at_once() -> None:
    filed = explain(assessed(household(filer=choosing("elect"))), today=NOVEMBER, filed="on_time")
    assert filed.comparison is not None
    row = next(row for row in filed.comparison.rows if row.label == "Can you go back?")
    assert any("the first year you can use Form 2555 again is 2031" in cell.note for cell in row.cells)
    planned = page(household(filer=choosing("elect")))
    assert planned.comparison is not None
    row = next(row for row in planned.comparison.rows if row.label == "Can you go back?")
    assert "Yes. You may choose Form 2555 in a later year." in {cell.note for cell in row.cells}
