"""Mails on a developer's machine, in the language of the family, and of a server behind any host name."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from interview.drafts.codes import address_with_email
from interview.drafts.mails import CODE, SAVED, send_mail
from tests.returning.coming_back import DORA, ask, come_back

pytestmark = pytest.mark.django_db


def test_a_mail_becomes_a_file_and_the_console_says_which(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    files = get_connection("actc_site.mail_files.MailFiles", file_path=str(tmp_path))
    EmailMessage("Your code for Fledge", "123456", to=[DORA], connection=files).send()
    (written,) = tmp_path.iterdir()
    assert "123456" in written.read_text(encoding="utf-8")
    assert str(written) in caplog.text
    assert DORA not in caplog.text


def test_links_lead_to_the_site_of_the_settings_whatever_host_was_asked(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".fledge.example"]
    settings.SITE_URL = "https://fledge.example"
    phone = Client(headers={"host": "evil.fledge.example"})
    assert come_back(phone).status_code == 302
    texts = "".join(f"{message.body}{message.extra_headers}" for message in mail.outbox)
    assert len(mail.outbox) == 2
    assert "https://fledge.example/en/" in texts
    assert "evil" not in texts


def test_links_are_in_the_language_of_the_family() -> None:
    ask(Client())
    assert "http" not in str(mail.outbox[0].body)
    spanish = address_with_email("ana@example.org", language="es")
    send_mail(spanish, SAVED, months=18)
    assert "http://127.0.0.1:8000/es/" in str(mail.outbox[1].body)


def test_a_mail_is_plain_text_from_our_address_to_one_person(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Fledge <hello@fledge.example>"
    send_mail(address_with_email(DORA, language="en"), CODE, code="123456")
    (sent,) = mail.outbox
    assert (sent.from_email, sent.to, sent.content_subtype) == ("Fledge <hello@fledge.example>", [DORA], "plain")
    assert "123456" not in sent.subject
    assert "&" not in str(sent.body)
    assert reverse("returning:ask") not in sent.subject
