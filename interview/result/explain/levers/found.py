"""All levers of a result: worked out by the engine, largest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.result.explain.case import Case
from interview.result.explain.levers.amounts import amounts
from interview.result.explain.levers.exclusion import exclusion
from interview.result.explain.levers.lever import HowTo, Lever
from interview.result.explain.levers.numbers import numbers
from interview.result.explain.levers.open_questions import other_years, unknown
from interview.result.explain.levers.status import status
from interview.result.explain.words import dollars, full_date, say

SHOWN = 5
OF_THE_RETURN = ("L_SSN_CHILD", "L_SSN_ADULT", "L_EXTEND", "L_8332", "L_8862", "L_FTAX", "L_STATUS")
"""Levers that put something else on the return."""
OF_OTHER_YEARS = "L_OTHER_YEARS"
OF_OPEN_ANSWERS = "L_UNKNOWN"


@dataclass(frozen=True, slots=True)
class LeverView:
    """One card in words. `anchor` is the place on the page."""

    anchor: str
    lever: Lever
    worth: str
    by: str


@dataclass(frozen=True, slots=True)
class LeversView:
    """The section: the cards that are shown, and those that are folded away."""

    shown: tuple[LeverView, ...]
    more: tuple[LeverView, ...]
    more_heading: str


def levers(case: Case) -> tuple[Lever, ...]:
    """What would add money, most first, and what is worth a look last. Worked out once for each case."""
    if "levers" not in case.worked_out:
        case.worked_out["levers"] = tuple(_sorted(_all(case)))
    found: tuple[Lever, ...] = case.worked_out["levers"]
    return found


def best_lever(case: Case) -> Lever | None:
    """What adds most by the facts that we have; else what could add most if a fact that is missing turns out well."""
    found = [lever for lever in levers(case) if lever.worth]
    return next((lever for lever in found if not lever.up_to), found[0] if found else None)


def levers_view(case: Case) -> LeversView | None:
    """The section in words; None where nothing would help.

    Other years have a section of their own, and so have open answers, but for a quick check.
    """
    told = (OF_OTHER_YEARS,) if case.rough else (OF_OTHER_YEARS, OF_OPEN_ANSWERS)
    asked = set() if case.rough else {one.page for one in case.open_answers}
    found = [
        lever
        for lever in levers(case)
        if lever.code not in told and not (lever.up_to and asked.intersection(lever.pages))
    ]
    if not found:
        return None
    views = [_view(case, place, lever) for place, lever in enumerate(found, start=1)]
    more = views[SHOWN:]
    heading = ngettext("{count} more thing that would help", "{count} more things that would help", len(more))
    return LeversView(tuple(views[:SHOWN]), tuple(more), heading.format(count=len(more)))


def _all(case: Case) -> Iterator[Lever]:
    if case.out_of_scope:
        return
    if not case.too_late:
        found = [*numbers(case), *exclusion(case), *status(case), *amounts(case), *unknown(case)]
        yield from (_as_a_change(case, lever) for lever in found if lever.worth > 0 and not _over(case, lever))
    yield from other_years(case)


def _as_a_change(case: Case, lever: Lever) -> Lever:
    """A return that is filed already is changed, not filed again."""
    if not case.has_filed or lever.code not in OF_THE_RETURN:
        return lever
    amend = say(_("You have filed already: change the return with Form 1040-X by {day:day}."), day=case.claim_day)
    by = lever.by if lever.before else case.claim_day
    return replace(lever, how=(*lever.how, HowTo(amend)), by=by)


def _over(case: Case, lever: Lever) -> bool:
    """The last day has passed."""
    if lever.by is None:
        return False
    return case.today >= lever.by if lever.before else case.today > lever.by


def _sorted(found: Iterator[Lever]) -> list[Lever]:
    return sorted(found, key=lambda lever: -lever.worth)


def _view(case: Case, place: int, lever: Lever) -> LeverView:
    return LeverView(f"lever-{place}", lever, _worth(case, lever), _by(lever))


def _worth(case: Case, lever: Lever) -> str:
    if not lever.worth:
        return ""
    amount = dollars(lever.worth)
    if lever.up_to:
        return say(_("up to +{amount} for {year}"), amount=amount, year=case.year)
    return say(_("+{amount} for {year}"), amount=amount, year=case.year)


def _by(lever: Lever) -> str:
    if lever.by is None:
        return ""
    day = full_date(lever.by)
    return say(_("Before {day}"), day=day) if lever.before else say(_("By {day}"), day=day)
