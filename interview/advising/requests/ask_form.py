"""What an office fills in to ask a family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.firms.requests import Ask
from interview.identity_numbers import refuse_identity_numbers

LONGEST_TEXT, LONGEST_DOCUMENT = 500, 120


@dataclass(frozen=True, slots=True)
class Item:
    """A screen that is asked about: its address, its name, the ready text, and the address of the page without it."""

    page: str
    name: str
    text: str
    without: str


class AskForm(forms.Form):
    """A text for each screen, documents, a question in words, one day for all."""

    use_required_attribute = False

    def __init__(
        self, items: Sequence[Item], documents: Sequence[tuple[str, str]], data: Any = None, *, wants_email: bool
    ) -> None:
        super().__init__(data)
        self.items, self.documents = items, documents
        for item in items:
            self.fields[f"text-{item.page}"] = _text(item.name, initial=item.text)
        self.fields["documents"] = forms.MultipleChoiceField(
            label=_("Documents"),
            choices=[(str(number), name) for number, (name, _text_of_it) in enumerate(documents)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Choose documents from the list")},
        )
        self.fields["document"] = forms.CharField(
            label=_("Another document (optional)"),
            help_text=_("Its name, as the family knows it."),
            max_length=LONGEST_DOCUMENT,
            required=False,
            widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
            error_messages={"max_length": _("The name must be 120 letters or fewer")},
            validators=[refuse_identity_numbers],
        )
        self.fields["words"] = _text(_("A question in your own words (optional)"))
        self.fields["due_on"] = forms.DateField(
            label=_("Answer by (optional)"),
            help_text=_("One day for everything on this page."),
            required=False,
            widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": _("Enter a day, like 2026-04-15")},
        )
        if wants_email:
            self.fields["email"] = forms.EmailField(
                label=_("Email of the family (optional)"),
                help_text=_("We know no address yet. Without one, the family sees this when it comes back by itself."),
                required=False,
                widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
                error_messages={"invalid": _("Enter an email address, like name@example.com")},
                validators=[refuse_identity_numbers],
            )

    def texts(self) -> list[tuple[Item, Any]]:
        """Each screen with its text box."""
        return [(item, self[f"text-{item.page}"]) for item in self.items]

    def clean_due_on(self) -> date | None:
        """Today or later."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Choose a day that is not over yet"))
        return day

    def clean(self) -> dict[str, Any]:
        """There has to be something to ask."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        anything = self.items or cleaned.get("documents") or cleaned.get("document") or cleaned.get("words")
        if not anything and not self.errors:
            raise ValidationError(_("Choose at least one question or document, or write a question"))
        return cleaned

    def asks(self) -> list[Ask]:
        """What to ask for."""
        said, day = self.cleaned_data, self.cleaned_data["due_on"]
        found = [Ask(page=item.page, text=_one_paragraph(said[f"text-{item.page}"]), due_on=day) for item in self.items]
        for number in said["documents"]:
            name, text = self.documents[int(number)]
            found.append(Ask(document=name, text=text, due_on=day))
        if said["document"]:
            found.append(Ask(document=said["document"].strip(), due_on=day))
        if said["words"]:
            found.append(Ask(text=_one_paragraph(said["words"]), due_on=day))
        return found


def _text(label: str, *, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2, "autocomplete": "off"}),
        error_messages={"max_length": _("The text must be 500 signs or fewer")},
        validators=[refuse_identity_numbers],
    )


def _one_paragraph(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
