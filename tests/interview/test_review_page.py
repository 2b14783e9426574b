"""All answers on one page: change one and come straight back, unless the change asks something new."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft, DraftResult
from interview.drafts.store import with_provenance
from tests.interview.browsing import address_of, draft_of, open_page, place, send, titled
from tests.interview.families import BERLIN, QUICK_BERLIN, adapted, family

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_november")]


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
    assert send(client, draft, "year", tax_year="2016").status_code == 422


# Whose answers they are -------------------------------------------------------------------------------------------


def tags_of(page: BeautifulSoup) -> dict[str, list[str]]:
    return {
        row.dt.get_text(): [chip.get_text(strip=True) for chip in row.select("dd .chip")]  # type: ignore[union-attr]
        for row in page.select("dl.facts > div")
    }


def test_answers_of_the_familys_own_carry_no_tag(client: Client) -> None:
    assert not any(tags_of(review_of(client, draft_of(client, BERLIN))).values())


@pytest.mark.parametrize(
    ("whose", "tag"),
    [
        ("carried", "From your 2024 draft"),
        ("carried_check", "From your 2024 draft"),
        ("advisor", "Added by your advisor"),
        ("quick", "From your quick check"),
    ],
)
def test_an_answer_that_is_not_the_familys_own_says_whose_it_is_until_it_is_confirmed(
    client: Client, whose: str, tag: str
) -> None:
    draft = draft_of(client, with_provenance(BERLIN, "marital", whose))
    tags = tags_of(review_of(client, draft))
    assert tags.pop("On December 31, 2025") == [tag]
    assert not any(tags.values())
    send(client, draft, "marital", marital="never")
    assert not any(tags_of(review_of(client, draft)).values())


def test_what_the_quick_check_filled_in_stands_with_its_tag_and_is_still_open(client: Client) -> None:
    draft = draft_of(client, QUICK_BERLIN)
    client.post(reverse("wizard:deepen", args=[draft.public_id]))
    page = review_of(client, draft)
    row = page.select_one("#row-home")
    assert row is not None
    assert row.dd.get_text(" ", strip=True) == "In another country From your quick check"  # type: ignore[union-attr]
    assert "Where was your main home for most of 2025?" in [link.get_text() for link in page.select(".note-warn a")]
    assert "home" not in draft.answers


def test_answers_of_another_year_that_may_be_wrong_now_are_linked_above(client: Client) -> None:
    draft = draft_of(client, with_provenance(BERLIN, "home", "carried_check"))
    text = review_of(client, draft).get_text(" ", strip=True)
    assert "One answer comes from another year. Check that it is still right" in text


def test_what_we_took_for_granted_stands_in_its_section(client: Client) -> None:
    page = review_of(client, draft_of(client, BERLIN))
    found = {
        section.h2.get_text(): section.select_one(".assumed").get_text(" ", strip=True)  # type: ignore[union-attr]
        for section in page.select("section.card")
        if section.select_one(".assumed")
    }
    assert "Our assumption" in found["You and your spouse"]
    every = [assumption.text for assumption in adapted(BERLIN).assumptions]
    assert every
    assert all(any(text in words for words in found.values()) for text in every)


def test_answers_that_are_not_sure_are_listed_and_hold_nothing_up(client: Client) -> None:
    draft = draft_of(client, family(paid_home={"paid": "not_sure"}, filing_status={"status": "single"}))
    page = review_of(client, draft)
    assert "You were not sure about one answer" in page.get_text()
    assert [link["href"] for link in page.select(".note a")] == [address_of(draft, "paid_home") + "?back=review"]
    assert client.post(reverse("wizard:review", args=[draft.public_id])).status_code == 302


def test_an_answer_that_no_longer_applies_is_kept_and_shown_nowhere_until_the_change_is_undone(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    before = review_of(client, draft).select_one("main")
    send(client, draft, "home", main_place="us")
    assert "Germany" not in review_of(client, draft).get_text()
    assert draft.answers["home_country"] == {"country": "DE"}
    send(client, draft, "home", main_place="abroad")
    after = review_of(client, draft).select_one("main")
    assert before is not None
    assert after is not None
    assert [row.get_text() for row in after.select("dl div")] == [row.get_text() for row in before.select("dl div")]
