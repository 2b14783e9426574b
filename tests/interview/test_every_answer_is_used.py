"""Nothing is asked in vain and nothing is forgotten: answers and household meet, or the gap is listed with its reason.

Both halves read the table of questions and the types of the contract. Whoever adds a question or a fact of the
household makes this test fail until the adapter uses it or `interview/adapter/completeness.py` says why not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from interview.adapter import Assumption, Unfinished, household_from
from interview.adapter.completeness import NOT_USED, STATED_DEFAULTS
from interview.contract import household_document, read_household
from interview.engine import Household
from interview.steps import QUICK_STEPS, STEPS, Question, Route
from interview.years.year_in_force import shipped_year
from tests.interview.wandering import Wanderer

MOST_FAMILIES = 600
FEWEST_FAMILIES = 100
EACH_WHICH_IS_A_QUICK_CHECK = 8
SEED = 20261122


Meaning = tuple[dict[str, Any], list[Assumption]]
"""What answers come to: the household document, and what was assumed to make it."""


@dataclass
class Seen:
    """What the families showed: questions whose answer changed something, and the values of each fact."""

    used: set[str] = field(default_factory=set)
    facts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, found: Meaning | None) -> None:
        """The facts of one household."""
        if found is not None:
            for path, value in leaves(household_document(read_household(found[0]))):
                self.facts[path].add(json.dumps(value))


def adapted(answers: dict[str, Any]) -> Meaning:
    """What finished answers come to. Raises Unfinished where the interview ended early."""
    year = shipped_year(answers["year"]["tax_year"])
    found = household_from(answers, rates=year.rates, parameters=year.parameters)
    return found.document, found.assumptions


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every fact of a household document, by its path; filer and spouse are both a person."""
    if isinstance(value, dict):
        for name, part in value.items():
            place = "person" if name in ("filer", "spouse") else name
            yield from leaves(part, f"{path}.{place}" if path else place)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, f"{path}[]")
    else:
        yield path, value


def look_at(answers: dict[str, Any], wanderer: Wanderer, seen: Seen) -> None:
    """What changing one answer after the other does to this family's household."""
    route = Route(answers)
    if route.first_open is not None:
        return
    now = adapted(answers)
    seen.note(now)
    for address, page in route.pages.items():
        for question in page.questions:
            given = route.used.get(address, {})
            if question.id in seen.used or not isinstance(given, dict):
                continue
            for other in wanderer.others(question, page.saved, given.get(question.name)):
                then = changed(answers, address, question, other, wanderer)
                if then != now:
                    seen.note(then)
                    seen.used.add(question.id)
                    break


def changed(
    answers: dict[str, Any], address: str, question: Question, other: Any, wanderer: Wanderer
) -> Meaning | None:
    """The household with one other answer, and with answers to the screens that it opens; None where it ends."""
    questions = Route(answers).pages[address].questions
    stands_in_for = {each.name: None for each in questions if each.unless == question.name}
    answer = {**(answers.get(address) or {}), question.name: other, **stands_in_for}
    try:
        return adapted(wanderer.finish({**answers, address: answer}))
    except Unfinished:
        return None


@cache
def seen() -> Seen:
    """Families are made until nothing is missing any more, or so many that what is missing will not come."""
    found, wanderer = Seen(), Wanderer(SEED)
    for number in range(1, MOST_FAMILIES + 1):
        look_at(wanderer.family("full" if number % EACH_WHICH_IS_A_QUICK_CHECK else "quick"), wanderer, found)
        missing = QUESTIONS - found.used - set(NOT_USED) or FACTS - asked(found) - set(STATED_DEFAULTS)
        if number >= FEWEST_FAMILIES and not missing:
            break
    return found


QUESTIONS = {question.id for step in (*STEPS, *QUICK_STEPS) for question in step.questions}


def test_every_answer_changes_the_household_or_what_was_assumed_or_is_listed_as_not_used() -> None:
    assert sorted(QUESTIONS - seen().used - set(NOT_USED)) == []


def test_no_answer_is_listed_as_not_used_that_is_used_or_gone() -> None:
    assert set(NOT_USED) & seen().used == set()
    assert set(NOT_USED) <= QUESTIONS
    assert all(NOT_USED.values())


def facts_of(kind: Any, path: str = "") -> Iterator[str]:
    """Every fact that the types of the contract have room for, by its path."""
    hints = get_type_hints(kind)
    for each in fields(kind):
        place = "person" if each.name in ("filer", "spouse") else each.name
        inner = next((part for part in _parts(hints[each.name]) if is_dataclass(part)), None)
        here = f"{path}.{place}" if path else place
        if inner is None:
            yield here
        else:
            yield from facts_of(inner, f"{here}[]" if each.name == "children" else here)


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)


FACTS = set(facts_of(Household))


def asked(found: Seen) -> set[str]:
    """The facts that some answers make different from others."""
    return {path for path, values in found.facts.items() if len(values) > 1}


def test_every_fact_of_the_household_is_asked_or_has_a_stated_default() -> None:
    assert sorted(FACTS - asked(seen()) - set(STATED_DEFAULTS)) == []


def test_no_fact_has_a_stated_default_that_is_asked_or_gone() -> None:
    assert set(STATED_DEFAULTS) & asked(seen()) == set()
    assert set(STATED_DEFAULTS) <= FACTS
    assert all(STATED_DEFAULTS.values())
