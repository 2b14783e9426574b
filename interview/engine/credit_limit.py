"""Credit Limit Worksheets A and B of Schedule 8812: how much tax the child credit may use (line 13)."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.household import Credits, Household
from interview.engine.money import share
from interview.engine.parameters import Parameters


class PayrollMethod(NamedTuple):
    """What Part II-B needs: lines 21, 22 and 24, and whether this family may use it at all."""

    line_21: int
    line_22: int
    line_24: int
    by_children: bool
    by_puerto_rico: bool


class WorksheetB(NamedTuple):
    """Credit Limit Worksheet B."""

    line_1: int
    line_2: int
    line_3: int
    line_4: int
    line_5: int
    line_9: int
    line_10: int
    line_11: int
    line_12: int
    line_13: int
    line_14: int
    line_15: int


class WorksheetA(NamedTuple):
    """Credit Limit Worksheet A; `worksheet_b` is None where it is not used."""

    line_1: int
    line_2: int
    line_3: int
    line_4: int
    line_5: int
    worksheet_b: WorksheetB | None


def credits_that_go_first(credits: Credits, foreign_tax_credit: int) -> int:
    """Schedule 3 credits that are used before the child credit."""
    return (
        foreign_tax_credit
        + credits.dependent_care
        + credits.education
        + credits.savers
        + credits.elderly_or_disabled
        + credits.home_improvement
        + credits.clean_vehicle
        + credits.other
    )


def credits_of_worksheet_b(credits: Credits) -> int:
    """Mortgage interest, adoption, clean energy and DC homebuyer: they can wait, or are cut by their own limits."""
    return credits.mortgage_interest + credits.adoption + credits.residential_energy + credits.dc_homebuyer


def other_nonrefundable_credits(credits: Credits, limit: WorksheetA) -> int:
    """The nonrefundable credits beside the foreign tax credit and the one for children."""
    b = limit.worksheet_b
    return credits_that_go_first(credits, 0) + (b.line_15 if b else credits_of_worksheet_b(credits))


def worksheet_a(
    household: Household,
    tax_before_credits: int,
    foreign_tax_credit: int,
    credit_after_phaseout: int,
    refund_cap: int,
    earned_income: int,
    payroll: PayrollMethod,
    parameters: Parameters,
    *,
    uses_form_2555: bool,
) -> WorksheetA:
    """Line 5 goes to Schedule 8812 line 13."""
    line_2 = credits_that_go_first(household.credits, foreign_tax_credit)
    line_3 = max(0, tax_before_credits - line_2)
    four = credits_of_worksheet_b(household.credits)
    b = None
    if four and refund_cap and not uses_form_2555:
        b = _worksheet_b(four, line_3, credit_after_phaseout, refund_cap, earned_income, payroll, parameters)
    line_4 = b.line_15 if b else 0
    return WorksheetA(tax_before_credits, line_2, line_3, line_4, max(0, line_3 - line_4), b)


def _worksheet_b(
    four: int,
    tax_left: int,
    credit_after_phaseout: int,
    refund_cap: int,
    earned_income: int,
    payroll: PayrollMethod,
    parameters: Parameters,
) -> WorksheetB:
    figures = parameters.child_tax_credit
    line_4 = max(0, earned_income - figures.earned_income_threshold)
    line_5 = share(line_4, figures.refund_rate)
    line_9 = payroll.line_21 + payroll.line_22
    by_payroll = (payroll.by_children or payroll.by_puerto_rico) and line_5 < credit_after_phaseout
    line_11 = max(0, line_9 - payroll.line_24) if by_payroll else 0
    line_12 = max(line_5, line_11)
    line_13 = min(refund_cap, line_12)
    line_14 = max(0, credit_after_phaseout - line_13)
    return WorksheetB(
        credit_after_phaseout,
        refund_cap,
        earned_income,
        line_4,
        line_5,
        line_9,
        payroll.line_24,
        line_11,
        line_12,
        line_13,
        line_14,
        min(four, max(0, tax_left - line_14)),
    )
