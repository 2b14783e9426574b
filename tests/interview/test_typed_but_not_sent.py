"""Autosave: typing is kept as raw text, comes back as it was, counts as no answer and is gone once it is sent."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.copying import answers_for_year
from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from interview.drafts.unsaved import MOST_IN_A_DRAFT, MOST_IN_A_PAGE, keep_typed
from interview.steps import Route
from tests.interview.browsing import address_of, begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

HALF = {"name": "Mi", "birth_date_month": "5", "birth_date_year": "20", "relationship": "birth"}


def type_on(client: Client, draft: Draft, page: str, **data: Any) -> Any:
    """What the script sends two seconds after the last key."""
    draft.refresh_from_db()
    data.setdefault("seen", fingerprint(draft.answers.get(page)))
    response = client.post(reverse("wizard:keep", args=[draft.public_id, page]), data)
    draft.refresh_from_db()
    return response


def shown(client: Client, draft: Draft, page: str) -> BeautifulSoup:
    return BeautifulSoup(open_page(client, draft, page).content, "html.parser")


def test_half_typed_answers_come_back_as_typed_with_a_quiet_hint_and_no_error(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(client, draft, "child_basics-c1", **HALF).status_code == 204
    page = shown(client, draft, "child_basics-c1")
    assert page.select_one("#id_name")["value"] == "Mi"  # type: ignore[index]
    assert page.select_one("#id_birth_date_day")["value"] == ""  # type: ignore[index]
    assert page.select_one("#id_birth_date_year")["value"] == "20"  # type: ignore[index]
    assert "It is not saved yet: press the button under your answers." in page.get_text()
    assert page.select(".errors, .err, [aria-invalid]") == []


def test_what_was_only_typed_is_no_answer(client: Client) -> None:
    draft = draft_of(client, family(home=None))
    version, open_pages = draft.version, Route(draft.answers).open
    type_on(client, draft, "home", main_place="abroad")
    assert draft.answers == family(home=None)
    assert draft.version == version
    assert Route(draft.answers).open == open_pages
    assert client.post(reverse("wizard:review", args=[draft.public_id])).status_code == 422


def test_continue_saves_the_answer_and_clears_what_was_kept(client: Client) -> None:
    draft = begin(client)
    type_on(client, draft, "home", main_place="us")
    send(client, draft, "home", main_place="abroad")
    assert draft.answers["home"] == {"main_place": "abroad"}
    assert draft.unsaved == {}


def test_an_amount_comes_back_with_its_currency_and_its_spelling(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    type_on(client, draft, "income-you-wages", amount_amount="31.00", amount_currency="CHF", source="foreign")
    page = shown(client, draft, "income-you-wages")
    assert page.select_one("#id_amount_amount")["value"] == "31.00"  # type: ignore[index]
    assert page.select_one("#id_amount_currency option[selected]")["value"] == "CHF"  # type: ignore[index]
    assert page.select_one("#id_guess").has_attr("checked") is False  # type: ignore[union-attr]


def test_several_ticks_come_back(client: Client) -> None:
    draft = draft_of(client, family(income_kinds__you=None))
    type_on(client, draft, "income_kinds-you", kinds=["wages", "self"])
    ticked = shown(client, draft, "income_kinds-you").select("input[name=kinds][checked]")
    assert [box["value"] for box in ticked] == ["wages", "self"]


@pytest.mark.parametrize("name", ["123-45-6789", "Mia 123 45 6789", "١٢٣٤٥٦٧٨٩", "12345678"])
def test_a_tax_number_is_never_kept_not_even_while_it_is_being_typed(client: Client, name: str) -> None:
    draft = draft_of(client, BERLIN)
    type_on(client, draft, "child_basics-c1", **{**HALF, "name": "1234"})
    response = type_on(client, draft, "child_basics-c1", **{**HALF, "name": name})
    assert response.status_code == 422
    assert response.json() == {"message": "Do not enter a Social Security number or ITIN here"}
    assert "name" not in draft.unsaved["child_basics-c1"]
    assert draft.unsaved["child_basics-c1"]["birth_date_month"] == ["5"]


def test_only_boxes_of_the_screen_are_kept(client: Client) -> None:
    draft = begin(client)
    type_on(client, draft, "home", main_place="us", ssn="x", back="review", later="1", csrfmiddlewaretoken="x")
    assert set(draft.unsaved["home"]) == {"main_place", "seen"}


def test_more_than_anybody_types_is_not_kept(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(client, draft, "child_basics-c1", **{**HALF, "name": "x" * MOST_IN_A_PAGE}).status_code == 422
    assert "x" * 100 not in str(draft.unsaved)


def test_a_draft_keeps_only_so_much_and_the_latest_of_it(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for number in range(20):
        keep_typed(draft, f"page{number}", {"name": ["x" * 9_000]})
    draft.refresh_from_db()
    assert "page19" in draft.unsaved
    assert "page0" not in draft.unsaved
    assert len(str(draft.unsaved)) < MOST_IN_A_DRAFT + 2_000


@pytest.mark.parametrize("typed", ["\x00", "Mia\x00"])
def test_signs_that_no_database_takes_are_not_kept(client: Client, typed: str) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(client, draft, "child_basics-c1", **{**HALF, "name": typed}).status_code == 422


def test_another_window_that_saved_meanwhile_is_told_of_and_both_answers_are_shown(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    seen = fingerprint(draft.answers["marital"])
    send(client, draft, "marital", marital="divorced")
    response = type_on(client, draft, "marital", marital="widowed", seen=seen)
    assert response.status_code == 409
    assert response.json()["message"] == "This page was saved in another window since you opened it."
    page = shown(client, draft, "marital")
    assert page.select_one("input[value=widowed]").has_attr("checked")  # type: ignore[union-attr]
    assert "saved in another window since" in page.get_text()
    again = send(client, draft, "marital", marital="widowed", seen=page.select_one("input[name=seen]")["value"])  # type: ignore[index]
    assert again.status_code == 409
    assert draft.answers["marital"] == {"marital": "divorced"}


def test_what_was_typed_can_be_thrown_away(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    type_on(client, draft, "marital", marital="widowed")
    assert place(send(client, draft, "marital", discard="1", back="review")) == "marital?back=review"
    assert draft.unsaved == {}
    assert shown(client, draft, "marital").select_one("input[value=never]").has_attr("checked")  # type: ignore[union-attr]


def test_two_windows_may_type_on_different_screens_at_once(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    one, other = Draft.objects.get(), Draft.objects.get()
    keep_typed(one, "marital", {"marital": ["widowed"]})
    keep_typed(other, "home", {"main_place": ["us"]})
    draft.refresh_from_db()
    assert set(draft.unsaved) == {"marital", "home"}


def test_nobody_keeps_anything_in_a_draft_of_somebody_else(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(Client(), draft, "home", main_place="us").status_code == 404
    assert draft.unsaved == {}


def test_a_screen_that_does_not_exist_keeps_nothing(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(client, draft, "nonsense", main_place="us").status_code == 404


def test_the_form_names_the_address_and_the_words_of_its_line(client: Client) -> None:
    draft = begin(client)
    page = shown(client, draft, "home")
    form = page.select_one("form#answers")
    assert form is not None
    assert form["data-keep"] == reverse("wizard:keep", args=[draft.public_id, "home"])
    line = page.select_one("[data-line]")
    assert line is not None
    assert line["data-saved"] == "Saved at {time}"
    assert line["data-failed"] == "Not saved. Check your connection. We will keep trying."


def test_the_page_that_hides_another_shows_nothing_of_the_draft_and_leads_back(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for then, url in (
        ("home", address_of(draft, "home")),
        ("review", reverse("wizard:review", args=[draft.public_id])),
        ("https://elsewhere.example", reverse("wizard:review", args=[draft.public_id])),
    ):
        page = client.get(reverse("wizard:hidden", args=[draft.public_id]), {"then": then}).content
        soup = BeautifulSoup(page, "html.parser")
        assert soup.select_one("main a.btn")["href"] == url  # type: ignore[index]
        assert "2025" not in soup.get_text()


# A draft that was copied from another year ------------------------------------------------------------------------


def test_a_copied_draft_says_what_was_entered_for_the_year_before_and_fills_nothing_in(client: Client) -> None:
    copied = answers_for_year(BERLIN, 2024) | {"income_kinds-you": {"kinds": ["wages"]}}
    page = shown(client, draft_of(client, copied), "income-you-wages")
    assert "For 2025 you entered €60,000." in page.get_text()
    assert page.select_one("#id_amount_amount")["value"] == ""  # type: ignore[index]


def test_a_copied_draft_names_the_year_that_its_answers_come_from(client: Client) -> None:
    draft = draft_of(client, answers_for_year(BERLIN, 2023))
    text = client.get(reverse("wizard:review", args=[draft.public_id])).content.decode()
    assert "From your 2025 draft" in text


def test_endless_text_is_not_searched_before_it_is_refused(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert type_on(client, draft, "child_basics-c1", name="12/12/" * 300_000).status_code == 422
    assert "12/12/" not in str(draft.unsaved)
    answer = send(client, draft, "child_basics-c1", name="x" * 10_000)
    assert "40 letters or fewer" in answer.content.decode()


def test_a_box_sent_several_times_keeps_one_value(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    type_on(client, draft, "child_basics-c1", name=["987", "65", "4320"], relationship="birth")
    assert draft.unsaved["child_basics-c1"]["name"] == ["4320"]
