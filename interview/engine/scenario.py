"""One way of filing, from start to finish: with Form 2555 for nobody, one or both of the people on the return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from interview.engine import capital_gain_tax, form_1040, form_1116, form_2555
from interview.engine.child_credits import ChildCredits, child_credits
from interview.engine.common_facts import Facts
from interview.engine.credit_limit import PayrollMethod, other_nonrefundable_credits
from interview.engine.earned_income import (
    EarnedIncomeWorksheet,
    earned_income_worksheet,
)
from interview.engine.earned_income_credit import (
    NO_CREDIT_WITH_FORM_2555,
    EarnedIncomeCreditResult,
    best_earned_income_credit,
)
from interview.engine.form_1040 import AdjustedGrossIncome
from interview.engine.form_1116 import ForeignTaxCredit
from interview.engine.form_2555 import NOT_FILED, Form2555
from interview.engine.household import Household
from interview.engine.money import part
from interview.engine.schedule_se import bears_no_tax
from interview.engine.surtaxes import Form8960, form_8960

ScenarioKey = Literal["no_exclusion", "exclude_filer", "exclude_spouse", "exclude_both"]
# Which people of the return use Form 2555: the filer is 0, the spouse 1.
WHO_EXCLUDES: dict[ScenarioKey, tuple[int, ...]] = {
    "no_exclusion": (),
    "exclude_filer": (0,),
    "exclude_spouse": (1,),
    "exclude_both": (0, 1),
}


class Outcome(NamedTuple):
    """A worked-out scenario: every form, ready to be read line by line."""

    key: ScenarioKey
    forms_2555: tuple[Form2555, ...]
    agi: AdjustedGrossIncome
    earned: EarnedIncomeWorksheet
    deduction: int
    exemptions: int
    taxable_income: int
    tax: capital_gain_tax.Tax
    tax_is_known: bool
    tax_before_credits: int
    foreign_tax_credit: ForeignTaxCredit
    other_credits: int
    eic: EarnedIncomeCreditResult
    child_credits: ChildCredits
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
        return self.child_credits.additional


def work_out(
    shared: Facts, key: ScenarioKey, *, count_exempt_profit: bool = False, housing_deduction_only: bool = False
) -> Outcome:
    """One scenario, by the careful readings of doubtful law. The flags take the other ones.

    `count_exempt_profit`: profit under a certificate of coverage is earned income. `housing_deduction_only`: Form 2555
    is filed for the housing deduction alone, which excludes nothing and by the statute bars nothing.
    """
    household, parameters = shared.household, shared.parameters
    forms_2555 = _forms_2555(shared, key, housing_deduction_only=housing_deduction_only)
    uses_form_2555 = key != "no_exclusion"
    known = household.known_amounts
    if known is not None and key != return_as_filed(household):
        known = None
    agi = form_1040.adjusted_gross_income(
        household,
        shared.income,
        shared.earned.half_self_employment_tax,
        forms_2555,
        parameters,
        known.agi if known else None,
    )
    excluded_pay = agi.excluded
    if shared.earned.exempt_profit and not count_exempt_profit:
        excluded_pay -= _excluded_exempt_profit(shared, forms_2555)
    earned = earned_income_worksheet(shared.earned, excluded_pay, count_exempt_profit=count_exempt_profit)
    deduction = form_1040.deductions(
        household,
        shared.standard_deduction,
        agi.total_income_before_exclusion - agi.excluded,
        _earned_by_a_dependent(shared, agi.excluded),
        parameters,
    )
    before_exemptions = agi.agi - deduction - household.other_deductions
    exemptions = form_1040.personal_exemptions(household, agi.agi, shared.exemptions, parameters)
    before_floor = before_exemptions - exemptions
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
        shared.abroad,
        agi,
        deduction,
        before_exemptions,
        tax,
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
    schedule = child_credits(
        household,
        agi.agi,
        left_out,
        shared.young_children,
        shared.qualifying_children - shared.young_children,
        shared.other_dependents,
        tax_before_credits,
        credit.line_35,
        _earned_income_for_refund(shared, earned.line_7),
        earned.line_1b,
        payroll,
        parameters,
        uses_form_2555=uses_form_2555 and not housing_deduction_only,
    )
    net_investment = form_8960(household, shared.income, agi.agi, agi.excluded, parameters)
    other_taxes = shared.form_8959.line_18 + net_investment.line_17
    other_credits = other_nonrefundable_credits(household.credits, schedule.worksheet_a)
    # Form 1040 line 22: no credit goes below zero.
    income_tax = max(0, tax_before_credits - credit.line_35 - other_credits - schedule.nonrefundable)
    total_tax = income_tax + shared.self_employment_tax + other_taxes + schedule.repayment
    return Outcome(
        key,
        forms_2555,
        agi,
        earned,
        deduction,
        exemptions,
        max(0, before_floor),
        tax,
        known_tax is not None,
        tax_before_credits,
        credit,
        other_credits,
        eic,
        schedule,
        net_investment,
        shared.self_employment_tax,
        other_taxes,
        total_tax,
        shared.payments,
        shared.payments + schedule.additional + schedule.refundable + eic.credit - total_tax,
    )


def _earned_income_for_refund(shared: Facts, earned_income: int) -> int:
    """Line 18a, or the year before where the law lets the family choose it and it is more (2020)."""
    before = shared.household.history.lookback_earned_income
    if shared.parameters.child_tax_credit.lookback_allowed and before is not None:
        return max(before, earned_income)
    return earned_income


def return_as_filed(household: Household) -> ScenarioKey:
    """The scenario that the family's own choice about Form 2555 makes; amounts off a finished return belong to it."""
    chosen = tuple(index for index, person in enumerate(household.people) if person.exclusion.choice == "elect")
    return next(key for key, people in WHO_EXCLUDES.items() if people == chosen)


def _forms_2555(shared: Facts, key: ScenarioKey, *, housing_deduction_only: bool) -> tuple[Form2555, ...]:
    who = WHO_EXCLUDES[key]
    if not who:
        return (NOT_FILED,) * len(shared.people)
    forms = shared.forms_2555
    if housing_deduction_only:
        forms = tuple(
            form_2555.form_2555(person, schedule, shared.parameters, housing_deduction_only=True)
            for person, schedule in zip(shared.people, shared.schedules_se, strict=True)
        )
    return tuple([form if index in who else NOT_FILED for index, form in enumerate(forms)])


def _excluded_exempt_profit(shared: Facts, forms_2555: Sequence[Form2555]) -> int:
    """What Form 2555 leaves out of profit that the Earned Income Worksheet does not count in the first place."""
    return sum(
        part(form.line_45, form.line_20a, form.line_26)
        for person, form in zip(shared.people, forms_2555, strict=True)
        if bears_no_tax(person)
    )


def _earned_by_a_dependent(shared: Facts, excluded: int) -> int:
    """What the standard deduction of a dependent follows (IRC 63(c)(5)): taxed pay and all profit; 0 for others."""
    if not shared.household.of_a_dependent:
        return 0
    return earned_income_worksheet(shared.earned, excluded, count_exempt_profit=True, count_combat_pay=False).line_7


def _earned_income_credit(shared: Facts, agi: int, uses_form_2555: bool) -> EarnedIncomeCreditResult:
    if uses_form_2555:
        return NO_CREDIT_WITH_FORM_2555
    return best_earned_income_credit(
        shared.household, shared.eic_children, shared.earned, agi, shared.income, shared.parameters, shared.due
    )
