"""The lines as a text file, and the page that compares them with a finished return. Nothing is stored."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess
from interview.drafts.sample_mark import SAMPLE, shows_sample
from interview.engine import Parameters, Scenario
from interview.result.explain.case import Case, whether_filed
from interview.result.lines.as_text import lines_as_text
from interview.result.lines.comparing import compare, way_in_words
from interview.result.lines.paper_lines import fields, paper_lines, read_all
from interview.steps import Route
from interview.years import UnknownYear, in_force

UNPROCESSABLE = 422


@require_safe
@never_cache
def lines_text(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Every line of the shown way as plain text."""
    draft = get_own_draft(request, draft_id)
    try:
        case = _case(draft)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    file_name = f"child-credit-{draft.tax_year}-lines.txt"
    # Browsers open it as a page.
    mark = f"{SAMPLE}\n\n" if shows_sample(request) else ""
    return HttpResponse(
        mark + lines_as_text(case),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{file_name}"'},
    )


class NoLines(Exception):
    """The app could not work the case out, so that there are no lines to compare."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def compare_return(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A field for each line. What is typed is compared and forgotten; it is in no address and no record."""
    draft = get_own_draft(request, draft_id)
    try:
        context, status = comparison(request, draft)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    except NoLines:
        return redirect("result:show", draft.public_id)
    return render(request, "result/compare_return.html", context, status=status)


def comparison(request: HttpRequest, draft: Draft) -> tuple[dict[str, Any], int]:
    """What the page shows of a draft, whoever reads it, and the status of the answer.

    Raises Unfinished and NoLines.
    """
    case = _case(draft)
    if case.out_of_scope:
        raise NoLines
    way = _way(case, request.POST.get("way") or request.GET.get("way", ""))
    lines = paper_lines(case, way)
    typed = read_all(lines, request.POST.dict()) if request.method == "POST" else None
    errors = dict(typed.errors) if typed else {}
    if typed and not typed.numbers and not errors:
        first = next(line for line in lines if line.first)
        errors = {first.name: _("Type the amount of at least one line")}
    context = {
        "draft": draft,
        "year": case.year,
        "ways": [
            {"key": each.key, "name": way_in_words(case, each), "chosen": each is way}
            for each in case.assessment.scenarios
            if each.allowed
        ],
        "way": way,
        "first": fields(lines, typed, first=True),
        "rest": fields(lines, typed, first=False),
        "rest_open": typed is not None and any(typed.texts.get(line.name) for line in lines if not line.first),
        "errors": errors.items(),
        "answer": compare(case, way, lines, typed.numbers, _last_year(case)) if typed and not errors else None,
    }
    return context, UNPROCESSABLE if errors else 200


def _case(draft: Draft) -> Case:
    try:
        assessed = assess(draft, with_outlook=False)
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
    return Case(assessed, timezone.localdate(), whether_filed(Route(draft.answers)))


def _way(case: Case, key: str) -> Scenario:
    """The way that was asked for, if it is possible; else the one that the page is about."""
    return next((way for way in case.assessment.scenarios if way.allowed and way.key == key), case.shown)


def _last_year(case: Case) -> Parameters | None:
    try:
        return in_force(case.year - 1).parameters
    except UnknownYear:
        return None
