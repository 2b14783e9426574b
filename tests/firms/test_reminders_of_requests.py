"""Silent families are reminded after 4 and 10 days; then the advisor is told."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from interview.drafts.codes import address_with_email
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.ready_texts import ready_documents
from interview.firms.request_mails import remind
from interview.firms.request_models import ClientRequest, RequestTemplate
from interview.firms.requests import MOST_OPEN, Ask, TooMany, ask
from interview.firms.rows import open_file
from interview.firms.sharing import stop_sharing
from tests.advising.people import draft_of, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(time_machine: Any) -> OfficeMember:
    time_machine.move_to("2026-03-10T10:00:00Z")
    bob = User.objects.create_user("bob", email="bob@example.org")
    return OfficeMember.objects.get(office=office("Lakeside Tax Help", bob))


def client_of(seat: OfficeMember, email: str = "reyes@example.org", language: str = "en") -> ClientFile:
    draft = draft_of("x" * 64)
    draft.office, draft.language = seat.office, language
    draft.save()
    return open_file(draft, seat.office, name="Reyes", email=email)


def days_pass(time_machine: Any, days: int) -> Counter[str]:
    done: Counter[str] = Counter()
    time_machine.shift(timedelta(days=days))
    remind(timezone.now(), done)
    remind(timezone.now(), done)  # once more on the same day does nothing
    return done


def test_a_silent_family_is_reminded_twice_and_then_its_advisor_is_told(seat: OfficeMember, time_machine: Any) -> None:
    file = client_of(seat)
    ask(file, seat, [Ask(page="paid_home"), Ask(document="Letter 6419")])
    assert len(mail.outbox) == 1
    assert days_pass(time_machine, 3) == {}
    assert days_pass(time_machine, 1) == {"reminders of requests": 1}
    assert days_pass(time_machine, 6) == {"reminders of requests": 1}
    assert days_pass(time_machine, 4) == {"advisors told of silent families": 1}
    assert [sent.to for sent in mail.outbox] == [["reyes@example.org"]] * 3 + [["bob@example.org"]]
    assert "Reyes" not in mail.outbox[-1].body
    file.refresh_from_db()
    assert file.waiting_on == ClientFile.WaitingOn.US
    assert days_pass(time_machine, 30) == {}


def test_nobody_is_reminded_of_what_is_answered_or_no_longer_shared(seat: OfficeMember, time_machine: Any) -> None:
    file = client_of(seat)
    ask(file, seat, [Ask(page="paid_home")])
    stop_sharing(file.draft)
    assert days_pass(time_machine, 5) == {}


def test_who_stopped_reminders_is_not_reminded(seat: OfficeMember, time_machine: Any) -> None:
    address = address_with_email("reyes@example.org", language="en")
    address.reminders = False
    address.save()
    ask(client_of(seat), seat, [Ask(page="paid_home")])
    assert days_pass(time_machine, 5) == {}
    assert len(mail.outbox) == 1


def test_a_mail_that_could_not_go_out_goes_out_the_next_day(
    seat: OfficeMember, time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_server(_mail: EmailMessage) -> int:
        raise OSError

    file = client_of(seat)
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", no_server)
        ask(file, seat, [Ask(page="paid_home")])
    assert ClientRequest.objects.get().mailed_at is None
    assert days_pass(time_machine, 1) == {"requests mailed": 1}


def test_whoever_asks_one_thing_at_a_time_does_not_fill_a_mailbox(seat: OfficeMember) -> None:
    file = client_of(seat)
    for number in range(8):
        ask(file, seat, [Ask(document=f"Paper {number}")])
    assert len(mail.outbox) == 5


def test_a_family_is_not_asked_without_end(seat: OfficeMember) -> None:
    file = client_of(seat)
    ask(file, seat, [Ask(document=f"Paper {number}") for number in range(MOST_OPEN)])
    with pytest.raises(TooMany):
        ask(file, seat, [Ask(document="One more")])
    assert ClientRequest.objects.count() == MOST_OPEN


def test_ready_texts_name_the_child_in_the_familys_language(seat: OfficeMember) -> None:
    file = client_of(seat, language="es")
    own = {"en": "Look at the card of {name}.", "es": "Mire la tarjeta de {name}."}
    RequestTemplate.objects.create(office=seat.office, name="Card", step="child_papers", texts=own)
    asked, other = ask(file, seat, [Ask(page="child_papers-c2"), Ask(page="paid_home")])
    assert asked.text == "Mire la tarjeta de Leo."
    assert other.text
    RequestTemplate.objects.create(
        office=seat.office, name="W-2", documents={"es": "Formulario W-2"}, texts={"es": "La W-2."}
    )
    assert ready_documents(file)[0] == ("Formulario W-2", "La W-2.")
