"""Whole-dollar arithmetic as the forms do it: fifty cents and more go up. Rates are ten-thousandths."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

WHOLE = 10_000


def share(amount: int, rate: int) -> int:
    """`rate` ten-thousandths of a non-negative amount, in whole dollars."""
    return (amount * rate + WHOLE // 2) // WHOLE


def part(amount: int, numerator: int, denominator: int) -> int:
    """`amount` × numerator ÷ denominator in whole dollars; nothing of nothing."""
    return (2 * amount * numerator + denominator) // (2 * denominator) if denominator else 0


def half(amount: int) -> int:
    """Half of a non-negative amount, in whole dollars."""
    return (amount + 1) // 2


def ratio(numerator: int, denominator: int) -> int:
    """A ratio as ten-thousandths, four decimals rounded half up, at most one (Form 1116 lines 3f and 19)."""
    if denominator <= 0 or numerator >= denominator:
        return WHOLE
    return max(0, (2 * numerator * WHOLE + denominator) // (2 * denominator))


class RateSchedule(NamedTuple):
    """Tax brackets ready for use. Bounds are in half dollars, so that the middle of a table band is whole."""

    bounds: tuple[int, ...]
    tax_below: tuple[int, ...]
    rates: tuple[int, ...]

    @classmethod
    def from_brackets(cls, upper_bounds: tuple[int, ...], rates: tuple[int, ...]) -> RateSchedule:
        """From the incomes at which each rate but the last stops, and the rates in ten-thousandths."""
        bounds = (0, *(2 * bound for bound in upper_bounds))
        tax_below = [0]
        for lower, upper, rate in zip(bounds, bounds[1:], rates, strict=False):
            tax_below.append(tax_below[-1] + (upper - lower) * rate)
        return cls(bounds, tuple(tax_below), rates)

    def tax(self, income_in_half_dollars: int) -> int:
        """Tax in whole dollars on an income given in half dollars."""
        step = bisect_right(self.bounds, income_in_half_dollars) - 1
        exact = self.tax_below[step] + (income_in_half_dollars - self.bounds[step]) * self.rates[step]
        return (exact + WHOLE) // (2 * WHOLE)
