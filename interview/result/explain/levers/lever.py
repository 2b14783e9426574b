"""What a lever is: one thing that the family could do, what it is worth, and how to do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from interview.engine import Household, Scenario
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.what_if import ends
from interview.result.explain.words import say


@dataclass(frozen=True, slots=True)
class HowTo:
    """One step, with a link where there is a page to open: on this page ("#...") or a public one."""

    text: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Lever:
    """One card. `worth` is what it adds to what the family ends up with, in whole dollars.

    `up_to`: a fact that nobody told us decides, and this is the most it can be. Of a lever without a worth nothing is
    known but that it is worth a look. `before` means that the day itself is too late. `pages` are the screens on which
    the answer behind it stands; a family has one of them at most. `changed` is the household that was worked out, None
    where it took more than one, and `base` what it was compared with.
    """

    code: str
    title: str
    worth: int
    how: tuple[HowTo, ...]
    watch_out: tuple[str, ...] = ()
    by: date | None = None
    before: bool = False
    up_to: bool = False
    pages: tuple[str, ...] = ()
    changed: Household | None = field(default=None, compare=False, repr=False)
    base: int = field(default=0, compare=False, repr=False)


def better_way(case: Case, household: Household) -> Scenario:
    """What another household ends in, in its own better way to file."""
    return ends(household, case.parameters)


def leave_out_form_2555(case: Case, changed: Scenario) -> tuple[str, ...]:
    """The sum counts on a return without the Form 2555 that the family has now."""
    if case.shown.key == NO_FORM_2555 or changed.key != NO_FORM_2555:
        return ()
    counted = _("The amount is for a return without Form 2555.")
    return (counted, stopping(case)) if election_in_force(case) else (counted,)


def election_in_force(case: Case) -> bool:
    """Somebody on the return used Form 2555 before, and has not stopped."""
    return any(used_before(case, place) for place in range(len(case.household.people)))


def used_before(case: Case, place: int) -> bool:
    """Whether this person's choice of Form 2555 still runs: made in an earlier year, or on this year's return."""
    person = case.household.people[place]
    if not person.wages_foreign and person.self_employment_foreign <= 0:
        return False  # a year without pay that could be left out ends no choice
    made_this_year = case.has_filed and person.exclusion.choice == "elect"
    return (person.exclusion.elected_before or made_this_year) and person.exclusion.revoked_in is None


def first_year_again(case: Case) -> int:
    """The first year in which Form 2555 can be chosen anew after a stop for this one: IRC 911(e)(2)."""
    return case.year + case.parameters.exclusion.years_before_new_election + 1


def never_asked(case: Case) -> str:
    """A quick check knows nothing of earlier years, so it cannot say that nothing is closed."""
    text = _(
        "A quick check does not ask if Form 2555 was used before. If it was, stopping for {year} closes it until tax "
        "year {free}, unless the IRS agrees sooner. The stop must be stated in writing with the return."
    )
    return say(text, year=case.year, free=first_year_again(case))


def stopping(case: Case) -> str:
    """What ending the choice of Form 2555 means."""
    text = _(
        "If you stop for {year}, the first year you can use Form 2555 again is {free}. The IRS can agree to an earlier "
        "year, and there is a fee to ask."
    )
    return say(text, year=case.year, free=first_year_again(case))
