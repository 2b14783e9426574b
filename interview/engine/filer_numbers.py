"""Whether the adults' tax numbers allow the credits, and by which day each had to be issued (IRC 24(e), (h)(7))."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from interview.engine.household import Household, Person
from interview.engine.parameters import Parameters


def due_date(household: Household, parameters: Parameters) -> date:
    """The due date of the return with the extensions the family had; numbers are measured against it.

    June is for citizens and residents who live and work abroad (Treas. Reg. 1.6081-5), and for every nonresident
    without US pay that had tax withheld (IRC 6072(c)).
    """
    filing = household.filing
    if filing.extended_to is not None:
        return filing.extended_to
    if filing.extension:
        return parameters.dates.return_due_extended
    in_june = not household.filer.wages_us if household.nonresident_return else filing.abroad_on_due_date
    return parameters.dates.return_due_abroad if in_june else parameters.dates.return_due


class FilerNumbers(NamedTuple):
    """`allow_child_credit` tests for the child tax credit; `allow_other_dependents` is the weaker one for the $500."""

    allow_child_credit: bool
    allow_other_dependents: bool
    late: bool


EVERYTHING_ALLOWED = FilerNumbers(True, True, False)


def filer_numbers(household: Household, parameters: Parameters, due: date) -> FilerNumbers:
    """The test of all adults on the return together."""
    people = household.people
    in_time, with_ssn = True, False
    for person in people:
        in_time = in_time and has_number_in_time(person, due)
        with_ssn = with_ssn or has_work_ssn_in_time(person, due)
    enough = in_time and (with_ssn or not parameters.child_tax_credit.filer_needs_ssn)
    if enough:
        return EVERYTHING_ALLOWED
    late = any(person.taxpayer_id.kind != "none" and not has_number_in_time(person, due) for person in people)
    if parameters.child_tax_credit.filer_needs_ssn and in_time:
        # The number came on the due date itself: in time for an ITIN, one day late for an SSN.
        late = any(person.taxpayer_id.kind == "ssn" for person in people)
    return FilerNumbers(False, in_time, late)


def has_number_in_time(person: Person, due: date) -> bool:
    """Any taxpayer number issued on or before the due date (IRC 24(e)(2))."""
    issued = person.taxpayer_id.issued_on
    return person.taxpayer_id.kind != "none" and (issued is None or issued <= due)


def has_work_ssn_in_time(person: Person, due: date) -> bool:
    """A Social Security number valid for work, issued before the due date (IRC 24(h)(7))."""
    issued = person.taxpayer_id.issued_on
    return person.taxpayer_id.kind == "ssn" and (issued is None or issued < due)
