"""What is the same in every way of filing: who counts, what came in, and the forms that no choice touches."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from interview.engine import form_1040, form_1116, form_2555
from interview.engine.children import ChildTests, examine, young_children
from interview.engine.earned_income import EarnedTotals, PayrollTaxes, earned_totals, payroll_taxes
from interview.engine.filer_numbers import FilerNumbers, due_date, filer_numbers
from interview.engine.form_1040 import Income
from interview.engine.form_1040_nr import connected_with_the_us
from interview.engine.form_1116 import ForeignIncome
from interview.engine.form_2555 import NOT_FILED, Form2555
from interview.engine.household import Household, Person
from interview.engine.parameters import Parameters
from interview.engine.schedule_se import ScheduleSE, schedule_se
from interview.engine.surtaxes import Form8959, form_8959


class Facts(NamedTuple):
    """What is the same in every scenario of a household."""

    household: Household
    parameters: Parameters
    people: tuple[Person, ...]
    due: date
    numbers: FilerNumbers
    children: tuple[ChildTests, ...]
    income: Income
    schedules_se: tuple[ScheduleSE, ...]
    form_8959: Form8959
    payroll: PayrollTaxes
    earned: EarnedTotals
    abroad: ForeignIncome
    forms_2555: tuple[Form2555, ...]
    standard_deduction: int
    self_employment_tax: int
    payments: int
    qualifying_children: int
    young_children: int
    other_dependents: int
    eic_children: int
    exemptions: int


def facts(household: Household, parameters: Parameters) -> Facts:
    """Everything that no choice about Form 2555 touches."""
    if household.nonresident_return:
        household = connected_with_the_us(household)
    due = due_date(household, parameters)
    numbers = filer_numbers(household, parameters, due)
    children = tuple([examine(child, household, parameters, numbers, due) for child in household.children])
    people = household.people
    schedules_se = tuple([schedule_se(person, parameters) for person in people])
    received = form_1040.income(household, parameters)
    additional_medicare = form_8959(people, household.filing_status, schedules_se, parameters)
    qualifying = others = eic_children = exemptions = 0
    for child in children:
        qualifying += child.credit == "child_tax_credit"
        others += child.credit == "other_dependents"
        eic_children += child.eic_child
        exemptions += child.exemption
    return Facts(
        household,
        parameters,
        people,
        due,
        numbers,
        children,
        received,
        schedules_se,
        additional_medicare,
        payroll_taxes(people, schedules_se, additional_medicare),
        earned_totals(people, schedules_se),
        form_1116.foreign_income(household, received, schedules_se),
        tuple(
            [_form_2555(person, schedule, parameters) for person, schedule in zip(people, schedules_se, strict=True)]
        ),
        form_1040.usual_standard_deduction(household, parameters),
        sum([schedule.line_12 for schedule in schedules_se]),
        _payments(household, additional_medicare),
        qualifying,
        young_children(household, parameters, children),
        others,
        eic_children,
        exemptions,
    )


def _form_2555(person: Person, schedule: ScheduleSE, parameters: Parameters) -> Form2555:
    """The person's form as it is in every scenario that has it."""
    if person.exclusion.qualifying_days == 0 or form_2555.foreign_earned_income(person) == 0:
        return NOT_FILED
    return form_2555.form_2555(person, schedule, parameters, housing_deduction_only=False)


def _payments(household: Household, additional_medicare: Form8959) -> int:
    """Withheld and paid in advance, with Additional Medicare Tax that an employer took (Form 8959 line 22)."""
    paid = household.payments
    return (
        paid.income_tax_withheld
        + paid.estimated_tax
        + paid.excess_social_security
        + paid.other_refundable_credits
        + additional_medicare.line_22
    )
