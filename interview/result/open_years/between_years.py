"""Form 2555 ties the years together: once it was used and is left out, it stays barred for some years.

Each year is worked out for itself. Here they are laid side by side: whether the ways that are best one by one can be
used together, and what follows for the years after them. IRC 911(e)(2); Treas. Reg. 1.911-7(b).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from interview.drafts.open_years import OpenYear
from interview.drafts.shown_way import NO_FORM_2555, paid_out, shown_way
from interview.engine import Scenario
from interview.result.explain.words import in_a_row, say


class _Year(NamedTuple):
    """One year as it was worked out: the way that is shown, the way without Form 2555, and what the law says."""

    tax_year: int
    shown: Scenario
    without: Scenario
    possible: bool
    used_before: bool
    wait: int

    @property
    def uses(self) -> bool:
        return self.shown.key != NO_FORM_2555


def between_years(years: Sequence[OpenYear]) -> tuple[str, ...]:
    """What Form 2555 in one of the years means for the others; nothing where it plays no part in any."""
    known = sorted(_known(years), key=attrgetter("tax_year"))
    return tuple(_tied(known)) if any(year.possible for year in known) else ()


def _known(years: Sequence[OpenYear]) -> Iterator[_Year]:
    for year in years:
        if year.assessed is None or year.at_best is None or year.at_best.assessment.best is None:
            continue
        ways = year.at_best.assessment.scenarios
        yield _Year(
            tax_year=year.tax_year,
            shown=shown_way(year.at_best.household, year.at_best.assessment),
            without=next(way for way in ways if way.key == NO_FORM_2555),
            possible=any(way.key != NO_FORM_2555 for way in ways),
            # What the family is not sure about counts as used, so this asks the careful household.
            used_before=any(
                person.exclusion.elected_before and person.exclusion.revoked_in is None
                for person in year.assessed.household.people
            ),
            wait=year.year.parameters.exclusion.years_before_new_election,
        )


def _tied(years: Sequence[_Year]) -> Iterator[str]:
    stopped, barred = _stopped(years)
    wait = years[-1].wait
    if barred:
        text = _(
            "The best ways of single years do not go together here. After {stopped} without Form 2555 it is barred "
            "for {years} too, unless the IRS agrees. Choose one way for all of these years with an advisor."
        )
        yield say(text, stopped=stopped, years=in_a_row([str(year) for year in barred]))
    elif stopped is not None:
        text = _(
            "The years hang together. Say you used Form 2555 before and file {year} without it. Then you cannot use "
            "it again before {free}, unless the IRS agrees. Every year in between has to go without it too."
        )
        yield say(text, year=stopped, free=stopped + wait + 1)
    else:
        text = _(
            "Form 2555 ties the years together. If you use it and later file a year without it, it is barred for "
            "{wait} more years. The IRS can agree to less."
        )
        yield say(text, wait=wait)
    yield from _in_all(years)


def _stopped(years: Sequence[_Year]) -> tuple[int | None, list[int]]:
    """The year in which Form 2555 would be given up, and the years after it whose way would then be barred."""
    used, stopped = years[0].used_before, None
    barred: list[int] = []
    for year in years:
        if stopped is not None and year.uses and year.tax_year <= stopped + year.wait:
            barred.append(year.tax_year)
        elif year.uses:
            used, stopped = True, None
        elif used and stopped is None:
            stopped = year.tax_year
    return stopped, barred


def _in_all(years: Sequence[_Year]) -> Iterator[str]:
    """What the credit comes to when every year goes without Form 2555; only told where that changes the sum."""
    without = sum(paid_out(year.without) for year in years)
    if without != sum(paid_out(year.shown) for year in years):
        text = _(
            "Without Form 2555 in every open year, up to {paid:$} of credit would be paid out, but tax may be due."
        )
        yield say(text, paid=without)
