"""What is filled in to ask, to answer, and to begin a client."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.beginning import NewClient
from interview.firms.details import Details, details_of, mark_of
from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office
from interview.firms.request_models import ClientRequest
from interview.identity_numbers import refuse_identity_numbers
from interview.years import every_year_in_force

LONGEST_REPLY = 300
LONGEST_NAME = 60


class ReplyForm(forms.Form):
    """The family's word on one request that is no question of the interview."""

    use_required_attribute = False
    text = forms.CharField(
        max_length=LONGEST_REPLY,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2, "autocomplete": "off"}),
        error_messages={
            "max_length": gettext_lazy("Your answer must be 300 signs or fewer"),
            "required": gettext_lazy("Write your answer"),
        },
    )

    def __init__(self, asked: ClientRequest, data: Any = None, *, gone: bool = False) -> None:
        super().__init__(data, auto_id=f"id_{asked.public_id.hex}_%s")
        self.asked = asked
        text = self.fields["text"]
        text.required = not (asked.document or gone)
        text.label = _("A line to your advisor (optional)") if not text.required else _("Your answer")
        text.help_text = _("Your advisor reads it. Leave out any Social Security number.")

    def clean_text(self) -> str:
        """In one paragraph, without anything that looks like a tax number."""
        text = re.sub(r"\s+", " ", self.cleaned_data["text"]).strip()
        refuse_identity_numbers(text)
        if self.fields["text"].required and not text:
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text


class BeginForm(forms.Form):
    """What an office knows of a family when it begins a draft for it."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Name of the family"),
        help_text=gettext_lazy("You see it in your list. The family name is enough."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter a name"),
            "max_length": gettext_lazy("The name must be 60 letters or fewer"),
        },
        validators=[refuse_identity_numbers],
    )
    email = forms.EmailField(
        label=gettext_lazy("Email of the family (optional)"),
        help_text=gettext_lazy("For the invitation to take the draft over, and for requests. Nothing is sent now."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Enter an email address, like name@example.com")},
        validators=[refuse_identity_numbers],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in reversed(every_year_in_force())]
        self.fields["tax_year"] = forms.TypedChoiceField(
            label=_("Tax year"),
            choices=years,
            coerce=int,
            initial=timezone.localdate().year - 1,
            widget=forms.Select(attrs={"class": "input"}),
            error_messages={"required": _("Choose a tax year"), "invalid_choice": _("Choose a tax year")},
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the family"),
            help_text=_("For mails and ready texts. The family can change it."),
            choices=settings.LANGUAGES,
            initial="en",
            widget=forms.Select(attrs={"class": "input"}),
            error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language")},
        )

    def clean_name(self) -> str:
        """In one line."""
        return one_line(self.cleaned_data["name"])

    def client(self) -> NewClient:
        """What was filled in."""
        return NewClient(**self.cleaned_data)


class DetailsForm(forms.Form):
    """What an office knows of a client, to be corrected. The language is the family's own once it has taken over."""

    use_required_attribute = False
    name = BeginForm.base_fields["name"]
    email = forms.EmailField(
        label=gettext_lazy("Email of the family (optional)"),
        help_text=gettext_lazy("For requests and reminders. Without one, they go to the address that the family gave."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Enter an email address, like name@example.com")},
        validators=[refuse_identity_numbers],
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, file: ClientFile, data: Any = None) -> None:
        known = details_of(file)
        super().__init__(data, initial={**asdict(known), "was": mark_of(known)})
        self._known = known
        if file.begun_by_office:
            self.fields["language"] = forms.ChoiceField(
                label=_("Language of the family"),
                help_text=_("For mails and ready texts. The family can change it."),
                choices=settings.LANGUAGES,
                widget=forms.Select(attrs={"class": "input"}),
                error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language")},
            )

    def clean_name(self) -> str:
        """In one line."""
        return one_line(self.cleaned_data["name"])

    def details(self) -> Details:
        """What was filled in."""
        chosen = self.cleaned_data
        return Details(chosen["name"], chosen["email"], chosen.get("language", self._known.language))


def one_line(typed: str) -> str:
    """A name without line breaks and double spaces."""
    name = re.sub(r"\s+", " ", typed).strip()
    if not name:
        raise ValidationError(_("Enter a name"), code="required")
    return name


class TakeOverForm(forms.Form):
    """A family agrees that the office sees its draft; both ticks are empty at the start."""

    use_required_attribute = False
    agrees = forms.BooleanField()
    understands = forms.BooleanField()

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = {"team": office.name}
        agrees, understands = self.fields["agrees"], self.fields["understands"]
        agrees.label = _("I agree to share this draft with %(team)s") % team
        agrees.error_messages["required"] = _("Tick the box to share this draft with %(team)s") % team
        understands.label = _("I understand that they can change answers")
        understands.error_messages["required"] = _("Tick the box to show you understand that they can change answers")
