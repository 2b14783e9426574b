"""A client's page: answers in words beside the result of this moment."""

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
from interview.firms.office_models import OfficeMember
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision
from tests.advising.people import advisor, office, shared_draft
from tests.golden.families import FAMILIES
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
    for extra in answers.select("dd.do, .row-acts"):
        extra.decompose()
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
    assert DraftResult.objects.get().additional_child_tax_credit == 3400, "reading keeps no result"


def test_the_result_is_that_of_the_way_in_which_the_family_files_beside_the_better_one(bob: Bob) -> None:
    page = bob.reads(family(BERLIN, exclusion_plan={"plan": "plan_yes"}))
    result = page.select_one("section[aria-labelledby=result-h]")
    assert result is not None
    assert "Child credit paid out (ACTC) $0 Form 2555 for the filer" in words(result)
    assert "The better route: “Without Form 2555”. It leaves the family $3,400 better off." in words(result)


def test_the_whole_credit_of_2021_is_paid_out_too(bob: Bob) -> None:
    draft = shared_draft(bob.office, answers=FAMILIES["whole-credit-of-2021"].answers, tax_year=2021)
    result = bob.opens(draft).select_one("section[aria-labelledby=result-h]")
    assert result is not None
    assert "Child credit paid out (ACTC) $5,400" in words(result)


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


def test_the_only_family_pages_it_leads_to_are_the_screens_that_staff_may_answer(bob: Bob) -> None:
    page = bob.reads(BERLIN)
    links = [str(link["href"]) for link in page.select("main a[href]")]
    family_pages = [link for link in links if "/interview/" in link]
    assert family_pages
    assert [link for link in family_pages if not link.endswith("?back=result")] == []
    for form in page.select("main form"):
        assert "/advisor/" in str(form["action"])


def test_an_auditor_can_change_nothing(bob: Bob) -> None:
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    page = bob.reads(BERLIN)
    assert page.select("main form, main button, main input, main textarea, main select") == []
    assert [link for link in page.select("main a[href]") if "/interview/" in str(link["href"])] == []


def test_what_families_type_is_shown_as_text(bob: Bob) -> None:
    answers = copy.deepcopy(BERLIN)
    answers["child_basics-c1"]["name"] = "<script>alert(1)</script>"
    page = bob.reads(answers)
    assert [script for script in page.select("script") if "alert" in script.get_text()] == []
    assert "<script>alert(1)</script>" in words(page)


def test_it_costs_at_most_twelve_queries_and_writes_nothing_but_that_it_was_read(bob: Bob) -> None:
    draft = shared_draft(bob.office)
    with CaptureQueriesContext(connection) as first:
        bob.opens(draft)
    with CaptureQueriesContext(connection) as queries:
        bob.opens(draft)
    statements = [query["sql"] for query in queries.captured_queries]
    assert len(statements) <= 12
    # On PostgreSQL the choices of a list are read through a cursor.
    assert [statement for statement in statements if not statement.startswith(("SELECT", "DECLARE"))] == []
    written = [query["sql"] for query in first.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(written) == 1
    assert "interview_activity" in written[0]
