"""The advisor's list: what it says of each draft, and what it costs."""

from __future__ import annotations

import copy

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.advising.clients.draft_list import BEST
from interview.advising.clients.paging import ROWS
from interview.drafts.models import Draft, DraftResult
from interview.drafts.why_zero_words import WHY_ZERO
from interview.engine import WHO_EXCLUDES
from interview.engine.why_zero import CODES
from interview.firms.office_models import Office
from interview.years.publishing import copy_to_draft, publish, published_revision
from tests.advising.people import THEN, advisor, office, shared_draft
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db

DRAFTS = reverse("advising:drafts")


class Bob:
    """An advisor and his office."""

    def __init__(self) -> None:
        self.client, self.user = advisor("bob")
        self.office: Office = office("Lakeside Tax Help", self.user)

    def rows(self, address: str = DRAFTS) -> list[Tag]:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return list(BeautifulSoup(answer.content, "html.parser").select("table.grid tbody tr"))


@pytest.fixture
def bob() -> Bob:
    return Bob()


def words(row: Tag) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]


def test_a_row_says_who_which_year_how_much_and_the_best_way(bob: Bob) -> None:
    draft = shared_draft(bob.office, "Brauer")
    Draft.objects.filter(pk=draft.pk).update(updated_at=THEN)
    (row,) = bob.rows()
    assert words(row) == [
        "Brauer 2025 · 2 of 2 children count",
        "Up to date",
        "$3,400",
        "",
        "Without Form 2555",
        "Mar 9, 2026, 10:00",
    ]
    link = row.select_one("a")
    assert link is not None
    assert link["href"] == reverse("advising:draft", args=[draft.public_id])


def test_a_zero_says_why(bob: Bob) -> None:
    poor = copy.deepcopy(BERLIN)
    poor["income-you-wages"]["amount"]["amount"] = "1000"
    shared_draft(bob.office, answers=poor)
    (row,) = bob.rows()
    assert words(row)[2:4] == ["$0", "Earned too little"]


def test_an_unfinished_draft_has_no_result_yet(bob: Bob) -> None:
    shared_draft(bob.office, answers={"start": BERLIN["start"], "year": BERLIN["year"]})
    (row,) = bob.rows()
    assert words(row)[:3] == ["Brauer 2025", "No result yet", "–"]


def test_a_result_older_than_the_answers_is_marked(bob: Bob) -> None:
    draft = shared_draft(bob.office)
    Draft.objects.filter(pk=draft.pk).update(version=draft.version + 1)
    (row,) = bob.rows()
    assert words(row)[1] == "Changed since"


def test_a_result_older_than_the_figures_is_marked(bob: Bob, admin_user: User) -> None:
    shared_draft(bob.office)
    current = published_revision(2025)
    assert current is not None
    publish(copy_to_draft(current, by=admin_user), by=None, reason="New", in_force=current)
    (row,) = bob.rows()
    assert words(row)[1] == "Changed since"


def test_a_family_outside_the_app_has_no_amounts(bob: Bob) -> None:
    draft = shared_draft(bob.office)
    DraftResult.objects.filter(draft=draft).update(best="", why_zero=["no_qualifying_child"])
    (row,) = bob.rows()
    assert words(row)[:4] == ["Brauer 2025", "Outside this app", "–", ""]


def test_every_code_of_the_engine_has_words() -> None:
    assert set(WHY_ZERO) == set(CODES)
    assert set(BEST) == set(WHO_EXCLUDES)


def test_the_last_changed_comes_first_and_fifty_make_a_page(bob: Bob) -> None:
    for number in range(ROWS + 2):
        shared_draft(bob.office, f"Family {number}", answers={"start": BERLIN["start"], "year": BERLIN["year"]})
    first = bob.client.get(DRAFTS)
    names = [words(row)[0].removesuffix(" 2025") for row in bob.rows()]
    assert names == [f"Family {number}" for number in range(ROWS + 1, 1, -1)]
    following = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")
    assert following is not None
    rest = bob.client.get(
        str(following["href"]) if str(following["href"]).startswith("/") else DRAFTS + str(following["href"])
    )
    soup = BeautifulSoup(rest.content, "html.parser")
    assert [words(row)[0].removesuffix(" 2025") for row in soup.select("table.grid tbody tr")] == [
        "Family 1",
        "Family 0",
    ]
    assert soup.select_one("a[rel=next]") is None
    assert "Back to the start" in soup.get_text()


def test_drafts_changed_in_the_same_moment_are_neither_lost_nor_doubled(bob: Bob) -> None:
    for number in range(ROWS + 10):
        shared_draft(bob.office, f"Family {number}", answers={"start": BERLIN["start"], "year": BERLIN["year"]})
    Draft.objects.update(updated_at=THEN)
    seen: list[str] = []
    address: str | None = DRAFTS
    while address:
        soup = BeautifulSoup(bob.client.get(address).content, "html.parser")
        seen += [words(row)[0] for row in soup.select("table.grid tbody tr")]
        following = soup.select_one("a[rel=next]")
        address = str(following["href"]) if following else None
    assert len(seen) == len(set(seen)) == ROWS + 10


@pytest.mark.parametrize("place", ["x", "", "WzEsMl0:1:1", "../../etc"])
def test_a_made_up_place_in_the_list_is_not_found(bob: Bob, place: str) -> None:
    assert bob.client.get(DRAFTS, {"after": place}).status_code == 404


def queries_of_the_list(bob: Bob) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        bob.client.get(DRAFTS)
    return [query["sql"] for query in queries.captured_queries]


def test_the_list_costs_the_same_for_one_row_and_for_fifty_and_never_loads_answers(bob: Bob) -> None:
    shared_draft(bob.office)
    for_one_row = queries_of_the_list(bob)
    for _ in range(ROWS):
        shared_draft(bob.office)
    for_fifty = queries_of_the_list(bob)
    assert len(for_one_row) == len(for_fifty) <= 8
    assert [sql for sql in for_fifty if '"answers"' in sql or '"assessment"' in sql] == []


def test_the_first_page_is_found_by_the_index(bob: Bob) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # It would read a table of a few rows as a whole and sort it.
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    drafts = Draft.objects.shared_with(bob.user).order_by("-updated_at", "-id")[:50]
    assert "office_drafts_newest_first" in drafts.explain()


def test_an_advisor_without_an_office_is_told(client: Client) -> None:
    client, _user = advisor("dora")
    assert "You are not a member of an office yet" in client.get(DRAFTS).content.decode()


def test_an_empty_office_is_told_its_code(bob: Bob) -> None:
    text = bob.client.get(DRAFTS).content.decode()
    assert "No family shares a draft with you yet" in text
    assert bob.office.shown_code in text


def test_a_family_name_is_shown_as_text(bob: Bob) -> None:
    shared_draft(bob.office, "<b>Brauer</b>")
    assert "&lt;b&gt;Brauer&lt;/b&gt;" in bob.client.get(DRAFTS).content.decode()
