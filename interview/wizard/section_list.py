"""The list of sections: how far the family is in each, what it said there in one line, and the way on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from interview.adapter import household_of_children
from interview.contract import read_household
from interview.drafts.answers_in_words import Row, sections_in_words
from interview.drafts.models import Draft
from interview.engine import evaluate
from interview.firms.answering import draft_to_answer
from interview.firms.requests import asked_count
from interview.steps import QUICK, Answers, Route, Saved, depth
from interview.steps.conditions import children
from interview.steps.sections import CHILDREN, INCOME
from interview.wizard.income_list import income_together
from interview.wizard.navigation import resume_url
from interview.wizard.section_lines import CHECK, DONE, SectionLine, sections_of
from interview.years import YearInForce, in_force

MOST_ROUNDS = 12
DECIDING = ("filing_status",)
"""Screens whose answer says more about a section than its first one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One section with what there is to say about it."""

    line: SectionLine
    summary: str
    filled_in: str


@require_safe
def section_list(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Every section with its status. The quick check is too short for a list."""
    draft = draft_to_answer(request, draft_id)
    if depth(draft.answers) == QUICK:
        return redirect(resume_url(draft, Route(draft.answers)))
    return render(request, "interview/sections.html", section_list_context(draft))


def section_list_context(draft: Draft) -> dict[str, Any]:
    """What the page shows."""
    route = Route(draft.answers)
    sections = sections_of(draft, route)
    year = in_force(draft.tax_year)
    rows = {section.slug: section.rows for section in sections_in_words(route, year)}
    filled_in = answers_from_quick_check(draft.answers)
    return {
        "draft": draft,
        "sections": sections,
        "entries": [
            Entry(
                line,
                _summary(line, route, rows.get(line.slug, []), year) if line.state in (DONE, CHECK) else "",
                _filled_in(filled_in.get(line.slug, 0)) if line.state != DONE else "",
            )
            for line in sections.lines
        ],
        "finished": route.first_open is None,
        "begun": any(line.state == DONE for line in sections.lines),
        "go_on_url": resume_url(draft, route),
        "asked_count": asked_count(draft),
    }


def _filled_in(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} answer filled in from your quick check", "{count} answers filled in from your quick check", count
    ).format(count=count)


def _summary(line: SectionLine, route: Route, rows: list[Row], year: YearInForce) -> str:
    """One line about a section that is done: its first answer, and how many more there are."""
    if line.slug == CHILDREN and children(route.saved):
        return children_in_words(route, year)
    together = income_together(route.saved, year) if line.slug == INCOME else ""
    if together:
        return _("{total} together").format(total=together)
    rows = [row for row in rows if row.value and row.page != "year"]
    rows.sort(key=lambda row: row.page not in DECIDING)
    if not rows:
        return ""
    first = _("{what}: {answer}").format(what=rows[0].label, answer=rows[0].value)
    if len(rows) == 1:
        return first
    more = len(rows) - 1
    return ngettext("{first}, and {count} more answer", "{first}, and {count} more answers", more).format(
        first=first, count=more
    )


def children_in_words(route: Route, year: YearInForce) -> str:
    """How many children there are, and how many of them are likely to count."""
    keys = children(route.saved)
    household = read_household(household_of_children(route.saved, keys, year.parameters))
    found = evaluate(household, year.parameters).children
    count = sum(child.credit == "child_tax_credit" for child in found)
    total = len(keys)
    if total == 1:
        return _("1 child, likely to count") if count else _("1 child, who does not count yet")
    if count == total == 2:
        return _("2 children, both likely to count")
    if count == total:
        return _("{total} children, all likely to count").format(total=total)
    if not count:
        return _("{total} children, none of whom counts yet").format(total=total)
    return ngettext(
        "{total} children, {count} of them likely to count", "{total} children, {count} of them likely to count", count
    ).format(total=total, count=count)


def answers_from_quick_check(answers: Answers) -> dict[str, int]:
    """For each section, how many questions the quick check has filled in and the family has not confirmed yet."""
    if not any(page.startswith("quick_") for page in answers):
        return {}
    route = _as_filled_in(answers)
    found: Counter[str] = Counter()
    for address, page in route.pages.items():
        if address not in answers:
            saved = Saved(route.answers, page.key)
            found[page.step.section] += sum(
                question.quick is not None and question.quick(saved) is not None for question in page.questions
            )
    return dict(found)


def _as_filled_in(answers: Answers) -> Route:
    """The route as if everything from the quick check were right, which opens further screens that it has filled in."""
    filled = dict(answers)
    for _round in range(MOST_ROUNDS):
        route = Route(filled)
        new = {
            address: page.suggestions(filled)
            for address, page in route.pages.items()
            if address not in filled and page.from_quick_check(filled)
        }
        if not new:
            break
        filled |= new
    return route
