"""The advisor's page of one draft: answers in words, the result of this moment, and nothing to change."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.drafts.models import Draft, DraftResult
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision
from tests.advising.people import advisor, office, shared_draft
from tests.interview.families import BERLIN, QUICK_BERLIN, family

pytestmark = pytest.mark.django_db


class Bob:
    """An advisor and his office."""

    def __init__(self) -> None:
        self.client, self.user = advisor("bob")
        self.office = office("Lakeside Tax Help", self.user)

    def reads(self, answers: dict[str, Any]) -> BeautifulSoup:
        draft = shared_draft(self.office, answers=answers)
        return self.opens(draft)

    def opens(self, draft: Draft) -> BeautifulSoup:
        answer = self.client.get(reverse("advising:draft", args=[draft.public_id]))
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def bob() -> Bob:
    return Bob()


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_it_shows_every_answer_in_words(bob: Bob) -> None:
    page = bob.reads(BERLIN)
    answers = page.select_one("#answers")
    assert answers is not None
    rows = dict(zip(map(words, answers.select("dt")), map(words, answers.select("dd")), strict=True))
    assert rows["Country"] == "Germany"
    assert rows["Mia: Born"] == "May 4, 2019"
    assert rows["Your pay from a job: Amount"] == "€60,000 = $67,720"


def test_it_shows_the_result_of_this_moment_with_its_revision(bob: Bob, admin_user: User) -> None:
    draft = shared_draft(bob.office)
    current = published_revision(2025)
    assert current is not None
    new = copy_to_draft(current, by=admin_user)
    document = copy.deepcopy(new.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = 1900
    change_draft(new, document, by=admin_user)
    publish(new, by=None, reason="More", in_force=current)
    text = words(bob.opens(draft))
    assert "$3,800" in text
    assert "Figures of 2025, revision 2." in text
    assert DraftResult.objects.get().additional_child_tax_credit == 3400, "reading writes nothing"


def test_a_zero_says_why(bob: Bob) -> None:
    poor = copy.deepcopy(BERLIN)
    poor["income-you-wages"]["amount"]["amount"] = "1000"
    assert "Why the additional credit is zero: Earned too little" in words(bob.reads(poor))


def test_an_unfinished_draft_shows_what_is_open(bob: Bob) -> None:
    text = words(bob.reads({"start": BERLIN["start"], "year": BERLIN["year"]}))
    assert "No result yet" in text
    assert "Not answered yet" in text


def test_a_quick_check_says_that_it_is_one(bob: Bob) -> None:
    assert "The family answered the quick check only. The rest is assumed." in words(bob.reads(QUICK_BERLIN))


def test_a_family_in_a_territory_has_no_result(bob: Bob) -> None:
    text = words(bob.reads(family(home={"main_place": "territory"}, home_territory={"territory": "gu"})))
    assert "No result yet" in text
    assert "Guam" in text


def test_there_is_nothing_to_change_and_no_way_into_the_family_pages(bob: Bob) -> None:
    page = bob.reads(BERLIN)
    assert page.select("main form, main button, main input, main textarea, main select") == []
    links = [str(link["href"]) for link in page.select("main a[href]")]
    assert [link for link in links if "/interview/" in link] == []


def test_what_families_type_is_shown_as_text(bob: Bob) -> None:
    answers = copy.deepcopy(BERLIN)
    answers["child_basics-c1"]["name"] = "<script>alert(1)</script>"
    page = bob.reads(answers)
    assert [script for script in page.select("script") if "alert" in script.get_text()] == []
    assert "<script>alert(1)</script>" in words(page)


def test_it_costs_at_most_eight_queries_and_writes_nothing(bob: Bob) -> None:
    draft = shared_draft(bob.office)
    bob.opens(draft)
    with CaptureQueriesContext(connection) as queries:
        bob.opens(draft)
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(statements) <= 8
    assert [statement for statement in statements if not statement.startswith("SELECT")] == []
