"""What is asked before a job starts: whom to assign, where to move, what to export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.advising.jobs.ready import ready_requests
from interview.firms import workflow
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs.columns import COLUMNS, USUAL, chosen
from interview.firms.jobs.steps import Kind
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows, colleagues
from interview.identity_numbers import refuse_identity_numbers

NOBODY = "nobody"
FORMATS = [("csv", gettext_lazy("CSV")), ("xlsx", gettext_lazy("Excel")), ("json", gettext_lazy("JSON"))]


class JobForm(forms.Form):
    """A form of a kind of job; `parameters` are what the job keeps of it."""

    use_required_attribute = False

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat

    def parameters(self) -> dict[str, Any]:
        """Plain JSON; the form has to be valid."""
        return {}


class AssignForm(JobForm):
    """To whom."""

    assignee = forms.ChoiceField(
        label=gettext_lazy("Assign to"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": gettext_lazy("Choose somebody, or nobody")},
    )

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(seat, *args, **kwargs)
        people = [(str(one.pk), name_of(one)) for one in colleagues(seat.office_id)]
        self.fields["assignee"].choices = [("", _("Choose")), (NOBODY, _("Nobody")), *people]  # type: ignore[attr-defined]

    def parameters(self) -> dict[str, Any]:
        chosen_one = self.cleaned_data["assignee"]
        return {"assignee": None if chosen_one == NOBODY else int(chosen_one)}


class StatusForm(JobForm):
    """Where to, and why: to close clients, by one of the same reasons as on a client's own page."""

    status = forms.ChoiceField(
        label=gettext_lazy("Move to"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": gettext_lazy("Choose a status")},
    )
    closing = forms.ChoiceField(
        label=gettext_lazy("Why they are closed"),
        help_text=gettext_lazy("Only if you close them."),
        required=False,
        choices=[("", gettext_lazy("Choose a reason")), *workflow.CLOSING_REASONS.items()],
        widget=forms.Select(attrs={"class": "input"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "Needed to put clients on hold and to reopen them. It stands in the activity of each client."
        ),
        required=False,
        max_length=workflow.LONGEST_WORDS,
        validators=[refuse_identity_numbers],
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(seat, *args, **kwargs)
        targets = {status for moves in workflow.BY_PEOPLE.values() for status in moves}
        choices = [(status.value, status.label) for status in workflow.Status if status in targets]
        self.fields["status"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        to, words, closing = cleaned.get("status"), cleaned.get("reason"), cleaned.get("closing")
        if to == workflow.Status.CLOSED:
            if not closing and "closing" not in self.errors:
                self.add_error("closing", _("Choose why they are closed"))
        elif to in workflow.NEEDS_REASON and not words and "reason" not in self.errors:
            self.add_error("reason", _("Say why."))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """The reason as a single move keeps it, so that both read the same in the activity and can be counted."""
        to, reason = self.cleaned_data["status"], self.cleaned_data["reason"]
        if to == workflow.Status.CLOSED:
            reason = workflow.closing_reason(self.cleaned_data["closing"], reason)
        return {"status": to, "reason": reason}


class AskForm(JobForm):
    """For what, until when. Screens and documents have ready texts in the family's language."""

    OWN = "own"
    what = forms.ChoiceField(
        label=gettext_lazy("Ask for"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": gettext_lazy("Choose what to ask for")},
    )
    text = forms.CharField(
        label=gettext_lazy("Your own words"),
        help_text=gettext_lazy("Only if you chose them above. Every family gets the same words."),
        required=False,
        max_length=500,
        validators=[refuse_identity_numbers],
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "input w-10", "type": "date"}),
    )

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(seat, *args, **kwargs)
        self.ready = ready_requests(seat.office_id)
        choices = [(code, label) for code, (label, _parameters) in self.ready.items()]
        own = (self.OWN, _("Something else, in my own words"))
        self.fields["what"].choices = [("", _("Choose")), *choices, own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == self.OWN and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what you ask for"))
        due = cleaned.get("due_on")
        if due and due < timezone.localdate():
            self.add_error("due_on", _("This day is over"))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        what, due = self.cleaned_data["what"], self.cleaned_data["due_on"]
        asked = (
            {"texts": {settings.LANGUAGE_CODE: self.cleaned_data["text"]}} if what == self.OWN else self.ready[what][1]
        )
        return {**asked, "due_on": due.isoformat() if due else None}


class ExportForm(JobForm):
    """Which file, which columns, and whether families are named."""

    format = forms.ChoiceField(label=gettext_lazy("File"), choices=FORMATS, widget=forms.RadioSelect, initial="xlsx")
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        choices=[(column.code, column.title) for column in COLUMNS if not column.names],
        widget=forms.CheckboxSelectMultiple,
        initial=USUAL,
        error_messages={"required": gettext_lazy("Choose one column at least")},
    )
    names = forms.BooleanField(
        label=gettext_lazy("With the names and email addresses of the families"),
        required=False,
        help_text=gettext_lazy("Leave it out unless you need it: the file then says little about anybody."),
    )

    def __init__(self, seat: OfficeMember, *args: Any, **kwargs: Any) -> None:
        super().__init__(seat, *args, **kwargs)
        if not allows(seat, Action.EXPORT_NAMES):
            del self.fields["names"]

    def parameters(self) -> dict[str, Any]:
        names = bool(self.cleaned_data.get("names"))
        codes = [*self.cleaned_data["columns"], *(column.code for column in COLUMNS if column.names and names)]
        return {
            "format": self.cleaned_data["format"],
            "columns": [column.code for column in chosen(codes, with_names=names)],
            "names": names,
        }


FORMS: dict[str, type[JobForm]] = {
    Kind.ASSIGN: AssignForm,
    Kind.STATUS: StatusForm,
    Kind.ASK: AskForm,
    Kind.REEVALUATE: JobForm,
    Kind.EXPORT: ExportForm,
    Kind.DELETE: JobForm,
}


def form_of(job: WorkspaceJob, seat: OfficeMember, data: Any = None) -> JobForm:
    """The form of a bulk action."""
    return FORMS[job.kind](seat, data)
