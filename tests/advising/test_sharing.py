"""A family shares a draft by an office's code, under a name of its choice, after two ticks; and stops again."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft, DraftResult
from interview.firms.office_models import Office
from interview.firms.share_codes import LETTERS, new_share_code, read_share_code, show_share_code
from tests.advising.people import draft_of, family, office
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db

TICKED = {"shared_name": "Brauer", "agrees": "on", "understands": "on"}


class Alice:
    """Her browser and her draft."""

    def __init__(self) -> None:
        self.client, self.key = family()
        self.draft = draft_of(self.key)

    def address(self, name: str, *rest: str) -> str:
        return reverse(f"advising:{name}", args=[self.draft.public_id, *rest])

    def consents(self, to: Office, **fields: str) -> Any:
        return self.client.post(self.address("consent", to.share_code), {**TICKED, **fields})


@pytest.fixture
def alice() -> Alice:
    return Alice()


@pytest.fixture
def lakeside() -> Office:
    return office()


def messages_on(answer: Any) -> list[str]:
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert str(soup.title).startswith("<title>Error:")
    beside = [message.get_text(" ", strip=True).removeprefix("Error:").strip() for message in soup.select(".err")]
    in_summary = [link.get_text(strip=True) for link in soup.select(".errors li")]
    assert in_summary == beside
    for link in soup.select(".errors a"):
        assert soup.find(id=str(link["href"])[1:]) is not None
    return beside


def test_codes_are_eight_unambiguous_letters_that_nobody_can_guess() -> None:
    codes = {new_share_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and set(code) <= set(LETTERS) for code in codes)
    assert not set(LETTERS) & set("AEIOULQV0123456789")


@pytest.mark.parametrize("typed", ["BCDFGHJK", "bcdf-ghjk", " BcDf GhJk ", "bcdf—ghjk", "B C D F G H J K"])
def test_a_code_may_be_typed_in_any_case_and_spacing(typed: str) -> None:
    assert read_share_code(typed) == "BCDFGHJK"
    assert show_share_code("BCDFGHJK") == "BCDF-GHJK"


def test_the_code_leads_to_the_page_that_names_the_office(alice: Alice, lakeside: Office) -> None:
    answer = alice.client.post(alice.address("share"), {"code": lakeside.shown_code.lower()})
    assert answer.headers["Location"] == alice.address("consent", lakeside.share_code)
    text = alice.client.get(answer.headers["Location"]).content.decode()
    assert "I agree to share this draft with Lakeside Tax Help" in text
    assert "I understand that they can change answers" in text
    assert "checked" not in text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the code from your advisor"),
        ("QQQQ-QQQQ", "No office has this code. Check the letters with your advisor."),
        ("123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("B" * 41, "The code has eight letters. Check it with your advisor."),
    ],
)
def test_a_wrong_code_is_named_and_stays_typed(alice: Alice, lakeside: Office, typed: str, message: str) -> None:
    answer = alice.client.post(alice.address("share"), {"code": typed})
    assert messages_on(answer) == [message]
    box = BeautifulSoup(answer.content, "html.parser").select_one("#id_code")
    assert box is not None
    assert box.get("value", "") == typed


def test_codes_cannot_be_tried_out(alice: Alice, lakeside: Office) -> None:
    for _ in range(10):
        assert alice.client.post(alice.address("share"), {"code": "ZZZZZZZZ"}).status_code == 422
    answer = alice.client.post(alice.address("share"), {"code": "ZZZZZZZZ"})
    assert answer.status_code == 429
    assert "Too many wrong codes. Wait ten minutes, then try again." in answer.content.decode()
    right = alice.client.post(alice.address("share"), {"code": lakeside.share_code})
    assert right.status_code == 429, "the limit would be none if it told right codes from wrong ones"
    assert alice.client.get(alice.address("consent", lakeside.share_code)).status_code == 429


def test_codes_cannot_be_tried_out_by_addresses_either(alice: Alice, lakeside: Office) -> None:
    for _ in range(10):
        assert alice.client.get(alice.address("consent", "ZZZZZZZZ")).status_code == 302
    answer = alice.client.get(alice.address("consent", lakeside.share_code))
    assert answer.status_code == 429
    assert "Wait a few minutes, then try again." in answer.content.decode()


def test_sharing_needs_both_ticks_and_a_name(alice: Alice, lakeside: Office) -> None:
    answer = alice.client.post(alice.address("consent", lakeside.share_code))
    assert messages_on(answer) == [
        "Enter a name that your advisor will know",
        "Tick the box to share this draft with Lakeside Tax Help",
        "Tick the box to show you understand that they can change answers",
    ]


def test_what_was_typed_and_ticked_stays_after_an_error(alice: Alice, lakeside: Office) -> None:
    answer = alice.client.post(alice.address("consent", lakeside.share_code), {"shared_name": "Brauer", "agrees": "on"})
    assert messages_on(answer) == ["Tick the box to show you understand that they can change answers"]
    soup = BeautifulSoup(answer.content, "html.parser")
    name, agrees, understands = (soup.select_one(f"#id_{field}") for field in TICKED)
    assert name is not None
    assert agrees is not None
    assert understands is not None
    assert name["value"] == "Brauer"
    assert agrees.has_attr("checked")
    assert not understands.has_attr("checked")
    assert understands["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Brauer 123-45-6789", "Do not enter a Social Security number or ITIN here"),
        ("x" * 61, "The name must be 60 letters or fewer"),
        ("   ", "Enter a name that your advisor will know"),
    ],
)
def test_a_wrong_name_is_refused(alice: Alice, lakeside: Office, name: str, message: str) -> None:
    assert messages_on(alice.consents(lakeside, shared_name=name)) == [message]
    alice.draft.refresh_from_db()
    assert alice.draft.office is None


def test_sharing_stores_the_office_the_name_and_the_result(alice: Alice, lakeside: Office) -> None:
    before = alice.draft.updated_at, alice.draft.version
    assert alice.consents(lakeside, shared_name="  The\u00a0Brauers ").headers["Location"] == alice.address("share")
    alice.draft.refresh_from_db()
    assert (alice.draft.office, alice.draft.shared_name) == (lakeside, "The Brauers")
    assert alice.draft.shared_at is not None
    assert (alice.draft.updated_at, alice.draft.version) == before
    result = DraftResult.objects.get(draft=alice.draft)
    assert (result.additional_child_tax_credit, result.revision.tax_year, result.revision.number) == (3400, 2025, 1)


def test_an_unfinished_draft_can_be_shared_too(alice: Alice, lakeside: Office) -> None:
    alice.draft = draft_of(alice.key, answers={key: BERLIN[key] for key in ("start", "year")})
    alice.consents(lakeside)
    assert Draft.objects.filter(office=lakeside).get() == alice.draft
    assert not DraftResult.objects.exists()


def test_the_family_sees_who_reads_its_draft_and_stops_it(alice: Alice, lakeside: Office) -> None:
    alice.consents(lakeside)
    text = alice.client.get(alice.address("share")).content.decode()
    assert "Lakeside Tax Help can read your draft" in text
    assert "Brauer" in text
    answer = alice.client.post(alice.address("stop"))
    assert answer.headers["Location"] == alice.address("share")
    alice.draft.refresh_from_db()
    assert (alice.draft.office, alice.draft.shared_name, alice.draft.shared_at) == (None, "", None)
    assert "Code from your advisor" in alice.client.get(alice.address("share")).content.decode()


def test_a_draft_is_shared_with_one_office_at_a_time(alice: Alice, lakeside: Office) -> None:
    alice.consents(lakeside)
    hilltop = office("Hilltop Advice")
    assert alice.consents(hilltop).headers["Location"] == alice.address("share")
    alice.draft.refresh_from_db()
    assert alice.draft.office == lakeside


def test_a_consent_page_of_an_unknown_office_leads_back_to_the_code(alice: Alice) -> None:
    assert alice.client.get(alice.address("consent", "ZZZZZZZZ")).headers["Location"] == alice.address("share")


def test_the_office_name_is_shown_as_text(alice: Alice) -> None:
    sly = office("<script>alert(1)</script>")
    text = alice.client.get(alice.address("consent", sly.share_code)).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_another_browser_cannot_share_the_draft(alice: Alice, lakeside: Office) -> None:
    assert Client().post(alice.address("consent", lakeside.share_code), TICKED).status_code == 404
    alice.draft.refresh_from_db()
    assert alice.draft.office is None
