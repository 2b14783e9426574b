"""The earned income credit, which Part II-B of Schedule 8812 subtracts (IRC 32). It is read from the printed table."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from interview.engine.children import would_be_eic_child
from interview.engine.earned_income import EarnedTotals, earned_income_worksheet
from interview.engine.filer_numbers import has_number_in_time
from interview.engine.form_1040 import Income, reached_age
from interview.engine.household import Household, Person
from interview.engine.money import WHOLE
from interview.engine.parameters import Parameters
from interview.engine.sections import EarnedIncomeCredit

MOST_CHILDREN_COUNTED = 3
# A student under this age can still be the qualifying child of a parent: IRC 152(c)(3)(A)(ii).
STUDENT_AGE_LIMIT = 24
# The table goes in steps of 50 dollars, read at the middle; its last dollar decides whether the plateau is reached.
TABLE_STEP = 50


class EarnedIncomeCreditResult(NamedTuple):
    """The credit, the earned income it is read by and, where there is no credit, the code of the first reason."""

    credit: int
    children: int
    why_not: str | None
    earned_income: int = 0


NO_CREDIT_WITH_FORM_2555 = EarnedIncomeCreditResult(0, 0, "form_2555")


def best_earned_income_credit(
    household: Household,
    children: int,
    earned: EarnedTotals,
    agi: int,
    received: Income,
    parameters: Parameters,
    due: date,
) -> EarnedIncomeCreditResult:
    """The best of what the family may choose: with or without combat pay (IRC 32(c)(2)(B)(vi)), and the year before."""
    amounts = [earned_income_worksheet(earned, count_combat_pay=False).line_7]
    if earned.combat_pay:
        amounts.append(earned_income_worksheet(earned).line_7)
    before = household.history.lookback_earned_income
    if parameters.earned_income_credit.lookback_allowed and before is not None and before > min(amounts):
        amounts.append(before)
    outcomes = [
        earned_income_credit(household, children, amount, agi, received, parameters, due) for amount in sorted(amounts)
    ]
    return outcomes[0] if len(outcomes) == 1 else max(outcomes, key=lambda outcome: outcome.credit)


def earned_income_credit(
    household: Household,
    children: int,
    earned_income: int,
    agi: int,
    received: Income,
    parameters: Parameters,
    due: date,
) -> EarnedIncomeCreditResult:
    """The credit in whole dollars for `children` qualifying children with SSNs."""
    counted = min(children, MOST_CHILDREN_COUNTED)
    reason = _why_not(household, counted, received, parameters, due)
    if reason is not None or earned_income <= 0:
        return EarnedIncomeCreditResult(0, counted, reason or "no_earned_income")
    figures = parameters.earned_income_credit
    status = household.filing_status
    credit = table_credit(earned_income, counted, status, figures)
    if agi >= figures.phaseout_start[status][counted]:
        credit = min(credit, table_credit(agi, counted, status, figures))
    return EarnedIncomeCreditResult(credit, counted, None, earned_income)


def _why_not(
    household: Household,
    children: int,
    received: Income,
    parameters: Parameters,
    due: date,
) -> str | None:
    figures = parameters.earned_income_credit
    people = household.people
    if not household.main_home_in_us:
        return "no_us_home"
    if household.return_form == "1040_nr" or (household.filer.us_status == "nonresident_alien" and not household.joint):
        return "nonresident"
    if children and _qualifying_child_of_another(household, parameters):
        return "qualifying_child"
    if not all(person.taxpayer_id.kind == "ssn" and has_number_in_time(person, due) for person in people):
        return "number"
    if investment_income(household, received) > figures.investment_income_limit:
        return "investment_income"
    if _married_alone(household) and not (
        figures.separated_spouses_may_claim and household.lived_apart_last_half and children
    ):
        return "married_separate"
    return None if children else _why_not_without_children(household, parameters)


def _qualifying_child_of_another(household: Household, parameters: Parameters) -> bool:
    """IRC 32(c)(1)(B). Nobody is asked how others can claim a person: under 24 we take it that it is as their child
    (IRC 152(c)(3)(A)). Whoever files a joint return is no such child (IRC 152(c)(1)(E)).
    """
    filer = household.filer
    young = filer.birth_date is not None and not reached_age(filer, STUDENT_AGE_LIMIT, parameters.tax_year)
    return filer.claimed_as_dependent and young and not household.joint


def _why_not_without_children(household: Household, parameters: Parameters) -> str | None:
    figures = parameters.earned_income_credit
    if not figures.childless_with_children_without_ssn and _a_child_lacks_only_a_number(household, parameters):
        return "number"
    if household.of_a_dependent:
        return "dependent"
    if not any(_of_the_age(person, parameters) for person in household.people):
        return "age"
    return None


def _a_child_lacks_only_a_number(household: Household, parameters: Parameters) -> bool:
    """Some child would count but for its number: IRC 32(c)(1)(F), until 2020."""
    return any(would_be_eic_child(child, household, parameters) for child in household.children)


def _of_the_age(person: Person, parameters: Parameters) -> bool:
    """Whoever is born on January 1 counts as a day older at the lower limit, but not at the upper one (Form 1040)."""
    figures = parameters.earned_income_credit
    if person.birth_date is None:
        return True
    oldest = parameters.tax_year - figures.maximum_age_under
    return reached_age(person, figures.minimum_age, parameters.tax_year) and person.birth_date.year > oldest


def _married_alone(household: Household) -> bool:
    """Married without a joint return; a head of household with a spouse at home is still married (IRC 32(d), 7703)."""
    if household.filing_status == "head_of_household":
        return household.spouse is not None and not household.lived_apart_last_half
    return household.filing_status == "married_separate"


def investment_income(household: Household, received: Income) -> int:
    """IRC 32(i): interest, also tax-exempt, dividends and net gains."""
    return (
        received.interest + household.unearned_income.tax_exempt_interest + received.dividends + max(0, received.gains)
    )


def table_credit(income: int, children: int, status: str, figures: EarnedIncomeCredit) -> int:
    """One look into the EIC Table: the growing side or the falling one, whichever gives less."""
    completed = figures.completed_phaseout[status][children]
    if income >= completed:
        return 0
    lower = income // TABLE_STEP * TABLE_STEP
    # In units of 1/20,000 dollar, so that the middle of a step needs no fractions.
    unit = 2 * WHOLE
    rate_in = figures.phase_in_rate[children]
    maximum = 2 * rate_in * figures.earned_income_amount[children]
    if figures.table_uses_rounded_maximum:
        maximum = (maximum + unit // 2) // unit * unit
    middle = 2 * lower + TABLE_STEP
    on_plateau = 2 * rate_in * (lower + TABLE_STEP - 1) >= maximum
    growing = maximum if on_plateau else rate_in * middle
    start = figures.phaseout_start[status][children]
    falling = maximum
    if start <= lower:
        if completed < lower + TABLE_STEP:
            middle = lower + completed
        falling = maximum - figures.phaseout_rate[children] * (middle - 2 * start)
    return max(0, (min(growing, falling) + unit // 2) // unit)
