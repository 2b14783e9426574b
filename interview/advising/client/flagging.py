"""Put a flag on a client, or on one of its answers and what we assumed there; and take it down."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interview.advising.workflow.forms import FlagForm
from interview.firms.answer_words import title_of
from interview.firms.file_models import ClientFile
from interview.firms.flags import flags_of, put_up, take_down
from interview.firms.office_models import OfficeMember
from interview.firms.workflow import Refused
from interview.steps import Route

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def flag_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """A flag on the screen that the address names, or on the whole client."""
    page = request.POST.get("page", request.GET.get("page", ""))
    if page and page not in Route(file.draft.answers).pages:
        raise Http404(_("There is no such page."))
    if request.method == "POST" and "off" in request.POST:
        take_down(file, seat=seat, page=page)
        messages.success(request, _("The flag is down."))
        return redirect(_back(file, page))
    up = next((flag for flag in flags_of(file) if flag.page == page), None)
    form = FlagForm(request.POST if request.method == "POST" else None, initial={"text": up.text if up else ""})
    if request.method == "POST" and form.is_valid():
        try:
            put_up(file, seat=seat, page=page, text=form.cleaned_data["text"])
            messages.success(request, _("The flag is up."))
            return redirect(_back(file, page))
        except Refused as refused:
            form.add_error("text", str(refused))
    context = {
        "file": file,
        "draft": file.draft,
        "page": page,
        "about": title_of(file.draft.answers, page) if page else "",
        "form": form,
        "up": up,
    }
    return render(request, "advising/client/flag.html", context, status=UNPROCESSABLE if form.errors else 200)


def _back(file: ClientFile, page: str) -> str:
    address = reverse("advising:draft", args=[file.draft.public_id])
    return f"{address}#row-{page}" if page else address
