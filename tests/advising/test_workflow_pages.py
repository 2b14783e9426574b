"""The pages of status, assignment, notes, sign-off and activity, and the panel beside a client's answers."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from interview.advising.workflow.panel import panel
from interview.firms.file_models import Activity, ClientFile, Note
from interview.firms.office_models import OfficeMember
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db
Status = ClientFile.Status
NUMBER = "123-45-6789"


class Desk:
    """Bob and Ana advise, Ada audits; one client."""

    def __init__(self) -> None:
        self.bob, self.bob_user = advisor("bob")
        self.ada, ada = advisor("ada")
        self.ana = User.objects.create(username="ana@example.org", first_name="Ana", email="ana@example.org")
        self.office = office("Lakeside Tax Help", self.bob_user, self.ana)
        OfficeMember.objects.create(office=self.office, user=ada, role=OfficeMember.Role.AUDITOR)
        self.draft = shared_draft(self.office)

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.select_related("draft", "assignee").get(draft=self.draft)

    def address(self, name: str, *rest: Any) -> str:
        return reverse(f"advising:{name}", args=[self.draft.public_id, *rest])

    def post(self, name: str, *rest: Any, by: Client | None = None, **fields: Any) -> Any:
        return (by or self.bob).post(self.address(name, *rest), fields)

    def panel_of(self, user: User) -> str:
        seat = OfficeMember.objects.select_related("office", "user").get(user=user)
        file = self.file
        return render_to_string(
            "advising/workflow/panel.html", {"workflow": panel(seat, file), "file": file, "draft": file.draft}
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def problems(answer: Any) -> list[str]:
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("title").text.startswith("Error:")  # type: ignore[union-attr]
    return [line.get_text(" ", strip=True) for line in soup.select(".errors li, .errors p")]


def test_a_client_is_moved_and_its_page_comes_back(desk: Desk) -> None:
    answer = desk.post("status", to="in_review", was="received")
    assert answer.headers["Location"] == desk.address("draft")
    assert desk.file.status == Status.IN_REVIEW
    assert desk.post("status", to="in_review", was="received").status_code == 302
    assert Activity.objects.filter(kind="status").count() == 1
    assert desk.bob.get(desk.address("status")).status_code == 200


def test_what_was_done_is_said_on_the_next_page_once(desk: Desk) -> None:
    done = (
        ("status", {"to": "in_review", "was": "received"}, "Moved to: In review."),
        ("assign", {"assignee": desk.ana.pk, "was": 0}, "It is saved who has this client."),
        ("flag", {"text": "Call them"}, "The flag is up."),
        ("flag", {"off": "1"}, "The flag is down."),
    )
    for name, fields, said in done:
        desk.post(name, **fields)
        pages = [BeautifulSoup(desk.bob.get(desk.address("draft")).content, "html.parser") for _visit in range(2)]
        assert [[line.get_text(strip=True) for line in page.select(".message")] for page in pages] == [[said], []]


def test_what_is_wrong_with_a_move_stands_at_its_field(desk: Desk) -> None:
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"to": "paid"}, "You can move this to In review, On hold, Closed."),
        ({"to": "on_hold"}, "Say why"),
        ({"to": "on_hold", "reason": f"Card {NUMBER}"}, "Do not enter a Social Security number or ITIN here"),
        ({"to": "closed"}, "Choose why it is closed"),
        ({"to": "in_review", "was": "ready"}, "Somebody moved this client meanwhile. It is now: Received."),
    )
    for fields, problem in wrong:
        assert problems(desk.post("status", **{"was": "received", **fields})) == [problem]
    assert desk.file.status == Status.RECEIVED


def test_closing_keeps_the_reason_as_a_code_and_says_it_in_words(desk: Desk) -> None:
    desk.post("status", to="closed", closing="duplicate", reason="See the other one", was="received")
    assert desk.file.status_reason == "duplicate: See the other one"
    assert "There are two drafts of the same year: See the other one" in desk.panel_of(desk.bob_user)


def test_a_client_is_assigned_and_whoever_was_slower_is_told(desk: Desk) -> None:
    desk.post("assign", assignee=desk.ana.pk, was=0)
    assert desk.file.assignee == desk.ana
    slow = problems(desk.post("assign", assignee=desk.bob_user.pk, was=0))
    assert slow == ["Somebody assigned this client meanwhile. It belongs to: Ana."]
    stranger = User.objects.create(username="stranger")
    assert problems(desk.post("assign", assignee=stranger.pk, was=desk.ana.pk))
    desk.post("assign", assignee="", was=desk.ana.pk)
    assert desk.file.assignee is None


def test_who_gives_away_a_client_that_it_sees_no_more_comes_to_the_list(desk: Desk) -> None:
    desk.office.only_own_clients = True
    desk.office.save()
    assert desk.post("assign", assignee=desk.ana.pk, was=0).headers["Location"] == reverse("advising:drafts")
    assert desk.bob.get(desk.address("notes")).status_code == 404


def test_a_flag_says_what_to_look_at_until_it_is_taken_off(desk: Desk) -> None:
    assert problems(desk.post("flag", text="")) == ["Say in a few words what to look at"]
    desk.post("flag", text="Is the custody shared?")
    assert desk.file.flagged
    assert "Is the custody shared?" in desk.bob.get(desk.address("draft")).content.decode()
    desk.post("flag", off="1")
    assert not desk.file.flagged


def test_the_panel_offers_what_the_role_may_do(desk: Desk) -> None:
    forms = BeautifulSoup(desk.panel_of(desk.bob_user), "html.parser").select("form")
    assert [form["action"] for form in forms] == [
        desk.address("status"),
        desk.address("assign"),
        desk.address("assign"),
    ]
    auditor = OfficeMember.objects.get(role="auditor").user
    assert "<form" not in desk.panel_of(auditor)


def test_the_panel_costs_few_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    desk.post("notes", text="Hello @ana", seen=0)
    seat = OfficeMember.objects.select_related("office", "user").get(user=desk.bob_user)
    file = desk.file
    with django_assert_max_num_queries(4):
        render_to_string(
            "advising/workflow/panel.html", {"workflow": panel(seat, file), "file": file, "draft": file.draft}
        )


def test_a_note_is_kept_once_and_names_colleagues_by_mail_without_the_client(
    desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _press in range(2):
            desk.post("notes", text="# Custody\n- ask @ana\n- and @nobody", seen=0)
    assert Note.objects.count() == 1
    sent = mail.outbox
    assert [each.to for each in sent] == [["ana@example.org"]]
    assert desk.address("notes") in sent[0].body
    assert "Brauer" not in f"{sent[0].body}{sent[0].subject}"
    page = BeautifulSoup(desk.ada.get(desk.address("notes")).content, "html.parser")
    assert [item.text for item in page.select(".note-text li")] == ["ask @ana", "and @nobody"]
    assert page.select_one("form[action$='notes/']") is None


def test_nobody_is_told_about_a_client_that_it_does_not_see(
    desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    desk.office.only_own_clients = True
    desk.office.save()
    desk.post("assign", assignee=desk.bob_user.pk, was=0)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("notes", text="@Ana look", seen=0)
    assert mail.outbox == []
    assert Note.objects.get().mentions.count() == 0


def test_numbers_of_people_are_refused_in_notes(desk: Desk) -> None:
    answer = desk.post("notes", text=f"His number is {NUMBER}", seen=0)
    assert problems(answer) == ["Do not enter a Social Security number or ITIN here"]
    assert not Note.objects.exists()


def test_a_changed_note_keeps_its_earlier_wordings_and_two_windows_lose_nothing(desk: Desk) -> None:
    desk.post("notes", text="First", seen=0)
    note = Note.objects.get()
    desk.post("note", note.pk, text="Second", seen=0)
    assert problems(desk.post("note", note.pk, text="Third", seen=0)) == [
        "The note was changed in another window. It says now: Second"
    ]
    note.refresh_from_db()
    assert (note.text, [wording["text"] for wording in note.earlier]) == ("Second", ["First"])
    assert "First" in desk.bob.get(desk.address("notes")).content.decode()
    ana = Client()
    ana.force_login(desk.ana)
    assert desk.post("note", note.pk, by=ana, text="Mine", seen=1).status_code == 404
    desk.post("pin_note", note.pk, pin="1")
    note.refresh_from_db()
    assert note.pinned
