"""Form 1116: the foreign tax credit in the general and the passive category (IRC 901, 904)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interview.engine.capital_gain_tax import Tax
from interview.engine.form_1040 import AdjustedGrossIncome, Income
from interview.engine.form_2555 import Form2555, foreign_earned_income
from interview.engine.household import Household
from interview.engine.money import WHOLE, part, ratio, share
from interview.engine.parameters import Parameters
from interview.engine.schedule_se import ScheduleSE


class Form1116(NamedTuple):
    """Lines of one category. `line_3f` and `line_19` are ten-thousandths.

    `low_taxed` is the part of qualified dividends that line 1a leaves out, because it is taxed at a low rate.
    """

    line_1a: int
    low_taxed: int
    line_2: int
    line_3a: int
    line_3b: int
    line_3c: int
    line_3d: int
    line_3e: int
    line_3f: int
    line_3g: int
    line_5: int
    line_6: int
    line_7: int
    line_9: int
    line_10: int
    line_11: int
    line_12: int
    line_14: int
    line_16: int
    line_17: int
    line_18: int
    line_19: int
    line_20: int
    line_21: int
    line_24: int


class ForeignTaxCredit(NamedTuple):
    """Both categories (None where no tax was paid), the credit, and what is left for other years."""

    general: Form1116 | None
    passive: Form1116 | None
    line_35: int
    unused: int
    adjusted: bool = False
    without_form_1116: bool = False


NO_CREDIT = ForeignTaxCredit(None, None, 0, 0)


class LowTaxed(NamedTuple):
    """What dividends and gains at low rates take off line 1a of the passive category, and off line 18 of both."""

    line_1a: int
    line_18: int


NOTHING_LOW_TAXED = LowTaxed(0, 0)


class Category(NamedTuple):
    """What one category brings to its form."""

    gross: int
    excluded: int
    related_deductions: int
    losses: int
    tax: int
    carryover: int
    tax_on_excluded: int
    low_taxed: int = 0


class Deductions(NamedTuple):
    """What all categories share: deductions of all income, income from everywhere, line 18 and the US tax."""

    adjustments: int
    deduction: int
    worldwide: int
    line_18: int
    tax: int


class ForeignIncome(NamedTuple):
    """What the forms start from, the same in every scenario. `worldwide` leaves out taxable benefits."""

    earned: int
    pensions: int
    half_self_employment_tax: int
    business_losses: int
    worldwide: int


def foreign_income(household: Household, received: Income, schedules_se: Sequence[ScheduleSE]) -> ForeignIncome:
    """Income abroad and everywhere, before any exclusion (line 3e: gains before losses)."""
    unearned = household.unearned_income
    earned = losses = profits = 0
    for person in household.people:
        earned += foreign_earned_income(person)
        losses += max(0, -person.self_employment_foreign)
        profits += max(0, person.self_employment_us) + max(0, person.self_employment_foreign)
    worldwide = (
        received.wages
        + profits
        + received.interest
        + received.dividends
        + max(0, unearned.short_term_gains)
        + max(0, unearned.long_term_gains)
        + received.pensions
        + received.unemployment
        + max(0, unearned.other_us)
        + max(0, unearned.other_foreign)
    )
    half = 0
    for schedule in schedules_se:
        half += schedule.half_on_foreign_profit
    return ForeignIncome(earned, unearned.pensions_foreign, half, losses, worldwide)


def foreign_tax_credit(
    household: Household,
    received: Income,
    abroad: ForeignIncome,
    agi: AdjustedGrossIncome,
    deduction: int,
    taxable_before_floor: int,
    tax: Tax,
    forms_2555: Sequence[Form2555],
    parameters: Parameters,
) -> ForeignTaxCredit:
    """The credit of the return. `deduction` is the standard or itemized one, spread over all income."""
    paid = household.foreign_tax
    if not (paid.general or paid.passive or paid.carryover_general or paid.carryover_passive):
        return NO_CREDIT
    low_taxed = _low_taxed(household, received, tax, parameters)
    deductions = Deductions(
        household.adjustments,
        deduction,
        abroad.worldwide + agi.taxable_benefits,
        taxable_before_floor - low_taxed.line_18,
        tax.amount,
    )
    general = passive = None
    line_35 = available = 0
    if paid.general or paid.carryover_general:
        loss_of_capital = _loss(_passive(household, low_taxed), deductions)
        general = _form_1116(_general(household, abroad, agi, forms_2555), deductions, loss_of_capital)
        line_35, available = general.line_24, general.line_14
    if paid.passive or paid.carryover_passive:
        loss_of_work = _loss(_general(household, abroad, agi, forms_2555), deductions)
        passive = _form_1116(_passive(household, low_taxed), deductions, loss_of_work)
        line_35 = min(tax.amount, line_35 + passive.line_24)
        available += passive.line_14
    without_form = _small_credit(household, abroad, tax.amount, parameters)
    if without_form > line_35:
        waiting = paid.carryover_general + paid.carryover_passive
        return ForeignTaxCredit(None, None, without_form, waiting, without_form_1116=True)
    return ForeignTaxCredit(general, passive, line_35, available - line_35, adjusted=low_taxed is not NOTHING_LOW_TAXED)


def _loss(category: Category, deductions: Deductions) -> int:
    """What one category loses comes off the income of the other on its line 16 (IRC 904(f)(5)).

    Deductions that belong to all income make no loss alone.
    """
    if category.gross - category.excluded - category.low_taxed >= category.related_deductions + category.losses:
        return 0
    return _form_1116(category, deductions).line_7


def _small_credit(household: Household, abroad: ForeignIncome, tax: int, parameters: Parameters) -> int:
    """The credit by the election to skip Form 1116: a little tax on passive income only (IRC 904(j)).

    Tax of other years neither helps nor stands against it; it waits for a year with the form.
    """
    paid = household.foreign_tax
    if paid.general:
        return 0
    if abroad.earned or abroad.pensions or abroad.business_losses:
        return 0
    if paid.passive > parameters.foreign_tax_credit.small_credit_limit[household.filing_status]:
        return 0
    return min(paid.passive, tax)


def _general(
    household: Household, abroad: ForeignIncome, agi: AdjustedGrossIncome, forms_2555: Sequence[Form2555]
) -> Category:
    """Work and pensions abroad. Tax on what Form 2555 leaves out is no tax of this form (Treas. Reg. 1.911-6(c))."""
    gross = abroad.earned + abroad.pensions
    paid = household.foreign_tax
    excluded = on_excluded = reduction = 0
    if agi.excluded or agi.housing_deduction:
        excluded = sum([form.line_43 for form in forms_2555])
        on_excluded = excluded - agi.excluded
        taxes = paid.general + paid.carryover_general
        taxed_with_it = max(agi.excluded, gross - abroad.half_self_employment_tax - agi.housing_deduction)
        reduction = part(taxes, agi.excluded, taxed_with_it)
    return Category(
        gross=gross,
        excluded=excluded,
        related_deductions=abroad.half_self_employment_tax - on_excluded + agi.housing_deduction,
        losses=abroad.business_losses,
        tax=paid.general,
        carryover=paid.carryover_general,
        tax_on_excluded=reduction,
    )


def _passive(household: Household, low_taxed: LowTaxed) -> Category:
    """Interest, dividends and rent from abroad. Gains are taken as US income, as they are for a citizen who pays
    little tax on them abroad (IRC 865(g)(2)).
    """
    unearned = household.unearned_income
    return Category(
        gross=unearned.interest_foreign + unearned.ordinary_dividends_foreign + max(0, unearned.other_foreign),
        excluded=0,
        related_deductions=0,
        losses=max(0, -unearned.other_foreign),
        tax=household.foreign_tax.passive,
        carryover=household.foreign_tax.carryover_passive,
        tax_on_excluded=0,
        low_taxed=low_taxed.line_1a,
    )


def _form_1116(category: Category, deductions: Deductions, line_16: int = 0) -> Form1116:
    line_1a = category.gross - category.excluded - category.low_taxed
    line_3c = deductions.deduction + deductions.adjustments
    line_3f = ratio(category.gross, deductions.worldwide) if deductions.worldwide else 0
    line_3g = share(line_3c, line_3f)
    line_6 = category.related_deductions + line_3g + category.losses
    line_7 = line_1a - line_6
    line_11 = category.tax + category.carryover
    line_14 = line_11 - category.tax_on_excluded
    line_17 = line_7 + line_16
    line_18 = deductions.line_18
    line_19 = ratio(line_17, line_18) if line_18 > 0 else 0
    line_21 = share(deductions.tax, line_19)
    return Form1116(
        line_1a=line_1a,
        low_taxed=category.low_taxed,
        line_2=category.related_deductions,
        line_3a=deductions.deduction,
        line_3b=deductions.adjustments,
        line_3c=line_3c,
        line_3d=category.gross,
        line_3e=deductions.worldwide,
        line_3f=line_3f,
        line_3g=line_3g,
        line_5=category.losses,
        line_6=line_6,
        line_7=line_7,
        line_9=category.tax,
        line_10=category.carryover,
        line_11=line_11,
        line_12=category.tax_on_excluded,
        line_14=line_14,
        line_16=line_16,
        line_17=line_17,
        line_18=line_18,
        line_19=line_19,
        line_20=deductions.tax,
        line_21=line_21,
        line_24=min(line_14, line_21),
    )


def _low_taxed(household: Household, received: Income, tax: Tax, parameters: Parameters) -> LowTaxed:
    """The adjustment for qualified dividends and gains (IRC 904(b)(2)(B)), where its exception is closed.

    Each low rate, measured against the top one, is the part of an amount that stays (IRC 904(b)(3)(E)). Of every rate
    the dividends from abroad have their share of all such income.
    """
    gains = tax.gains
    if gains is None or gains.line_23 >= gains.line_24 or gains.line_5 == 0:
        return NOTHING_LOW_TAXED
    figures = parameters.foreign_tax_credit
    foreign = household.unearned_income.qualified_dividends_foreign
    if (
        foreign < figures.adjustment_income_limit
        and gains.line_5 <= figures.adjustment_worksheet_line_5[household.filing_status]
    ):
        return NOTHING_LOW_TAXED
    highest = parameters.income_tax.rates[-1]
    lost_at_middle_rate = WHOLE - ratio(parameters.capital_gains.middle_rate, highest)
    lost_at_top_rate = WHOLE - ratio(parameters.capital_gains.top_rate, highest)

    def lost(untaxed: int, at_middle_rate: int, at_top_rate: int) -> int:
        return untaxed + share(at_middle_rate, lost_at_middle_rate) + share(at_top_rate, lost_at_top_rate)

    everything = received.qualified_dividends + received.net_long_term_gain
    of_each_rate = [part(amount, foreign, everything) for amount in (gains.line_9, gains.line_17, gains.line_20)]
    return LowTaxed(lost(*of_each_rate), lost(gains.line_9, gains.line_17, gains.line_20))
