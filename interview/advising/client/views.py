"""One client: the answers beside the result, and everything that the office does about both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.advising.client.answers import WhatBecame, answers_of
from interview.advising.client.panels import panels
from interview.advising.client.result_summary import result_summary
from interview.drafts.results import Unfinished, assess
from interview.firms.answer_history import changes_and_flags
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows
from interview.result.changed_since import changed_since
from interview.result.explain import Told, explain
from interview.result.explain.case import whether_filed
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import every_year_in_force, in_force


@require_safe
def draft_page(request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """One client's draft: what was answered, what follows from it now, and what there is to do."""
    draft, route = file.draft, Route(file.draft.answers)
    became = WhatBecame(file, changes_and_flags(file))
    sections = answers_of(route, in_force(draft.tax_year), became)
    context: dict[str, object] = {
        "file": file,
        "draft": draft,
        "seat": seat,
        "can_answer": allows(seat, Action.ANSWER) and not file.frozen,
        "can_ask": allows(seat, Action.ASK),
        "can_begin": allows(seat, Action.CREATE),
        "can_flag": allows(seat, Action.NOTE),
        "flags": became.flags,
        "steps_done": draft.steps_done,
        "sections": sections,
        "pages": route.pages,
        **panels(seat, file),
    }
    try:
        assessed = assess(draft)
        context |= result_summary(assessed)
        told = Told(route, assessed.year)
        figures = parameters_of(every_year_in_force())
        today, filed = timezone.localdate(), whether_filed(route)
        result = explain(assessed, today=today, filed=filed, told=told, figures=figures)
        assumed = became.to_assumptions(result.assumptions, route.pages, sections)
        context |= {"result": result, "assumed": assumed, "flag_assumed": any(one.flag for one in assumed)}
        context["changed"], _kept_at = changed_since(draft, assessed, route, for_advisor=True)
    except Unfinished as unfinished:
        context["first_open"] = unfinished.page
    return render(request, "advising/draft.html", context)
