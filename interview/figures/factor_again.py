"""Whoever puts figures in force proves anew, at that moment, that it is them: by allauth's own pages."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def factor_again(request: HttpRequest, person: User) -> HttpResponse | None:
    """The way to the page that asks for the second factor, or None if it was given within allauth's time.

    What was posted is done once the factor is right; a password alone is not enough. An account without a second factor
    goes on without one, but not where FLEDGE_REQUIRE_STAFF_MFA is on: PermissionDenied.
    """
    if not is_mfa_enabled(person):
        if settings.REQUIRE_STAFF_MFA:
            raise PermissionDenied
        return None
    if _given_lately(request, person):
        return None
    messages.info(request, _("To publish figures, confirm with your second factor. A password alone is not enough."))
    response: HttpResponse = suspend_request(request, reverse(_page(person)))
    return response


def _given_lately(request: HttpRequest, person: User) -> bool:
    given = [
        record["at"]
        for record in get_authentication_records(request, person)
        if record.get("method") == "mfa" and record.get("reauthenticated")
    ]
    return bool(given) and time.time() - max(given) < app_settings.REAUTHENTICATION_TIMEOUT


def _page(person: User) -> str:
    if is_mfa_enabled(person, types=[Authenticator.Type.TOTP]):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn"
