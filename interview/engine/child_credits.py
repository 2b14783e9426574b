"""The year's Schedule 8812, whichever version it is, in words that no version's line numbers change."""

from __future__ import annotations

from typing import NamedTuple

from interview.engine.credit_limit import PayrollMethod, WorksheetA
from interview.engine.household import Household
from interview.engine.parameters import Parameters
from interview.engine.schedule_8812 import Schedule8812, schedule_8812
from interview.engine.schedule_8812_2021 import Schedule8812Of2021, schedule_8812_of_2021


class ChildCredits(NamedTuple):
    """What the schedule gives. `repayment` is 2021's additional tax for advance payments beyond the credit."""

    form: Schedule8812 | Schedule8812Of2021
    modified_agi: int
    before_phaseout: int
    reduction: int
    after_phaseout: int
    limit: int
    nonrefundable: int
    additional: int
    refundable: int
    repayment: int
    worksheet_a: WorksheetA
    barred_by_form_2555: bool


def child_credits(
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
    *,
    uses_form_2555: bool,
) -> ChildCredits:
    """The schedule of the year's version."""
    plan = parameters.american_rescue_plan
    if plan is not None:
        return _of_2021(
            schedule_8812_of_2021(
                household,
                agi,
                form_2555_lines_45_and_50,
                young_children,
                older_children,
                other_dependents,
                tax_before_credits,
                foreign_tax_credit,
                earned_income,
                combat_pay,
                payroll,
                parameters,
                plan,
                uses_form_2555=uses_form_2555,
            )
        )
    form = schedule_8812(
        household,
        agi,
        form_2555_lines_45_and_50,
        young_children + older_children,
        other_dependents,
        tax_before_credits,
        foreign_tax_credit,
        earned_income,
        combat_pay,
        payroll,
        parameters,
        uses_form_2555=uses_form_2555,
    )
    one = form.one
    return ChildCredits(
        form,
        one.line_3,
        one.line_8,
        one.line_11,
        one.line_12,
        one.line_13,
        one.line_14,
        form.two.line_27,
        0,
        0,
        form.worksheet_a,
        form.barred_by_form_2555,
    )


def _of_2021(form: Schedule8812Of2021) -> ChildCredits:
    one = form.one_a
    used = additional = refundable = 0
    if form.one_b is not None:
        used, refundable = form.one_b.line_14h, form.one_b.line_14i
    elif form.one_c is not None:
        used, additional = form.one_c.line_15g, form.one_c.line_15h
    return ChildCredits(
        form,
        one.line_3,
        one.line_8,
        one.line_11,
        one.line_12,
        form.worksheet_a.line_5,
        used,
        additional,
        refundable,
        form.three.line_40,
        form.worksheet_a,
        form.barred_by_form_2555,
    )
