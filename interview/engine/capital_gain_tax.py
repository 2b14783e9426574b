"""Qualified Dividends and Capital Gain Tax Worksheet, and the Foreign Earned Income Tax Worksheet that stacks on it."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.income_tax import tax
from interview.engine.money import share
from interview.engine.parameters import Parameters


class QualifiedDividendsWorksheet(NamedTuple):
    """Lines of the worksheet in the Form 1040 instructions, 2025 numbering."""

    line_1: int
    line_2: int
    line_3: int
    line_4: int
    line_5: int
    line_9: int
    line_17: int
    line_18: int
    line_20: int
    line_21: int
    line_22: int
    line_23: int
    line_24: int
    line_25: int


def qualified_dividends_worksheet(
    taxable_income: int, dividends: int, gain: int, filing_status: str, parameters: Parameters
) -> QualifiedDividendsWorksheet:
    """Tax when part of the income is qualified dividends or a net long-term gain."""
    gains = parameters.capital_gains
    line_1 = taxable_income
    line_4 = dividends + gain
    line_5 = max(0, line_1 - line_4)
    line_7 = min(line_1, gains.zero_to[filing_status])
    line_9 = line_7 - min(line_5, line_7)
    line_10 = min(line_1, line_4)
    line_12 = line_10 - line_9
    line_14 = min(line_1, gains.fifteen_to[filing_status])
    line_17 = min(line_12, max(0, line_14 - (line_5 + line_9)))
    line_18 = share(line_17, gains.middle_rate)
    line_20 = line_10 - (line_9 + line_17)
    line_21 = share(line_20, gains.top_rate)
    line_22 = tax(line_5, filing_status, parameters)
    line_23 = line_18 + line_21 + line_22
    line_24 = tax(line_1, filing_status, parameters)
    return QualifiedDividendsWorksheet(
        line_1,
        dividends,
        gain,
        line_4,
        line_5,
        line_9,
        line_17,
        line_18,
        line_20,
        line_21,
        line_22,
        line_23,
        line_24,
        min(line_23, line_24),
    )


class ForeignEarnedIncomeTaxWorksheet(NamedTuple):
    """Lines of the worksheet in the Form 1040 instructions, line 16 (IRC 911(f)), and the gain excess it may need."""

    line_1: int
    line_2c: int
    line_3: int
    line_4: int
    line_5: int
    line_6: int
    gain_excess: int


class Tax(NamedTuple):
    """Form 1040 line 16 and the worksheets behind it; None for a worksheet that was not needed."""

    amount: int
    gains: QualifiedDividendsWorksheet | None
    stacking: ForeignEarnedIncomeTaxWorksheet | None


def line_16(
    taxable_income: int, excluded: int, dividends: int, gain: int, filing_status: str, parameters: Parameters
) -> Tax:
    """The tax by whichever method the return needs. `excluded` is Form 2555 lines 45 and 50 of both spouses."""
    if taxable_income <= 0:
        return Tax(0, None, None)
    if not excluded:
        if not (dividends or gain):
            return Tax(tax(taxable_income, filing_status, parameters), None, None)
        worksheet = qualified_dividends_worksheet(taxable_income, dividends, gain, filing_status, parameters)
        return Tax(worksheet.line_25, worksheet, None)
    line_3 = taxable_income + excluded
    gains: QualifiedDividendsWorksheet | None = None
    excess = 0
    if dividends or gain:
        excess = max(0, dividends + gain - taxable_income)
        gain_left = max(0, gain - excess)
        dividends_left = max(0, dividends - (excess - (gain - gain_left)))
        gains = qualified_dividends_worksheet(line_3, dividends_left, gain_left, filing_status, parameters)
        line_4 = gains.line_25
    else:
        line_4 = tax(line_3, filing_status, parameters)
    line_5 = tax(excluded, filing_status, parameters)
    line_6 = max(0, line_4 - line_5)
    stacking = ForeignEarnedIncomeTaxWorksheet(taxable_income, excluded, line_3, line_4, line_5, line_6, excess)
    return Tax(line_6, gains, stacking)
