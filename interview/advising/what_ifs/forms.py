"""What is typed about a what-if copy. None of it may hold a tax number."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.identity_numbers import refuse_identity_numbers

LONGEST_NAME = 60
LONGEST_NOTE = 500


class NameForm(forms.Form):
    """What a copy is called."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Name of the copy"),
        help_text=gettext_lazy("What is different in it, like “Move in July”."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter a name for the copy")},
    )

    def clean_name(self) -> str:
        """One line of at most 60 signs."""
        name = re.sub(r"\s+", " ", self.cleaned_data["name"])
        refuse_identity_numbers(name)
        if len(name) > LONGEST_NAME:
            raise ValidationError(_("The name must be %(n)d letters or fewer") % {"n": LONGEST_NAME})
        return name


class WordingForm(NameForm):
    """The name, and what the family is told."""

    recommended = forms.BooleanField(label=gettext_lazy("Recommend this to the family"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note for the family"),
        help_text=gettext_lazy("The family reads it on its result page, with the name of your office."),
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_note(self) -> str:
        """At most 500 signs."""
        note: str = self.cleaned_data["note"].strip()
        refuse_identity_numbers(note)
        if len(note) > LONGEST_NOTE:
            raise ValidationError(_("The note must be %(n)d letters or fewer") % {"n": LONGEST_NOTE})
        return note

    def clean(self) -> dict[str, Any]:
        """Whoever recommends something says why."""
        cleaned = super().clean() or {}
        if cleaned.get("recommended") and "note" in cleaned and not cleaned["note"]:
            self.add_error("note", _("Write a note that tells the family why"))
        return cleaned
