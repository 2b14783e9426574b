"""Earned Income Worksheet of Schedule 8812 (line 18a) and the taxes that Part II-B counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview.engine.household import Person
from interview.engine.schedule_se import ScheduleSE, bears_no_tax
from interview.engine.surtaxes import Form8959


class EarnedIncomeWorksheet(NamedTuple):
    """Lines of the worksheet; `exempt_profit` is profit under a certificate of coverage, which it leaves out."""

    line_1a: int
    line_1b: int
    line_2b: int
    line_3: int
    line_5: int
    line_7: int
    exempt_profit: int


class EarnedTotals(NamedTuple):
    """What everyone on the return earned, added up once for all scenarios."""

    wages: int
    combat_pay: int
    profit: int
    exempt_profit: int
    half_self_employment_tax: int


def earned_totals(people: Sequence[Person], schedules_se: Sequence[ScheduleSE]) -> EarnedTotals:
    """Pay and profit of the people on the return. Pay that may not count is left out; profit may be a loss."""
    wages = combat_pay = profit = exempt_profit = 0
    for person in people:
        wages += person.wages_us - person.wages_not_earned_income + person.wages_foreign
        combat_pay += person.combat_pay
        own_profit = person.self_employment_us + person.self_employment_foreign
        if bears_no_tax(person):
            exempt_profit += own_profit
        else:
            profit += own_profit
    half = sum([schedule.line_13 - schedule.half_on_puerto_rico_profit for schedule in schedules_se])
    return EarnedTotals(wages, combat_pay, profit, exempt_profit, half)


def earned_income_worksheet(
    totals: EarnedTotals, excluded: int = 0, *, count_exempt_profit: bool = False, count_combat_pay: bool = True
) -> EarnedIncomeWorksheet:
    """Line 18a. `excluded` is what Form 2555 leaves out of income. IRC 24(d)(1)(B)(i), 32(c)(2).

    The form leaves out profit that is exempt from self-employment tax; the statute can be read to count it
    (`count_exempt_profit`), and then there is no half of a tax to take off.
    """
    line_1b = totals.combat_pay if count_combat_pay else 0
    line_2b = totals.profit + totals.exempt_profit if count_exempt_profit else totals.profit
    line_3 = max(0, totals.wages + line_1b + line_2b - excluded)
    line_5 = totals.half_self_employment_tax
    return EarnedIncomeWorksheet(
        totals.wages, line_1b, line_2b, line_3, line_5, max(0, line_3 - line_5), totals.exempt_profit
    )


class PayrollTaxes(NamedTuple):
    """Schedule 8812 lines 21 and 22."""

    line_21: int
    line_22: int


def payroll_taxes(people: Sequence[Person], schedules_se: Sequence[ScheduleSE], form_8959: Form8959) -> PayrollTaxes:
    """Social security and Medicare taxes of everyone on the return, by the Additional Medicare Worksheet if needed."""
    line_21 = form_8959.line_7 - form_8959.line_22 + (form_8959.line_13 + 1) // 2
    line_22 = 0
    for person, schedule in zip(people, schedules_se, strict=True):
        line_21 += person.social_security_withheld + person.medicare_withheld
        line_22 += schedule.line_13
    return PayrollTaxes(max(0, line_21), line_22)
