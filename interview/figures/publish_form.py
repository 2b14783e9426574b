"""The last page before publishing: a reason, and proof of what was looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.identity_numbers import refuse_identity_numbers
from interview.years.models import ParameterRevision


class PublishForm(forms.Form):
    """Why these figures come into force. The hidden fields say which draft and which figures the person compared."""

    draft = forms.CharField(widget=forms.HiddenInput, required=False)
    in_force = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why are these figures published?"),
        help_text=gettext_lazy("Kept with the revision. Name the change and its source."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        validators=[refuse_identity_numbers],
        error_messages={"required": gettext_lazy("Say why these figures are published")},
    )

    def __init__(
        self, revision: ParameterRevision, current: ParameterRevision | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draft"].initial = revision.digest
        self.fields["in_force"].initial = str(current.pk) if current else ""

    def clean(self) -> dict[str, Any]:
        """Refuse to publish on the strength of a difference that is out of date."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen_now = {name: self.fields[name].initial for name in ("draft", "in_force")}
        if any(self.data.get(name) != value for name, value in seen_now.items()):
            self.data = {
                **{name: self.data[name] for name in self.data},
                **seen_now,
            }  # the page now shows the new difference
            self.add_error(
                None, _("These figures changed while you were looking at them. Look at the difference again.")
            )
        return cleaned
