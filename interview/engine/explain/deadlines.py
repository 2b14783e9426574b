"""The days that matter for a year's return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from interview.engine.assessment_types import Deadline
from interview.engine.common_facts import Facts
from interview.engine.household import Filing
from interview.engine.sections import Dates
from interview.engine.wording import gettext_noop, text


def deadlines(shared: Facts) -> tuple[Deadline, ...]:
    """The days of the return and of the refund, in the order of the calendar."""
    household = shared.household
    return _deadlines(
        shared.parameters.dates,
        household.filing,
        household.residence.place == "abroad",
        shared.parameters.child_tax_credit.child_needs_ssn,
        household.nonresident_return,
    )


# Most families of a year have the same days.
@lru_cache
def _deadlines(
    dates: Dates, filing: Filing, abroad: bool, child_needs_ssn: bool, nonresident: bool
) -> tuple[Deadline, ...]:
    found = (*_filing(dates, filing, abroad, child_needs_ssn, nonresident), *_refund(dates, filing, abroad))
    return tuple(sorted(found, key=lambda deadline: deadline.on))


def _filing(dates: Dates, filing: Filing, abroad: bool, child_needs_ssn: bool, nonresident: bool) -> Iterator[Deadline]:
    yield Deadline(
        "file_by", dates.return_due, text(gettext_noop("The return is due. Interest on tax you owe starts here."))
    )
    if abroad or filing.abroad_on_due_date or nonresident:
        yield Deadline(
            "file_by_abroad",
            dates.return_due_abroad,
            text(gettext_noop("Form 1040-NR is due if no US pay had tax withheld."))
            if nonresident
            else text(gettext_noop("The return is due for people who live and work abroad on the April date.")),
        )
    yield Deadline(
        "file_by_extended",
        dates.return_due_extended,
        text(
            gettext_noop(
                "Last day to file with more time (Form 4868). A Social Security number must be issued before this day."
            )
            if child_needs_ssn
            else gettext_noop("Last day to file with more time (Form 4868), and for a tax number to be issued.")
        ),
    )
    if filing.extended_to is not None:
        yield Deadline(
            "file_by_granted",
            filing.extended_to,
            text(gettext_noop("The later day that the IRS gave you.")),
        )


def _refund(dates: Dates, filing: Filing, abroad: bool) -> Iterator[Deadline]:
    """The April day is the safe one; whether the later days hold is less certain (IRC 6511(b)(2)(A))."""
    yield Deadline(
        "refund_not_before",
        dates.refunds_not_before,
        text(gettext_noop("A refund with this credit is not paid before the middle of February.")),
    )
    yield Deadline(
        "claim_refund_by",
        dates.claim_refund_by,
        text(gettext_noop("Last safe day to claim the refund. After it the money stays with the IRS.")),
    )
    if abroad:
        yield Deadline(
            "claim_refund_by_abroad",
            dates.claim_refund_by_abroad,
            text(gettext_noop("Possibly still in time if you lived and worked abroad. Do not rely on it.")),
        )
    later = _three_years_after_more_time(dates, filing)
    if later is not None:
        yield Deadline(
            "claim_refund_by_extended",
            later,
            text(gettext_noop("Possibly still in time if you had more time to file. Do not rely on it.")),
        )


def _three_years_after_more_time(dates: Dates, filing: Filing) -> date | None:
    """More time to file lengthens the three years of the refund by as much (IRC 6511(b)(2)(A))."""
    granted = filing.extended_to
    if granted is None or granted <= dates.return_due_extended:
        return dates.claim_refund_by_extended if filing.extension else None
    years = dates.claim_refund_by_extended.year - dates.return_due_extended.year
    # No year has a 29th of February three years after one that has.
    day = 28 if (granted.month, granted.day) == (2, 29) else granted.day
    return granted.replace(year=min(granted.year + years, date.max.year), day=day)
