"""Whose draft is it? A family is known by a random key in a cookie of its browser; only the key's hash is stored.

The key is no session: a page of the interview reads nothing but the draft, and a draft can be resumed after months.
Once the family has confirmed an e-mail address, its drafts belong to the address, and the key opens them only while the
browser is a device of it (interview/drafts/codes.py).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.drafts.address_models import Device, FamilyAddress
from interview.drafts.models import Draft, DraftQuerySet
from interview.drafts.sample_mark import mark_draft

# The prefix makes browsers refuse the cookie from a subdomain or over plain HTTP; it needs the Secure mark.
COOKIE = "__Host-fledge_browser" if settings.SESSION_COOKIE_SECURE else "fledge_browser"
LIFETIME = 400 * 24 * 60 * 60
KEY_BYTES = 32
MOST_DRAFTS = 50
"""As many as My drafts shows. Ten years, each several times over, are far fewer."""
NO_ROOM = gettext_lazy("There is no room for more drafts. Delete one that you do not need, then try again.")
MANY_STARTED = gettext_lazy("Many drafts were started from your connection. Wait an hour, then try again.")
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


def browser_key(request: HttpRequest) -> str | None:
    """The key that this browser showed, if it has the shape of one."""
    key = request.COOKIES.get(COOKIE, "")
    return key if _KEY.fullmatch(key) else None


def new_browser_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(KEY_BYTES)


def key_hash(key: str) -> str:
    """What is stored of a key. The key is random and long, so a plain hash cannot be turned around."""
    return hashlib.sha256(key.encode()).hexdigest()


def remember_browser(response: HttpResponse, key: str) -> None:
    """Give the browser its key, or lengthen its life."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def live_devices(request: HttpRequest) -> models.QuerySet[Device]:
    """What this browser is a device of: the e-mail addresses that somebody confirmed in it not too long ago."""
    key = browser_key(request)
    if key is None:
        return Device.objects.none()
    return Device.objects.filter(browser_key_hash=key_hash(key), expires_at__gt=timezone.now())


def address_of(request: HttpRequest) -> FamilyAddress | None:
    """The e-mail address that this browser is a device of, the last one confirmed if there are several."""
    device = live_devices(request).select_related("address").first()
    return device.address if device else None


def all_own_drafts(request: HttpRequest) -> DraftQuerySet:
    """The drafts of this browser, of its e-mail address, and of whoever is signed in; also those just deleted."""
    key = browser_key(request)
    whose = Q()
    if key:
        addresses = live_devices(request).order_by().values("address_id")
        whose = Q(browser_key_hash=key_hash(key)) | Q(address_id__in=addresses)
    if request.user.is_authenticated:
        whose |= Q(owner=request.user)
    return Draft.objects.filter(whose) if whose else Draft.objects.none()


def own_drafts(request: HttpRequest) -> DraftQuerySet:
    """The drafts that this family can open."""
    return all_own_drafts(request).kept()


def has_room_for(request: HttpRequest, more: int = 1) -> bool:
    """Whether a family may begin so many more drafts."""
    return own_drafts(request).count() + more <= MOST_DRAFTS


def may_start(request: HttpRequest, more: int = 1) -> bool:
    """Whether a connection may begin so many more drafts in this hour; deleted ones make no room in it."""
    return all(ratelimit.consume(request, app="allauth.account", action="start_draft") for _draft in range(more))


def get_own_draft(request: HttpRequest, public_id: UUID) -> Draft:
    """One draft of this family. A draft of somebody else does not exist: 404, the same as for an unknown id."""
    draft = own_drafts(request).select_related("office").filter(public_id=public_id).first()
    if draft is None:
        raise Http404(_("There is no such draft in this browser."))
    mark_draft(request, draft)
    return draft
