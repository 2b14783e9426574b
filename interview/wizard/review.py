"""All answers on one page, each with whose it is and a way to change it and come straight back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interview.adapter import Assumption, household_from
from interview.drafts.answers_in_words import Row, row_label, sections_in_words, words_of
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, store_result
from interview.firms.answering import draft_to_answer
from interview.firms.requests import asked_count
from interview.steps import Route, Words
from interview.steps.questions import NOT_SURE, Question
from interview.wizard.navigation import REVIEW, page_url, result_url
from interview.wizard.section_lines import pages_to_check, sections_of
from interview.years import YearInForce, in_force


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show every answer; "See my result" keeps a copy of the result and leads to it."""
    draft = draft_to_answer(request, draft_id)
    if request.method == "POST":
        try:
            store_result(draft)
        except Unfinished:
            return render(request, "interview/review.html", _context(draft, pressed=True), status=422)
        return redirect(result_url(draft))
    return render(request, "interview/review.html", _context(draft))


@dataclass(frozen=True, slots=True)
class Assumed:
    """Something that we took for granted, and where the family can say so itself."""

    text: str
    url: str


@dataclass(slots=True)
class Group:
    """One section on the page."""

    slug: str
    title: str
    rows: list[tuple[Row, str]] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)


def _context(draft: Draft, *, pressed: bool = False) -> dict[str, Any]:
    year, route = in_force(draft.tax_year), Route(draft.answers)
    open_pages = route.open + _rates_missing(route, year.rates)

    def linked(pages: list[str]) -> list[dict[str, str]]:
        return [
            {
                "text": open_text(route, page, words_of(route.pages[page].saved, lambda: year)),
                "url": page_url(draft, page, back=REVIEW),
            }
            for page in pages
        ]

    return {
        "draft": draft,
        "groups": _groups(draft, route, year),
        "open": linked(open_pages),
        "to_check": linked(pages_to_check(route)),
        "not_sure": [
            {"text": text, "url": page_url(draft, page, back=REVIEW)} for page, text in _not_sure(route, year)
        ],
        "pressed": pressed,
        "sections": sections_of(draft, route, REVIEW),
        "asked_count": asked_count(draft),
    }


def _groups(draft: Draft, route: Route, year: YearInForce) -> list[Group]:
    """The sections with their rows, and with what we took for granted in them; last what belongs to none."""
    groups = {
        section.slug: Group(
            section.slug, section.title, [(row, page_url(draft, row.page, back=REVIEW)) for row in section.rows]
        )
        for section in sections_in_words(route, year)
    }
    others = Group("assumed", _("What else we took for granted"))
    for assumption in _assumptions(draft, year):
        page = route.pages.get(assumption.page or "")
        url = page_url(draft, page.address, back=REVIEW) if page else ""
        group = groups.get(page.step.section, others) if page else others
        group.assumed.append(Assumed(assumption.text, url))
    return [*groups.values(), *([others] if others.assumed else [])]


def _assumptions(draft: Draft, year: YearInForce) -> list[Assumption]:
    """What the household rests on besides answers; nothing while an answer is missing."""
    try:
        return household_from(draft.answers, rates=year.rates, parameters=year.parameters).assumptions
    except Unfinished:
        return []


def _not_sure(route: Route, year: YearInForce) -> list[tuple[str, str]]:
    """The answers "I'm not sure" that count, each with its screen."""
    found = []
    for address, page in route.pages.items():
        answer = route.used.get(address)
        if isinstance(answer, dict):
            words = Words(page.saved, lambda: year.parameters.dates)
            found += [
                (address, row_label(page, question, words))
                for question in page.questions
                if is_not_sure(question, answer)
            ]
    return found


def is_not_sure(question: Question, answer: dict[str, Any]) -> bool:
    """Whether an answer says that the family does not know, by its own code or by the tick that stands in for it."""
    if question.unless and answer.get(question.unless):
        return question.best is not None or question.unless.endswith(NOT_SURE)
    value = answer.get(question.name)
    return NOT_SURE in value if isinstance(value, list) else value == NOT_SURE


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
