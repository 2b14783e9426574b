"""Levers about Form 2555: leaving it off, for one person or for both, on a return to come or on one that is filed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from interview.engine import WHO_EXCLUDES, Household, Person, Scenario
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.levers.lever import HowTo, Lever, election_in_force, never_asked, stopping, used_before
from interview.result.explain.schedule import schedule_belongs
from interview.result.explain.words import in_a_row, say

PAGES = ("exclusion_plan", "quick_exclusion")
STATEMENT = "#statement-2555-"


def exclusion(case: Case) -> Iterator[Lever]:
    """The better way to file, where it leaves Form 2555 off for somebody who uses it now or has used it before."""
    current, better = _current(case), case.assessment.scenario(case.assessment.best or NO_FORM_2555)
    if current is None or better is None or better.balance <= current.balance:
        return
    stop = tuple(place for place in WHO_EXCLUDES[current.key] if place not in WHO_EXCLUDES[better.key])
    if stop:
        yield _leave_off(case, current, better, stop)


def stops(case: Case) -> tuple[int, ...]:
    """Whose running choice of Form 2555 the better way to file would end."""
    best = case.assessment.scenario(case.assessment.best or NO_FORM_2555)
    better = best is not None and best.balance > case.to_file.balance
    staying = WHO_EXCLUDES[best.key if best is not None and better else case.to_file.key]
    return tuple(
        place for place in range(len(case.household.people)) if used_before(case, place) and place not in staying
    )


def _current(case: Case) -> Scenario | None:
    """What the family does now: the way it chose, or the one with Form 2555 for whoever used it before."""
    if case.has_chosen_form_2555:
        return case.asked_for
    who = tuple(place for place in range(len(case.household.people)) if used_before(case, place))
    return next(
        (way for way in case.assessment.scenarios if who and way.allowed and WHO_EXCLUDES[way.key] == who), None
    )


def _leave_off(case: Case, current: Scenario, better: Scenario, stop: tuple[int, ...]) -> Lever:
    names = in_a_row([name_of(case, place) for place in stop])
    amend = case.has_filed and case.has_chosen_form_2555
    for_one = len(case.household.people) > 1 and len(stop) < len(case.household.people)
    if amend:
        title = _("Change your return of {year}: leave Form 2555 off.")
    elif for_one:
        title = _("File {year} without Form 2555 for {names}.")
    else:
        title = _("File {year} without Form 2555.")
    return Lever(
        code="L_AMEND" if amend else "L_DROP_2555",
        title=say(title, year=case.year, names=names),
        worth=better.balance - current.balance,
        how=tuple(_how(case, better, stop, amend=amend)),
        watch_out=tuple(_watch_out(case, stop, amend=amend)),
        by=case.claim_day if amend else case.next_day,
        pages=() if amend else PAGES,
        changed=declining(case.household, better),
        base=current.balance,
    )


def declining(household: Household, way: Scenario) -> Household:
    """The household as it would be with Form 2555 only for those who use it in this way to file."""
    people = [
        person
        if place in WHO_EXCLUDES[way.key]
        else replace(person, exclusion=replace(Person().exclusion, choice="decline"))
        for place, person in enumerate(household.people)
    ]
    return replace(household, filer=people[0], spouse=people[1] if len(people) > 1 else household.spouse)


def name_of(case: Case, place: int) -> str:
    """What an adult on the return is called."""
    name = case.household.people[place].name
    return name or (_("your spouse") if place else _("you"))


def _how(case: Case, better: Scenario, stop: tuple[int, ...], *, amend: bool) -> Iterator[HowTo]:
    if amend:
        yield HowTo(_("Send Form 1040-X with the whole return as it should be, and say why you change it."))
    else:
        yield HowTo(_("Leave Form 2555 off the return. Report all your pay."))
    forms = []
    if better.foreign_tax_credit:
        forms.append("Form 1116")
    if schedule_belongs(case, better):
        forms.append("Schedule 8812")
    if forms:
        yield HowTo(say(_("Add {forms}."), forms=in_a_row(forms)))
    for place in stop:
        if used_before(case, place):
            text = _("Add the signed statement that the choice ends.")
            yield HowTo(text, f"{STATEMENT}{place + 1}", _("Text to copy"))


def _watch_out(case: Case, stop: tuple[int, ...], *, amend: bool) -> Iterator[str]:
    if case.shown.key == NO_FORM_2555:
        # Nobody chose the form for this year: the page shows the better way, and the worth is against going on with it.
        yield _("The result at the top of this page counts on this already. With Form 2555 you would lose that much.")
    if amend:
        yield say(_("This works only until {day:day}."), day=case.claim_day)
        yield _("A number issued after the due date cannot be used on a changed return.")
    if case.rough and not election_in_force(case):
        yield never_asked(case)
        return
    if not election_in_force(case) or not any(used_before(case, place) for place in stop):
        yield _("You have not used Form 2555 before, so there is no choice to end and no wait.")
        return
    yield stopping(case)
    if case.today.year > case.year + 1:
        # A revocation holds for its year and every later one: Treas. Reg. 1.911-7(b)(1).
        yield _("The stop holds for every later year too. If you used Form 2555 for one, change that return as well.")
    yield _(
        "The stop must be stated in writing with the return. Just leaving the form out is not a clean stop. Look at "
        "the years ahead first."
    )
    later = _(
        "Form 2555 may be worth more to you later: when your pay rises, your tax rate abroad falls, you move to a "
        "low-tax country, or a child turns {age}. Talk to an advisor first."
    )
    yield say(later, age=case.parameters.child_tax_credit.age_limit)
