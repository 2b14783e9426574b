"""The page about every year that can still be claimed, and the button that makes one of them exact."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from interview.drafts.access import (
    MANY_STARTED,
    MOST_DRAFTS,
    NO_ROOM,
    get_own_draft,
    has_room_for,
    may_start,
    own_drafts,
)
from interview.drafts.models import Draft
from interview.drafts.open_years import draft_of_year, own_draft_of, years_to_claim
from interview.drafts.open_years import open_years as worked_out
from interview.drafts.results import Unfinished
from interview.result.open_years.page import page_of
from interview.steps import Route
from interview.years import every_year_in_force


@require_safe
@never_cache
def open_years(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Every open year, worked out from copies of this draft. Nothing is written."""
    return _page(request, get_own_draft(request, draft_id))


def _page(request: HttpRequest, draft: Draft, *, error: str = "", status: int = 200) -> HttpResponse:
    figures, today = every_year_in_force(), timezone.localdate()
    others = _others(request, draft, years_to_claim(figures, today))
    try:
        years = worked_out(draft, others, figures, today)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    page = page_of(draft, years, figures, today)
    return render(request, "result/open_years/page.html", {"draft": draft, "page": page, "error": error}, status=status)


def _others(request: HttpRequest, draft: Draft, tax_years: list[int]) -> list[Draft]:
    """The other drafts in the same hands for these years, newest first."""
    return list(own_drafts(request).filter(tax_year__in=tax_years).exclude(pk=draft.pk)[:MOST_DRAFTS])


@require_POST
def start_year(request: HttpRequest, draft_id: UUID, tax_year: int) -> HttpResponse:
    """Open the family's draft of another year at its first open screen, or begin that draft from this one."""
    draft = get_own_draft(request, draft_id)
    if tax_year == draft.tax_year or tax_year not in years_to_claim(every_year_in_force(), timezone.localdate()):
        raise Http404(_("This year is not open."))
    first_open = Route(draft.answers).first_open
    if first_open is not None:
        return redirect("wizard:page", draft.public_id, first_open)
    others = _others(request, draft, [tax_year])
    if own_draft_of(draft, others, tax_year) is None:
        if not has_room_for(request):
            return _page(request, draft, error=str(NO_ROOM), status=422)
        if not may_start(request):
            return _page(request, draft, error=str(MANY_STARTED), status=429)
    theirs = draft_of_year(draft, others, tax_year)
    first_open = Route(theirs.answers).first_open
    if first_open is None:
        return redirect("result:show", theirs.public_id)
    return redirect("wizard:page", theirs.public_id, first_open)
