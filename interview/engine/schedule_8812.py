"""Schedule 8812, Credits for Qualifying Children and Other Dependents, as it is since tax year 2022."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.credit_limit import PayrollMethod, WorksheetA, worksheet_a
from interview.engine.household import Household
from interview.engine.money import share
from interview.engine.parameters import Parameters


class PartOne(NamedTuple):
    """Lines 1 to 14: the credit after the phaseout, and what of it tax can use."""

    line_1: int
    line_2a: int
    line_2b: int
    line_2c: int
    line_2d: int
    line_3: int
    line_4: int
    line_5: int
    line_6: int
    line_7: int
    line_8: int
    line_9: int
    line_10: int
    line_11: int
    line_12: int
    line_13: int
    line_14: int


class PartTwo(NamedTuple):
    """Lines 16a to 27: what is paid back."""

    line_16a: int = 0
    line_16b: int = 0
    line_17: int = 0
    line_18a: int = 0
    line_18b: int = 0
    line_19: int = 0
    line_20: int = 0
    line_21: int = 0
    line_22: int = 0
    line_23: int = 0
    line_24: int = 0
    line_25: int = 0
    line_26: int = 0
    line_27: int = 0
    used_payroll_method: bool = False


NOTHING_PAID_BACK = PartTwo()


class Schedule8812(NamedTuple):
    """The schedule's parts, and whether Form 2555 closed Part II."""

    one: PartOne
    worksheet_a: WorksheetA
    two: PartTwo
    barred_by_form_2555: bool


def modified_agi(household: Household, agi: int, form_2555_lines_45_and_50: int) -> tuple[int, int, int]:
    """Lines 2a and 2c, and line 3 (IRC 24(b)(1))."""
    unearned = household.unearned_income
    line_2a, line_2c = unearned.puerto_rico_excluded, unearned.american_samoa_excluded
    return line_2a, line_2c, agi + line_2a + form_2555_lines_45_and_50 + line_2c


def phaseout_reduction(income: int, filing_status: str, parameters: Parameters) -> tuple[int, int]:
    """Lines 10 and 11: the excess rounded up to a whole step, and 50 dollars for each."""
    figures = parameters.phaseout
    excess = max(0, income - figures.threshold[filing_status])
    steps = -(-excess // figures.step)
    return steps * figures.step, steps * figures.reduction_per_step


def schedule_8812(
    household: Household,
    agi: int,
    form_2555_lines_45_and_50: int,
    qualifying_children: int,
    other_dependents: int,
    tax_before_credits: int,
    foreign_tax_credit: int,
    earned_income: int,
    combat_pay: int,
    payroll: PayrollMethod,
    parameters: Parameters,
    *,
    uses_form_2555: bool,
) -> Schedule8812:
    """The whole schedule, part by part."""
    figures = parameters.child_tax_credit
    line_2a, line_2c, line_3 = modified_agi(household, agi, form_2555_lines_45_and_50)
    line_5 = qualifying_children * figures.per_child
    line_7 = other_dependents * figures.other_dependent
    line_8 = line_5 + line_7
    line_10, line_11 = phaseout_reduction(line_3, household.filing_status, parameters)
    line_12 = max(0, line_8 - line_11)
    limit = worksheet_a(
        household,
        tax_before_credits,
        foreign_tax_credit,
        line_12,
        qualifying_children * figures.refund_cap_per_child,
        earned_income,
        payroll,
        parameters,
        uses_form_2555=uses_form_2555,
    )
    line_13 = limit.line_5
    line_14 = min(line_12, line_13)
    one = PartOne(
        agi,
        line_2a,
        form_2555_lines_45_and_50,
        line_2c,
        line_2a + form_2555_lines_45_and_50 + line_2c,
        line_3,
        qualifying_children,
        line_5,
        other_dependents,
        line_7,
        line_8,
        parameters.phaseout.threshold[household.filing_status],
        line_10,
        line_11,
        line_12,
        line_13,
        line_14,
    )
    two = NOTHING_PAID_BACK
    if not uses_form_2555:
        two = refund_by_earnings_or_payroll(
            line_12 - line_14, qualifying_children, earned_income, combat_pay, payroll, parameters
        )
    return Schedule8812(one, limit, two, uses_form_2555)


def refund_by_earnings_or_payroll(
    unused: int,
    children: int,
    earned_income: int,
    combat_pay: int,
    payroll: PayrollMethod,
    parameters: Parameters,
) -> PartTwo:
    """Parts II-A to II-C. The form stops where a line leaves nothing to refund."""
    figures = parameters.child_tax_credit
    line_16a = unused
    line_16b = children * figures.refund_cap_per_child
    line_17 = min(line_16a, line_16b)
    if line_17 == 0:
        return PartTwo(line_16a, line_16b)
    line_19 = max(0, earned_income - figures.earned_income_threshold)
    line_20 = share(line_19, figures.refund_rate)
    by_earnings = PartTwo(
        line_16a, line_16b, line_17, earned_income, combat_pay, line_19, line_20, line_27=min(line_17, line_20)
    )
    if not (payroll.by_children or payroll.by_puerto_rico):
        return by_earnings
    if payroll.by_children and line_20 >= line_17:
        return by_earnings
    line_23 = payroll.line_21 + payroll.line_22
    line_25 = max(0, line_23 - payroll.line_24)
    line_26 = max(line_20, line_25)
    return by_earnings._replace(
        line_21=payroll.line_21,
        line_22=payroll.line_22,
        line_23=line_23,
        line_24=payroll.line_24,
        line_25=line_25,
        line_26=line_26,
        line_27=min(line_17, line_26),
        used_payroll_method=True,
    )
