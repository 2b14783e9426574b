"""What somebody learns, and cannot do, who types the e-mail address of somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from interview.drafts import tidying
from interview.drafts.address_models import FamilyAddress
from interview.drafts.codes import address_with_email
from interview.drafts.deleting import bring_back, delete
from interview.drafts.mails import CODE, NotSent, send_mail
from interview.drafts.models import Draft
from tests.advising.people import draft_of, family
from tests.returning.coming_back import DORA, address, ask, code_in_mail, come_back, type_code, wrong

pytestmark = pytest.mark.django_db

LONG = "dora@" + "\u00e9" * 60 + ".com"


def shown(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


def test_an_address_that_was_forgotten_looks_like_one_with_drafts() -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        stranger = Client()
        before = ask(stranger).headers["Location"]
        number = address().public_id
        clock.shift(timedelta(days=8))
        pages = [reverse(f"returning:{name}", args=[number]) for name in ("link", "code")]
        there = [shown(stranger.get(page)) for page in pages] + [shown(stranger.post(pages[1], {"code": "123456"}))]
        call_command("tidy_drafts", verbosity=0)
        assert not FamilyAddress.objects.exists()
        gone = [shown(stranger.get(page)) for page in pages] + [shown(stranger.post(pages[1], {"code": "123456"}))]
        assert there == gone
        mail.outbox.clear()
        assert stranger.post(pages[0]).headers["Location"] == before
        assert not mail.outbox
        assert ask(stranger).headers["Location"] == before


def test_links_of_forgotten_addresses_are_counted_like_any_other() -> None:
    stranger = Client()
    number = address_with_email(DORA, language="en").public_id
    FamilyAddress.objects.all().delete()
    answers = [stranger.post(reverse("returning:link", args=[number])).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_nobody_is_locked_out_by_a_stranger_who_has_no_code() -> None:
    stranger, phone = Client(), Client()
    ask(stranger, "stranger@example.org")
    ask(phone)
    for _ in range(10):
        assert type_code(stranger, wrong(code_in_mail())).status_code == 422
    assert type_code(phone, code_in_mail()).status_code == 302


@pytest.mark.parametrize("email", [LONG, "dora@\ufdfa.com", "dora@localhost", "dora@[127.0.0.1]"])
def test_an_address_that_is_none_of_a_public_mail_server_is_refused_in_words(email: str) -> None:
    answer = ask(Client(), email)
    assert answer.status_code == 422
    assert "Enter an email address" in answer.content.decode()


def test_one_mailbox_has_one_limit_however_its_address_is_spelled() -> None:
    for email in ("dora@example.org", "Dora@EXAMPLE.org", "dora@ex\u00adample.org", "dora@exa\u200dmple.org"):
        ask(Client(), email)
    assert FamilyAddress.objects.get().email == DORA


def test_one_address_that_cannot_be_written_does_not_stop_the_mails_of_others() -> None:
    with pytest.raises(NotSent):
        send_mail(FamilyAddress(email=LONG), CODE, code="123456")


@pytest.mark.parametrize("email", ["ma\u017fter@example.org", "\u212aate@example.org", "d\u00f6ra@example.org"])
def test_an_address_that_only_looks_like_another_gets_no_code(email: str) -> None:
    answer = ask(Client(), email)
    assert answer.status_code == 422
    assert "Enter an email address" in answer.content.decode()
    assert not FamilyAddress.objects.exists()


@pytest.mark.parametrize("sign", ["\r\n", "\n", "\x00", "%0a", "\u2028"])
def test_no_line_breaks_come_into_the_head_of_a_mail(sign: str) -> None:
    ask(Client(), f"dora@example.org{sign}Bcc: eve@example.org")
    ask(Client(), f"dora{sign}Bcc:eve@example.org")
    assert not mail.outbox


def test_what_a_browser_says_of_itself_is_not_shown() -> None:
    phone = Client(headers={"user-agent": "<script>Firefox</script> 123-45-6789 Android\n"})
    come_back(phone)
    page = phone.get(reverse("returning:devices")).content.decode()
    assert "Firefox on Android" in page
    assert "123-45-6789" not in page


def test_a_draft_brought_back_while_others_are_wiped_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    _browser, key = family()
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        own = draft_of(key)
        delete(own)
        clock.shift(timedelta(days=8))
        chunks = tidying._chunks

        def bring_back_meanwhile(drafts: Any) -> Any:
            for chunk in chunks(drafts):
                bring_back(own)
                yield chunk

        monkeypatch.setattr(tidying, "_chunks", bring_back_meanwhile)
        call_command("tidy_drafts", verbosity=0)
    assert Draft.objects.filter(pk=own.pk).exists()
