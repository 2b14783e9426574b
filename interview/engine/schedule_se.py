"""Schedule SE: self-employment tax of one person (IRC 1401, 1402). The exclusion never changes it."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.household import Person
from interview.engine.money import WHOLE, half, part, share
from interview.engine.parameters import Parameters


class ScheduleSE(NamedTuple):
    """Lines of Schedule SE; zero throughout where the tax is not due."""

    line_3: int = 0
    line_4a: int = 0
    line_8a: int = 0
    line_9: int = 0
    line_10: int = 0
    line_11: int = 0
    line_12: int = 0
    line_13: int = 0
    half_on_foreign_profit: int = 0
    half_on_puerto_rico_profit: int = 0


NO_TAX = ScheduleSE()


def bears_no_tax(person: Person) -> bool:
    """Whether profit is free of the tax: by a certificate of coverage, or because the person is a nonresident."""
    return person.self_employment_tax_exempt or person.us_status == "nonresident_alien"


def schedule_se(person: Person, parameters: Parameters) -> ScheduleSE:
    """One person's schedule. A certificate of coverage exempts all profit (IRC 1401(c)), and nonresidents owe none
    (IRC 1402(b)).
    """
    if bears_no_tax(person):
        return NO_TAX
    profit = person.self_employment_us + person.self_employment_foreign + person.puerto_rico_self_employment
    taxes = parameters.payroll_taxes
    # The 400 dollars are compared before rounding.
    if profit <= 0 or profit * taxes.self_employment_factor < taxes.self_employment_minimum * WHOLE:
        return NO_TAX
    line_4a = share(profit, taxes.self_employment_factor)
    line_8a = social_security_wages(person, parameters)
    line_9 = max(0, taxes.wage_base - line_8a)
    line_10 = share(min(line_4a, line_9), taxes.self_employment_social_security_rate)
    line_11 = share(line_4a, taxes.self_employment_medicare_rate)
    line_12 = line_10 + line_11
    line_13 = half(line_12)
    foreign, puerto_rico = _shares_of_profit(person, line_13)
    return ScheduleSE(profit, line_4a, line_8a, line_9, line_10, line_11, line_12, line_13, foreign, puerto_rico)


def _shares_of_profit(person: Person, deductible_half: int) -> tuple[int, int]:
    """How much of the deductible half belongs to profit earned abroad and to excluded Puerto Rico profit."""
    foreign = max(0, person.self_employment_foreign)
    puerto_rico = person.puerto_rico_self_employment
    profits = foreign + puerto_rico + max(0, person.self_employment_us)
    return part(deductible_half, foreign, profits), part(deductible_half, puerto_rico, profits)


def social_security_wages(person: Person, parameters: Parameters) -> int:
    """W-2 box 3 as box 4 shows it: the wages up to the wage base when they agree, else the tax divided by its rate."""
    taxes = parameters.payroll_taxes
    withheld = person.social_security_withheld
    if not withheld:
        return 0
    most = min(person.wages_us, taxes.wage_base)
    if abs(withheld - share(most, taxes.employee_social_security_rate)) <= 1:
        return most
    return min(taxes.wage_base, part(withheld, WHOLE, taxes.employee_social_security_rate))
