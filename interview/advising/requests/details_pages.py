"""Correct what the office knows of a client: the name in its list, the e-mail, the language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interview.advising.requests.forms import DetailsForm
from interview.firms.details import correct, details_of, mark_of
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.workflow import ChangedMeanwhile


@require_http_methods(["GET", "HEAD", "POST"])
def details_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """What is known now, to be changed."""
    form = DetailsForm(file, request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["was"] in ("", mark_of(details_of(file))):
            try:
                correct(file, form.details(), seat=seat)
            except ChangedMeanwhile:
                form.add_error(None, _changed())
            else:
                return redirect("advising:draft", file.draft.public_id)
        elif form.details() == details_of(file):  # pressed twice
            return redirect("advising:draft", file.draft.public_id)
        else:
            form.add_error(None, _changed())
    context = {"file": file, "draft": file.draft, "form": form}
    return render(request, "advising/requests/details.html", context, status=422 if form.errors else 200)


def _changed() -> str:
    return _("Somebody changed this meanwhile. Open the page again to see what it says now.")
