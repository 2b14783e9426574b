"""Links by which somebody without the family's browser reads a result: made, found, stopped.

A link is its random token. Only the token's hash is stored, so that a copy of the database opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from interview.drafts.models import Draft, KeptResult, ShareLink

TOKEN_BYTES = 32
DAYS = (7, 30, 90)
USUAL_DAYS = 30
MOST_LINKS = 10
"""So many links of one draft can be open at a time."""
REMEMBERED_FOR = timedelta(days=1)
"""After the end of a link. No shorter than the time in which one button makes one token."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_MARK = re.compile(r"[A-Za-z0-9_-]{12}")


class TooManyLinks(Exception):
    """The draft has as many open links as it may have."""


class Stopped(Exception):
    """The button was pressed before, and the link that it made is open no more."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made, with the token that nobody can read again later."""

    link: ShareLink
    token: str


def token_hash(token: str) -> str:
    """What is stored of a token. It is random and long, so a plain hash cannot be turned around."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(draft: Draft, *, label: str, days: int, mark: str = "") -> NewLink:
    """A new link. Raises TooManyLinks, or Stopped.

    `mark` is what the button was drawn with: the token comes from it, the day and the server's secret, so that a second
    press of the same button, or a page read again that day, shows the same link instead of making another. On a later
    day, when a stopped link may be forgotten, its token can never come again.
    """
    now = timezone.now()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    if _MARK.fullmatch(mark):
        token = _from_mark(draft, mark, now)
    with transaction.atomic():
        # Under the draft's lock, so that presses in the same moment are counted one after the other.
        Draft.objects.select_for_update().only("pk").get(pk=draft.pk)
        made = ShareLink.objects.filter(draft=draft, token_hash=token_hash(token)).first()
        if made is None and live_links(draft).count() >= MOST_LINKS:
            raise TooManyLinks
        if made is None:
            made = ShareLink.objects.create(
                draft=draft,
                token_hash=token_hash(token),
                label=label,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
    if made.expires_at <= now:
        raise Stopped
    return NewLink(made, token)


def _from_mark(draft: Draft, mark: str, now: datetime) -> str:
    pressed = salted_hmac("interview.share_link", f"{draft.public_id} {mark} {now:%Y-%m-%d}", algorithm="sha256")
    return base64.urlsafe_b64encode(pressed.digest()).decode().rstrip("=")


def live_links(draft: Draft) -> models.QuerySet[ShareLink]:
    """The links that open this draft's result now, newest first."""
    return ShareLink.objects.filter(draft=draft, expires_at__gt=timezone.now())


def stop_link(draft: Draft, public_id: UUID) -> None:
    """Close a link, from the next request on. One that is closed already stays so."""
    live_links(draft).filter(public_id=public_id).update(expires_at=timezone.now())


def forget_ended_links(now: datetime) -> int:
    """Delete links that ended a day ago. Until then they show a button that is pressed again that it made them."""
    return ShareLink.objects.filter(expires_at__lte=now - REMEMBERED_FOR).delete()[0]


def draft_behind(token: str) -> Draft | None:
    """The draft that a link opens; None for one that was stopped, has expired, or never was. One query."""
    if not _TOKEN.fullmatch(token):
        return None
    open_links = ShareLink.objects.filter(expires_at__gt=timezone.now(), draft__deleted_at=None)
    link = open_links.filter(token_hash=token_hash(token)).select_related("draft__office").first()
    return link.draft if link else None


def last_finished(draft: Draft) -> KeptResult | None:
    """The newest kept result, for the moment in which the answers are being changed and there is none."""
    return KeptResult.objects.filter(draft=draft).first()
