"""Mails to families: plain text in their language, never with an answer, an amount or a child's name in them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.drafts.address_models import FamilyAddress, Notice

log = logging.getLogger(__name__)

CODE = "code"
SAVED = "saved"

SUBJECTS: dict[str, str | Promise] = {
    CODE: _("Your code for Fledge"),
    SAVED: _("Your way back to Fledge"),
    Notice.Kind.OPEN_ANSWERS: _("Your answers on Fledge are waiting"),
    Notice.Kind.REFUND_DATE: _("A date on Fledge is coming up"),
    Notice.Kind.FIRST_WARNING: _("We will delete your answers on Fledge in {days} days"),
    Notice.Kind.LAST_WARNING: _("We will delete your answers on Fledge in {days} days"),
}
# Warnings are no reminders: who stops the reminders still hears before answers are deleted.
CAN_BE_STOPPED = (Notice.Kind.OPEN_ANSWERS, Notice.Kind.REFUND_DATE)
NO_HEADERS: Mapping[str, str] = {}


class NotSent(Exception):
    """The mail server did not take the mail."""


def send_mail(address: FamilyAddress, kind: str, *, language: str = "", **words: Any) -> None:
    """Send one mail, in the language in which the family last came back unless told.

    Its links lead to FLEDGE_SITE_URL: the host of a request is what a stranger typed, and could be any of several.

    Raises NotSent; what the server said is not logged, because it quotes the address.
    """
    site = settings.SITE_URL
    with translation.override(language or address.language):
        stop_url = site + reverse("returning:stop", args=[stop_token(address)])
        words |= {
            "link": site + reverse("returning:link", args=[address.public_id]),
            "stop_link": stop_url if kind in CAN_BE_STOPPED else "",
        }
        subject = str(SUBJECTS[kind]).format(**{name: str(word) for name, word in words.items()})
        body = render_to_string(f"returning/mail/{kind}.txt", words)
        headers: dict[str, str] = {}
        if kind in CAN_BE_STOPPED:
            headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        post_mail(address.email, subject, body, headers)


def post_mail(email: str, subject: str, body: str, headers: Mapping[str, str] = NO_HEADERS) -> None:
    """Hand one mail to the mail server. Raises NotSent; nothing that could name the address is logged."""
    try:
        EmailMessage(subject, body, to=[email], headers={"Auto-Submitted": "auto-generated", **headers}).send()
    # A ValueError: an address that cannot be written as mail servers want it.
    except (SMTPException, OSError, ValueError) as error:
        log.warning("A mail could not be sent: %s", type(error).__name__)
        raise NotSent from None


def stop_token(address: FamilyAddress) -> str:
    """What the link that stops reminders carries; nobody can make one for another address."""
    return _signer().sign(address.public_id.hex)


def address_with_stop_token(token: str) -> FamilyAddress | None:
    """Whose reminders a link stops."""
    try:
        public_id = _signer().unsign(token)
    except BadSignature:
        return None
    return FamilyAddress.objects.filter(public_id=public_id).first()


def _signer() -> Signer:
    return Signer(salt="interview.stop_reminders", sep="~", key=settings.ADDRESS_KEY)
