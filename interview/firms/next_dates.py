"""The next day that matters to a client: for a child's number, for the return, for the refund. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.engine import Parameters

NUMBER_BEFORE, FILE_BY, CLAIM_BY = "number_before", "file_by", "claim_refund_by"
NEXT_DATES: dict[str, str | Promise] = {
    NUMBER_BEFORE: _("A child’s number must be issued before this day"),
    FILE_BY: _("The return is due"),
    CLAIM_BY: _("Last safe day to claim the refund"),
}
"""What each code of a day says."""


class NextDate(NamedTuple):
    """A day and what it is for; no day if nothing is ahead."""

    on: date | None
    code: str


NO_DATE = NextDate(None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a client's days depend on. `household` is a document of the contract without what it takes for granted."""

    household: Mapping[str, Any]
    expects_money: bool
    number_missing: bool
    has_filed: bool


def next_date(situation: Situation, parameters: Parameters, today: date) -> NextDate:
    """The first of the client's days that is not over."""
    ahead = [found for found in _days(situation, parameters) if found.on is not None and found.on >= today]
    return min(ahead, key=lambda found: (found.on, found.code), default=NO_DATE)


def number_can_be_in_time(parameters: Parameters, today: date) -> bool:
    """Whether a number that is issued from now on can count: before the last day to file, or on it before 2018."""
    last = parameters.dates.return_due_extended
    return today < last or (today == last and not parameters.child_tax_credit.child_needs_ssn)


def too_late_to_claim(household: Mapping[str, Any], parameters: Parameters, today: date) -> bool:
    """Whether the last day is over on which the refund could possibly be claimed."""
    dates, filing = parameters.dates, household.get("filing") or {}
    last = [dates.claim_refund_by]
    if (household.get("residence") or {}).get("place") == "abroad":
        last.append(dates.claim_refund_by_abroad)
    if filing.get("extension") or filing.get("extended_to"):
        last.append(dates.claim_refund_by_extended)
    return today > max(last)


def _days(situation: Situation, parameters: Parameters) -> Iterator[NextDate]:
    if situation.number_missing:
        yield NextDate(parameters.dates.return_due_extended, NUMBER_BEFORE)
    if not situation.has_filed:
        yield NextDate(_filing_day(situation.household, parameters), FILE_BY)
    if situation.expects_money:
        yield NextDate(parameters.dates.claim_refund_by, CLAIM_BY)


def _filing_day(household: Mapping[str, Any], parameters: Parameters) -> date:
    """The day by which the return is due, as the result page says it."""
    dates, filing = parameters.dates, household.get("filing") or {}
    if filing.get("extended_to"):
        return date.fromisoformat(filing["extended_to"])
    if filing.get("extension"):
        return dates.return_due_extended
    if household.get("return_form") == "1040_nr":
        # Form 1040-NR is due in April only with US pay that had tax withheld: IRC 6072(c).
        return dates.return_due if (household.get("filer") or {}).get("wages_us") else dates.return_due_abroad
    return dates.return_due_abroad if filing.get("abroad_on_due_date") else dates.return_due
