"""What a family fills in to share its draft."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.office_models import Office
from interview.firms.sharing import office_with_code
from interview.identity_numbers import refuse_identity_numbers

LONGEST_NAME = 60


class CodeForm(forms.Form):
    """The code that the office gave to the family."""

    use_required_attribute = False
    code = forms.CharField(
        label=gettext_lazy("Code from your advisor"),
        help_text=gettext_lazy("Eight letters, like BCDF-GHJK. Capital or small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "input code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": gettext_lazy("Enter the code from your advisor"),
            "max_length": gettext_lazy("The code has eight letters. Check it with your advisor."),
        },
    )
    office: Office

    def clean_code(self) -> str:
        """Find the office."""
        typed: str = self.cleaned_data["code"]
        refuse_identity_numbers(typed)
        office = office_with_code(typed)
        if office is None:
            raise ValidationError(
                _("No office has this code. Check the letters with your advisor."), code="unknown_office"
            )
        self.office = office
        return office.share_code


class ConsentForm(forms.Form):
    """The name that the advisor will see, and two ticks; both are empty at the start."""

    use_required_attribute = False
    shared_name = forms.CharField(
        label=gettext_lazy("Name for this draft"),
        help_text=gettext_lazy("Your advisor sees it in a list. Your family name is enough."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
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
        self.fields["shared_name"].error_messages["required"] = _("Enter a name that your advisor will know")

    def clean_shared_name(self) -> str:
        """One line of at most 60 signs, without anything that looks like a tax number."""
        name = re.sub(r"\s+", " ", self.cleaned_data["shared_name"])
        refuse_identity_numbers(name)
        if len(name) > LONGEST_NAME:
            raise ValidationError(_("The name must be %(n)d letters or fewer") % {"n": LONGEST_NAME})
        return name
