"""The advisor's side: the drafts that families share with their offices, and one of them to read."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interview.advising import changed_results
from interview.advising.draft_list import columns_only, listed
from interview.advising.models import Office
from interview.advising.paging import UnknownPlace, newest_first
from interview.advising.result_summary import result_summary
from interview.drafts.answers_in_words import sections_in_words
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess
from interview.result.changed_since import changed_since
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import every_year_in_force, in_force


@login_required
@require_safe
def drafts_page(request: HttpRequest) -> HttpResponse:
    """What families share with the offices of this advisor, last changed first."""
    after = request.GET.get("after")
    try:
        page = newest_first(columns_only(Draft.objects.shared_with(request.user)), after=after)
    except UnknownPlace:
        raise Http404 from None
    context = {
        "drafts": listed(page.rows),
        "next_place": page.next_place,
        "is_first": after is None,
        "offices": Office.objects.filter(members=request.user.pk),
    }
    return render(request, "advising/drafts.html", context)


@login_required
@require_safe
def changed_page(request: HttpRequest) -> HttpResponse:
    """Drafts whose results the newest figures changed, the last changed first."""
    after = request.GET.get("after")
    found = changed_results.columns_only(changed_results.still_to_look_at(request.user))
    try:
        page = newest_first(found, after=after, by="created_at")
    except UnknownPlace:
        raise Http404 from None
    rows = changed_results.listed(page.rows)
    context = {
        "rows": rows,
        "notices": changed_results.notices_of(rows),
        "next_place": page.next_place,
        "is_first": after is None,
    }
    return render(request, "advising/changed.html", context)


@login_required
@require_POST
def looked_at(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Tick a draft off the list of changed results."""
    draft = get_object_or_404(Draft.objects.shared_with(request.user).only("pk"), public_id=draft_id)
    changed_results.tick_off(request.user, draft)
    return redirect("advising:changed")


@login_required
@require_safe
def draft_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """One shared draft, read-only: what the family answered, and what follows from it now."""
    draft = get_object_or_404(Draft.objects.shared_with(request.user).select_related("office"), public_id=draft_id)
    route = Route(draft.answers)
    context: dict[str, object] = {
        "draft": draft,
        "steps_done": draft.steps_done,
        "sections": sections_in_words(route, in_force(draft.tax_year)),
    }
    try:
        assessed = assess(draft)
        context |= result_summary(assessed)
        told = Told(route, assessed.year)
        figures = parameters_of(every_year_in_force())
        today, filed = timezone.localdate(), whether_filed(route)
        context["result"] = explain(assessed, today=today, filed=filed, told=told, figures=figures)
        context["changed"], _kept_at = changed_since(draft, assessed, route)
    except Unfinished as unfinished:
        context["first_open"] = unfinished.page
    return render(request, "advising/draft.html", context)
