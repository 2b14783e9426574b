"""Which answers of a family are open, and what would help it most in their place. Pure functions of saved answers.

An answer is open where the family said "I'm not sure", whether by the choice itself, as one of several, or by the tick
that stands in for an answer; and where an optional fact that names its best answer was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interview.steps.questions import NOT_SURE, Choice, Option, Question, Several
from interview.steps.route import Page, Route
from interview.steps.saved import Answers, Saved

Reading = Mapping[str, Any]
"""Fields of one screen, as they would be if the family knew."""
MOST_ROUNDS = 8
"""A replaced answer may bring back screens with open answers of their own; so many times, and then it is enough."""


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """One open answer, and the readings that would help most; nearly always there is one."""

    page: Page
    question: Question
    readings: tuple[Reading, ...]

    @property
    def address(self) -> str:
        """The screen that it stands on."""
        return self.page.address

    @property
    def key(self) -> tuple[str, str]:
        """The screen and the question."""
        return self.page.address, self.question.name

    def read_as(self, route: Route, reading: Reading) -> Route:
        """The family's way with one of the readings in its place."""
        return Route(_with(route.answers, self.address, reading))


def open_answers(route: Route) -> tuple[OpenAnswer, ...]:
    """Every open answer that counts today, in the order of the questions."""
    return tuple(_open_answers(route))


def _open_answers(route: Route) -> Iterator[OpenAnswer]:
    for address, page in route.pages.items():
        given = route.used.get(address)
        if not isinstance(given, dict):
            continue
        for question in page.questions:
            readings = tuple(_readings(question, given, page.saved))
            if readings:
                yield OpenAnswer(page, question, readings)


def _readings(question: Question, given: Mapping[str, Any], saved: Saved) -> Iterator[Reading]:
    value = given.get(question.name)
    option = _said_not_sure(question, value)
    if option is not None:
        yield from ({question.name: best} for best in _best_of(option, question, saved))
    elif question.best is None:
        return
    elif question.unless and given.get(question.unless):
        best = question.best(saved)
        if best is not None:
            yield {question.name: best, question.unless: False}
    elif question.optional and value in (None, "", NOT_SURE):
        best = question.best(saved)
        if best is not None:
            yield {question.name: best}


def _said_not_sure(question: Question, value: Any) -> Option | None:
    """The option "I'm not sure", if that is what was chosen."""
    if not isinstance(question.kind, Choice):
        return None
    if value != NOT_SURE and not (isinstance(value, list) and NOT_SURE in value):
        return None
    return next((option for option in question.kind.options if option.code == NOT_SURE), None)


def _best_of(option: Option, question: Question, saved: Saved) -> list[Any]:
    """The answers to try. Of several that can be true at once, those named are one answer together."""
    best = option.best(saved) if callable(option.best) else option.best
    if best in ("", None, ()):
        return []
    if isinstance(question.kind, Several):
        return [[best] if isinstance(best, str) else list(best)]
    return list(best) if isinstance(best, tuple) else [best]


Choices = Mapping[tuple[str, str], Reading]
"""The readings to use where there are several, by screen and question."""


def all_at_best(route: Route, chosen: Choices | None = None, *, but: OpenAnswer | None = None) -> Route:
    """The family's way with every open one at its best, also those that only come into question thereby.

    `but` stays as the family gave it.
    """
    for _ in range(MOST_ROUNDS):
        found = [each for each in open_answers(route) if but is None or each.key != but.key]
        if not found:
            break
        answers = route.answers
        for each in found:
            answers = _with(answers, each.address, (chosen or {}).get(each.key, each.readings[0]))
        route = Route(answers)
    return follow_up(route)


def follow_up(route: Route) -> Route:
    """Screens that only a replaced answer opens were never shown: each question there takes its best answer.

    A question that names none stays without, and counts in the family's favour.
    """
    for _ in range(MOST_ROUNDS):
        found = dict(_never_asked(route))
        if not found:
            break
        answers = route.answers
        for address, reading in found.items():
            answers = _with(answers, address, reading)
        route = Route(answers)
    return route


def _never_asked(route: Route) -> Iterator[tuple[str, Reading]]:
    for address in route.open:
        page, given = route.pages[address], route.used.get(address, {})
        reading = {
            question.name: best
            for question in page.questions
            if not question.answered(page.saved, given.get(question.name)) and not given.get(question.unless)
            for best in _best_answers(question, page.saved)[:1]
        }
        if reading:
            yield address, reading


def _best_answers(question: Question, saved: Saved) -> list[Any]:
    if question.best is not None:
        best = question.best(saved)
        return [] if best is None else [best]
    option = _said_not_sure(question, NOT_SURE)
    return _best_of(option, question, saved) if option else []


def _with(answers: Answers, address: str, reading: Reading) -> Answers:
    given = answers.get(address)
    return {**answers, address: {**(given if isinstance(given, dict) else {}), **reading}}
