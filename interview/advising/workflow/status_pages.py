"""Move a client to another status, give it to somebody."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interview.advising.workflow.forms import AssignForm, StatusForm
from interview.firms.file_models import ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files
from interview.firms.workflow import Refused, assign, move


@require_http_methods(["GET", "POST"])
def status_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Where this client may go from here, and the move."""
    if request.method == "POST":
        form = StatusForm(file, seat, request.POST)
        # Pressed twice: it is where it should go.
        if request.POST.get("to") == file.status:
            return back_to_client(seat, file)
        if request.POST.get("was") not in (None, "", file.status):
            form.add_error(None, _("Somebody moved this client meanwhile. It is now: {status}.").format(
                status=file.get_status_display()
            ))  # fmt: skip
        elif form.is_valid():
            chosen = form.cleaned_data
            try:
                move(file, chosen["to"], seat=seat, reason=chosen["reason"])
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Moved to: {status}.").format(status=ClientFile.Status(chosen["to"]).label))
                return back_to_client(seat, file)
        form.data = {**form.data.dict(), "was": file.status}  # type: ignore[attr-defined]
    else:
        form = StatusForm(file, seat, initial={"was": file.status, "to": request.GET.get("to")})
    return _page(request, "status", file, form, allowed=form.allowed)


@require_http_methods(["GET", "POST"])
def assign_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Whose client it is."""
    was = file.assignee_id or 0
    if request.method == "POST":
        form = AssignForm(file, request.POST)
        if form.is_valid() and form.cleaned_data["was"] != was and form.cleaned_data["assignee"] != file.assignee:
            form.add_error(None, _("Somebody assigned this client meanwhile. It belongs to: {person}.").format(
                person=name_of(file.assignee) or _("Nobody")
            ))  # fmt: skip
        elif form.is_valid():
            try:
                assign(file, form.cleaned_data["assignee"], seat=seat)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("It is saved who has this client."))
                return back_to_client(seat, file)
        form.data = {**form.data.dict(), "was": was}  # type: ignore[attr-defined]
    else:
        form = AssignForm(file, initial={"was": was, "assignee": file.assignee})
    return _page(request, "assign", file, form)


def back_to_client(seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """To the client's page; to the list for somebody who has just given it away and sees it no more."""
    if files(seat).filter(pk=file.pk).exists():
        return redirect("advising:draft", draft_id=file.draft.public_id)
    return redirect("advising:drafts")


def _page(request: HttpRequest, name: str, file: ClientFile, form: forms.Form, **more: object) -> HttpResponse:
    context = {"file": file, "draft": file.draft, "form": form, **more}
    return render(request, f"advising/workflow/{name}.html", context, status=422 if form.errors else 200)
