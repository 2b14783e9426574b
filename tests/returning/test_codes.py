"""A code opens drafts once, for ten minutes, in the browser that asked for it. A link alone opens nothing."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.drafts.access import COOKIE
from interview.drafts.address_models import Device, FamilyAddress, ReturnCode
from interview.drafts.codes import Tried, address_hash, let_in, new_code, try_code
from tests.advising.people import draft_of, family
from tests.returning.coming_back import DORA, address, ask, code_in_mail, come_back, type_code, wrong

pytestmark = pytest.mark.django_db


def names_listed(client: Client) -> str:
    return client.get(reverse("drafts:list")).content.decode()


def test_a_code_opens_the_drafts_in_another_browser() -> None:
    laptop, key = family()
    draft = draft_of(key)
    come_back(laptop)
    phone = Client()
    assert phone.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 404
    answer = come_back(phone)
    assert answer.headers["Location"] == reverse("drafts:list")
    assert str(draft.public_id) in names_listed(phone)
    assert phone.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 302


def test_the_link_alone_opens_nothing_and_opening_it_sends_nothing() -> None:
    laptop, key = family()
    draft = draft_of(key)
    come_back(laptop)
    sent = len(mail.outbox)
    scanner = Client()
    page = scanner.get(reverse("returning:link", args=[address().public_id]))
    buttons = BeautifulSoup(page.content, "html.parser").select("main a.btn, main button")
    assert [button.get_text() for button in buttons] == ["Send me a code"]
    assert scanner.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 404
    assert str(draft.public_id) not in names_listed(scanner)
    assert len(mail.outbox) == sent
    assert set(scanner.cookies) <= {"csrftoken"}


def test_the_button_behind_the_link_sends_a_code_that_works() -> None:
    laptop, key = family()
    draft = draft_of(key)
    come_back(laptop)
    phone = Client()
    answer = phone.post(reverse("returning:link", args=[address().public_id]))
    assert answer.headers["Location"] == reverse("returning:code", args=[address().public_id])
    type_code(phone, code_in_mail())
    assert str(draft.public_id) in names_listed(phone)


def test_a_code_works_once() -> None:
    phone = Client()
    come_back(phone)
    Device.objects.all().delete()
    assert type_code(phone, code_in_mail(0)).status_code == 422
    assert not Device.objects.exists()


def test_a_code_works_for_ten_minutes() -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        phone = Client()
        ask(phone)
        clock.shift(timedelta(minutes=10))
        assert type_code(phone, code_in_mail()).status_code == 422
        ask(phone)
        clock.shift(timedelta(minutes=9, seconds=59))
        assert type_code(phone, code_in_mail()).status_code == 302


def test_a_code_works_only_in_the_browser_that_asked_for_it() -> None:
    asked, other = Client(), Client()
    ask(asked)
    code = code_in_mail()
    ask(other)
    assert type_code(other, code).status_code == 422
    assert type_code(Client(), code).headers["Location"] == reverse("returning:ask")
    assert type_code(asked, code).status_code == 302


def test_five_wrong_tries_lock_the_address_for_an_hour_in_every_browser() -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        phone, laptop = Client(), Client()
        ask(phone)
        code = code_in_mail()
        for _ in range(4):
            assert type_code(phone, wrong(code)).status_code == 422
        ask(laptop)
        fifth = type_code(laptop, wrong(code_in_mail()))
        assert fifth.status_code == 429
        assert "Too many wrong codes" in fifth.content.decode()
        assert type_code(phone, code).status_code == 429
        clock.shift(timedelta(minutes=59))
        sent = len(mail.outbox)
        ask(phone)
        assert len(mail.outbox) == sent
        clock.shift(timedelta(minutes=1))
        assert come_back(phone).status_code == 302


def test_a_right_code_forgives_the_wrong_ones_before_it() -> None:
    phone = Client()
    for _ in range(3):
        ask(phone)
        for _ in range(4):
            type_code(phone, wrong(code_in_mail()))
        assert type_code(phone, code_in_mail()).status_code == 302


def test_an_address_has_at_most_four_codes_at_a_time() -> None:
    for _ in range(6):
        assert ask(Client()).status_code == 302
    assert len(mail.outbox) == 4
    assert ReturnCode.objects.count() == 4


def test_a_connection_that_asks_for_too_many_codes_waits() -> None:
    for number in range(10):
        assert ask(Client(), f"somebody-{number}@example.org").status_code == 302
    answer = ask(Client(), "one-more@example.org")
    assert answer.status_code == 429
    assert "Wait an hour" in answer.content.decode()
    assert len(mail.outbox) == 10


def test_a_known_and_an_unknown_address_get_the_same_answer_and_the_same_mail() -> None:
    come_back(Client(), "known@example.org")
    mail.outbox.clear()
    seen = []
    for email in ("known@example.org", "unknown@example.org"):
        client = Client()
        asked = ask(client, email)
        page = client.get(asked.headers["Location"])
        refused = type_code(client, wrong(code_in_mail()), email)
        body = str(mail.outbox[-1].body).replace(code_in_mail(), "")
        token = page.context["csrf_token"]
        text = page.content.decode().replace(str(address(email).public_id), "").replace(str(token), "")
        seen.append((asked.status_code, len(text), refused.status_code, mail.outbox[-1].subject, body))
    assert seen[0] == seen[1]
    assert len(mail.outbox) == 2


def test_no_code_and_no_search_for_an_address_in_the_table() -> None:
    ask(Client())
    row = FamilyAddress.objects.get()
    assert DORA not in row.email_hash
    assert code_in_mail() not in ReturnCode.objects.get().code_hash
    assert address_hash("  Dora@Example.ORG ") == row.email_hash


def test_the_hashes_hang_on_the_key_of_the_settings(settings: object) -> None:
    before = address_hash(DORA)
    settings.ADDRESS_KEY = "another key"  # type: ignore[attr-defined]
    assert address_hash(DORA) != before


def test_tries_that_come_without_a_page_are_counted_too() -> None:
    row = FamilyAddress.objects.create(email=DORA, email_hash=address_hash(DORA), created_at=timezone.now())
    code = new_code(row, browser_key_hash="a" * 64)
    assert code is not None
    tried = [try_code(row, wrong(code), browser_key_hash="a" * 64) for _ in range(6)]
    assert tried == [Tried.WRONG] * 4 + [Tried.LOCKED] * 2
    assert try_code(row, code, browser_key_hash="a" * 64) is Tried.LOCKED


def test_neither_addresses_nor_codes_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Client()
    ask(phone)
    type_code(phone, wrong(code_in_mail()))
    type_code(phone, code_in_mail())
    texts = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [text for text in texts if DORA in text or code_in_mail(0) in text]


def test_a_mail_that_cannot_be_sent_is_told_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(f"no way to {DORA}")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    answer = ask(Client())
    assert answer.status_code == 503
    assert "We could not send the mail" in answer.content.decode()
    assert "OSError" in caplog.text
    assert DORA not in caplog.text


@pytest.mark.parametrize("typed", ["", "nobody", "nobody@", "123-45-6789@example.org"])
def test_what_is_no_address_gets_no_mail(typed: str) -> None:
    assert ask(Client(), typed).status_code == 422
    assert not mail.outbox
    assert not FamilyAddress.objects.exists()


def test_a_new_address_is_confirmed_once_and_gets_its_link_once() -> None:
    phone = Client()
    come_back(phone)
    assert [message.subject for message in mail.outbox] == ["Your code for Fledge", "Your way back to Fledge"]
    assert reverse("returning:link", args=[address().public_id]) in str(mail.outbox[1].body)
    come_back(phone)
    assert len(mail.outbox) == 3


def test_the_key_that_the_browser_had_before_opens_nothing_behind_the_code() -> None:
    laptop, key = family()
    draft = draft_of(key)
    spy = Client()
    spy.cookies[COOKIE] = laptop.cookies[COOKIE].value
    come_back(laptop)
    assert laptop.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 302
    assert spy.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 404
    assert str(draft.public_id) not in names_listed(spy)


def test_drafts_of_the_browser_move_to_the_address_and_others_stay() -> None:
    laptop, key = family()
    mine, somebody_elses = draft_of(key), draft_of("b" * 64)
    come_back(laptop)
    mine.refresh_from_db()
    somebody_elses.refresh_from_db()
    assert (mine.address, mine.browser_key_hash) == (address(), "")
    assert (somebody_elses.address, somebody_elses.browser_key_hash) == (None, "b" * 64)


def test_a_draft_begun_on_a_confirmed_device_belongs_to_the_address() -> None:
    phone = Client()
    come_back(phone)
    phone.post(reverse("wizard:start"), {"tax_year": "2025", "depth": "full"})
    assert address().drafts.count() == 1


def test_only_the_hash_of_a_browser_is_kept() -> None:
    laptop, key = family()
    let_in(
        FamilyAddress.objects.create(email=DORA, email_hash=address_hash(DORA), created_at=timezone.now()),
        browser_key_hash=key,
        remember=False,
    )
    cookie = next(iter(laptop.cookies.values())).value
    assert cookie not in str(list(Device.objects.values()))
