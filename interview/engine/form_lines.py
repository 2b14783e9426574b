"""The places of the amounts on a year's return: figures like the others, because every year's forms differ."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from interview.engine.figures import PLACE, WORDS, figure
from interview.engine.places import Place

# What the versions of papers that changed as a whole are called.
FORM_VERSIONS = {"schedule_8812": ("2017", "2018", "2021", "2022"), "dividends_worksheet": ("25", "27")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLines:
    """Where the amounts stand on the year's forms; a place that says none is a line that the year did not have."""

    wages: Place = figure(PLACE, "Wages")
    interest: Place = figure(PLACE, "Taxable interest")
    qualified_dividends: Place = figure(PLACE, "Qualified dividends")
    dividends: Place = figure(PLACE, "Ordinary dividends")
    pensions: Place = figure(PLACE, "Taxable pensions")
    social_security_benefits: Place = figure(PLACE, "Taxable social security benefits")
    capital_gain: Place = figure(PLACE, "Capital gain or loss")
    business: Place = figure(PLACE, "Business income or loss")
    unemployment: Place = figure(PLACE, "Unemployment pay")
    foreign_earned_income_exclusion: Place = figure(PLACE, "Foreign earned income exclusion")
    pay_not_earned_income: Place = figure(PLACE, "Pay that is not earned income, where it is not with wages")
    other_income: Place = figure(PLACE, "Other income")
    other_income_together: Place = figure(PLACE, "Other income and the exclusion together")
    additional_income: Place = figure(PLACE, "Schedule 1: additional income together")
    additional_income_on_1040: Place = figure(PLACE, "Form 1040: additional income from Schedule 1")
    total_income: Place = figure(PLACE, "Total income")
    self_employment_deduction: Place = figure(PLACE, "Deductible half of self-employment tax")
    housing_deduction: Place = figure(PLACE, "Housing deduction")
    adjustments: Place = figure(PLACE, "Adjustments to income together")
    adjustments_on_1040: Place = figure(PLACE, "Form 1040: adjustments from Schedule 1")
    agi: Place = figure(PLACE, "Adjusted gross income")
    agi_for_other_forms: Place = figure(PLACE, "Adjusted gross income, where Schedule 8812 takes it from")
    deduction: Place = figure(PLACE, "Standard or itemized deductions")
    other_deductions: Place = figure(PLACE, "Other deductions from AGI")
    all_deductions: Place = figure(PLACE, "Deductions from AGI together")
    income_before_exemptions: Place = figure(PLACE, "Income before exemptions")
    exemptions: Place = figure(PLACE, "Exemptions")
    taxable_income: Place = figure(PLACE, "Taxable income")
    tax: Place = figure(PLACE, "Tax")
    tax_before_credits: Place = figure(PLACE, "Tax before credits")
    foreign_tax_credit: Place = figure(PLACE, "Foreign tax credit")
    dependent_care_credit: Place = figure(PLACE, "Credit for child and dependent care")
    education_credits: Place = figure(PLACE, "Education credits")
    savers_credit: Place = figure(PLACE, "Retirement savings contributions credit")
    other_credits: Place = figure(PLACE, "Schedule 3: credits together")
    other_credits_on_1040: Place = figure(PLACE, "Form 1040: credits from Schedule 3")
    nonrefundable_credit: Place = figure(PLACE, "Child tax credit and credit for other dependents")
    all_credits: Place = figure(PLACE, "Credits against tax together")
    tax_after_credits: Place = figure(PLACE, "Tax after credits")
    self_employment_tax: Place = figure(PLACE, "Self-employment tax")
    additional_medicare_tax: Place = figure(PLACE, "Additional Medicare Tax")
    net_investment_income_tax: Place = figure(PLACE, "Net investment income tax")
    advance_credit_repayment: Place = figure(PLACE, "Repayment of advance child tax credit")
    other_taxes: Place = figure(PLACE, "Other taxes together")
    other_taxes_on_1040: Place = figure(PLACE, "Form 1040: other taxes from the schedule")
    total_tax: Place = figure(PLACE, "Total tax")
    withheld: Place = figure(PLACE, "Tax withheld")
    estimated_tax: Place = figure(PLACE, "Estimated tax paid")
    earned_income_credit: Place = figure(PLACE, "Earned income credit")
    additional_child_tax_credit: Place = figure(PLACE, "Additional child tax credit")
    excess_social_security: Place = figure(PLACE, "Excess social security tax withheld")
    other_refundable_credits: Place = figure(PLACE, "Other refundable credits")
    other_payments: Place = figure(PLACE, "Schedule: other payments and refundable credits together")
    other_payments_on_1040: Place = figure(PLACE, "Form 1040: other payments from the schedule")
    refundable_credits: Place = figure(PLACE, "Refundable credits together")
    total_payments: Place = figure(PLACE, "Total payments")
    refund: Place = figure(PLACE, "Overpaid")
    amount_owed: Place = figure(PLACE, "Amount you owe")
    foreign_tax_credit_of_category: Place = figure(PLACE, "Form 1116: credit for one kind of income")
    foreign_tax_credit_of_all: Place = figure(PLACE, "Form 1116: the credit")
    schedule_8812: str = figure(WORDS, "Version of Schedule 8812: 2017, 2018, 2021 or 2022")
    dividends_worksheet: str = figure(WORDS, "Lines of the Qualified Dividends Worksheet: 25 or 27")
    schedule_se: str = figure(WORDS, "Schedule SE, or its part, with line 13")
    other_employment_taxes: str = figure(WORDS, "What Schedule 8812 adds up as other employment taxes")


def on_form_1040_nr(lines: FormLines) -> FormLines:
    """The places on a return on Form 1040-NR."""
    moved = {
        entry.name: place.on_1040_nr()
        for entry in fields(lines)
        if isinstance(place := getattr(lines, entry.name), Place)
    }
    return replace(lines, **moved)  # type: ignore[arg-type]  # only places are replaced
