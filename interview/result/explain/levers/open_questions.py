"""Levers that ask the family to look: answers that are still open, and other years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.levers.amounts import FOREIGN_TAX_PAGES
from interview.result.explain.levers.lever import HowTo, Lever
from interview.result.explain.words import in_a_row, say


def unknown(case: Case) -> Iterator[Lever]:
    """Each open answer that could add something. The careful reading is in the result, so at worst nothing changes."""
    for one in case.open_answers:
        worth = one.balance if one.balance > 0 else one.paid
        if worth <= 0 or one.page in FOREIGN_TAX_PAGES:
            continue
        if one.together:
            watch = _(
                "At best it is worth this much, if the other open answers are good too. At worst it changes nothing."
            )
        else:
            watch = _("At best it is worth this much. At worst it changes nothing: we counted it against you.")
        how = say(_("It adds most if it is “{best}”."), best=one.best) if one.best else _("Find out the amount.")
        yield Lever(
            code="L_UNKNOWN",
            title=say(_("Answer: {question}"), question=one.label),
            worth=worth,
            how=(HowTo(how),),
            watch_out=(watch,),
            by=case.claim_day,
            up_to=True,
            pages=(one.page,),
        )


def other_years(case: Case) -> Iterator[Lever]:
    """Years that are over and not yet lost. What they are worth takes their own answers."""
    found = open_years(case)
    if not found or not case.household.children:
        return
    days = in_a_row([say(_("{year} until {day:day}"), year=year, day=day) for year, day in found])
    yield Lever(
        code="L_OTHER_YEARS",
        title=say(
            _("Check {years}: a refund can still be claimed."), years=in_a_row([str(year) for year, _day in found])
        ),
        worth=0,
        how=(HowTo(say(_("Last safe days: {days}."), days=days)),),
        watch_out=(_("Numbers had to be issued before each year’s return was due, also if you file that year late."),),
        by=min(day for _year, day in found),
    )


def open_years(case: Case) -> list[tuple[int, date]]:
    """The other tax years whose refund can still be claimed on this day, oldest first, with the last safe day."""
    over = [year for year in sorted(case.figures) if year < case.today.year and year != case.year]
    days = [(year, case.figures[year].dates.claim_refund_by) for year in over]
    return [(year, last_day) for year, last_day in days if case.today <= last_day]
