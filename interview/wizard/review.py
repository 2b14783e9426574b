"""All answers on one page, each with a way to change it and come straight back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from interview.drafts.access import get_own_draft
from interview.drafts.answers_in_words import sections_in_words
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, store_result
from interview.steps import Route, Words
from interview.wizard.navigation import REVIEW, page_url
from interview.wizard.section_lines import sections_of
from interview.years import in_force


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show every answer; "See my result" keeps a copy of the result and leads to it."""
    draft = get_own_draft(request, draft_id)
    if request.method == "POST":
        try:
            store_result(draft)
        except Unfinished:
            return render(request, "interview/review.html", _context(draft, pressed=True), status=422)
        return redirect("result:show", draft.public_id)
    return render(request, "interview/review.html", _context(draft))


def _context(draft: Draft, *, pressed: bool = False) -> dict[str, Any]:
    year, route = in_force(draft.tax_year), Route(draft.answers)
    open_pages = route.open + _rates_missing(route, year.rates)
    words = {page: Words(route.pages[page].saved, lambda: year.parameters.dates) for page in open_pages}
    return {
        "draft": draft,
        "groups": [
            (section, [(row, page_url(draft, row.page, back=REVIEW)) for row in section.rows])
            for section in sections_in_words(route, year)
        ],
        "open": [
            {"text": open_text(route, page, words[page]), "url": page_url(draft, page, back=REVIEW)}
            for page in open_pages
        ],
        "pressed": pressed,
        "sections": sections_of(draft, route, REVIEW),
    }


def open_text(route: Route, page: str, words: Words) -> str:
    """What an open screen asks."""
    step = route.pages[page].step
    questions = route.pages[page].questions
    return words.say(step.title) or (words.say(questions[0].text) if questions else "")


def _rates_missing(route: Route, rates: Any) -> list[str]:
    """The exchange rates without which there is no result."""
    return [
        page.address
        for page in route.pages.values()
        if page.step.name == "rate" and page.key not in rates and not page.saved.own("rate", "rate")
    ]
