"""Whatever a family answers, question by question, the end is a household that the contract accepts.

The walk reads the table of questions, so a new question is in this test from the moment it exists.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from interview.contract import read_household
from interview.engine import evaluate
from interview.steps import (
    CHILDREN,
    Choice,
    Count,
    Country,
    Day,
    Money,
    Page,
    Question,
    Rate,
    Route,
    Saved,
    Several,
    TaxYear,
    Text,
    Tick,
    Year,
)
from interview.years.year_in_force import shipped_year
from tests.interview.families import adapted

LONGEST_WALK = 150
YEARS = [2024, 2025, 2026]
LOSS = {"amount": "-1000", "currency": "EUR"}
MONEY = st.builds(
    lambda amount, currency: {"amount": str(amount), "currency": currency},
    st.integers(0, 300_000),
    st.sampled_from(["USD", "EUR", "GBP", "JPY"]),
)


def answer_to(question: Question, page: Page) -> st.SearchStrategy[Any]:
    """Any answer that the form of this question would take."""
    return ANSWERS[type(question.kind)](question.kind, page.saved)


def several(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    codes = [option.code for option in kind.offered(saved) if option.code != "none"]
    return st.one_of(st.just(["none"]), st.lists(st.sampled_from(codes), min_size=1, unique=True))


def money(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    return st.one_of(MONEY, st.just(LOSS)) if kind.losses(saved) else MONEY


def day(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    days = st.dates(date(saved.tax_year - 24, 1, 1), date(saved.tax_year, 12, 31)).map(date.isoformat)
    years = st.integers(saved.tax_year - 30, saved.tax_year).map(str)
    return st.one_of(days, years) if kind.year_is_enough else days


ANSWERS: dict[type, Callable[[Any, Saved], st.SearchStrategy[Any]]] = {
    Several: several,
    Choice: lambda kind, saved: st.sampled_from([option.code for option in kind.offered(saved)]),
    Tick: lambda _kind, _saved: st.booleans(),
    Count: lambda kind, saved: st.integers(kind.lowest, kind.highest(saved)),
    Money: money,
    Day: day,
    Year: lambda _kind, saved: st.integers(saved.tax_year - 10, saved.tax_year),
    TaxYear: lambda _kind, _saved: st.sampled_from(YEARS),
    Country: lambda _kind, _saved: st.sampled_from(["DE", "FR", "JP", "BR"]),
    Rate: lambda _kind, _saved: st.just("0.9"),
    Text: lambda _kind, saved: st.just(f"Child {saved.key}"),
}


@st.composite
def accepted_answers(draw: st.DrawFn, page: Page) -> dict[str, Any]:
    """An answer to every question of a screen that its check across questions lets through."""
    answer = {question.name: draw(answer_to(question, page)) for question in page.questions}
    for question in page.questions:
        if answer.get(question.unless):
            answer[question.name] = None
    said_none = {**answer, "no_children": True}
    assume(page.step.check is None or not page.step.check(page.saved, said_none))
    return answer


@st.composite
def finished_walks(draw: st.DrawFn, depth: str) -> dict[str, Any]:
    """A family that answers one open screen after the other until none is left or the interview cannot go on."""
    answers: dict[str, Any] = {
        "start": {"depth": depth},
        "year": {"tax_year": draw(st.sampled_from([2024, 2025, 2026]))},
    }
    if depth == "full":
        answers[CHILDREN] = [f"c{number}" for number in range(draw(st.integers(0, 3)))]
    for _ in range(LONGEST_WALK):
        route = Route(answers)
        if route.first_open is None or route.pages[route.first_open].step.ends:
            return answers
        page = route.pages[route.first_open]
        answers[page.address] = draw(accepted_answers(page))
    raise AssertionError(f"still open after {LONGEST_WALK} screens: {Route(answers).open}")


def ends_in_an_assessment(answers: dict[str, Any]) -> None:
    route = Route(answers)
    if route.first_open is not None:
        assert route.pages[route.first_open].step.ends
        return
    household = read_household(adapted(answers).document)
    assert evaluate(household, shipped_year(household.tax_year).parameters).scenarios


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(finished_walks("full"))
def test_a_finished_interview_is_a_household_that_the_engine_takes(answers: dict[str, Any]) -> None:
    ends_in_an_assessment(answers)


@settings(max_examples=100, deadline=None)
@given(finished_walks("quick"))
def test_a_finished_quick_check_is_a_household_that_the_engine_takes(answers: dict[str, Any]) -> None:
    ends_in_an_assessment(answers)
