"""What a route remembers of a family is what it would find again: each fact names every step that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from interview.steps import QUICK_STEPS, STEPS, Answers, Route, Saved
from interview.steps.saved import REMEMBERED
from tests.golden.families import FAMILIES
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, family
from tests.interview.wandering import Wanderer

WANDERERS = 120
SEED = 20261124
NAMES = {step.name for step in (*STEPS, *QUICK_STEPS)}

Fact = Callable[[Saved], Any]


class Recorded(dict[str, Any]):
    """Answers that remember which of them were asked for, also in vain."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.asked: set[str] = set()

    def get(self, page: str, other: Any = None) -> Any:
        self.asked.add(page.partition("-")[0])
        return super().get(page, other)

    def values(self) -> Any:
        raise AssertionError("all answers at once were read")


@pytest.fixture(scope="module")
def families() -> list[Answers]:
    wanderer = Wanderer(SEED)
    made = [wanderer.family("quick" if number % 6 == 0 else "full") for number in range(WANDERERS)]
    return [*(golden.answers for golden in FAMILIES.values()), *made]


def on_the_way(answers: Answers) -> Iterator[Answers]:
    """The answers that count, one screen after the other."""
    used = dict(Route(answers).used)
    for count in range(len(used) + 1):
        yield dict(list(used.items())[:count])


@pytest.mark.parametrize("fact", REMEMBERED, ids=lambda fact: fact.__name__)
def test_a_remembered_fact_names_every_step_that_it_reads(fact: Fact, families: list[Answers]) -> None:
    read: set[str] = set()
    for answers in families:
        for so_far in on_the_way(answers):
            recorded = Recorded({"year": answers["year"], **so_far})
            fact(Saved(recorded))
            read |= recorded.asked
    assert read & NAMES <= set(REMEMBERED[fact])
    assert set(REMEMBERED[fact]) <= read


@pytest.mark.parametrize("fact", REMEMBERED, ids=lambda fact: fact.__name__)
def test_a_remembered_fact_is_the_same_on_every_screen(fact: Fact, families: list[Answers]) -> None:
    for answers in families:
        route = Route(answers)
        assert [fact(page.saved) for page in route.pages.values()] == [fact(Saved(route.used))] * len(route.pages)


def test_a_route_forgets_what_an_answer_has_changed() -> None:
    """Whoever files together, and has income of two: both are known from the screen on that says so."""
    route = Route(MARRIED_IN_BERLIN)
    assert [page for page in route.pages if page.startswith("papers")] == ["papers-you", "papers-spouse"]
    alone = Route(family(BERLIN, income_kinds__you={"kinds": ["wages", "interest"]}))
    assert [page for page in alone.pages if page.startswith("income-")] == ["income-you-wages", "income-you-interest"]


def test_answers_that_are_on_no_route_are_always_asked_again() -> None:
    answers = dict(BERLIN)
    saved = Saved(answers)
    for fact in REMEMBERED:
        fact(saved)
    answers |= {"marital": {"marital": "married"}, "joint": {"files": "joint"}, "children": []}
    for fact in REMEMBERED:
        assert fact(saved) == fact(Saved(dict(answers)))
