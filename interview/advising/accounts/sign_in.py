"""How advisors and admins sign in. Their accounts are made by an admin; nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.forms import CheckboxInput, Form, HiddenInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# The longest e-mail address there is; a longer text would only keep the database busy.
LONGEST_LOGIN = 254


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth, for staff only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """What went wrong is told. That something worked the next page shows: it would only be read aloud again."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the work."""
        return reverse("advising:drafts")


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name or e-mail address, and password, each with a label in place of a placeholder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("User name or email")
        login.error_messages["required"] = _("Enter your user name or email")
        password.error_messages["required"] = _("Enter your password")
        login.error_messages["max_length"] = _("No account has such a long name")
        login.validators.append(MaxLengthValidator(LONGEST_LOGIN))
        password.help_text = ""
        like_our_own(self)
        login.widget.attrs["autocomplete"] = "username"


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password in use, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Password in use")
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password again")
        like_our_own(self)


def like_our_own(form: Form) -> None:
    """Labels in place of placeholders, and the look of our inputs."""
    form.use_required_attribute = False
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if not isinstance(field.widget, CheckboxInput | HiddenInput):
            field.widget.attrs["class"] = "input"
