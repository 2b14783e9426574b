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
NO_MORE_TIME = ("none", "abroad")
"""The interview's answers of a family that sent no Form 4868."""


class NextDate(NamedTuple):
    """A day and what it is for; no day if nothing is ahead."""

    on: date | None
    code: str


NO_DATE = NextDate(None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a client's days depend on. `household` is a document of the contract without what it takes for granted."""

    household: Mapping[str, Any]
    has_filed: bool
    more_time: str = ""
    """What the family said about more time to file; empty if it was not asked."""
    expects_money: bool = False
    number_missing: bool = False


def next_date(situation: Situation, parameters: Parameters, today: date) -> NextDate:
    """The first of the client's days that is not over."""
    days = _days(situation, parameters, today)
    ahead = [found for found in days if found.on is not None and not is_over(found, today)]
    return min(ahead, key=_what_comes_first, default=NO_DATE)


def _what_comes_first(found: NextDate) -> tuple[date, bool]:
    """Of two on one day that of the number, which has to be there before."""
    assert found.on is not None  # noqa: S101 - days that are not over
    return found.on, found.code != NUMBER_BEFORE


def is_over(day: NextDate, today: date) -> bool:
    """A number is to be issued before its day, all else is in time on the day."""
    return day.on is None or day.on < today or (day.code == NUMBER_BEFORE and day.on == today)


def last_day_for_a_number(situation: Situation, parameters: Parameters, today: date) -> date:
    """The day before which a child's number has to be issued, as the result page says it (explain/what_if.py).

    More time counts only for whoever asked for it, or still can: Form 4868 is sent before the return, and by its due
    date.
    """
    filing, due = situation.household.get("filing") or {}, _filing_day(situation.household, parameters)
    if not (filing.get("extension") or filing.get("extended_to")):
        can_no_longer_ask = situation.more_time in NO_MORE_TIME and today > due
        if can_no_longer_ask or (situation.has_filed and today <= due):
            return due
    return max(parameters.dates.return_due_extended, due)


def number_can_be_in_time(situation: Situation, parameters: Parameters, today: date) -> bool:
    """Whether a number that is issued from now on can count: before the last day, or on it before 2018."""
    last = last_day_for_a_number(situation, parameters, today)
    return today < last or (today == last and not parameters.child_tax_credit.child_needs_ssn)


def too_late_to_claim(parameters: Parameters, today: date) -> bool:
    """Whether the last safe day to claim the refund is over: the result page calls the year lost from then on.

    Later days, for people abroad or with more time, are uncertain (IRC 6511(b)(2)(A)): no money to count on.
    """
    return today > parameters.dates.claim_refund_by


def _days(situation: Situation, parameters: Parameters, today: date) -> Iterator[NextDate]:
    if situation.number_missing:
        yield NextDate(last_day_for_a_number(situation, parameters, today), NUMBER_BEFORE)
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
