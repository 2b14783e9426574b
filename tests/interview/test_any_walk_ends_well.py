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
    Words,
    Year,
)
from interview.wizard.forms import PageForm
from interview.wizard.widgets import parts_of_day
from interview.years.year_in_force import shipped_year
from tests.interview.families import adapted

LONGEST_WALK = 150
YEARS = list(range(2017, 2027))
LOSS = {"amount": "-1000", "currency": "EUR"}
CURRENCIES = ["USD", "EUR", "GBP", "JPY"]


def answer_to(question: Question, page: Page) -> st.SearchStrategy[Any]:
    """Any answer that the form of this question would take."""
    if question.before_the_season is not None and page.saved.tax_year == YEARS[-1]:
        return st.just(question.before_the_season)
    return ANSWERS[type(question.kind)](question.kind, page.saved)


def several(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    codes = [option.code for option in kind.offered(saved) if option.code != "none"]
    return st.one_of(st.just(["none"]), st.lists(st.sampled_from(codes), min_size=1, unique=True))


def money(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    only = "USD" if kind.dollars_only else kind.only_currency(saved)
    whole = kind.part_of(saved) if kind.part_of else None
    amounts = st.builds(
        lambda amount, currency: {"amount": str(amount), "currency": currency},
        st.integers(0, int(whole["amount"]) if whole else 300_000),
        st.sampled_from([only] if only else CURRENCIES),
    )
    return st.one_of(amounts, st.just(LOSS)) if kind.losses(saved) and not only else amounts


def day(kind: Any, saved: Saved) -> st.SearchStrategy[Any]:
    if kind.future:
        return st.one_of(st.none(), st.dates(date(2010, 1, 1), date(2020, 1, 1)).map(date.isoformat))
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
def answered_asides(draw: st.DrawFn, route: Route) -> dict[str, Any]:
    """Some of the screens that nobody has to go to: "More options" and exchange rates."""
    asides = [page for page in route.pages.values() if page.step.aside and draw(st.booleans())]
    return {page.address: draw(accepted_answers(page)) for page in asides}


@st.composite
def finished_walks(draw: st.DrawFn, depth: str) -> dict[str, Any]:
    """A family that answers one open screen after the other until none is left or the interview cannot go on."""
    answers: dict[str, Any] = {
        "start": {"depth": depth},
        "year": {"tax_year": draw(st.sampled_from(YEARS))},
    }
    if depth == "full":
        answers[CHILDREN] = [f"c{number}" for number in range(draw(st.integers(0, 3)))]
    for _ in range(LONGEST_WALK):
        route = Route(answers)
        if route.first_open is None or route.pages[route.first_open].step.ends:
            return answers | draw(answered_asides(route))
        page = route.pages[route.first_open]
        answers[page.address] = draw(accepted_answers(page))
    raise AssertionError(f"still open after {LONGEST_WALK} screens: {Route(answers).open}")


def sent(page: Page, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as a browser sends it."""
    data: dict[str, Any] = {"no_children": "1"}
    for question in page.questions:
        name, value = question.name, answer[question.name]
        if isinstance(question.kind, Money) and value:
            data |= {f"{name}_amount": value["amount"], f"{name}_currency": value["currency"]}
        elif isinstance(question.kind, Day) and value:
            data |= {f"{name}_{part}": typed for part, typed in parts_of_day(value).items()}
        elif value is not None and value is not False:
            data[name] = value if isinstance(value, list) else str(value)
    return data


def said(answer: dict[str, Any]) -> dict[str, Any]:
    """What an answer says; an empty field and an unticked box say nothing."""
    return {name: value for name, value in answer.items() if value is not None and value is not False}


def forms_agree(answers: dict[str, Any]) -> None:
    """The form of every screen takes the answer, and saves exactly that."""
    year = shipped_year(answers["year"]["tax_year"])
    for address, page in Route(answers).pages.items():
        if page.step.ends or address not in answers or address == "year":
            continue
        words = Words(page.saved, lambda: year.parameters.dates)
        form = PageForm(sent(page, answers[address]), page=page, words=words, year=lambda: year)
        assert form.is_valid(), (address, form.errors)
        assert said(form.answer()) == said(answers[address])


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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(finished_walks("full"))
def test_the_form_of_every_screen_takes_what_the_walk_answers(answers: dict[str, Any]) -> None:
    forms_agree(answers)


@settings(max_examples=20, deadline=None)
@given(finished_walks("quick"))
def test_the_form_of_every_quick_screen_takes_what_the_walk_answers(answers: dict[str, Any]) -> None:
    forms_agree(answers)
