"""What a family fills in to come back, and to name a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from interview.drafts.codes import DIGITS
from interview.identity_numbers import refuse_identity_numbers

LONGEST_EMAIL = 254
LONGEST_NAME = 60
NOT_AN_ADDRESS = _("Enter an email address, like name@example.com")


def in_plain_signs(email: str) -> str:
    """An address as mail servers write it, so that one mailbox has one spelling. Raises ValidationError.

    Before the @ stands ASCII: signs such as the long s become others when case is ignored, and the codes of one
    address would go to another. After it stands a name of a public server; invisible signs are gone from it, or each
    would bring the limits on mails to one mailbox back to zero.
    """
    person, _at, domain = email.rpartition("@")
    try:
        plain = f"{person}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        raise ValidationError(NOT_AN_ADDRESS, code="invalid") from None
    if not person.isascii() or domain.startswith("["):
        raise ValidationError(NOT_AN_ADDRESS, code="invalid")
    EmailValidator(NOT_AN_ADDRESS, allowlist=[])(plain)
    return plain


class AddressForm(forms.Form):
    """The e-mail address that a code goes to."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Your email address"),
        help_text=_("We send you a code. We use the address for your drafts and for nothing else."),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": NOT_AN_ADDRESS,
            "max_length": NOT_AN_ADDRESS,
        },
        validators=[refuse_identity_numbers],
    )

    def clean_email(self) -> str:
        """In the one spelling that it is counted and found by."""
        return in_plain_signs(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """The code from the mail, and whether this device is to be remembered."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code from the mail"),
        help_text=_("Six numbers. It works for 10 minutes, once, and only in this browser."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "input code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("Enter the code from the mail"),
            "max_length": _("The code has six numbers. Check the mail."),
        },
    )
    remember = forms.BooleanField(
        label=_("Remember this device for 30 days. Tick this only on a device that nobody else uses."), required=False
    )

    def clean_code(self) -> str:
        """Six digits, however they were spaced."""
        typed: str = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", typed):
            raise ValidationError(_("The code has six numbers. Check the mail."))
        return typed


class NameForm(forms.Form):
    """A name for a draft."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name for this draft"),
        help_text=_("Only you see it. Leave it empty to go back to the usual name."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"max_length": _("The name must be 60 letters or fewer")},
        validators=[refuse_identity_numbers],
    )


class CopyForm(forms.Form):
    """The years that a draft is copied to, each with the last safe day to ask for its refund."""

    use_required_attribute = False

    def __init__(self, years: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["years"] = forms.TypedMultipleChoiceField(
            label=_("Which tax years are the copies for?"),
            choices=list(years.items()),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose a tax year"), "invalid_choice": _("Choose a tax year")},
        )
