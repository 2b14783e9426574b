"""Form 1040 from gross income to taxable income."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from interview.engine.form_2555 import Form2555
from interview.engine.household import Household, Person
from interview.engine.money import WHOLE, half, part, share
from interview.engine.parameters import Parameters


class Income(NamedTuple):
    """Income by kind before any exclusion, everyone on the return together. `gains` is after the loss limit."""

    wages: int
    business: int
    interest: int
    dividends: int
    qualified_dividends: int
    gains: int
    net_long_term_gain: int
    pensions: int
    unemployment: int
    other: int

    @property
    def without_benefits(self) -> int:
        """Everything but social security benefits."""
        return (
            self.wages
            + self.business
            + self.interest
            + self.dividends
            + self.gains
            + self.pensions
            + self.unemployment
            + self.other
        )


def income(household: Household, parameters: Parameters) -> Income:
    """What the people on the return received."""
    wages = business = 0
    for person in household.people:
        wages += person.wages_us + person.wages_foreign
        business += person.self_employment_us + person.self_employment_foreign
    unearned = household.unearned_income
    net_gain = unearned.short_term_gains + unearned.long_term_gains
    loss_limit = parameters.capital_gains.loss_limit[household.filing_status]
    return Income(
        wages=wages,
        business=business,
        interest=unearned.interest_us + unearned.interest_foreign,
        dividends=unearned.ordinary_dividends_us + unearned.ordinary_dividends_foreign,
        qualified_dividends=unearned.qualified_dividends_us + unearned.qualified_dividends_foreign,
        gains=max(net_gain, -loss_limit),
        net_long_term_gain=max(0, min(net_gain, unearned.long_term_gains)),
        pensions=unearned.pensions_us + unearned.pensions_foreign,
        unemployment=unearned.unemployment,
        other=unearned.other_us + unearned.other_foreign,
    )


class AdjustedGrossIncome(NamedTuple):
    """How adjusted gross income comes about."""

    total_income_before_exclusion: int
    taxable_benefits: int
    excluded: int
    housing_deduction: int
    half_self_employment_tax: int
    adjustments: int
    agi: int

    @property
    def deducted(self) -> int:
        """Schedule 1 line 26."""
        return self.half_self_employment_tax + self.adjustments + self.housing_deduction

    @property
    def computed(self) -> int:
        """What the facts give; a known amount may stand in its place."""
        return self.total_income_before_exclusion - self.excluded - self.deducted


def adjusted_gross_income(
    household: Household,
    received: Income,
    half_se: int,
    forms_2555: Sequence[Form2555],
    parameters: Parameters,
    known_agi: int | None = None,
) -> AdjustedGrossIncome:
    """Form 1040 line 11. `half_se` is the deductible half of self-employment tax.

    A known amount off a finished return replaces the computed one.
    """
    excluded = sum([form.line_45 for form in forms_2555])
    housing_deduction = sum([form.line_50 for form in forms_2555])
    benefits = 0
    if household.unearned_income.social_security_benefits:
        benefits = taxable_benefits(household, received.without_benefits - half_se - household.adjustments, parameters)
    total = received.without_benefits + benefits
    agi = total - excluded - half_se - household.adjustments - housing_deduction
    return AdjustedGrossIncome(
        total,
        benefits,
        excluded,
        housing_deduction,
        half_se,
        household.adjustments,
        agi if known_agi is None else known_agi,
    )


def taxable_benefits(household: Household, other_income: int, parameters: Parameters) -> int:
    """Social Security Benefits Worksheet. Income left out abroad and in the territories counts (IRC 86(b)(2))."""
    unearned = household.unearned_income
    figures = parameters.social_security_benefits
    benefits = unearned.social_security_benefits
    line_2 = half(benefits)
    not_taxed = unearned.tax_exempt_interest + unearned.puerto_rico_excluded + unearned.american_samoa_excluded
    line_7 = max(0, line_2 + other_income + not_taxed)
    line_9 = max(0, line_7 - figures.base[household.filing_status])
    tier = figures.second_tier[household.filing_status]
    line_11 = max(0, line_9 - tier)
    line_14 = min(line_2, half(min(line_9, tier)))
    return min(line_14 + share(line_11, figures.top_rate), share(benefits, figures.top_rate))


def deductions(household: Household, usual: int, total_income: int, earned_income: int, parameters: Parameters) -> int:
    """The larger of the standard and the itemized deduction (Form 1040 line 12)."""
    if household.return_form == "1040_nr":
        return household.itemized_deductions
    amount = standard_deduction(household, usual, total_income, earned_income, parameters)
    return max(amount, household.itemized_deductions)


def usual_standard_deduction(household: Household, parameters: Parameters) -> int:
    """IRC 63(c), with the age and blindness boxes."""
    figures = parameters.deductions
    status = household.filing_status
    amount = figures.standard[status]
    for person in household.people:
        boxes = int(person.blind) + int(reached_age(person, figures.age, parameters.tax_year))
        amount += boxes * figures.additional[status]
    return amount


def standard_deduction(
    household: Household, usual: int, total_income: int, earned_income: int, parameters: Parameters
) -> int:
    """The usual one, less for a dependent; where Puerto Rico income is left out, the share for the rest."""
    amount = usual
    if household.of_a_dependent:
        figures = parameters.deductions
        most = max(figures.dependent_minimum, earned_income + figures.dependent_addition)
        amount -= max(0, figures.standard[household.filing_status] - most)
    left_out = household.unearned_income.puerto_rico_excluded
    if left_out:
        amount -= part(amount, left_out, max(0, total_income) + left_out)
    return amount


def personal_exemptions(household: Household, agi: int, dependents: int, parameters: Parameters) -> int:
    """Exemptions of the people on the return and their dependents, until 2017 (IRC 151)."""
    figures = parameters.personal_exemptions
    if figures is None:
        return 0
    number = dependents + sum(1 for person in household.people if not person.claimed_as_dependent)
    number += _spouse_not_on_the_return(household)
    status = household.filing_status
    excess = max(0, agi - figures.phaseout_start[status])
    steps = -(-excess // figures.phaseout_step[status])
    return share(number * figures.amount, max(0, WHOLE - steps * figures.phaseout_rate))


def _spouse_not_on_the_return(household: Household) -> bool:
    """A nonresident spouse without US income who files nothing here counts on the other's return, also on that of a
    head of household, if it gives the spouse's tax number (IRC 151(b), 151(e)).
    """
    spouse = household.spouse
    return (
        not household.joint
        and spouse is not None
        and spouse.us_status == "nonresident_alien"
        and spouse.taxpayer_id.kind != "none"
        and not spouse.claimed_as_dependent
        and not (spouse.wages_us or spouse.self_employment_us)
    )


def reached_age(person: Person, age: int, tax_year: int) -> bool:
    """Of that age at the end of the year; whoever is born on January 1 counts the day before."""
    return person.birth_date is not None and person.birth_date < date(tax_year + 1 - age, 1, 2)
