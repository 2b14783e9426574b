"""From ticked clients to a job: the list posts here, and a page asks once more before anything is done."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.advising.jobs.forms import form_of
from interview.advising.jobs.words import language_name, what_it_does
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.jobs.foresight import foresee
from interview.firms.jobs.planning import BULK, NobodyChosen
from interview.firms.jobs.steps import RIGHTS, Kind
from interview.firms.list_query import UnreadableFilters, canonical, read
from interview.firms.office_models import OfficeMember
from interview.firms.rights import allows

LONGEST_KEY = 18


@require_POST
def bulk_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Keep the selection as a job that has not begun.

    The list posts `kind` (of job), `query` (its own address without the question mark), and either `all` or one `file`
    for each ticked client.
    """
    # It is stored with the job, so only what a list can be asked for is taken.
    kind, query = request.POST.get("kind", ""), canonical(request.POST.get("query", ""), "sort", "columns")
    if kind not in BULK:
        raise Http404(_("There is no such page."))
    if not allows(seat, RIGHTS[kind]):
        raise PermissionDenied(_("Your role in this office does not allow this. Ask an owner of the office."))
    if not read(query).is_valid():
        raise Http404(_("There is no such page."))
    try:
        if request.POST.get("all"):
            job = planning.plan_matching(seat, kind, query)
        else:
            job = planning.plan_ticked(seat, kind, _keys(request.POST.getlist("file")), query)
    except NobodyChosen:
        messages.error(request, _("No client was ticked, so nothing was done."))
        return redirect(f"{reverse('advising:clients', args=[seat.office_id])}?{query}" if query else _clients(seat))
    except UnreadableFilters:
        raise Http404(_("There is no such page.")) from None
    return redirect("advising:job", seat.office_id, job.public_id)


def _clients(seat: OfficeMember) -> str:
    return reverse("advising:clients", args=[seat.office_id])


def _keys(ticked: list[str]) -> list[int]:
    if not all(one.isascii() and one.isdigit() and len(one) <= LONGEST_KEY for one in ticked):
        raise Http404(_("There is no such page."))
    return [int(one) for one in ticked]


def planned_bulk(request: HttpRequest, seat: OfficeMember, job: WorkspaceJob) -> HttpResponse:
    """How many clients, in which languages, who is left out and why; and the yes."""
    posted = request.method == "POST"
    form = form_of(job, seat, request.POST if posted else None)
    valid = posted and form.is_valid()
    # Where to move has to be what the page before looked at.
    seen_before = {request.POST.get("confirmed", ""), form.data.get("status", "")} if posted else set()
    yes = valid and request.POST.get("confirmed") and (job.kind != Kind.STATUS or len(seen_before) == 1)
    if yes and not planning.has_room(seat):
        messages.error(request, planning.no_room())
    elif yes:
        planning.start(job, **form.parameters())
        return redirect("advising:job", seat.office_id, job.public_id)
    seen = foresee(job, seat, form.parameters() if valid else {})
    context = {
        "office": seat.office,
        "job": job,
        "form": form,
        "title": what_it_does(job),
        "seen": seen,
        "yes": what_it_does(job, seen.done),
        "confirmed": form.data.get("status", "") or "1",
        # A move is looked at once more when it is known where to: only then can it be said who is left out.
        "asks_twice": job.kind == Kind.STATUS and not valid,
        "languages": [(language_name(code), count) for code, count in seen.by_language.most_common()],
        "why": seen.why.most_common(),
    }
    return render(request, "advising/jobs/confirm.html", context, status=422 if form.errors else 200)
