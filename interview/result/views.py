"""The pages of a family's result. They read the draft, let the engine work it out, and write nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess
from interview.firms.answer_history import told_to_family
from interview.firms.requests import asked_count
from interview.firms.workflow import family_may_say
from interview.result.changed_since import changed_since
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.open_years.page import teaser
from interview.result.recommended import recommended
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import UnknownYear, every_year_in_force


@require_safe
@never_cache
def show(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The result, explained. A draft that is not finished leads to its first open page."""
    return result_page(request, get_own_draft(request, draft_id))


def result_page(request: HttpRequest, draft: Draft, *, refused: str = "", status: int = 200) -> HttpResponse:
    """The page of a family's own result; `refused` says why something that was pressed on it was not done."""
    try:
        assessed = _assessed(draft)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    route, today, years = Route(draft.answers), timezone.localdate(), every_year_in_force()
    result = explain(
        assessed,
        today=today,
        filed=whether_filed(route),
        told=Told(route, assessed.year),
        figures=parameters_of(years),
    )
    changed, kept_on = changed_since(draft, assessed, route)
    context = {
        "draft": draft,
        "result": result,
        "screens": route.pages,
        "open_years": teaser(draft.tax_year, years, today),
        "changed": changed,
        "kept_on": kept_on,
        "steps_done": draft.steps_done,
        "refused": refused,
        "asked_count": asked_count(draft),
        "may_say": family_may_say(draft),
        "recommended": recommended(draft, assessed, today),
        "told_count": len(told_to_family(draft)),
    }
    return render(request, "result/show.html", context, status=status)


def _assessed(draft: Draft) -> Assessed:
    try:
        return assess(draft)
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
