"""The same family in a later year, as a household for the engine.

A year that has figures is worked out with its own. A later one takes the newest figures, and instead of moving the
year everybody is that much older: only the age at the end of the year counts for the child credit (IRC 24(c)(1)).

What stays: filing status, home, other income, deductions, whoever is claimed, and who has which kind of number.
What goes: what belongs to one year only.

- A number that came too late for this year is in hand for the next.
- A child who died is on no later return.
- The year before (look-back), payments sent early and amounts off a finished return are of this year.
- US tax withheld or paid in is left out everywhere, so that each figure is credit paid less tax owed.
- A surviving spouse has that status for two years only (IRC 2(a)(1)(A)) and is head of household from then on.
- Who is abroad and passes a test for Form 2555 now is taken to pass it on every day of a later year.
- US self-employment tax stays as it is now, also after a move; both ways of filing bear it alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from interview.engine import Child, Filing, ForeignTax, History, Household, Parameters, Payments, Person
from interview.result.years_ahead.assumptions import UNIT, Assumptions, pay_abroad

YEARS_AS_SURVIVING_SPOUSE = 2
PAY = ("wages_us", "wages_foreign", "self_employment_us", "self_employment_foreign", "puerto_rico_self_employment",
       "combat_pay", "wages_not_earned_income", "social_security_withheld", "medicare_withheld")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Later:
    """How many years on, under which figures, and what is assumed on the way there."""

    years_on: int
    parameters: Parameters
    assumptions: Assumptions

    def older(self, household: Household) -> int:
        """By how many years everybody is older than the figures' own year makes them."""
        return household.tax_year + self.years_on - self.parameters.tax_year


def later_household(household: Household, later: Later, carried: int) -> Household:
    """The family some years after its own; `carried` is unused foreign tax of the year before, on general income."""
    status = household.filing_status
    if status == "surviving_spouse" and later.years_on >= YEARS_AS_SURVIVING_SPOUSE:
        status = "head_of_household"
    spouse = household.spouse
    older = later.older(household)
    found = replace(
        household,
        tax_year=later.parameters.tax_year,
        filing_status=status,
        filer=_person(household.filer, household, later),
        spouse=spouse and _person(spouse, household, later),
        children=tuple(_child(child, older) for child in household.children if child.died_on is None),
        payments=Payments(),
        filing=Filing(),
        history=History(child_credit_disallowed=household.history.child_credit_disallowed),
        known_amounts=None,
    )
    return replace(found, foreign_tax=_foreign_tax(household, found, later, carried))


def moved(household: Household, years_on: int, assumptions: Assumptions) -> bool:
    """The family lives in a country without income tax by then."""
    return assumptions.moves_in is not None and household.tax_year + years_on >= assumptions.moves_in


def _person(person: Person, household: Household, later: Later) -> Person:
    exclusion = person.exclusion
    if exclusion.test != "none" and household.residence.place == "abroad":
        exclusion = replace(exclusion, qualifying_days=later.parameters.exclusion.days_in_year)
    if exclusion.revoked_in is not None:
        exclusion = replace(exclusion, revoked_in=exclusion.revoked_in - later.older(household))
    growth = later.assumptions.growth
    grown_pay: dict[str, Any] = {name: grown(getattr(person, name), later.years_on, growth) for name in PAY}
    return replace(
        person,
        birth_date=person.birth_date and _earlier(person.birth_date, later.older(household)),
        taxpayer_id=replace(person.taxpayer_id, issued_on=None),
        exclusion=exclusion,
        **grown_pay,
    )


def _child(child: Child, older: int) -> Child:
    number = replace(child.taxpayer_id, issued_on=None)
    return replace(child, birth_date=_earlier(child.birth_date, older), taxpayer_id=number)


def _foreign_tax(now: Household, then: Household, later: Later, carried: int) -> ForeignTax:
    tax = replace(now.foreign_tax, carryover_general=carried, carryover_passive=0)
    assumptions = later.assumptions
    if moved(now, later.years_on, assumptions):
        return replace(tax, general=0, passive=0)
    if assumptions.rate is None:
        return replace(tax, general=grown(tax.general, later.years_on, assumptions.growth))
    return replace(tax, general=round(pay_abroad(then) * assumptions.rate / UNIT))


def grown(amount: int, years_on: int, growth: int) -> int:
    """An amount after some years of growth, in whole dollars. A loss stays as it is."""
    return round(amount * (1 + growth / UNIT) ** years_on) if growth and amount > 0 else amount


def _earlier(day: date, years: int) -> date:
    if not years:
        return day
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # February 29
        return day.replace(year=day.year - years, day=28)
