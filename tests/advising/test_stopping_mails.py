"""Every mail that an office causes to a family carries a link that stops them all, by one press."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.firms.beginning import NewClient, begin, invite
from interview.firms.file_models import ClientFile
from interview.firms.mails import wants_reminders
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import NoMail
from interview.firms.requests import Ask, ask
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db

EMAIL = "reyes@example.org"
PRESSED_BY_A_PROGRAM = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def seat() -> OfficeMember:
    _client, user = advisor("bob")
    return OfficeMember.objects.create(office=office(), user=user)


def asks(seat: OfficeMember) -> ClientFile:
    shared_draft(seat.office)
    ClientFile.objects.update(email=EMAIL)
    file = ClientFile.objects.select_related("draft__address", "office").get()
    ask(file, seat, [Ask(text="Please send it", document="Form 1040 of 2024")])
    return file


def link_in(message: Any) -> str:
    found = re.search(r"/en/mails-from-advisors/\S+", message.body)
    assert found is not None
    assert message.extra_headers["List-Unsubscribe"].endswith(f"{found[0]}>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return found[0]


def test_the_mail_program_stops_all_mails_of_offices_by_one_press(seat: OfficeMember) -> None:
    file = asks(seat)
    link = link_in(mail.outbox[0])
    assert EMAIL not in link
    assert Client(enforce_csrf_checks=True).post(link, PRESSED_BY_A_PROGRAM).status_code == 200
    assert not wants_reminders(EMAIL)
    ask(file, seat, [Ask(text="And this", document="Form W-2")])
    invited = begin(seat, NewClient("Reyes", 2024, email=EMAIL))
    assert not invite(invited, seat, mark="", by_mail=True).mailed
    assert len(mail.outbox) == 1


def test_an_invitation_can_be_stopped_too(seat: OfficeMember) -> None:
    invite(begin(seat, NewClient("Reyes", 2024, email=EMAIL)), seat, mark="", by_mail=True)
    assert link_in(mail.outbox[0])


def test_opening_the_link_stops_nothing_and_who_stopped_can_have_mails_again(seat: OfficeMember) -> None:
    asks(seat)
    link, reader = link_in(mail.outbox[0]), Client()
    assert "Stop these mails" in reader.get(link).content.decode()
    assert not NoMail.objects.exists()
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert "Send me these mails again" in reader.post(link).content.decode()
    reader.post(link, {"again": "1"})
    assert not NoMail.objects.exists()


def test_a_link_that_was_made_up_stops_nothing() -> None:
    answer = Client().post(reverse("advising:no_mail", args=["0" * 64 + "~abc"]))
    assert (answer.status_code, NoMail.objects.exists()) == (404, False)


def test_the_office_reads_that_a_family_has_stopped_its_mails(seat: OfficeMember) -> None:
    asks(seat)
    bob = Client()
    bob.force_login(seat.user)
    page = reverse("advising:draft", args=[Draft.objects.get().public_id])
    assert "has stopped our mails" not in bob.get(page).content.decode()
    Client().post(link_in(mail.outbox[0]), PRESSED_BY_A_PROGRAM)
    assert "has stopped our mails" in bob.get(page).content.decode()
