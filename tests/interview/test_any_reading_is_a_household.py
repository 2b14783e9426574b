"""Whatever a family is not sure about, each way to read it is a household that the engine takes."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from interview.drafts.outlook import outlook
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.ways_compared import ways_compared
from interview.engine import evaluate
from interview.steps import Route
from interview.steps.open_answers import all_at_best, open_answers
from interview.years.year_in_force import shipped_year
from tests.interview.test_any_walk_ends_well import finished_walks


def unsure(answers: dict[str, Any]) -> bool:
    route = Route(answers)
    return route.first_open is None and bool(open_answers(route))


def in_range(answers: dict[str, Any]) -> None:
    """The careful result lies in its range, and every open answer is told with its screen and its reading."""
    year = shipped_year(answers["year"]["tax_year"])
    way, _ = ways_compared(answers, year)
    careful = shown_way(way.household, evaluate(way.household, year.parameters))
    found = outlook(answers, way.adapted, careful, year)
    assert found.low <= paid_out(careful) <= found.high
    screens = Route(answers).pages
    for worth in found.open:
        assert worth.page in screens
        assert worth.label
        assert (worth.paid, worth.balance) != (0, 0)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(finished_walks("full"))
def test_every_reading_of_an_interview_is_worked_out(answers: dict[str, Any]) -> None:
    assume(unsure(answers))
    in_range(answers)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(finished_walks("quick"))
def test_every_reading_of_a_quick_check_is_worked_out(answers: dict[str, Any]) -> None:
    assume(unsure(answers))
    in_range(answers)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(finished_walks("full"))
def test_at_best_nothing_is_open(answers: dict[str, Any]) -> None:
    assert not open_answers(all_at_best(Route(answers)))
