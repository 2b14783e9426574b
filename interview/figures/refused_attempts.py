"""Every refused attempt on the pages of the yearly figures is kept in their history and logged, on whichever page.

A middleware does it, so that no view can forget to. Nothing that somebody typed is kept. Whoever has not signed in is
led to the sign-in page as everywhere, and adds nothing: the history can never be emptied again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, reverse
from django.utils.translation import gettext as _

from interview.years.history import record_refused
from interview.years.models import ParameterRevision

PAGES = ("interview_parameterrevision_", "interview_historyentry_", "interview_figurejob_")
AFTER_A_FACTOR = ("mfa_reauthenticate", "mfa_reauthenticate_webauthn")
"""There a decision goes on that waited for the second factor, and nothing else that could be refused."""
EVERY_YEAR = 0
POSSIBLE_YEARS = range(1913, 2200)
"""Anybody can put any number into an address; the income tax began in 1913."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""A method can be any word that somebody types."""


class RefusalsAreKept:
    """Looks at each answer of these pages: 403, or a way elsewhere for somebody who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = _page(request.resolver_match) or _page_after_factor(request, response)
        if page and response.status_code in (302, 403) and isinstance(request.user, User):
            why = _why(response, request, request.user)
            if why:
                _keep(request, page, why)
        return response


def because(response: HttpResponse, why: str) -> HttpResponse:
    """Say why a page refuses (with status 403), in words for the history."""
    response.why_refused = why  # type: ignore[attr-defined]  # read below, on the way out
    return response


def _page(match: ResolverMatch | None) -> str:
    """The name of one of these pages without what all names begin with; empty for any other page."""
    name = (match.url_name or "") if match and "admin" in match.namespaces else ""
    return next((name.removeprefix(start) for start in PAGES if name.startswith(start)), "")


def _page_after_factor(request: HttpRequest, response: HttpResponseBase) -> str:
    """The page of a second factor, where it was right and what had waited for it is refused; empty for all else."""
    match = request.resolver_match
    waited = match is not None and match.url_name in AFTER_A_FACTOR and response.status_code == 403
    return str(match.url_name) if match and waited and getattr(request, "csrf_processing_done", False) else ""


def _why(response: HttpResponseBase, request: HttpRequest, person: User) -> str:
    # Django marks what passed its check of where a form comes from. Nobody is accused of a page that was open too long.
    if response.status_code == 403 and not getattr(request, "csrf_processing_done", False):
        return _("The form came from another site, or from a page that was open for too long")
    if response.status_code == 403:
        return str(getattr(response, "why_refused", "")) or _("The account may not do this")
    address = response.headers.get("Location", "").partition("?")[0]
    if address == reverse("mfa_index"):
        return _("The account has no second factor")
    if address == reverse("admin:login") and not person.is_staff:
        return _("The account is not one of the staff who use the admin")
    return ""


def _keep(request: HttpRequest, page: str, why: str) -> None:
    match = request.resolver_match
    given: dict[str, Any] = match.kwargs if match else {}
    revision = _revision(str(given.get("pk", given.get("object_id", ""))))
    year = revision.tax_year if revision else given.get("tax_year", EVERY_YEAR)
    if year not in POSSIBLE_YEARS:
        year = EVERY_YEAR
    method = request.method if request.method in METHODS else "–"
    words = _("%(page)s (%(method)s): %(why)s") % {"page": page, "method": method, "why": why}
    record_refused(request.user if isinstance(request.user, User) else None, revision, year, words)


def _revision(pk: str) -> ParameterRevision | None:
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return ParameterRevision.objects.filter(pk=int(pk)).defer("document").first()
