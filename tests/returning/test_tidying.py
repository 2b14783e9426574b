"""What goes by itself, when, and who is told before. The clock of each test is its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from interview.drafts.address_models import Device, FamilyAddress, ReturnCode, WipedDraft
from interview.drafts.codes import address_with_email, let_in, new_code
from interview.drafts.deleting import bring_back, delete
from interview.drafts.mails import stop_token
from interview.drafts.models import Draft
from interview.drafts.tidying import tidy
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db

START = datetime(2024, 6, 1, 12, tzinfo=UTC)
UNFINISHED = {name: value for name, value in BERLIN.items() if name != "foreign_tax_amount"}


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as moving:
        yield moving


def after(clock: Any, **time: float) -> list[str]:
    """Let time pass since the start, tidy up, and give the subjects of the mails sent."""
    clock.move_to(START + timedelta(**time))
    mail.outbox.clear()
    call_command("tidy_drafts", verbosity=0)
    return [str(message.subject) for message in mail.outbox]


def draft(answers: dict[str, Any] = BERLIN, **values: Any) -> Draft:
    usual = {"browser_key_hash": "a" * 64, "tax_year": 2025, "updated_at": timezone.now(), "version": 20}
    return Draft.objects.create(answers=answers, **usual | values)


def confirmed(**values: Any) -> tuple[Draft, FamilyAddress]:
    address = address_with_email("dora@example.org", language=values.pop("language", "en"))
    own = draft(**values)
    let_in(address, browser_key_hash="a" * 64, remember=True)
    own.refresh_from_db()
    return own, address


def test_a_deleted_draft_is_wiped_after_seven_days_and_not_before(clock: Any) -> None:
    delete(draft())
    after(clock, days=7, seconds=-1)
    assert Draft.objects.exists()
    after(clock, days=7)
    assert not Draft.objects.exists()
    left = WipedDraft.objects.get()
    assert (left.tax_year, left.started_on, left.reason) == (2025, START.date(), "deleted")


def test_a_draft_that_was_brought_back_stays(clock: Any) -> None:
    own = draft()
    delete(own)
    bring_back(own)
    after(clock, days=30)
    assert Draft.objects.exists()


def test_a_draft_without_an_address_lives_as_long_as_its_browser_could_open_it(clock: Any) -> None:
    draft()
    after(clock, days=400, seconds=-1)
    assert Draft.objects.exists()
    after(clock, days=400)
    assert WipedDraft.objects.get().reason == "unused"


def test_how_long_drafts_are_kept_is_a_setting(clock: Any, settings: Any) -> None:
    settings.KEEP_BROWSER_DRAFTS = 7
    draft()
    after(clock, days=7)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("answers", "values", "stays"),
    [
        ({"start": {"depth": "full"}, "year": {"tax_year": 2025}}, {"version": 1}, False),
        ({"start": {}, "year": {"tax_year": 2025}, "home": {"main_place": "us"}}, {"version": 2}, False),
        ({"start": {}, "year": {"tax_year": 2025}}, {"version": 1, "unsaved": {"home": {"x": "y"}}}, True),
        (BERLIN, {"version": 1}, True),
        (BERLIN, {"version": 3}, True),
    ],
)
def test_a_draft_with_fewer_than_two_answers_goes_after_two_days(
    clock: Any, answers: dict[str, Any], values: dict[str, Any], *, stays: bool
) -> None:
    draft(answers, **values)
    after(clock, days=2, seconds=-1)
    assert Draft.objects.exists()
    after(clock, days=2)
    assert Draft.objects.exists() is stays


def test_a_draft_with_an_address_goes_after_18_months_with_two_warnings(clock: Any) -> None:
    confirmed()
    assert after(clock, days=517) == []
    assert after(clock, days=518) == ["We will delete your answers on Fledge in 30 days"]
    assert "December 1, 2025" in str(mail.outbox[0].body)
    assert after(clock, days=519) == []
    assert after(clock, days=541) == ["We will delete your answers on Fledge in 7 days"]
    assert after(clock, days=547, hours=23) == []
    assert Draft.objects.exists()
    assert after(clock, days=548) == []
    assert not Draft.objects.exists()


def test_nothing_is_wiped_before_both_warnings_had_their_time(clock: Any) -> None:
    confirmed()
    assert after(clock, days=900) == ["We will delete your answers on Fledge in 30 days"]
    assert after(clock, days=922) == []
    assert after(clock, days=923) == ["We will delete your answers on Fledge in 7 days"]
    after(clock, days=929)
    assert Draft.objects.exists()
    after(clock, days=930)
    assert not Draft.objects.exists()


def test_coming_back_after_a_warning_keeps_the_draft_and_starts_the_time_again(clock: Any) -> None:
    _own, address = confirmed()
    after(clock, days=518)
    clock.move_to(START + timedelta(days=520))
    let_in(address, browser_key_hash="b" * 64, remember=False)
    assert after(clock, days=541) == []
    assert after(clock, days=560) == []
    assert after(clock, days=520 + 518) == ["We will delete your answers on Fledge in 30 days"]
    assert Draft.objects.exists()


def test_a_warning_that_could_not_be_sent_is_sent_next_time(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed()

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        assert after(clock, days=518) == []
    assert after(clock, days=519) == ["We will delete your answers on Fledge in 30 days"]


def test_open_answers_are_reminded_of_once_after_three_days(clock: Any) -> None:
    confirmed(answers=UNFINISHED)
    assert after(clock, days=3, seconds=-1) == []
    assert after(clock, days=3) == ["Your answers on Fledge are waiting"]
    assert after(clock, days=4) == []


def test_a_mail_about_a_draft_speaks_the_language_of_the_draft(clock: Any) -> None:
    _own, address = confirmed(answers=UNFINISHED)
    Draft.objects.update(language="es")
    after(clock, days=3)
    with translation.override("es"):
        assert reverse("returning:link", args=[address.public_id]) in str(mail.outbox[0].body)
    assert "/en/" not in str(mail.outbox[0].body)


def test_a_finished_draft_is_not_reminded_of(clock: Any) -> None:
    confirmed()
    assert after(clock, days=3) == []


def test_nobody_is_reminded_without_a_confirmed_address(clock: Any) -> None:
    draft(UNFINISHED)
    address_with_email("dora@example.org", language="en")
    assert after(clock, days=3) == []


def test_the_last_day_for_a_refund_is_told_30_days_before(clock: Any) -> None:
    confirmed(tax_year=2021)
    clock.move_to("2025-03-15T12:00:00Z")
    call_command("tidy_drafts", verbosity=0)
    assert mail.outbox == []
    clock.move_to("2025-03-16T12:00:00Z")
    call_command("tidy_drafts", verbosity=0)
    assert [message.subject for message in mail.outbox] == ["A date on Fledge is coming up"]
    assert "April 15, 2025" in str(mail.outbox[0].body)
    call_command("tidy_drafts", verbosity=0)
    assert len(mail.outbox) == 1


def test_reminders_stop_by_a_link_without_signing_in(clock: Any, client: Any) -> None:
    _own, address = confirmed(answers=UNFINISHED)
    after(clock, days=3)
    link = reverse("returning:stop", args=[stop_token(address)])
    message = mail.outbox[0]
    assert link in str(message.body)
    assert message.extra_headers["List-Unsubscribe"].endswith(f"{link}>")
    client.get(link)
    assert FamilyAddress.objects.filter(reminders=True).exists()
    client.post(link)
    assert not FamilyAddress.objects.filter(reminders=True).exists()
    draft(UNFINISHED, address=address)
    assert after(clock, days=7) == []


def test_mail_programs_stop_reminders_by_one_click_and_nobody_else_without_the_token(clock: Any, client: Any) -> None:
    _own, address = confirmed()
    client.handler.enforce_csrf_checks = True
    link = reverse("returning:stop", args=[stop_token(address)])
    assert client.post(link).status_code == 403
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    address.refresh_from_db()
    assert not address.reminders


def test_a_made_up_link_stops_nobodys_reminders(client: Any) -> None:
    own, address = confirmed()
    made_up = f"{address.public_id.hex}~{'x' * 43}"
    assert client.post(reverse("returning:stop", args=[made_up])).status_code == 404
    address.refresh_from_db()
    assert address.reminders
    assert own.address == address


def test_warnings_come_even_if_reminders_are_stopped(clock: Any) -> None:
    _own, address = confirmed()
    FamilyAddress.objects.filter(pk=address.pk).update(reminders=False)
    assert len(after(clock, days=518)) == 1


def test_no_mail_names_a_child_an_amount_or_a_tax_number(clock: Any) -> None:
    confirmed(answers=UNFINISHED)
    texts = []
    for days in (0, 3, 318, 518, 541):
        after(clock, days=days)
        texts += [f"{message.subject}\n{message.body}" for message in mail.outbox]
    assert len(texts) >= 3
    for text in texts:
        assert not [word for word in ("Mia", "Leo", "60000", "60,000", "$", "€", "tax number", "SSN") if word in text]


def test_codes_devices_and_addresses_go_when_their_time_is_over(clock: Any) -> None:
    address = address_with_email("dora@example.org", language="en")
    new_code(address, browser_key_hash="a" * 64)
    let_in(address, browser_key_hash="b" * 64, remember=True)
    address_with_email("never-confirmed@example.org", language="en")
    after(clock, minutes=10)
    assert not ReturnCode.objects.exists()
    after(clock, days=7)
    assert FamilyAddress.objects.get() == address
    after(clock, days=30)
    assert not Device.objects.exists()
    assert not FamilyAddress.objects.exists()


def test_the_command_tells_numbers_and_does_nothing_twice(clock: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        delete(draft())
    clock.shift(timedelta(days=8))
    call_command("tidy_drafts")
    assert capsys.readouterr().out == "3 deleted drafts wiped\n"
    call_command("tidy_drafts")
    assert capsys.readouterr().out == "Nothing was due.\n"


def test_more_drafts_than_a_chunk_holds_are_all_wiped(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview.drafts.tidying.CHUNK", 2)
    for _ in range(5):
        delete(draft())
    clock.shift(timedelta(days=8))
    assert tidy(timezone.now())["deleted drafts wiped"] == 5
