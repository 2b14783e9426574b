"""Tax on taxable income (Form 1040 line 16): the Tax Table below 100,000 dollars, the rate schedule from there on."""

from __future__ import annotations

from interview.engine.parameters import Parameters

# Tax Table bands: from which income on, and how wide. Below the first edge the tax is zero.
FIRST_BAND_FROM = 5
TEN_DOLLAR_BANDS_BELOW = 25
TWENTY_FIVE_DOLLAR_BANDS_BELOW = 3_000


def table_band_middle(taxable_income: int) -> int:
    """The middle, in half dollars, of the Tax Table band that holds an income of at least 5 dollars."""
    if taxable_income < TEN_DOLLAR_BANDS_BELOW:
        lower, width = FIRST_BAND_FROM + (taxable_income - FIRST_BAND_FROM) // 10 * 10, 10
    elif taxable_income < TWENTY_FIVE_DOLLAR_BANDS_BELOW:
        lower, width = taxable_income // 25 * 25, 25
    else:
        lower, width = taxable_income // 50 * 50, 50
    return 2 * lower + width


def tax(taxable_income: int, filing_status: str, parameters: Parameters) -> int:
    """Whole dollars of tax on whole dollars of taxable income."""
    if taxable_income < FIRST_BAND_FROM:
        return 0
    schedule = parameters.rate_schedules[filing_status]
    if taxable_income < parameters.income_tax.tax_table_below:
        return schedule.tax(table_band_middle(taxable_income))
    return schedule.tax(2 * taxable_income)
