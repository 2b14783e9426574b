"""A client's result beside a finished return, line by line. What is typed is compared and forgotten."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from interview.drafts.results import Unfinished
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.result.lines.views import NoLines, comparison


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compare_page(request: HttpRequest, _seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """A field for each line, as the family has it."""
    home = reverse("advising:draft", args=[file.draft.public_id])
    try:
        context, status = comparison(request, file.draft)
    except (Unfinished, NoLines):
        return redirect(home)
    context |= {"file": file, "back_url": home}
    return render(request, "advising/client/compare.html", context, status=status)
