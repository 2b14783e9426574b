"""The mother in Berlin, screen by screen, as her browser sends them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.results import assess
from tests.interview.browsing import begin, open_page, place, send
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db

FULL: list[tuple[str, dict[str, Any]]] = [
    ("home", {"main_place": "abroad"}),
    ("home_country", {"country": "DE"}),
    ("marital", {"marital": "never"}),
    ("paid_home", {"paid": "yes"}),
    ("filing_status", {"status": "hoh"}),
    ("papers-you", {"papers": "citizen_ssn", "age_band": "24_64"}),
    ("children_list", {}),
    (
        "child_basics-c1",
        {
            "name": "Mia",
            "birth_date_month": "5",
            "birth_date_day": "4",
            "birth_date_year": "2019",
            "relationship": "birth",
        },
    ),
    ("child_home-c1", {"lived": "all"}),
    ("child_papers-c1", {"papers": "citizen_ssn"}),
    ("children_list", {}),
    (
        "child_basics-c2",
        {
            "name": "Leo",
            "birth_date_month": "3",
            "birth_date_day": "1",
            "birth_date_year": "2015",
            "relationship": "birth",
        },
    ),
    ("child_home-c2", {"lived": "all"}),
    ("child_papers-c2", {"papers": "citizen_ssn"}),
    ("children_list", {"others": "0"}),
    ("children_issued", {"all_issued": "yes"}),
    ("children_facts", {"facts": ["none"]}),
    ("children_told", {}),
    ("income_kinds-you", {"kinds": ["wages"]}),
    ("income-you-wages", {"amount_amount": "60.000,00", "amount_currency": "EUR", "source": "foreign"}),
    ("income_list", {}),
    ("exclusion_plan", {"plan": "compare"}),
    ("exclusion_all_year", {"you": "yes"}),
    ("exclusion_prior", {"you": "never"}),
    ("foreign_tax", {"paid": "yes"}),
    ("foreign_tax_amount", {"general_amount": "15 000", "general_currency": "EUR"}),
    ("deductions", {"standard": "yes"}),
    ("history", {"denied": "no", "filed": "no"}),
    ("review", {}),
]

QUICK: list[tuple[str, dict[str, Any]]] = [
    ("quick_home", {"home": "abroad"}),
    ("quick_status", {"status": "single"}),
    ("quick_children", {"total": "2"}),
    ("quick_children_numbers", {"with_number": "2"}),
    ("quick_filer", {"numbers": "yes"}),
    ("quick_earned", {"earned_amount": "60,000", "earned_currency": "EUR"}),
    ("quick_foreign_tax", {"tax_amount": "15,000", "tax_currency": "EUR"}),
    ("quick_exclusion", {"uses": "compare"}),
    ("result", {}),
]


def test_every_screen_of_the_full_interview_leads_to_the_next_up_to_the_result(client: Client) -> None:
    draft = begin(client)
    for (page, data), (following, _data) in pairwise(FULL):
        assert open_page(client, draft, page).status_code == 200
        if page == "children_list" and following.startswith("child_basics"):
            response = client.post(reverse("wizard:child_add", args=[draft.public_id]))
        else:
            response = send(client, draft, page, **data)
        assert place(response) == following
    assert draft.answers == BERLIN
    assessment = assess(draft).assessment
    assert assessment.best == "no_exclusion"
    assert assessment.scenario("no_exclusion").additional_child_tax_credit == 3_400  # type: ignore[union-attr]
    assert place(client.post(reverse("wizard:review", args=[draft.public_id]))) == "result"
    assert draft.result.additional_child_tax_credit == 3_400


def test_the_quick_check_is_eight_screens_and_ends_at_a_rough_result(client: Client) -> None:
    draft = begin(client, depth="quick")
    for (page, data), (following, _data) in pairwise(QUICK):
        assert open_page(client, draft, page).status_code == 200
        assert place(send(client, draft, page, **data)) == following
    assessed = assess(draft)
    assert assessed.rough
    assert assessed.assessment.scenario("no_exclusion").additional_child_tax_credit == 3_400  # type: ignore[union-attr]


def test_a_quick_check_made_exact_shows_its_answers_filled_in_to_confirm(client: Client) -> None:
    draft = begin(client, depth="quick")
    for page, data in QUICK[:-1]:
        send(client, draft, page, **data)
    assert place(client.post(reverse("wizard:deepen", args=[draft.public_id]))) == "sections"
    tag = "From your quick check. Is this right?"
    home = open_page(client, draft, "home").content.decode()
    assert tag in home
    assert 'value="abroad" id="id_main_place_1" checked' in home
    send(client, draft, "home", main_place="abroad")
    assert tag not in open_page(client, draft, "home").content.decode()
    draft.refresh_from_db()
    assert draft.answers["children"] == ["c1", "c2"]
    papers = open_page(client, draft, "child_papers-c1").content.decode()
    assert tag in papers
    assert 'value="citizen_ssn" id="id_papers_0" checked' in papers
    send(client, draft, "income_kinds-you", kinds=["wages"])
    income = open_page(client, draft, "income-you-wages").content.decode()
    assert tag in income
    assert 'value="60,000"' in income
