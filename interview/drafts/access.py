"""Whose draft is it? A family is known by a random key in a cookie of its browser; only the key's hash is stored.

The key is no session: a page of the interview reads nothing but the draft, and a draft can be resumed after months.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from interview.drafts.models import Draft, DraftQuerySet

# The prefix makes browsers refuse the cookie from a subdomain or over plain HTTP; it needs the Secure mark.
COOKIE = "__Host-fledge_browser" if settings.SESSION_COOKIE_SECURE else "fledge_browser"
LIFETIME = 400 * 24 * 60 * 60
KEY_BYTES = 32
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


def own_drafts(request: HttpRequest) -> DraftQuerySet:
    """The drafts of this browser, and those of whoever is signed in."""
    key = browser_key(request)
    whose = Q(browser_key_hash=key_hash(key)) if key else Q()
    if request.user.is_authenticated:
        whose |= Q(owner=request.user)
    return Draft.objects.filter(whose) if whose else Draft.objects.none()


def get_own_draft(request: HttpRequest, public_id: UUID) -> Draft:
    """One draft of this family. A draft of somebody else does not exist: 404, the same as for an unknown id."""
    draft = own_drafts(request).filter(public_id=public_id).first()
    if draft is None:
        raise Http404(_("There is no such draft in this browser."))
    return draft
