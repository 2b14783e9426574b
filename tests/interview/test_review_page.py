"""All answers on one page: change one and come straight back, unless the change asks something new."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft, DraftResult
from tests.interview.browsing import draft_of, open_page, place, send, titled
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db


def review_of(client: Client, draft: Draft) -> BeautifulSoup:
    response = client.get(reverse("wizard:review", args=[draft.public_id]))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_every_answer_has_a_row_in_words_and_a_named_way_to_change_it(client: Client) -> None:
    page = review_of(client, draft_of(client, BERLIN))
    rows = {row.dt.get_text(): row.dd.get_text(strip=True) for row in page.select("dl.facts > div")}  # type: ignore[union-attr]
    assert rows["Main home in 2025"] == "In another country"
    assert rows["Country"] == "Germany"
    assert rows["Filing status"] == "Head of household"
    assert rows["Mia: Born"] == "May 4, 2019"
    assert rows["Your pay from a job: Amount"] == "€60,000 = $67,720"
    assert rows["Tax on pay from work"] == "€15,000 = $16,930"
    links = {link.get_text(" ", strip=True) for link in page.select("dd.do a")}
    assert "Change Mia: Born" in links
    assert len(links) == len(rows)


def test_a_change_comes_straight_back_to_its_row(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    link = review_of(client, draft).select_one("#row-home_country dd.do a")
    assert link is not None
    shown = BeautifulSoup(client.get(str(link["href"])).content, "html.parser")
    assert shown.select_one("input[name=back]")["value"] == "review"  # type: ignore[index]
    assert shown.select_one("a.back")["href"].endswith("/review/#row-home_country")  # type: ignore[index,union-attr]
    assert place(send(client, draft, "home_country", country="FR", back="review")) == "review#row-home_country"


def test_a_change_that_opens_questions_asks_them_first_and_then_comes_back(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    sent = send(client, draft, "marital", marital="married", back="review")
    assert place(sent) == "spouse_us?back=review"
    assert place(send(client, draft, "spouse_us", status="citizen", back="review")) == "joint?back=review"
    assert place(send(client, draft, "joint", files="separate", back="review")) == "apart?back=review"
    assert place(send(client, draft, "apart", six_months="no", back="review")) == "review#row-apart"


def test_a_place_to_come_back_to_that_is_not_ours_is_ignored(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for made_up in ("https://elsewhere.example/", "//elsewhere.example", "../../admin", "nonsense"):
        assert place(send(client, draft, "home_country", country="FR", back=made_up)) == "marital"
        # The link to the other language repeats the address as it is; it cannot lead elsewhere.
        shown = open_page(client, draft, "home", f"?back={made_up}").content.decode().partition("<main")[2]
        assert "elsewhere" not in shown


def test_open_answers_are_counted_and_linked(client: Client) -> None:
    draft = draft_of(client, family(children_facts=None, foreign_tax=None))
    page = review_of(client, draft)
    note = page.select_one(".note-warn")
    assert note is not None
    assert "2 answers are still open" in note.get_text()
    assert [link.get_text() for link in note.select("a")] == [
        "Is any of these true for any of your children in 2025?",
        "Did you pay income tax to another country for 2025?",
    ]


def test_the_result_waits_for_the_last_answer(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax=None))
    response = client.post(reverse("wizard:review", args=[draft.public_id]))
    assert response.status_code == 422
    assert titled(response).startswith("Error: ")
    assert "One answer is still open" in response.content.decode()
    assert not DraftResult.objects.exists()


def test_a_missing_exchange_rate_is_an_open_answer(client: Client) -> None:
    pay = {"amount": {"amount": "60000", "currency": "KES"}, "guess": False, "source": "foreign"}
    draft = draft_of(client, family(income__you__wages=pay))
    assert "How much KES was one US dollar worth in 2025?" in review_of(client, draft).get_text()
    assert client.post(reverse("wizard:review", args=[draft.public_id])).status_code == 422
    send(client, draft, "rate-KES", rate="129")
    assert client.post(reverse("wizard:review", args=[draft.public_id])).status_code == 302


def test_see_my_result_keeps_a_copy_that_names_its_revision(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for _ in range(2):
        assert place(client.post(reverse("wizard:review", args=[draft.public_id]))) == "result"
    result = DraftResult.objects.get()
    assert (result.revision.tax_year, result.revision.number) == (2025, 1)
    assert (result.children, result.qualifying_children) == (2, 2)
    assert (result.additional_child_tax_credit, result.best) == (3_400, "no_exclusion")


def test_a_new_tax_year_moves_the_draft_and_keeps_the_answers(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert place(send(client, draft, "year", tax_year="2024", back="review")) == "review#row-year"
    assert draft.tax_year == 2024
    assert draft.answers["child_basics-c1"] == BERLIN["child_basics-c1"]
    assert send(client, draft, "year", tax_year="2019").status_code == 422
