"""Schedule 8812 of tax year 2021 (IRC 24(i), (j) as in force that year, P.L. 117-2 sec. 9611)."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.credit_limit import PayrollMethod, WorksheetA, worksheet_a
from interview.engine.household import Household
from interview.engine.money import ratio, share
from interview.engine.parameters import Parameters
from interview.engine.schedule_8812 import PartTwo, modified_agi, phaseout_reduction, refund_by_earnings_or_payroll
from interview.engine.sections import AmericanRescuePlan


class Line5Worksheet(NamedTuple):
    """The first phaseout, which acts only on the increase over the amount of the years before."""

    line_1: int
    line_2: int
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


class PartOneA(NamedTuple):
    """Lines 1 to 13 for everybody. `fully_refundable` is a tick in box 13A or 13B."""

    line_1: int
    line_2a: int
    line_2b: int
    line_2c: int
    line_2d: int
    line_3: int
    line_4a: int
    line_4b: int
    line_4c: int
    line_5: int
    line_6: int
    line_7: int
    line_8: int
    line_9: int
    line_10: int
    line_11: int
    line_12: int
    fully_refundable: bool


class PartOneB(NamedTuple):
    """Lines 14a to 14i: families with a US main home, or resident in Puerto Rico."""

    line_14a: int
    line_14b: int
    line_14c: int
    line_14d: int
    line_14e: int
    line_14f: int
    line_14g: int
    line_14h: int
    line_14i: int


class PartOneC(NamedTuple):
    """Lines 15a to 15h: everybody else, most families abroad among them."""

    line_15a: int
    line_15b: int
    line_15c: int
    line_15d: int
    line_15e: int
    line_15f: int
    line_15g: int
    line_15h: int


class PartThree(NamedTuple):
    """Lines 28a to 40: advance payments beyond the credit. `line_36` is ten-thousandths."""

    line_28a: int = 0
    line_28b: int = 0
    line_29: int = 0
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


class Schedule8812Of2021(NamedTuple):
    """The whole schedule; of Parts I-B and I-C each family fills in one."""

    line_5_worksheet: Line5Worksheet
    one_a: PartOneA
    one_b: PartOneB | None
    one_c: PartOneC | None
    worksheet_a: WorksheetA
    two: PartTwo
    three: PartThree
    barred_by_form_2555: bool


def line_5_worksheet(
    young: int, older: int, income: int, filing_status: str, plan: AmericanRescuePlan, parameters: Parameters
) -> Line5Worksheet:
    """What each child brings after the first phaseout."""
    line_1 = young * plan.per_young_child
    line_2 = older * parameters.child_tax_credit.per_child
    line_3 = line_1 + line_2
    line_4 = (young + older) * plan.kept_per_child
    line_5 = line_3 - line_4
    line_6 = plan.largest_reduction[filing_status]
    line_7 = min(line_5, line_6)
    line_8 = plan.first_threshold[filing_status]
    step = parameters.phaseout.step
    steps = -(-max(0, income - line_8) // step)
    line_9 = steps * step
    line_10 = steps * parameters.phaseout.reduction_per_step
    line_11 = min(line_7, line_10)
    return Line5Worksheet(
        line_1, line_2, line_3, line_4, line_5, line_6, line_7, line_8, line_9, line_10, line_11, line_3 - line_11
    )


def schedule_8812_of_2021(
    household: Household,
    agi: int,
    form_2555_lines_45_and_50: int,
    young_children: int,
    older_children: int,
    other_dependents: int,
    tax_before_credits: int,
    foreign_tax_credit: int,
    earned_income: int,
    combat_pay: int,
    payroll: PayrollMethod,
    parameters: Parameters,
    plan: AmericanRescuePlan,
    *,
    uses_form_2555: bool,
) -> Schedule8812Of2021:
    """The whole schedule. A US main home or Puerto Rico residence switches section 24(d) off, and its Form 2555 bar."""
    children = young_children + older_children
    line_2a, line_2c, line_3 = modified_agi(household, agi, form_2555_lines_45_and_50)
    worksheet = line_5_worksheet(young_children, older_children, line_3, household.filing_status, plan, parameters)
    line_7 = other_dependents * parameters.child_tax_credit.other_dependent
    line_8 = worksheet.line_12 + line_7
    line_10, line_11 = phaseout_reduction(line_3, household.filing_status, parameters)
    line_12 = max(0, line_8 - line_11)
    fully_refundable = household.main_home_in_us or household.residence.place == "puerto_rico"
    one_a = PartOneA(
        agi,
        line_2a,
        form_2555_lines_45_and_50,
        line_2c,
        line_2a + form_2555_lines_45_and_50 + line_2c,
        line_3,
        children,
        young_children,
        older_children,
        worksheet.line_12,
        other_dependents,
        line_7,
        line_8,
        parameters.phaseout.threshold[household.filing_status],
        line_10,
        line_11,
        line_12,
        fully_refundable,
    )
    limit = worksheet_a(
        household,
        tax_before_credits,
        foreign_tax_credit,
        line_12,
        0 if fully_refundable else children * parameters.child_tax_credit.refund_cap_per_child,
        earned_income,
        payroll,
        parameters,
        uses_form_2555=uses_form_2555,
    )
    advance = household.history.advance_child_credit_received
    two = PartTwo()
    one_b = one_c = None
    if fully_refundable:
        one_b = _part_one_b(one_a, limit, advance)
        credit = one_b.line_14e
    else:
        line_15b = min(line_12, limit.line_5)
        if not uses_form_2555:
            two = refund_by_earnings_or_payroll(
                line_12 - line_15b, children, earned_income, combat_pay, payroll, parameters
            )
        one_c = _part_one_c(limit.line_5, line_15b, two.line_27, advance)
        credit = one_c.line_15d
    three = _part_three(household, line_3, children, credit, plan) if advance >= credit else PartThree()
    return Schedule8812Of2021(
        worksheet, one_a, one_b, one_c, limit, two, three, uses_form_2555 and not fully_refundable
    )


def _part_one_b(one_a: PartOneA, limit: WorksheetA, advance: int) -> PartOneB:
    line_14a = min(one_a.line_7, one_a.line_12)
    line_14b = one_a.line_12 - line_14a
    line_14c = limit.line_5 if line_14a else 0
    line_14d = min(line_14a, line_14c)
    line_14e = line_14b + line_14d
    line_14g = max(0, line_14e - advance)
    line_14h = min(line_14d, line_14g)
    return PartOneB(line_14a, line_14b, line_14c, line_14d, line_14e, advance, line_14g, line_14h, line_14g - line_14h)


def _part_one_c(line_15a: int, line_15b: int, line_15c: int, advance: int) -> PartOneC:
    line_15d = line_15b + line_15c
    line_15f = max(0, line_15d - advance)
    line_15g = min(line_15b, line_15f)
    return PartOneC(line_15a, line_15b, line_15c, line_15d, advance, line_15f, line_15g, line_15f - line_15g)


def _part_three(household: Household, income: int, children: int, credit: int, plan: AmericanRescuePlan) -> PartThree:
    """The additional tax, softened by repayment protection (IRC 24(j)(2))."""
    history = household.history
    line_28a = history.advance_child_credit_received
    line_29 = line_28a - credit
    if not line_29:
        return PartThree(line_28a, credit)
    line_30 = history.advance_children
    line_31 = min(children, line_30)
    line_32 = line_30 - line_31
    begun = PartThree(line_28a, credit, line_29, line_30, line_31, line_32, line_40=line_29)
    if not line_32:
        return begun
    line_33 = plan.protection_threshold[household.filing_status]
    line_34 = max(0, income - line_33)
    line_36 = ratio(line_34, line_33)
    line_37 = line_32 * plan.protected_per_child
    line_38 = share(line_37, line_36)
    line_39 = line_37 - line_38
    return begun._replace(
        line_33=line_33,
        line_34=line_34,
        line_35=line_33,
        line_36=line_36,
        line_37=line_37,
        line_38=line_38,
        line_39=line_39,
        line_40=max(0, line_29 - line_39),
    )
