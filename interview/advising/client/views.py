"""One client: the answers beside the result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.advising.client.result_summary import result_summary
from interview.drafts.answers_in_words import sections_in_words
from interview.drafts.results import Unfinished, assess
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.result.changed_since import changed_since
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import every_year_in_force, in_force


@require_safe
def draft_page(request: HttpRequest, _seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """One client's draft: what was answered, and what follows from it now."""
    draft = file.draft
    route = Route(draft.answers)
    context: dict[str, object] = {
        "file": file,
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
