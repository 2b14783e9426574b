"""Files that a family takes away from its result. They read the draft and write nothing."""

from __future__ import annotations

import json
from uuid import UUID

from allauth.core.internal import ratelimit
from allauth.core.ratelimit import respond_429
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.download import result_document
from interview.drafts.models import Draft
from interview.drafts.results import Assessed, Unfinished, assess
from interview.drafts.sample_mark import shows_sample
from interview.result.explain import ResultPage, Told, explain
from interview.result.explain.case import Case, whether_filed
from interview.result.take_away import report
from interview.result.take_away.calendar_file import calendar_file
from interview.result.take_away.turns import turn
from interview.result.years_ahead_page import parameters_of
from interview.steps import Route
from interview.years import UnknownYear, every_year_in_force


@require_safe
@never_cache
def pdf(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The result as a PDF to keep; `?all=1` adds the forms beside Schedule 8812, line by line.

    A machine that cannot make one, or is busy with others, offers printing instead.
    """
    draft = get_own_draft(request, draft_id)
    try:
        assessed = _assessed(draft)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    # Making one keeps a processor busy for a second; ACCOUNT_RATE_LIMITS says how many a draft and a connection may.
    limit = {"app": "allauth.account", "action": "make_report", "key": draft.public_id.hex, "limit_get": True}
    if not ratelimit.consume(request, **limit):
        too_many: HttpResponse = respond_429(request)
        return too_many
    try:
        with turn() as free:
            about = {"every_form": "all" in request.GET, "is_sample": shows_sample(request)}
            html = report.report_html(_explained(draft, assessed), **about) if free else ""
            content = report.report_pdf(html) if free else None
    except report.NoPdf:
        content = None
    if content is None:
        return render(request, "result/no_pdf.html", {"draft": draft}, status=503)
    return _file(content, "application/pdf", f"child-credit-{draft.tax_year}-estimate.pdf")


@require_safe
@never_cache
def calendar(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The days of the result as a calendar file. It holds no names and no amounts."""
    draft = get_own_draft(request, draft_id)
    try:
        assessed = _assessed(draft, with_outlook=False)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    case = Case(assessed, timezone.localdate(), whether_filed(Route(draft.answers)))
    content = calendar_file(case, _explained(draft, assessed).next_steps, made_at=timezone.now())
    return _file(content, "text/calendar; charset=utf-8", f"child-credit-{draft.tax_year}-dates.ics")


@require_safe
@never_cache
def household_and_assessment(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What the engine was told and what it found, as a file for another program."""
    draft = get_own_draft(request, draft_id)
    try:
        assessed = _assessed(draft, with_outlook=False)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    content = json.dumps(result_document(assessed), indent=2, ensure_ascii=False)
    return _file(content, "application/json", f"child-credit-{draft.tax_year}.json")


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _explained(draft: Draft, assessed: Assessed) -> ResultPage:
    route = Route(draft.answers)
    told = Told(route, assessed.year)
    figures = parameters_of(every_year_in_force())
    today, filed = timezone.localdate(), whether_filed(route)
    return explain(assessed, today=today, filed=filed, told=told, figures=figures)


def _assessed(draft: Draft, *, with_outlook: bool = True) -> Assessed:
    try:
        return assess(draft, with_outlook=with_outlook)
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
