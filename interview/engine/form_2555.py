"""Form 2555 of one person: the foreign earned income exclusion, the housing exclusion and deduction (IRC 911)."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.household import Exclusion, Person
from interview.engine.money import part
from interview.engine.parameters import Parameters
from interview.engine.schedule_se import ScheduleSE
from interview.engine.sections import ForeignEarnedIncomeExclusion

THOUSANDTHS = 1_000


class Form2555(NamedTuple):
    """Lines of Form 2555. `line_35` and `line_39` are thousandths."""

    line_19: int = 0
    line_20a: int = 0
    line_26: int = 0
    line_28: int = 0
    line_29b: int = 0
    line_30: int = 0
    line_31: int = 0
    line_32: int = 0
    line_33: int = 0
    line_34: int = 0
    line_35: int = 0
    line_36: int = 0
    line_37: int = 0
    line_38: int = 0
    line_39: int = 0
    line_40: int = 0
    line_41: int = 0
    line_42: int = 0
    line_43: int = 0
    line_44: int = 0
    line_45: int = 0
    line_50: int = 0


NOT_FILED = Form2555()


def foreign_earned_income(person: Person) -> int:
    """Pay and profit for work done in a foreign country (line 26)."""
    return person.wages_foreign + max(0, person.self_employment_foreign)


def why_not(person: Person, parameters: Parameters) -> str | None:
    """The code of the first reason why this person may not use Form 2555 for the year; None if they may.

    Nobody asks for a nonresident who files alone, and a spouse on a joint return counts as a resident (IRC 6013(g)).
    """
    exclusion = person.exclusion
    if foreign_earned_income(person) == 0:
        return "no_foreign_earned_income"
    if exclusion.test == "none" or exclusion.qualifying_days == 0:
        return "no_test_met"
    revoked = exclusion.revoked_in
    wait = parameters.exclusion.years_before_new_election
    if revoked is not None and revoked <= parameters.tax_year <= revoked + wait:
        return "revoked"
    return None


def form_2555(
    person: Person, schedule_se: ScheduleSE, parameters: Parameters, *, housing_deduction_only: bool
) -> Form2555:
    """The whole form for someone who uses it. Without receipts and costs apart, line 20a is the net profit.

    A self-employed person may use it for the housing deduction alone, and then nothing is excluded.
    """
    year = parameters.exclusion
    exclusion = person.exclusion
    line_19 = person.wages_foreign
    line_20a = max(0, person.self_employment_foreign)
    line_26 = line_19 + line_20a
    days = min(exclusion.qualifying_days, year.days_in_year)
    housing = _housing(exclusion, line_19, line_26, days, year)
    line_36 = 0 if housing_deduction_only else housing.line_36
    line_39 = _thousandths(days, year.days_in_year)
    line_40 = part(year.maximum, line_39, THOUSANDTHS)
    line_41 = line_26 - line_36
    line_42 = 0 if housing_deduction_only else min(line_40, line_41)
    line_43 = line_36 + line_42
    line_44 = part(schedule_se.half_on_foreign_profit, line_43, line_26)
    given = exclusion.housing_deduction
    line_50 = given or (max(0, housing.line_33 - line_36) if line_20a else 0)
    return Form2555(
        line_19=line_19,
        line_20a=line_20a,
        line_26=line_26,
        line_28=housing.line_28,
        line_29b=housing.line_29b,
        line_30=housing.line_30,
        line_31=housing.line_31,
        line_32=housing.line_32,
        line_33=housing.line_33,
        line_34=housing.line_34,
        line_35=housing.line_35,
        line_36=line_36,
        line_37=year.maximum,
        line_38=days,
        line_39=line_39,
        line_40=line_40,
        line_41=line_41,
        line_42=line_42,
        line_43=line_43,
        line_44=line_44,
        line_45=line_43 - line_44,
        line_50=min(line_50, line_26 - line_43),
    )


def _housing(exclusion: Exclusion, wages: int, earned: int, days: int, year: ForeignEarnedIncomeExclusion) -> Form2555:
    """Lines 28 to 36. A finished amount off the family's own form stands in for the working."""
    if exclusion.housing_exclusion:
        return NOT_FILED._replace(line_36=min(exclusion.housing_exclusion, earned))
    if not exclusion.housing_expenses:
        return NOT_FILED
    full_year = days == year.days_in_year
    limit = exclusion.housing_limit
    if limit is None:
        limit = year.housing_limit if full_year else part(days, year.housing_limit_per_day, 100)
    line_30 = min(exclusion.housing_expenses, limit)
    line_32 = year.housing_base if full_year else part(days, year.housing_base_per_day, 100)
    line_33 = max(0, line_30 - line_32)
    line_35 = _thousandths(wages, earned)
    return NOT_FILED._replace(
        line_28=exclusion.housing_expenses,
        line_29b=limit,
        line_30=line_30,
        line_31=days,
        line_32=line_32,
        line_33=line_33,
        line_34=wages,
        line_35=line_35,
        line_36=min(wages, part(line_33, line_35, THOUSANDTHS)),
    )


def _thousandths(numerator: int, denominator: int) -> int:
    """A ratio as three decimals, at most 1.000."""
    return min(THOUSANDTHS, part(THOUSANDTHS, numerator, denominator))
