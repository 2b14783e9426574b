"""Over how many drafts a preview runs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

USUAL_SAMPLE = 2_000
LARGEST_SAMPLE = 100_000
ALL, SAMPLE = "all", "sample"


class PreviewForm(forms.Form):
    """All drafts of the year, or so many drawn by chance."""

    use_required_attribute = False
    which = forms.ChoiceField(
        label=_("Which drafts"),
        choices=((SAMPLE, _("A sample drawn by chance")), (ALL, _("All drafts of the year"))),
        initial=SAMPLE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a sample or all drafts")},
    )
    sample = forms.IntegerField(
        label=_("How many drafts in the sample"),
        initial=USUAL_SAMPLE,
        required=False,
        min_value=1,
        max_value=LARGEST_SAMPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("The sample must be a whole number, like 2000"),
            "min_value": _("The sample must be 1 draft or more"),
            "max_value": _("The sample must be %(limit_value)s drafts or fewer"),
        },
    )

    def clean(self) -> dict[str, Any]:
        """A sample needs its size; for all drafts whatever stands there does not count."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("which") == ALL:
            self.errors.pop("sample", None)
        elif cleaned.get("which") == SAMPLE and cleaned.get("sample") is None and "sample" not in self.errors:
            self.add_error("sample", _("Enter how many drafts the sample has"))
        return cleaned

    @property
    def size(self) -> int | None:
        """How many drafts a valid form asks for; None for all."""
        return self.cleaned_data["sample"] if self.cleaned_data["which"] == SAMPLE else None
