"""The clients of an office: the list, and those whose results new figures changed."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from interview.advising.clients import changed_results
from interview.advising.clients.draft_list import columns_only, listed
from interview.advising.clients.paging import UnknownPlace, newest_first
from interview.drafts.models import Draft
from interview.firms.office_models import Office


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
