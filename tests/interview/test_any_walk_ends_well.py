"""Whatever a family answers, question by question, the end is a household that the contract accepts.

The walk reads the table of questions, so a new question is in this test from the moment it exists.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
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
    Several,
    TaxYear,
    Text,
    Tick,
    Year,
)
from interview.years.year_in_force import shipped_year
from tests.interview.families import adapted

LONGEST_WALK = 150
MONEY = st.builds(
    lambda amount, currency: {"amount": str(amount), "currency": currency},
    st.integers(0, 300_000),
    st.sampled_from(["USD", "EUR", "GBP", "JPY"]),
)


def answer_to(question: Question, page: Page) -> st.SearchStrategy[Any]:
    """Any answer that the form of this question would take."""
    kind, saved = question.kind, page.saved
    if isinstance(kind, Several):
        codes = [option.code for option in kind.offered(saved) if option.code != "none"]
        return st.one_of(st.just(["none"]), st.lists(st.sampled_from(codes), min_size=1, unique=True))
    if isinstance(kind, Choice):
        return st.sampled_from([option.code for option in kind.offered(saved)])
    if isinstance(kind, Tick):
        return st.booleans()
    if isinstance(kind, Count):
        return st.integers(kind.lowest, kind.highest(saved))
    if isinstance(kind, Money):
        loss = st.just({"amount": "-1000", "currency": "EUR"}) if kind.losses(saved) else st.nothing()
        return st.one_of(MONEY, loss)
    if isinstance(kind, Day):
        days = st.dates(date(saved.tax_year - 24, 1, 1), date(saved.tax_year, 12, 31)).map(date.isoformat)
        years = st.integers(saved.tax_year - 30, saved.tax_year).map(str)
        return st.one_of(days, years) if kind.year_is_enough else days
    if isinstance(kind, Year):
        return st.integers(saved.tax_year - 10, saved.tax_year)
    if isinstance(kind, TaxYear):
        return st.sampled_from([2024, 2025, 2026])
    if isinstance(kind, Country):
        return st.sampled_from(["DE", "FR", "JP", "BR"])
    if isinstance(kind, Rate):
        return st.just("0.9")
    assert isinstance(kind, Text)
    return st.just(f"Child {page.key}")


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
        answer = {question.name: draw(answer_to(question, page)) for question in page.questions}
        if page.step.check is not None and not (page.step.name == "children_list"):
            while page.step.check(page.saved, answer):
                answer = {question.name: draw(answer_to(question, page)) for question in page.questions}
        answers[page.address] = answer
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
