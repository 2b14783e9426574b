"""What is filled in to ask, to answer, and to begin a client."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.request_models import ClientRequest
from interview.identity_numbers import refuse_identity_numbers

LONGEST_REPLY = 300


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
