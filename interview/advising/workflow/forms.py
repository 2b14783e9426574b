"""What staff fill in: where a client goes, whose it is, notes, and why something is reopened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms.file_models import ClientFile, Note
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import colleagues
from interview.firms.workflow import (
    CLOSING_REASONS,
    LONGEST_WORDS,
    NEEDS_REASON,
    Status,
    closing_reason,
    next_statuses,
)
from interview.identity_numbers import refuse_identity_numbers

LONGEST_NOTE = 4000
NO_REASON_YET = ("", gettext_lazy("Choose a reason"))


def _words(label: Any, *, most: int, missing: Any = "", lines: int = 0, hint: Any = "") -> forms.CharField:
    """A box for free text, which has to be filled in if `missing` says so. Nine digits in a row are refused."""
    attributes = {"class": "input", "autocomplete": "off"}
    widget = forms.Textarea({**attributes, "rows": str(lines)}) if lines else forms.TextInput(attributes)
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=widget,
        validators=[refuse_identity_numbers],
        max_length=most,
        error_messages={
            "required": missing,
            "max_length": gettext_lazy("The text is too long. Use %(limit_value)d letters or fewer"),
        },
    )


class StatusForm(forms.Form):
    """The next status. `was` is the one that the page showed."""

    use_required_attribute = False
    to = forms.ChoiceField(
        label=gettext_lazy("New status"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": gettext_lazy("Choose a status")},
    )
    closing = forms.ChoiceField(
        label=gettext_lazy("Why it is closed"),
        help_text=gettext_lazy("Only if you close it."),
        required=False,
        choices=[NO_REASON_YET, *CLOSING_REASONS.items()],
        widget=forms.Select(attrs={"class": "input"}),
    )
    reason = _words(
        gettext_lazy("Reason"),
        most=LONGEST_WORDS,
        hint=gettext_lazy("Needed to put a client on hold and to reopen it. It goes into the activity."),
    )
    was = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, file: ClientFile, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file
        self.allowed = next_statuses(file, seat)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101  # for the type checker
        to.choices = [(status.value, status.label) for status in self.allowed]
        if Status.CLOSED not in self.allowed:
            del self.fields["closing"]
        names = ", ".join(str(status.label) for status in self.allowed)
        to.error_messages["invalid_choice"] = _("You can move this to {statuses}.").format(statuses=names)

    def clean(self) -> dict[str, Any]:
        """One of the reasons to close, or words where somebody has to say why."""
        to, reason = self.cleaned_data.get("to"), self.cleaned_data.get("reason", "").strip()
        closing = self.cleaned_data.get("closing", "")
        if to == Status.CLOSED and not closing:
            self.add_error("closing", _("Choose why it is closed"))
        elif to == Status.CLOSED:
            self.cleaned_data["reason"] = closing_reason(closing, reason)
        elif to and "reason" in self.cleaned_data and not reason and self._asks_why(to):
            self.add_error("reason", _("Say why"))
        return self.cleaned_data

    def _asks_why(self, to: str) -> bool:
        return to in NEEDS_REASON or self.file.status == Status.CLOSED


class Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody of the office by name."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class AssignForm(forms.Form):
    """Whose client it is. `was` is whose it was on the page, 0 for nobody."""

    use_required_attribute = False
    assignee = Person(
        User.objects.none(),
        required=False,
        label=gettext_lazy("Assigned to"),
        empty_label=gettext_lazy("Nobody"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": gettext_lazy("Choose somebody who works with clients in this office")},
    )
    was = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, file: ClientFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = colleagues(file.office_id)  # type: ignore[attr-defined]


class FlagForm(forms.Form):
    """A flag on a client, or on one of its answers, with a few words why."""

    use_required_attribute = False
    text = _words(gettext_lazy("What to look at"), most=300, missing=gettext_lazy("Say in a few words what to look at"))


class ReopenForm(forms.Form):
    """Why a signed result is reopened."""

    use_required_attribute = False
    reason = _words(gettext_lazy("Why do you reopen it?"), most=300, missing=gettext_lazy("Say why you reopen it"))


class NoteForm(forms.Form):
    """A note. `seen` is how many earlier wordings it had when it was opened."""

    use_required_attribute = False
    text = _words(gettext_lazy("Note"), most=LONGEST_NOTE, lines=5, missing=gettext_lazy("Write something first"))
    pinned = forms.BooleanField(required=False, label=gettext_lazy("Keep it at the top"))
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    @classmethod
    def of(cls, note: Note) -> NoteForm:
        """The form of a note that exists."""
        return cls(initial={"text": note.text, "pinned": note.pinned, "seen": len(note.earlier)})
