"""The list of children: one card for each, with what we can say about it so far."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from interview.adapter import household_of_children
from interview.contract import read_household
from interview.drafts.kept_results import after_change
from interview.drafts.lists import ListFull, add_child, remove_child, restore_child, was_on_list
from interview.drafts.models import Draft
from interview.drafts.store import new_mark
from interview.engine import ChildAssessment, evaluate
from interview.firms.answering import draft_to_answer
from interview.steps import Answers, Route, Saved, Words
from interview.steps.children_together import MOST_CHILDREN
from interview.steps.conditions import ANY_NUMBER_COUNTS, age_at_year_end, children
from interview.steps.questions import NOT_SURE
from interview.steps.wording import child_name
from interview.wizard.navigation import page_url
from interview.years import YearInForce

HUB = "children_list"
WHY_NOT = {
    "age": gettext_lazy("{age} years old at the end of {year}"),
    "relationship": gettext_lazy("not a child, brother, sister or one of theirs"),
    "residency": gettext_lazy("did not live with you long enough"),
    "support": gettext_lazy("paid for most of their own living"),
    "joint_return": gettext_lazy("files a return with a spouse"),
    "citizenship": gettext_lazy("not a US citizen or resident"),
    "dependent": gettext_lazy("you do not claim this child"),
}
"""The contract's codes of failed tests, as a card says them."""
SETTLED = frozenset({"age", "relationship"})
"""Tests that no "I'm not sure" can be behind."""


@dataclass(frozen=True, slots=True)
class Card:
    """One child on the list."""

    key: str
    name: str
    initial: str
    color: int
    chip: str
    verdict: str
    facts: list[str]
    edit_url: str
    unfinished: bool


def children_context(request: HttpRequest, draft: Draft, route: Route, year: YearInForce) -> dict[str, Any]:
    """What the list page shows besides its form."""
    saved, words = route.saved, Words(route.saved, lambda: year.parameters.dates)
    keys = children(saved)
    unfinished = {page: route.pages[page].key for page in route.open if page.startswith("child_")}
    finished = [key for key in keys if key not in unfinished.values()]
    found = dict(zip(finished, assessed_children(route, finished, year), strict=True))
    cards = [
        _card(draft, route, words.about(saved.about(key)), place, found.get(key)) for place, key in enumerate(keys)
    ]
    removed = _removed(request.GET.get("removed", ""), draft.answers)
    return {
        "cards": cards,
        "mark": new_mark(),
        "room_for_more": len(keys) < MOST_CHILDREN,
        "removed": removed,
        "removed_name": child_name(Saved(draft.answers, removed)),
    }


def _removed(key: str, answers: Answers) -> str:
    """A child that was on the list and is not any more; anything else in the address is ignored."""
    return key if was_on_list(answers, key) and key not in children(Saved(answers)) else ""


def assessed_children(route: Route, keys: list[str], year: YearInForce) -> tuple[ChildAssessment, ...]:
    """What the engine says about the children whose screens are filled in."""
    if not keys:
        return ()
    household = read_household(household_of_children(route.saved, keys, year.parameters))
    return evaluate(household, year.parameters).children


def _card(draft: Draft, route: Route, words: Words, place: int, found: ChildAssessment | None) -> Card:
    key, name = words.saved.key, words["name"]
    chip, said = verdict(found, words)
    first_open = next((page for page in route.open if route.pages[page].key == key), f"child_basics-{key}")
    return Card(
        key=key,
        name=name,
        initial=name[:1].upper(),
        color=place % 4 + 1,
        chip=chip,
        verdict=said,
        facts=_facts(route, words),
        edit_url=page_url(draft, first_open if found is None else f"child_basics-{key}"),
        unfinished=found is None,
    )


def verdict(found: ChildAssessment | None, words: Words) -> tuple[str, str]:
    """The chip's color and its words."""
    if found is None:
        return "wait", _("Finish this child")
    failed = [test.code for test in found.tests if not test.passed]
    if found.credit == "child_tax_credit":
        return "good", _("Likely counts")
    if is_unsure(words.saved) and not SETTLED & set(failed):
        return "wait", _("Not clear yet")
    if "taxpayer_id" in failed and not set(failed) & set(WHY_NOT):
        any_number = words.saved.tax_year <= ANY_NUMBER_COUNTS
        return "wait", _("Needs a US tax number") if any_number else _("Needs a Social Security number")
    if found.credit == "other_dependents":
        return "info", _("Smaller credit")
    return "bad", _("Does not count")


def is_unsure(saved: Saved) -> bool:
    """Whether the family said "I'm not sure" on a screen about this child: then no test has really failed yet."""
    screens = (answer for page, answer in saved.answers.items() if page.endswith(f"-{saved.key}"))
    return any(NOT_SURE in screen.values() for screen in screens if isinstance(screen, dict))


def _facts(route: Route, words: Words) -> list[str]:
    """Age, number and home in a few words."""
    facts = []
    age = age_at_year_end(words.saved)
    if age is not None:
        born = words.saved.own("child_basics", "birth_date")[:4]
        years = ngettext("{age} year old", "{age} years old", age).format(age=age)
        facts.append(_("Born {born}, {years} at the end of {year}").format(born=born, years=years, year=words["year"]))
    for step in ("child_papers", "child_home"):
        page = route.pages.get(f"{step}-{words.saved.key}")
        answer = route.used.get(f"{step}-{words.saved.key}", {})
        for question in page.questions if page else ():
            texts = {option.code: words.say(option.text) for option in question.kind.offered(words.saved)}  # type: ignore[union-attr]
            if answer.get(question.name) in texts:
                what = texts[answer[question.name]]
                facts.append(_("{about}: {what}").format(about=words.say(question.short), what=what))
    return facts


@require_POST
def child_add(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Put one more child on the list and ask about it."""
    draft = draft_to_answer(request, draft_id)
    try:
        key = add_child(draft, request.POST.get("mark", ""))
    except ListFull:
        return redirect(page_url(draft, HUB))
    return redirect(page_url(draft, f"child_basics-{key}"))


@require_POST
def child_remove(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Take a child off the list; the list offers to put it back."""
    draft = draft_to_answer(request, draft_id)
    remove_child(draft, key)
    after_change(draft)
    return redirect(page_url(draft, HUB, removed=key))


@require_POST
def child_restore(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Put a removed child back with all that was said about it."""
    draft = draft_to_answer(request, draft_id)
    with suppress(ListFull):
        restore_child(draft, key)
        after_change(draft)
    return redirect(page_url(draft, HUB))
