"""One way of filing, from start to finish: with Form 2555 for nobody, one or both of the people on the return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from interview.engine import capital_gain_tax, form_1040, form_1116, form_2555
from interview.engine.children import ChildTests, examine
from interview.engine.credit_limit import PayrollMethod, credits_of_worksheet_b, credits_that_go_first
from interview.engine.earned_income import (
    EarnedIncomeWorksheet,
    PayrollTaxes,
    earned_income_worksheet,
    payroll_taxes,
)
from interview.engine.earned_income_credit import EarnedIncomeCreditResult, earned_income_credit
from interview.engine.filer_numbers import FilerNumbers, due_date, filer_numbers
from interview.engine.form_1040 import AdjustedGrossIncome, Income
from interview.engine.form_1116 import ForeignTaxCredit
from interview.engine.form_2555 import NOT_FILED, Form2555
from interview.engine.household import Household
from interview.engine.parameters import Parameters
from interview.engine.schedule_8812 import Schedule8812, schedule_8812
from interview.engine.schedule_se import ScheduleSE, schedule_se
from interview.engine.surtaxes import Form8959, Form8960, form_8959, form_8960

ScenarioKey = Literal["no_exclusion", "exclude_filer", "exclude_spouse", "exclude_both"]
# Which people of the return use Form 2555: the filer is 0, the spouse 1.
WHO_EXCLUDES: dict[ScenarioKey, tuple[int, ...]] = {
    "no_exclusion": (),
    "exclude_filer": (0,),
    "exclude_spouse": (1,),
    "exclude_both": (0, 1),
}


class Facts(NamedTuple):
    """What is the same in every scenario of a household."""

    household: Household
    parameters: Parameters
    due: date
    numbers: FilerNumbers
    children: tuple[ChildTests, ...]
    income: Income
    schedules_se: tuple[ScheduleSE, ...]
    form_8959: Form8959
    payroll: PayrollTaxes
    qualifying_children: int
    other_dependents: int
    eic_children: int


def facts(household: Household, parameters: Parameters) -> Facts:
    """Everything that no choice about Form 2555 touches."""
    due = due_date(household, parameters)
    numbers = filer_numbers(household, parameters, due)
    children = tuple(examine(child, household, parameters, numbers, due) for child in household.children)
    schedules_se = tuple(schedule_se(person, parameters) for person in household.people)
    additional_medicare = form_8959(household, schedules_se, parameters)
    return Facts(
        household,
        parameters,
        due,
        numbers,
        children,
        form_1040.income(household, parameters),
        schedules_se,
        additional_medicare,
        payroll_taxes(household, schedules_se, additional_medicare),
        sum(1 for child in children if child.credit == "child_tax_credit"),
        sum(1 for child in children if child.credit == "other_dependents"),
        sum(1 for child in children if child.eic_child),
    )


class Outcome(NamedTuple):
    """A worked-out scenario: every form, ready to be read line by line."""

    key: ScenarioKey
    forms_2555: tuple[Form2555, ...]
    agi: AdjustedGrossIncome
    earned: EarnedIncomeWorksheet
    deduction: int
    taxable_income: int
    tax: capital_gain_tax.Tax
    tax_is_known: bool
    tax_before_credits: int
    foreign_tax_credit: ForeignTaxCredit
    other_credits: int
    eic: EarnedIncomeCreditResult
    schedule_8812: Schedule8812
    form_8960: Form8960
    self_employment_tax: int
    other_taxes: int
    total_tax: int
    payments: int
    balance: int

    @property
    def uses_form_2555(self) -> bool:
        return self.key != "no_exclusion"

    @property
    def additional_child_tax_credit(self) -> int:
        return self.schedule_8812.two.line_27


def work_out(shared: Facts, key: ScenarioKey, *, count_exempt_profit: bool = False) -> Outcome:
    """One scenario. `count_exempt_profit` takes the statute's reading for profit under a certificate of coverage."""
    household, parameters = shared.household, shared.parameters
    forms_2555 = _forms_2555(shared, key)
    uses_form_2555 = key != "no_exclusion"
    known = household.known_amounts if key == return_as_filed(household) else None
    agi = form_1040.adjusted_gross_income(
        household, shared.income, shared.schedules_se, forms_2555, parameters, known.agi if known else None
    )
    earned = earned_income_worksheet(
        household, shared.schedules_se, agi.excluded, count_exempt_profit=count_exempt_profit
    )
    deduction = form_1040.deductions(
        household,
        agi.total_income_before_exclusion - agi.excluded,
        _earned_by_a_dependent(shared, agi.excluded),
        parameters,
    )
    before_floor = agi.agi - deduction - household.other_deductions
    left_out = agi.excluded + agi.housing_deduction
    tax = capital_gain_tax.line_16(
        max(0, before_floor),
        left_out,
        shared.income.qualified_dividends,
        shared.income.net_long_term_gain,
        household.filing_status,
        parameters,
    )
    known_tax = known.tax_before_credits if known else None
    if known_tax is not None:
        tax = tax._replace(amount=known_tax)
    tax_before_credits = tax.amount
    credit = form_1116.foreign_tax_credit(
        household,
        shared.income,
        agi,
        deduction,
        before_floor,
        tax,
        shared.schedules_se,
        forms_2555,
        parameters,
    )
    eic = _earned_income_credit(shared, agi.agi, uses_form_2555)
    payroll = PayrollMethod(
        shared.payroll.line_21,
        shared.payroll.line_22,
        eic.credit + household.payments.excess_social_security,
        shared.qualifying_children >= parameters.child_tax_credit.payroll_method_children,
        household.residence.place == "puerto_rico"
        and shared.qualifying_children >= parameters.child_tax_credit.payroll_method_children_puerto_rico,
    )
    schedule = schedule_8812(
        household,
        agi.agi,
        left_out,
        shared.qualifying_children,
        shared.other_dependents,
        tax_before_credits,
        credit.line_35,
        earned.line_7,
        earned.line_1b,
        payroll,
        parameters,
        uses_form_2555=uses_form_2555,
    )
    net_investment = form_8960(household, shared.income, agi.agi, agi.excluded, parameters)
    self_employment_tax = sum(schedule_se.line_12 for schedule_se in shared.schedules_se)
    other_taxes = shared.form_8959.line_18 + net_investment.line_17
    other_credits = _other_credits(household, schedule)
    # Form 1040 line 22: no credit goes below zero.
    income_tax = max(0, tax_before_credits - credit.line_35 - other_credits - schedule.one.line_14)
    total_tax = income_tax + self_employment_tax + other_taxes
    payments = _payments(shared)
    return Outcome(
        key,
        forms_2555,
        agi,
        earned,
        deduction,
        max(0, before_floor),
        tax,
        known_tax is not None,
        tax_before_credits,
        credit,
        other_credits,
        eic,
        schedule,
        net_investment,
        self_employment_tax,
        other_taxes,
        total_tax,
        payments,
        payments + schedule.two.line_27 + eic.credit - total_tax,
    )


def return_as_filed(household: Household) -> ScenarioKey:
    """The scenario that the family's own choice about Form 2555 makes; amounts off a finished return belong to it."""
    chosen = tuple(index for index, person in enumerate(household.people) if person.exclusion.choice == "elect")
    return next(key for key, people in WHO_EXCLUDES.items() if people == chosen)


def _forms_2555(shared: Facts, key: ScenarioKey) -> tuple[Form2555, ...]:
    who = WHO_EXCLUDES[key]
    return tuple(
        form_2555.form_2555(person, shared.schedules_se[index], shared.parameters) if index in who else NOT_FILED
        for index, person in enumerate(shared.household.people)
    )


def _earned_by_a_dependent(shared: Facts, excluded: int) -> int:
    """What the standard deduction of a dependent follows (IRC 63(c)(5)): taxed pay and all profit; 0 for others."""
    if not any(person.claimed_as_dependent for person in shared.household.people):
        return 0
    return earned_income_worksheet(
        shared.household, shared.schedules_se, excluded, count_exempt_profit=True, count_combat_pay=False
    ).line_7


def _earned_income_credit(shared: Facts, agi: int, uses_form_2555: bool) -> EarnedIncomeCreditResult:
    """The better of counting and leaving out combat pay, as the family may choose (IRC 32(c)(2)(B)(vi))."""
    combat_pay = any(person.combat_pay for person in shared.household.people)
    outcomes = [
        earned_income_credit(
            shared.household,
            shared.eic_children,
            earned_income_worksheet(shared.household, shared.schedules_se, count_combat_pay=count).line_7,
            agi,
            shared.income,
            uses_form_2555,
            shared.parameters,
            shared.due,
        )
        for count in ((False, True) if combat_pay else (False,))
    ]
    return max(outcomes, key=lambda outcome: outcome.credit)


def _other_credits(household: Household, schedule: Schedule8812) -> int:
    """The nonrefundable credits beside the foreign tax credit and the one for children."""
    worksheet_b = schedule.worksheet_a.worksheet_b
    four = worksheet_b.line_15 if worksheet_b else credits_of_worksheet_b(household.credits)
    return credits_that_go_first(household.credits, 0) + four


def _payments(shared: Facts) -> int:
    """Withheld and paid in advance, with Additional Medicare Tax that an employer took (Form 8959 line 22)."""
    paid = shared.household.payments
    return (
        paid.income_tax_withheld
        + paid.estimated_tax
        + paid.excess_social_security
        + paid.other_refundable_credits
        + shared.form_8959.line_22
    )


def possible_scenarios(household: Household, parameters: Parameters) -> dict[ScenarioKey, tuple[str, int] | None]:
    """The scenarios worth showing, each with None or the reason (code, person) why it is not allowed.

    A person's Form 2555 is shown where nothing stands against it, or where the family asked for it all the same.
    """
    reasons: dict[int, str | None] = {}
    for index, person in enumerate(household.people):
        reason = form_2555.why_not(person, household, parameters)
        asked = person.exclusion.choice == "elect" or (
            reason == "revoked" and form_2555.foreign_earned_income(person) > 0
        )
        if reason is None or asked:
            reasons[index] = reason
    found: dict[ScenarioKey, tuple[str, int] | None] = {}
    for key, who in WHO_EXCLUDES.items():
        if all(index in reasons for index in who):
            against: Sequence[tuple[str, int]] = [
                (reason, index) for index in who if (reason := reasons[index]) is not None
            ]
            found[key] = against[0] if against else None
    return found
