"""What the family could still mend, each remedy worked out by the engine in a second run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from interview.engine import Household, Parameters, Remedy, Scenario, evaluate
from interview.result.explain.case import NO_FORM_2555, Case, paid_out
from interview.result.explain.words import in_words, say

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
                remedy_in_words(remedy, case, place),
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
    return AllFixed(worth, paid_out(mended), _first_day(case, [remedy for _, remedy in found]))


def is_open(remedy: Remedy, case: Case) -> bool:
    """The thing has to happen before the day; time to file that the family had already is only to be told."""
    by = last_day(remedy, case)
    in_time = by is None or case.today < by or remedy.code == "extend_due_date"
    return in_time and not case.too_late


def last_day(remedy: Remedy, case: Case) -> date | None:
    """The engine's day; the due date of a family that had no more time, or that has filed and can ask for none."""
    had_none = case.told.says("extension", "extension", *NO_MORE_TIME) and not case.had_more_time
    if remedy.code in NEED_MORE_TIME and ((had_none and case.today > case.filing_day) or filed_in_time_left(case)):
        return case.filing_day
    return remedy.by


def filed_in_time_left(case: Case) -> bool:
    """The return is filed before its due date and without Form 4868, which nobody can send after the return."""
    return case.has_filed and not case.had_more_time and case.today <= case.filing_day


def remedy_in_words(remedy: Remedy, case: Case, place: int) -> str:
    """The engine's words; of a return that is filed already the number has to come before its own due date."""
    if not filed_in_time_left(case) or not case.parameters.child_tax_credit.child_needs_ssn:
        return in_words(remedy.text)
    filed = {
        "get_ssn": _(
            "Get a Social Security number valid for work for {name}. You have filed already, so it must be issued "
            "before {day:day}."
        ),
        "get_filer_ssn": _(
            "Get a Social Security number valid for work for yourself or, on a joint return, for one of you. You have "
            "filed already, so it must be issued before {day:day}."
        ),
        "get_filer_itin": _(
            "Each adult on the return needs a Social Security number or an ITIN. You have filed already, so ask for "
            "the ITIN with Form W-7, sent with a changed return by {day:day}."
        ),
    }
    if remedy.code not in filed:
        return in_words(remedy.text)
    return say(filed[remedy.code], name=case.names[place], day=case.filing_day)


def _first_day(case: Case, remedies: Sequence[Remedy]) -> date | None:
    days = (last_day(remedy, case) for remedy in remedies)
    return min((day for day in days if day is not None and case.today < day), default=None)


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
