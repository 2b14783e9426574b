"""What the family could still mend, each remedy worked out by the engine in a second run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from interview.engine import Household, Parameters, Remedy, Scenario, evaluate
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.words import in_words

NEED_MORE_TIME = ("get_ssn", "get_filer_ssn", "get_filer_itin")
"""Remedies for which a return must not be due yet."""
NO_MORE_TIME = ("none", "abroad")
"""The interview's answers of a family that sent no Form 4868."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One remedy of one child: what to do, by when, and what it is worth.

    `worth` is what this remedy adds by itself; `together` what all remedies of the child add, where one is not enough.
    """

    code: str
    child: int
    text: str
    by: date | None
    open: bool
    worth: int
    together: int = 0


@dataclass(frozen=True, slots=True)
class AllFixed:
    """What the family would get if everything that can still be mended were mended."""

    worth: int
    paid_out: int
    by: date | None


def fixes(case: Case) -> tuple[Fix, ...]:
    """Every remedy the engine names, with its worth."""
    return tuple(_fixes(case))


def _fixes(case: Case) -> Iterator[Fix]:
    for place, child in enumerate(case.assessment.children):
        possible = [(place, remedy.code) for remedy in child.remedies if is_open(remedy, case)]
        together = _gain(case, possible) if len(possible) > 1 else 0
        for remedy in child.remedies:
            still = (place, remedy.code) in possible
            worth = _gain(case, [(place, remedy.code)]) if still else 0
            yield Fix(
                remedy.code,
                place,
                in_words(remedy.text),
                last_day(remedy, case),
                still,
                worth,
                together if still else 0,
            )


def all_fixed(case: Case) -> AllFixed | None:
    """The result with everything mended that still can be; None if that changes nothing."""
    found = [
        (place, remedy)
        for place, child in enumerate(case.assessment.children)
        for remedy in child.remedies
        if is_open(remedy, case)
    ]
    if not found:
        return None
    mended = _mended(case, [(place, remedy.code) for place, remedy in found])
    worth = mended.balance - now(case)
    if worth <= 0:
        return None
    return AllFixed(worth, paid_out(mended), _first_day([remedy for _, remedy in found], case.today))


def is_open(remedy: Remedy, case: Case) -> bool:
    """The thing has to happen before the day; time to file that the family had already is only to be told."""
    by = last_day(remedy, case)
    in_time = by is None or case.today < by or remedy.code == "extend_due_date"
    return in_time and not case.too_late


def last_day(remedy: Remedy, case: Case) -> date | None:
    """The engine's day; of a family that told us that it had no more time, and whose return was due, the due date."""
    had_none = case.told.says("extension", "extension", *NO_MORE_TIME) and not case.had_more_time
    if remedy.code in NEED_MORE_TIME and had_none and case.today > case.filing_day:
        return case.filing_day
    return remedy.by


def _first_day(remedies: Sequence[Remedy], today: date) -> date | None:
    return min((remedy.by for remedy in remedies if remedy.by is not None and today < remedy.by), default=None)


def _gain(case: Case, remedies: Sequence[tuple[int, str]]) -> int:
    return _mended(case, remedies).balance - now(case)


def now(case: Case) -> int:
    """What the family can end up with as things stand, in the better way to file."""
    best = case.assessment.scenario(case.assessment.best or NO_FORM_2555)
    return max(way.balance for way in (case.shown, case.without, best) if way is not None)


def _mended(case: Case, remedies: Sequence[tuple[int, str]]) -> Scenario:
    """The mended family's better way to file."""
    return ends(mend(case.household, remedies), case.parameters)


def ends(household: Household, parameters: Parameters) -> Scenario:
    """What a household ends in, in its better way to file."""
    assessment = evaluate(household, parameters, detail=False)
    return assessment.scenario(assessment.best or NO_FORM_2555) or assessment.scenarios[0]


def mend(household: Household, remedies: Sequence[tuple[int, str]]) -> Household:
    """The household as it would be after these remedies of these children."""
    for place, code in remedies:
        household = _mend(household, place, code)
    return household


def _mend(household: Household, place: int, code: str) -> Household:
    children = list(household.children)
    child = children[place]
    number = replace(child.taxpayer_id, kind="ssn", issued_on=None)
    more_time = replace(household.filing, extension=True)
    if code == "get_ssn":
        children[place] = replace(child, taxpayer_id=number)
        return replace(household, children=tuple(children), filing=more_time)
    if code == "get_form_8332":
        children[place] = replace(child, custody="released_to_you")
        return replace(household, children=tuple(children))
    if code == "extend_due_date":
        return replace(household, filing=more_time)
    if code == "get_filer_ssn":
        return _with_numbers(replace(household, filing=more_time), _who_needs_an_ssn(household), "ssn")
    if code == "get_filer_itin":
        return _with_numbers(household, _without_a_number(household), "itin")
    return household


def _without_a_number(household: Household) -> tuple[int, ...]:
    return tuple(place for place, person in enumerate(household.people) if person.taxpayer_id.kind == "none")


def _who_needs_an_ssn(household: Household) -> tuple[int, ...]:
    """One of the adults is enough: the first who has no number at all, or else the filer."""
    return _without_a_number(household)[:1] or (0,)


def _with_numbers(household: Household, places: tuple[int, ...], kind: Literal["ssn", "itin"]) -> Household:
    people = [
        replace(person, taxpayer_id=replace(person.taxpayer_id, kind=kind, issued_on=None))
        if place in places
        else person
        for place, person in enumerate(household.people)
    ]
    spouse = people[1] if len(people) > 1 else household.spouse
    return replace(household, filer=people[0], spouse=spouse)
