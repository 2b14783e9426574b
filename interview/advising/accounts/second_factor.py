"""The second factor of staff: a passkey or security key, or an authenticator app, with recovery codes. By allauth."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from interview.advising.accounts.sign_in import like_our_own
from interview.identity_numbers import refuse_identity_numbers

LONGEST_NAME = 60
# What somebody may open before the second factor is set up: the pages that set it up, and the way out.
OPEN_WITHOUT = ("mfa_", "account_", "language")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's second factors; their secrets are sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Seal a secret under FLEDGE_SECRET_KEY."""
        return _sealing().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret, also one sealed under a key that was in use before."""
        return _sealing().decrypt(encrypted_text.encode()).decode()


def _sealing() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = [hashlib.sha256(b"interview.second_factor:" + key.encode()).digest() for key in map(str, keys)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class CodeAtSignInForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the authenticator app, or a recovery code, while signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        self.fields["code"].error_messages["required"] = _("Enter a code")
        like_our_own(self)


class CodeAgainForm(ReauthenticateByCodeForm):  # type: ignore[misc]
    """The same, before something is changed that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")
        self.fields["code"].error_messages["required"] = _("Enter a code")
        like_our_own(self)


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password, before something is changed that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Enter your password")
        self.fields["password"].help_text = ""
        like_our_own(self)


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app, which proves that it knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code that the app shows")
        self.fields["code"].error_messages["required"] = _("Enter the code that the app shows")
        like_our_own(self)


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_of_a_key(self)
        self.fields["passwordless"].label = _("Let me sign in with this key alone, without my password")
        self.fields["passwordless"].help_text = ""


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_of_a_key(self)


def _name_of_a_key(form: Any) -> None:
    name = form.fields["name"]
    name.label = _("Name of the key")
    name.error_messages["required"] = _("Enter a name for the key")
    name.validators += [refuse_identity_numbers, MaxLengthValidator(LONGEST_NAME)]
    like_our_own(form)


class SecondFactorFirst:
    """Where FLEDGE_REQUIRE_STAFF_MFA is on, whoever is signed in without a second factor sets one up first.

    A browser without a session belongs to a family: it is not asked, and no session is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead to the page of second factors, or let the request through."""
        if not settings.REQUIRE_STAFF_MFA or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        match = request.resolver_match
        if match is not None and not match.namespaces and (match.url_name or "").startswith(OPEN_WITHOUT):
            return None
        if not request.user.is_authenticated or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")
