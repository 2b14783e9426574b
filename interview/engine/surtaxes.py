"""Form 8959, Additional Medicare Tax, and Form 8960, net investment income tax: no credit for children cuts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview.engine.form_1040 import Income
from interview.engine.household import Household, Person
from interview.engine.money import share
from interview.engine.parameters import Parameters
from interview.engine.schedule_se import ScheduleSE


class Form8959(NamedTuple):
    """Lines of Form 8959: tax on wages (7), self-employment (13), together (18), and what employers withheld (22)."""

    line_4: int = 0
    line_7: int = 0
    line_8: int = 0
    line_13: int = 0
    line_18: int = 0
    line_22: int = 0


def form_8959(
    people: Sequence[Person], filing_status: str, schedules_se: Sequence[ScheduleSE], parameters: Parameters
) -> Form8959:
    """US wages are taken as Medicare wages; pay from a foreign employer is not (IRC 3101(b)(2), 1401(b)(2))."""
    taxes = parameters.payroll_taxes
    threshold = taxes.additional_medicare_threshold[filing_status]
    wages = profit = 0
    for person, schedule in zip(people, schedules_se, strict=True):
        wages += person.wages_us
        profit += schedule.line_4a
    if wages + profit <= min(threshold, taxes.additional_medicare_withheld_above):
        return Form8959(wages, 0, profit)
    line_7 = share(max(0, wages - threshold), taxes.additional_medicare_rate)
    line_13 = share(max(0, profit - max(0, threshold - wages)), taxes.additional_medicare_rate)
    line_22 = sum(
        max(0, person.medicare_withheld - share(person.wages_us, taxes.employee_medicare_rate))
        for person in people
        if person.wages_us > taxes.additional_medicare_withheld_above
    )
    return Form8959(wages, line_7, profit, line_13, line_7 + line_13, line_22)


class Form8960(NamedTuple):
    """Lines of Form 8960."""

    line_8: int = 0
    line_13: int = 0
    line_14: int = 0
    line_15: int = 0
    line_17: int = 0


def form_8960(household: Household, received: Income, agi: int, excluded: int, parameters: Parameters) -> Form8960:
    """Interest, dividends and gains above the threshold of modified AGI, which adds the exclusion back (IRC 1411).

    A capital loss counts as far as it counts on Form 1040 (Treas. Reg. 1.1411-4(f)(4)).
    """
    line_8 = max(0, received.interest + received.dividends + received.gains)
    if household.return_form == "1040_nr" or not line_8:
        return Form8960()
    figures = parameters.net_investment_income_tax
    line_13 = agi + excluded
    line_14 = figures.threshold[household.filing_status]
    line_15 = max(0, line_13 - line_14)
    return Form8960(line_8, line_13, line_14, line_15, share(min(line_8, line_15), figures.rate))
