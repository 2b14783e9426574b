"""What goes wrong between a browser and a server: nothing typed is lost, nothing is done twice, nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint
from interview.wizard.views import InterviewWizard
from tests.interview.browsing import address_of, begin, draft_of, open_page, place, send
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

BASICS = {
    "name": "Mia",
    "birth_date_month": "5",
    "birth_date_day": "4",
    "birth_date_year": "2019",
    "relationship": "birth",
}


def press(client: Client, draft: Draft, name: str, *args: str, **data: str) -> Any:
    response = client.post(reverse(name, args=[draft.public_id, *args]), data)
    draft.refresh_from_db()
    return response


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def mark_on(client: Client, draft: Draft, page: str, target: str) -> str:
    """The mark of the button on a list that sends to `target`."""
    forms = soup(open_page(client, draft, page)).select(f'form[action="{target}"] input[name=mark]')
    return str(forms[0]["value"])


# A server that dies, a reply that never arrives -------------------------------------------------------------------


def test_a_server_killed_after_saving_has_saved_and_the_same_form_again_is_harmless(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(client)
    seen = fingerprint(None)

    def killed(_wizard: InterviewWizard) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(InterviewWizard, "after_saving", killed)
        with pytest.raises(SystemExit):
            client.post(address_of(draft, "home"), {"main_place": "abroad", "seen": seen})
    draft.refresh_from_db()
    assert draft.answers["home"] == {"main_place": "abroad"}
    version = draft.version
    assert place(send(client, draft, "home", main_place="abroad", seen=seen)) == "home_country"
    assert draft.version - version <= 1
    assert draft.answers["home"] == {"main_place": "abroad"}


def test_a_server_killed_before_saving_has_saved_nothing_and_the_same_form_again_saves(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(client)

    def killed(*_args: Any, **_kwargs: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("interview.drafts.store.Draft.objects.filter", killed)
        with pytest.raises(SystemExit):
            client.post(address_of(draft, "home"), {"main_place": "abroad", "seen": fingerprint(None)})
    draft.refresh_from_db()
    assert "home" not in draft.answers
    assert place(send(client, draft, "home", main_place="abroad")) == "home_country"


def test_every_form_of_the_interview_can_be_sent_again_word_for_word(client: Client) -> None:
    draft = draft_of(client, family(child_basics__c1=None, income__you__wages=None))
    for page, data in (
        ("child_basics-c1", BASICS),
        ("income-you-wages", {"amount_amount": "60,000", "amount_currency": "EUR", "source": "foreign"}),
    ):
        form = {**data, "seen": fingerprint(None)}
        first = client.post(address_of(draft, page), form)
        again = client.post(address_of(draft, page), form)
        assert first.status_code == again.status_code == 302
    draft.refresh_from_db()
    assert draft.answers == BERLIN


def test_back_to_an_old_page_and_continue_never_overwrites_a_newer_answer_unseen(client: Client) -> None:
    draft = begin(client)
    send(client, draft, "home", main_place="abroad")
    send(client, draft, "home", main_place="us")
    stale = send(client, draft, "home", main_place="pr", seen=fingerprint({"main_place": "abroad"}))
    assert stale.status_code == 409
    assert draft.answers["home"] == {"main_place": "us"}
    page = soup(open_page(client, draft, "home"))
    assert page.select_one("input[value=pr]").has_attr("checked")  # type: ignore[union-attr]


# Buttons pressed twice --------------------------------------------------------------------------------------------


def test_a_double_click_on_add_a_child_adds_one(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    add = reverse("wizard:child_add", args=[draft.public_id])
    mark = mark_on(client, draft, "children_list", add)
    assert [place(press(client, draft, "wizard:child_add", mark=mark)) for _ in range(3)] == ["child_basics-c3"] * 3
    assert draft.answers["children"] == ["c1", "c2", "c3"]
    other = mark_on(client, draft, "children_list", add)
    assert other != mark
    assert place(press(client, draft, "wizard:child_add", mark=other)) == "child_basics-c4"


def test_a_double_click_adds_one_job_and_removes_one_job(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    add = reverse("wizard:income_add", args=[draft.public_id, "you-wages"])
    mark = mark_on(client, draft, "income_list", add)
    for _ in range(2):
        assert place(press(client, draft, "wizard:income_add", "you-wages", mark=mark)) == "income-you-wages-2"
    assert draft.answers["income_more"] == ["you-wages-2"]
    send(client, draft, "income-you-wages-2", amount_amount="7,000", amount_currency="GBP", source="foreign")
    for _ in range(2):
        press(client, draft, "wizard:income_remove", "you-wages")
    listed = soup(open_page(client, draft, "income_list")).select("li.card")
    assert [row.p.get_text() for row in listed] == ["£7,000 = $9,223"]  # type: ignore[union-attr]


def test_marks_do_not_pile_up_and_a_strange_one_is_no_harm(client: Client) -> None:
    draft = draft_of(client, family(children=[]))
    for number in range(40):
        press(client, draft, "wizard:child_add", mark=f"mark{number:08}")
    assert len(draft.answers["marks"]) <= 20
    press(client, draft, "wizard:child_add", mark="<" + "x" * 10_000)
    assert "x" * 100 not in str(draft.answers)


def test_removing_or_restoring_twice_is_the_same_as_once(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for _ in range(2):
        press(client, draft, "wizard:child_remove", "c1")
    assert draft.answers["children"] == ["c2"]
    for _ in range(2):
        press(client, draft, "wizard:child_restore", "c1")
    assert draft.answers == BERLIN


# Two windows on one list ------------------------------------------------------------------------------------------


def test_a_child_added_in_one_window_and_one_removed_in_another_are_both_done(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    mark = mark_on(client, draft, "children_list", reverse("wizard:child_add", args=[draft.public_id]))
    press(client, draft, "wizard:child_remove", "c1")
    press(client, draft, "wizard:child_add", mark=mark)
    assert draft.answers["children"] == ["c2", "c3"]


def test_what_is_typed_about_a_child_that_another_window_removed_comes_back_with_it(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    press(client, draft, "wizard:child_remove", "c1")
    response = send(client, draft, "child_basics-c1", **{**BASICS, "name": "Mia Sophie"})
    assert response.status_code == 409
    assert "What you typed here is kept. It comes back if the change is undone." in soup(response).get_text()
    undo = soup(response).select("main a.btn-quiet")
    assert [link["href"] for link in undo] == [address_of(draft, "children_list") + "?removed=c1"]
    assert draft.answers["child_basics-c1"] == BERLIN["child_basics-c1"]
    press(client, draft, "wizard:child_restore", "c1")
    page = soup(open_page(client, draft, "child_basics-c1"))
    assert page.select_one("#id_name")["value"] == "Mia Sophie"  # type: ignore[index]


def test_a_screen_that_another_window_made_unnecessary_keeps_what_was_typed(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    send(client, draft, "home", main_place="us")
    assert send(client, draft, "home_country", country="FR").status_code == 409
    assert draft.unsaved["home_country"]["country"] == ["FR"]
    assert draft.answers["home_country"] == {"country": "DE"}
    assert place(open_page(client, draft, "home_country")) == "review"


# Hidden fields and names that nobody expects ----------------------------------------------------------------------


@pytest.mark.parametrize("made_up", ["", "nonsense", "../../", "<script>", "x" * 10_000, "\u202e", "💥"])
def test_hidden_fields_that_were_tampered_with_lose_nothing_and_lead_nowhere_else(client: Client, made_up: str) -> None:
    draft = draft_of(client, BERLIN)
    response = send(client, draft, "marital", marital="divorced", seen=made_up)
    assert response.status_code == 409
    assert draft.answers == BERLIN
    for name in ("back", "then"):
        saved = send(client, draft, "home_country", country="DE", **{name: made_up})
        assert place(saved) == "marital"


def test_a_seen_mark_of_another_page_saves_nothing(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert send(client, draft, "marital", marital="widowed", seen=fingerprint(BERLIN["home"])).status_code == 409


def test_a_name_of_ten_thousand_letters_is_refused_in_words_and_comes_back(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    long_name = "Mia " * 2_500
    response = send(client, draft, "child_basics-c1", **{**BASICS, "name": long_name})
    assert response.status_code == 422
    assert "letters or fewer" in soup(response).select_one(".errors").get_text()  # type: ignore[union-attr]
    assert soup(response).select_one("#id_name")["value"] == long_name  # type: ignore[index]
    assert draft.answers == BERLIN


@pytest.mark.parametrize("plane", range(17))
def test_a_name_in_signs_of_any_plane_is_taken_and_shown(client: Client, plane: int) -> None:
    name = "A" + chr(plane * 0x10000 + 0x4E2D)
    draft = draft_of(client, BERLIN)
    assert send(client, draft, "child_basics-c1", **{**BASICS, "name": name}).status_code == 302
    assert draft.answers["child_basics-c1"]["name"] == name
    for address in (address_of(draft, "children_list"), reverse("wizard:review", args=[draft.public_id])):
        assert name in client.get(address).content.decode()


STRANGE = [
    "\u202eaiM",
    "\x00Mia",
    "Mia\x1b[31m",
    "\ufeffMia",
    "e\u0301" * 20,
    "\U0001f469\u200d\U0001f467",
    "<b>Mia</b>",
]


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_breaks_no_page(client: Client, name: str) -> None:
    draft = draft_of(client, BERLIN)
    assert send(client, draft, "child_basics-c1", **{**BASICS, "name": name}).status_code in (302, 422)
    for page in ("children_list", "child_home-c1", "review"):
        response = client.get(
            reverse("wizard:review", args=[draft.public_id]) if page == "review" else address_of(draft, page)
        )
        assert response.status_code == 200
        assert "<b>Mia" not in response.content.decode()


# A safety mark that does not come ---------------------------------------------------------------------------------


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_a_form_without_its_safety_mark_is_shown_again_as_typed_and_can_be_sent_again(strict: Client) -> None:
    draft = draft_of(strict, BERLIN)
    response = send(strict, draft, "child_basics-c1", **{**BASICS, "name": "Mia Sophie"})
    assert response.status_code == 403
    page = soup(response)
    assert page.select_one("#id_name")["value"] == "Mia Sophie"  # type: ignore[index]
    assert "press the button once more" in page.get_text()
    assert draft.answers == BERLIN
    assert draft.unsaved == {}
    fields = {str(box["name"]): str(box.get("value", "")) for box in page.select("#answers input[type=hidden]")}
    assert send(strict, draft, "child_basics-c1", **{**BASICS, "name": "Mia Sophie"}, **fields).status_code == 302
    assert draft.answers["child_basics-c1"]["name"] == "Mia Sophie"


FROM_ELSEWHERE = [
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://[testserver"},
    {"origin": "http://testserver.elsewhere.example"},
    {"origin": "http://testserver@elsewhere.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"referer": "https://elsewhere.example/?http://testserver/"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_a_form_from_another_site_is_refused_and_not_shown(strict: Client, headers: dict[str, str]) -> None:
    draft = draft_of(strict, BERLIN)
    response = strict.post(address_of(draft, "child_basics-c1"), {**BASICS, "name": "Eve"}, headers=headers)
    assert response.status_code == 403
    assert "Eve" not in soup(response).get_text()
    assert soup(response).select("[value=Eve]") == []
    button = strict.post(reverse("wizard:child_remove", args=[draft.public_id, "c1"]), headers=headers)
    assert button.status_code == 403
    assert soup(button).select("main form") == []


def test_a_button_without_its_safety_mark_can_be_pressed_again_on_our_own_page(strict: Client) -> None:
    draft = draft_of(strict, BERLIN)
    address = reverse("wizard:child_add", args=[draft.public_id])
    response = strict.post(address, {"mark": "one"}, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 403
    form = soup(response).select_one("main form")
    assert form is not None
    fields = {str(box["name"]): str(box["value"]) for box in form.select("input")}
    assert strict.post(str(form["action"]), fields).status_code == 302
    draft.refresh_from_db()
    assert draft.answers["children"] == ["c1", "c2", "c3"]


def test_a_form_for_somebody_elses_draft_is_refused_without_a_word_about_it(strict: Client) -> None:
    draft = draft_of(Client(), BERLIN)
    response = strict.post(address_of(draft, "child_basics-c1"), BASICS)
    assert response.status_code == 403
    assert "Mia" not in soup(response).get_text()
    assert soup(response).select("[value=Mia]") == []
