"""What has to be assumed of later years. A person can change each of these; whatever else stays as it is now."""

from __future__ import annotations

from dataclasses import dataclass

from interview.engine import Household

UNIT = 10_000
"""Rates are ten-thousandths, as in the figures of the law: 250 is 2.5%."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How pay grows in a year (in today's money), the tax abroad as a share of pay, and a move to no tax at all.

    `rate` is None while tax abroad keeps the share that the answers give. This tax year is always as answered.
    """

    growth: int = 0
    rate: int | None = None
    moves_in: int | None = None


def usual_rate(household: Household) -> int:
    """Tax on general income as a share of the pay earned abroad, by the answers; 0 without such pay."""
    pay = pay_abroad(household)
    return round(household.foreign_tax.general * UNIT / pay) if pay else 0


def pay_abroad(household: Household) -> int:
    """Pay and profit from abroad of everyone on the return."""
    return sum(person.wages_foreign + max(0, person.self_employment_foreign) for person in household.people)
