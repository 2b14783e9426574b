"""The answers of another year as far as one draft knows them: to get a rough number before anybody is asked.

`answers_for_year` carries what belongs to the family. Here what belongs to a year is put back in on top: the same pay
and tax in the same currency, the same home of the children, the same deductions. Nobody said that they hold for the
other year, so the result is rough and the page says what was taken over.

What one year's answer cannot say about another is left open: whether a number was issued before that year's due date,
whether that return was filed, whether Form 2555 was used. There "I'm not sure" stands in, so that the result is on the
careful side and its range shows what the answer is worth.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from interview.drafts.copying import CARRYOVER, answers_for_year
from interview.drafts.store import Answers
from interview.steps import MORE_INCOME, REMOVED_INCOME, Choice, Page, Route, Several
from interview.steps.questions import NOT_SURE

ASKED_AGAIN = frozenset({
    "rate", "extension", "id_window", "children_issued", "child_issued", "child_us_days", "work_approval",
    "child_work_approval", "exclusion_prior", "exclusion_stopped", "exclusion_window", CARRYOVER,
    "paid_early", "lookback",
})  # fmt: skip
"""Screens whose answer is of one year and says nothing about another."""
LISTS = (MORE_INCOME, REMOVED_INCOME)
MOST_ROUNDS = 12
"""An answer that is put back can open further screens; the interview is not deeper than this."""
HOW_MANY = "quick_children"
"""A quick check knows no ages, so how many were young enough in another year is a guess."""
WHETHER_FILED, WAYS = "history", "exclusion_plan"
NOT_FILED = "no"
IN_TIME, TOO_LATE = "by_due", "after"
WINDOWS = ("child_issued", "id_window")
UNKNOWN = {"window": NOT_SURE}
KNOWN_WINDOWS = (IN_TIME, "by_abroad", "by_ext", TOO_LATE)


@dataclass(frozen=True, slots=True)
class OtherYear:
    """Answers for another year.

    `taken_over` are the screens whose answers came from the draft's own year; `missing` the questions that have to be
    asked, each with its screen, in the order of the interview.
    """

    answers: Answers
    taken_over: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


def other_year(answers: Answers, tax_year: int, begun: Answers | None = None) -> OtherYear:
    """What a finished draft says about another year. `begun` are answers that the family has given for it already."""
    source = Route(answers)
    known: Answers = {**answers_for_year(answers, tax_year), **(begun or {})}
    known |= {name: answers[name] for name in LISTS if name in answers and name not in known}
    taken: dict[str, None] = {}
    for _ in range(MOST_ROUNDS):
        found = dict(_put_back(Route(known), known, source, tax_year))
        if not found:
            break
        known |= found
        taken |= dict.fromkeys(found)
    missing = tuple(_to_ask(Route(known), source, known, taken))
    asked = {address for address, _question in missing}
    return OtherYear(_with_the_rest_open(known), tuple(page for page in taken if page not in asked), missing)


def _put_back(route: Route, known: Answers, source: Route, tax_year: int) -> Iterator[tuple[str, Any]]:
    """Each screen of the other year that is unanswered there and was answered in this one."""
    for address, page in route.pages.items():
        if address in known:
            continue
        said = _said(page, source, tax_year)
        if said is not None:
            yield address, said


def _said(page: Page, source: Route, tax_year: int) -> dict[str, Any] | None:
    """What this year's answer says about the other year; None where it says nothing."""
    later = tax_year > source.saved.tax_year
    if page.step.name == "children_issued":
        return _all_issued(source, later=later)
    said = source.used.get(page.address)
    if not isinstance(said, dict):
        return None
    if page.step.name in WINDOWS:
        return {"window": _window(said.get("window"), later=later)}
    if page.step.name in ASKED_AGAIN or page.step.tells:
        return None
    if page.step.name == WHETHER_FILED:
        return {"denied": said.get("denied")}
    if page.step.name == WAYS and said.get("plan") in ("filed", "plan_yes"):
        return {"plan": "compare"}
    return dict(said)


def _all_issued(source: Route, *, later: bool) -> dict[str, Any] | None:
    """Numbers that were in time are so for every later year too. For an earlier one "yes" says nothing."""
    said = source.saved.get("children_issued", "all_issued")
    if said == "yes" and not later:
        return None
    return {"all_issued": said} if said else None


def _window(said: Any, *, later: bool) -> str:
    """When a number was issued, seen from another year: a later due date comes after this year's last day to file."""
    if said not in KNOWN_WINDOWS:
        return NOT_SURE
    if later:
        return NOT_SURE if said == TOO_LATE else IN_TIME
    return NOT_SURE if said == IN_TIME else TOO_LATE


def _to_ask(route: Route, source: Route, known: Answers, taken: Container[str]) -> Iterator[tuple[str, str]]:
    """The questions that are open, and those that a stand-in answers on a screen that was put back."""
    for address, page in route.pages.items():
        if address in route.open:
            given = route.used.get(address) or {}
            for question in page.questions:
                if not question.answered(page.saved, given.get(question.name)):
                    yield address, question.name
        elif address not in taken:
            continue
        elif address == HOW_MANY:
            yield address, "total"
        elif address == WAYS and known.get(WAYS) != source.used.get(WAYS):
            yield address, "plan"
        elif page.step.name in WINDOWS and known.get(address) == UNKNOWN != source.used.get(address):
            yield address, "window"


def _with_the_rest_open(answers: Answers) -> Answers:
    """The answers with "I'm not sure" wherever it can be said, and a return that is not filed yet."""
    for _ in range(MOST_ROUNDS):
        route = Route(answers)
        found = {
            address: {**(answers.get(address) or {}), **unsure}
            for address in route.open
            if (unsure := dict(_unsure(route.pages[address], route.used.get(address) or {})))
        }
        if not found:
            break
        answers = {**answers, **found}
    return answers


def _unsure(page: Page, given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for question in page.questions:
        if question.answered(page.saved, given.get(question.name)) or given.get(question.unless):
            continue
        if page.step.name == WHETHER_FILED and question.name == "filed":
            yield question.name, NOT_FILED
        elif isinstance(question.kind, Choice):
            if any(option.code == NOT_SURE for option in question.kind.offered(page.saved)):
                yield question.name, [NOT_SURE] if isinstance(question.kind, Several) else NOT_SURE
        elif question.unless:
            yield question.unless, True
