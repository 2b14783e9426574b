"""What the family could still mend, each remedy worked out by the engine in a second run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from interview.engine import Household, Remedy, Scenario, evaluate
from interview.result.explain.case import Case, paid_out
from interview.result.explain.words import in_words


@dataclass(frozen=True, slots=True)
class Fix:
    """One remedy of one child: what to do, by when, and what it is worth in this way of filing."""

    code: str
    child: int
    text: str
    by: date | None
    open: bool
    worth: int


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
        for remedy in child.remedies:
            possible = _is_open(remedy.by, case.today)
            worth = 0
            if possible:
                mended = _way(case, mend(case.household, [(place, remedy.code)]))
                worth = mended.balance - case.basis.balance
            yield Fix(remedy.code, place, in_words(remedy.text), remedy.by, possible, worth)


def all_fixed(case: Case) -> AllFixed | None:
    """The result with everything mended that still can be; None if that changes nothing."""
    found = [
        (place, remedy)
        for place, child in enumerate(case.assessment.children)
        for remedy in child.remedies
        if _is_open(remedy.by, case.today)
    ]
    if not found:
        return None
    mended = _way(case, mend(case.household, [(place, remedy.code) for place, remedy in found]))
    worth = mended.balance - case.basis.balance
    if worth <= 0:
        return None
    return AllFixed(worth, paid_out(mended), _first_day([remedy for _, remedy in found]))


def _is_open(by: date | None, today: date) -> bool:
    """The thing has to have happened before the day."""
    return by is None or today < by


def _first_day(remedies: Sequence[Remedy]) -> date | None:
    return min((remedy.by for remedy in remedies if remedy.by is not None), default=None)


def _way(case: Case, household: Household) -> Scenario:
    """The same way of filing for the mended family."""
    assessment = evaluate(household, case.parameters, detail=False)
    return assessment.scenario(case.basis.key) or assessment.scenarios[0]


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
        own = replace(household.filer.taxpayer_id, kind="ssn", issued_on=None)
        return replace(household, filer=replace(household.filer, taxpayer_id=own), filing=more_time)
    return household
