"""Mails that an office causes: plain text, without an answer, an amount or anybody's name but the office's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.drafts.address_models import FamilyAddress
from interview.drafts.codes import address_hash
from interview.drafts.mails import NotSent, post_mail
from interview.firms.file_models import ClientFile
from interview.firms.no_mail import stop_token, wants_mail

REQUESTS, REMINDER, INVITED = "requests", "reminder", "invited"
NO_REPLY, MENTIONED = "no_reply", "mentioned"

TO_FAMILIES = (REQUESTS, REMINDER, INVITED)
"""These carry a link that stops them."""
SUBJECTS: dict[str, str | Promise] = {
    REQUESTS: _("Your advisor has a question on Fledge"),
    REMINDER: _("Your advisor is waiting for you on Fledge"),
    INVITED: _("An advisor has begun a check for you on Fledge"),
    NO_REPLY: _("A family has not answered your request on Fledge"),
    MENTIONED: _("A colleague named you in a note on Fledge"),
}
"""Templates of the same name are in templates/advising/mail/."""
A_DAY = 24 * 60 * 60
MOST_A_DAY = {INVITED: 10, REQUESTS: 20, REMINDER: 20, NO_REPLY: 100, MENTIONED: 100}
"""To one address, so that nobody fills a mailbox through us: anybody can type the address of anybody."""

__all__ = [
    "INVITED",
    "MENTIONED",
    "NO_REPLY",
    "REMINDER",
    "REQUESTS",
    "NotSent",
    "count_mail",
    "email_of",
    "send",
    "site_url",
    "wants_mail",
    "wants_reminders",
]


def send(email: str, kind: str, *, language: str, **words: Any) -> None:
    """Send one mail in a language. Raises NotSent, also for one mail too many to this address today."""
    count_mail(email, MOST_A_DAY[kind])
    headers: dict[str, str] = {}
    if kind in TO_FAMILIES:
        link = site_url("advising:no_mail", stop_token(email), language=language)
        words["stop_link"] = link
        headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    with translation.override(language):
        body = render_to_string(f"advising/mail/{kind}.txt", words)
        post_mail(email, str(SUBJECTS[kind]), body, headers)


def count_mail(email: str, most: int) -> None:
    """One mail more to an address today, whichever office causes it. Raises NotSent where that is too many."""
    key = f"mails-of-offices:{timezone.localdate()}:{most}:{address_hash(email)}"
    cache.add(key, 0, timeout=A_DAY)
    try:
        many = cache.incr(key) > most
    except ValueError:  # it ended between the two lines
        many = False
    if many:
        raise NotSent


def site_url(name: str, *arguments: object, language: str) -> str:
    """A link for a mail: the host of a request is what a stranger typed, so it comes from the settings."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def email_of(file: ClientFile) -> str:
    """Where the family is reached: the address that the office knows, else the one that the family confirmed."""
    confirmed = file.draft.address
    return file.email or (confirmed.email if confirmed is not None and confirmed.confirmed_at else "")


def wants_reminders(email: str) -> bool:
    """Whether whoever reads this address has stopped neither our reminders nor the mails of offices. Two queries."""
    return (
        wants_mail(email) and not FamilyAddress.objects.filter(email_hash=address_hash(email), reminders=False).exists()
    )
