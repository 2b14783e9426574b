"""Both ways of filing over this tax year and the next five: never Form 2555 from now on, or Form 2555 every year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from interview.engine import Assessment, Exclusion, Household, Parameters, Payments, Scenario, evaluate
from interview.result.years_ahead.assumptions import Assumptions
from interview.result.years_ahead.later_households import Later, later_household, moved

YEARS = 6
NO_FORM_2555 = "no_exclusion"


@dataclass(frozen=True, slots=True)
class YearAhead:
    """One tax year, both ways: credit paid less tax owed, in whole dollars.

    `figures_of` is the year whose figures were used; `turning` holds the places of the children who are too old from
    this year on, `too_old_at` their age; `closed` says that Form 2555 could not be used after having been given up.
    """

    year: int
    without: int
    with_form: int
    figures_of: int
    turning: tuple[int, ...]
    too_old_at: int
    closed: bool
    moved: bool

    @property
    def gain(self) -> int:
        """How much better the family is off without Form 2555."""
        return self.without - self.with_form


@dataclass(frozen=True, slots=True)
class YearsAhead:
    """All years, and what is said about them together. `free_again` is None where nothing would be closed."""

    years: tuple[YearAhead, ...]
    assumptions: Assumptions
    free_again: int | None
    carries: bool

    @property
    def sum_without(self) -> int:
        return sum(year.without for year in self.years)

    @property
    def sum_with_form(self) -> int:
        return sum(year.with_form for year in self.years)

    @property
    def sum_gain(self) -> int:
        return self.sum_without - self.sum_with_form

    @property
    def cross_year(self) -> int | None:
        """The first year from which on the way that leads now is not ahead any more, up to the last year."""
        leads = self.years[0].gain
        if not leads:
            return None
        side = 1 if leads > 0 else -1
        behind = None
        for year in reversed(self.years):
            if year.gain * side > 0:
                break
            behind = year.year
        return behind

    @property
    def overtaken(self) -> bool:
        """From `cross_year` on the other way is not only level but ahead in some year."""
        cross, leads = self.cross_year, self.years[0].gain
        return cross is not None and any(year.gain * leads < 0 for year in self.years if year.year >= cross)


class Start(NamedTuple):
    """What both ways start from."""

    household: Household
    figures: Mapping[int, Parameters]
    assumptions: Assumptions


def project(
    household: Household,
    key: str,
    figures: Mapping[int, Parameters],
    assumptions: Assumptions,
    *,
    filed_with_form: bool = False,
) -> YearsAhead:
    """Six years of one family. `key` is the way with Form 2555 that is kept every year; `figures` are of this tax year
    and of any others: a year without takes the newest before it. `filed_with_form` says that this year's return was
    filed with Form 2555.

    Foreign tax that is not used goes on to the next year, on each way its own (IRC 904(c)): that is what pays US tax
    for a while after a move to a country without income tax. With tax in both categories nothing is carried, because
    an assessment has one sum for both. Ten years are not over within six; what was carried before is taken as fresh.
    """
    free = _free_again(household, figures[household.tax_year], filed_with_form=filed_with_form)
    carries = not (household.foreign_tax.passive or household.foreign_tax.carryover_passive)
    years = tuple(_years(Start(household, figures, assumptions), key, free, carries=carries))
    return YearsAhead(years, assumptions, free, carries)


def _years(start: Start, key: str, free: int | None, *, carries: bool) -> Iterator[YearAhead]:
    household, figures, assumptions = start
    now = evaluate(replace(household, payments=Payments()), figures[household.tax_year], detail=False)
    without, with_form = _way(now, NO_FORM_2555), _way(now, key)
    counted = _counting(now, household)
    for years_on in range(YEARS):
        year = household.tax_year + years_on
        parameters = figures[max(known for known in figures if known <= year)]
        limit = parameters.child_tax_credit.age_limit
        turning: tuple[int, ...] = ()
        if years_on:
            later = Later(years_on, parameters, assumptions)
            left = (without.foreign_tax_unused, with_form.foreign_tax_unused) if carries else (0, 0)
            found = evaluate(_never(later_household(household, later, left[0])), parameters, detail=False)
            without = _way(found, NO_FORM_2555)
            with_form = _way(evaluate(later_household(household, later, left[1]), parameters, detail=False), key)
            count = _counting(found, household)
            lost = sorted(counted - count)
            turning = tuple(place for place in lost if year - household.children[place].birth_date.year == limit)
            counted = count
        yield YearAhead(
            year,
            without.balance,
            with_form.balance,
            parameters.tax_year,
            turning,
            limit,
            closed=free is not None and household.tax_year < year < free,
            moved=moved(household, years_on, assumptions),
        )


def _way(assessment: Assessment, key: str) -> Scenario:
    """The way of that key where it is allowed, or else the one without Form 2555."""
    found = assessment.scenario(key)
    if found is not None and found.allowed:
        return found
    return next(way for way in assessment.scenarios if way.key == NO_FORM_2555)


def _never(household: Household) -> Household:
    """Nobody passes a test for Form 2555, so that the engine works out one way only."""
    spouse = household.spouse
    return replace(
        household,
        filer=replace(household.filer, exclusion=Exclusion()),
        spouse=spouse and replace(spouse, exclusion=Exclusion()),
    )


def _counting(assessment: Assessment, household: Household) -> set[int]:
    """The places, in the family's own list, of the children who bring the child tax credit."""
    living = [place for place, child in enumerate(household.children) if child.died_on is None]
    places = range(len(household.children)) if len(assessment.children) == len(household.children) else living
    return {
        place for place, child in zip(places, assessment.children, strict=True) if child.credit == "child_tax_credit"
    }


def _free_again(household: Household, parameters: Parameters, *, filed_with_form: bool) -> int | None:
    """The first year in which Form 2555 could be chosen again after having been given up: IRC 911(e)(2)."""
    in_force = any(
        person.exclusion.elected_before
        and person.exclusion.revoked_in is None
        and (person.wages_foreign > 0 or person.self_employment_foreign > 0)
        for person in household.people
    )
    if not (in_force or filed_with_form):
        return None
    return household.tax_year + parameters.exclusion.years_before_new_election + 1
