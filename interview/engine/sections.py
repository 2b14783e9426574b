"""The sections of a year's figures: what each figure is, what people call it, and whether it changes every year.

Indexed are: the credit and its cap (IRC 24(i)), brackets and the limits for gains (1(f), 1(j)(3), 1(j)(5)),
deductions (63(c)(4)), the earned income credit (32(i)(2), 32(j)), the exclusion (911(b)(2)(D)(ii)) and through it the
housing amounts (911(c)), exemptions (151(d)(4)), and the wage base (42 USC 430).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from interview.engine.figures import (
    ANEW,
    BRACKETS_BY_STATUS,
    COUNT,
    DAY,
    DOLLARS,
    DOLLARS_AND_CENTS,
    DOLLARS_BY_CHILDREN,
    DOLLARS_BY_STATUS,
    DOLLARS_BY_STATUS_AND_CHILDREN,
    FLAG,
    INDEXED,
    RATE,
    RATES,
    RATES_BY_CHILDREN,
    figure,
)
from interview.engine.form_lines import FormLines

ByStatus = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildTaxCredit:
    """IRC 24."""

    per_child: int = figure(DOLLARS, "Child tax credit for each child", INDEXED)
    other_dependent: int = figure(DOLLARS, "Credit for each other dependent")
    refund_cap_per_child: int = figure(DOLLARS, "Most that can be paid back for each child", INDEXED)
    earned_income_threshold: int = figure(DOLLARS, "Earned income above which the refund starts")
    refund_rate: int = figure(RATE, "Share of earned income above the threshold that can be paid back")
    age_limit: int = figure(COUNT, "A child must be younger than this on December 31")
    payroll_method_children: int = figure(COUNT, "Children needed for the payroll tax method")
    payroll_method_children_puerto_rico: int = figure(
        COUNT, "Children needed for the payroll tax method, residents of Puerto Rico"
    )
    filer_needs_ssn: bool = figure(FLAG, "The filer, or one spouse, needs a Social Security number valid for work")
    child_needs_ssn: bool = figure(FLAG, "The child needs a Social Security number valid for work")
    lookback_allowed: bool = figure(FLAG, "The year before may stand in for earned income")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phaseout:
    """IRC 24(b)."""

    threshold: ByStatus = figure(DOLLARS_BY_STATUS, "Modified AGI above which the credit falls")
    step: int = figure(DOLLARS, "Step of the phaseout")
    reduction_per_step: int = figure(DOLLARS, "Reduction for each step or part of one")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTax:
    """IRC 1."""

    rates: tuple[int, ...] = figure(RATES, "Tax rates")
    upper_bounds: Mapping[str, tuple[int, ...]] = figure(
        BRACKETS_BY_STATUS, "Taxable income at which each rate stops", INDEXED
    )
    tax_table_below: int = figure(DOLLARS, "The Tax Table is used below this taxable income")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deductions:
    """IRC 63."""

    standard: ByStatus = figure(DOLLARS_BY_STATUS, "Standard deduction", INDEXED)
    additional: ByStatus = figure(DOLLARS_BY_STATUS, "Addition for each age or blindness box", INDEXED)
    age: int = figure(COUNT, "Age of the additional standard deduction")
    dependent_minimum: int = figure(DOLLARS, "Standard deduction of a dependent, at least", INDEXED)
    dependent_addition: int = figure(DOLLARS, "Standard deduction of a dependent: earned income plus this", INDEXED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalGains:
    """IRC 1(h), 1211(b)."""

    zero_to: ByStatus = figure(
        DOLLARS_BY_STATUS, "Taxable income up to which gains are taxed at the lowest rate", INDEXED
    )
    fifteen_to: ByStatus = figure(
        DOLLARS_BY_STATUS, "Taxable income up to which gains are taxed at the middle rate", INDEXED
    )
    middle_rate: int = figure(RATE, "Middle rate on gains")
    top_rate: int = figure(RATE, "Top rate on gains")
    loss_limit: ByStatus = figure(DOLLARS_BY_STATUS, "Capital loss that other income can absorb")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialSecurityBenefits:
    """IRC 86."""

    base: ByStatus = figure(DOLLARS_BY_STATUS, "Income above which benefits start to be taxed")
    second_tier: ByStatus = figure(DOLLARS_BY_STATUS, "Width of the range in which half is taxed")
    top_rate: int = figure(RATE, "Largest taxable share of benefits")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedIncomeCredit:
    """IRC 32."""

    maximum: tuple[int, ...] = figure(DOLLARS_BY_CHILDREN, "Largest credit", INDEXED)
    earned_income_amount: tuple[int, ...] = figure(
        DOLLARS_BY_CHILDREN, "Earned income that gives the largest credit", INDEXED
    )
    phase_in_rate: tuple[int, ...] = figure(RATES_BY_CHILDREN, "Rate at which the credit grows")
    phaseout_rate: tuple[int, ...] = figure(RATES_BY_CHILDREN, "Rate at which the credit falls")
    phaseout_start: Mapping[str, tuple[int, ...]] = figure(
        DOLLARS_BY_STATUS_AND_CHILDREN, "Income at which the credit starts to fall", INDEXED
    )
    completed_phaseout: Mapping[str, tuple[int, ...]] = figure(
        DOLLARS_BY_STATUS_AND_CHILDREN, "Income at which the credit is gone", INDEXED
    )
    investment_income_limit: int = figure(DOLLARS, "Investment income above which there is no credit", INDEXED)
    minimum_age: int = figure(COUNT, "Youngest age without children")
    maximum_age_under: int = figure(COUNT, "Must be younger than this without children")
    child_age_limit: int = figure(COUNT, "A child who is not a student must be younger than this")
    table_uses_rounded_maximum: bool = figure(FLAG, "The table is made from the rounded largest credit")
    separated_spouses_may_claim: bool = figure(FLAG, "Separated spouses may claim on separate returns")
    childless_with_children_without_ssn: bool = figure(
        FLAG, "Filers whose children have no such number may take the credit without children"
    )
    lookback_allowed: bool = figure(FLAG, "The year before may stand in for earned income")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayrollTaxes:
    """IRC 1401, 1402, 3101."""

    wage_base: int = figure(DOLLARS, "Social security wage base", INDEXED)
    self_employment_factor: int = figure(RATE, "Share of profit that bears self-employment tax")
    self_employment_minimum: int = figure(DOLLARS, "Net earnings below which there is no self-employment tax")
    self_employment_social_security_rate: int = figure(RATE, "Self-employment tax: social security rate")
    self_employment_medicare_rate: int = figure(RATE, "Self-employment tax: Medicare rate")
    employee_social_security_rate: int = figure(RATE, "Social security rate of an employee")
    employee_medicare_rate: int = figure(RATE, "Medicare rate of an employee")
    additional_medicare_rate: int = figure(RATE, "Additional Medicare Tax rate")
    additional_medicare_threshold: ByStatus = figure(DOLLARS_BY_STATUS, "Additional Medicare Tax starts above")
    additional_medicare_withheld_above: int = figure(DOLLARS, "Employers withhold Additional Medicare Tax above")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetInvestmentIncomeTax:
    """IRC 1411."""

    rate: int = figure(RATE, "Rate")
    threshold: ByStatus = figure(DOLLARS_BY_STATUS, "Modified AGI above which it is due")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignEarnedIncomeExclusion:
    """IRC 911."""

    maximum: int = figure(DOLLARS, "Largest exclusion for a full year", INDEXED)
    days_in_year: int = figure(COUNT, "Days in the tax year", ANEW)
    housing_base: int = figure(DOLLARS, "Housing base amount for a full year", INDEXED)
    housing_base_per_day: int = figure(DOLLARS_AND_CENTS, "Housing base amount per day", INDEXED)
    housing_limit: int = figure(DOLLARS, "Default housing limit for a full year", INDEXED)
    housing_limit_per_day: int = figure(DOLLARS_AND_CENTS, "Default housing limit per day", INDEXED)
    years_before_new_election: int = figure(COUNT, "Tax years after a revocation in which no new election is possible")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTaxCredit:
    """IRC 901-904."""

    small_credit_limit: ByStatus = figure(DOLLARS_BY_STATUS, "Foreign tax on passive income credited without Form 1116")
    adjustment_income_limit: int = figure(DOLLARS, "Foreign dividends and gains below which no adjustment is needed")
    adjustment_worksheet_line_5: ByStatus = figure(
        DOLLARS_BY_STATUS, "Ordinary income up to which no adjustment", INDEXED
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeMinimumTax:
    """Only to warn: the engine does not compute this tax."""

    warn_above: ByStatus = figure(DOLLARS_BY_STATUS, "Income above which we warn when foreign tax is credited")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmericanRescuePlan:
    """Tax year 2021 only: IRC 24(i) and (j) as in force that year."""

    per_young_child: int = figure(DOLLARS, "Child tax credit for each young child")
    young_age_limit: int = figure(COUNT, "A young child is younger than this on December 31")
    kept_per_child: int = figure(DOLLARS, "Amount per child that the first phaseout leaves")
    first_threshold: ByStatus = figure(DOLLARS_BY_STATUS, "First phaseout: modified AGI above which the increase falls")
    largest_reduction: ByStatus = figure(DOLLARS_BY_STATUS, "First phaseout: largest reduction")
    protection_threshold: ByStatus = figure(DOLLARS_BY_STATUS, "Repayment protection: full up to this modified AGI")
    protected_per_child: int = figure(DOLLARS, "Repayment protection for each child")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalExemptions:
    """Tax years before 2018: IRC 151 as in force then."""

    amount: int = figure(DOLLARS, "Personal exemption", INDEXED)
    phaseout_start: ByStatus = figure(DOLLARS_BY_STATUS, "AGI above which exemptions fall", INDEXED)
    phaseout_step: ByStatus = figure(DOLLARS_BY_STATUS, "Step of the phaseout")
    phaseout_rate: int = figure(RATE, "Share lost for each step or part of one")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesToWatch:
    """Rules that the families of a year are told of and no arithmetic uses: drafts, and relief of a single year."""

    refunds_tied_to_status: bool = figure(
        FLAG, "A draft form pays refundable credits only to citizens and people with a like status", ANEW
    )
    home_improvement_credit_ended: bool = figure(FLAG, "The credit for home improvements has ended", ANEW)
    unemployment_partly_untaxed: bool = figure(
        FLAG, "A part of unemployment pay is free of tax below an income limit", ANEW
    )
    forms_are_drafts: bool = figure(FLAG, "The line numbers are those of draft forms", ANEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Filing dates of the year's return; a refund deadline is for a return never filed before."""

    return_due: date = figure(DAY, "Return due", ANEW)
    return_due_abroad: date = figure(DAY, "Return due for people abroad", ANEW)
    return_due_extended: date = figure(DAY, "Return due with Form 4868", ANEW)
    claim_refund_by: date = figure(DAY, "Last safe day to claim a refund", ANEW)
    claim_refund_by_abroad: date = figure(DAY, "Last day to claim, possibly, for people abroad", ANEW)
    claim_refund_by_extended: date = figure(DAY, "Last day to claim, possibly, with Form 4868", ANEW)
    refunds_not_before: date = figure(DAY, "Refunds with this credit are not paid before", ANEW)


SECTIONS: dict[str, Any] = {
    "child_tax_credit": ChildTaxCredit,
    "phaseout": Phaseout,
    "income_tax": IncomeTax,
    "deductions": Deductions,
    "capital_gains": CapitalGains,
    "social_security_benefits": SocialSecurityBenefits,
    "earned_income_credit": EarnedIncomeCredit,
    "payroll_taxes": PayrollTaxes,
    "net_investment_income_tax": NetInvestmentIncomeTax,
    "exclusion": ForeignEarnedIncomeExclusion,
    "foreign_tax_credit": ForeignTaxCredit,
    "alternative_minimum_tax": AlternativeMinimumTax,
    "dates": Dates,
    "form_lines": FormLines,
}

# Law that was in force in some years only: a year without the section had no such rule.
OPTIONAL_SECTIONS: dict[str, Any] = {
    "american_rescue_plan": AmericanRescuePlan,
    "personal_exemptions": PersonalExemptions,
    "changes_to_watch": ChangesToWatch,
}
