"""One tax year's figures, complete and checked. The engine takes every figure of law from here.

A year's document is plain data: {"tax_year": 2025, "figures": {section: {name: {"value", "source", "note"}}}}.
A missing figure, an unknown key, brackets out of order or a source left out is refused, each with its path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise
from typing import Any

from interview.engine.figures import (
    BRACKETS_BY_STATUS,
    COUNT,
    DAY,
    DOLLARS,
    DOLLARS_AND_CENTS,
    DOLLARS_BY_CHILDREN,
    DOLLARS_BY_STATUS,
    DOLLARS_BY_STATUS_AND_CHILDREN,
    FILING_STATUSES,
    FLAG,
    RATE,
    RATES,
    RATES_BY_CHILDREN,
    WORDS,
    Fault,
    Problem,
    figure,
)
from interview.engine.money import RateSchedule, share

ByStatus = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildTaxCredit:
    """IRC 24."""

    per_child: int = figure(DOLLARS, "Child tax credit for each child")
    other_dependent: int = figure(DOLLARS, "Credit for each other dependent")
    refund_cap_per_child: int = figure(DOLLARS, "Most that can be paid back for each child")
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
    upper_bounds: Mapping[str, tuple[int, ...]] = figure(BRACKETS_BY_STATUS, "Taxable income at which each rate stops")
    tax_table_below: int = figure(DOLLARS, "The Tax Table is used below this taxable income")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deductions:
    """IRC 63."""

    standard: ByStatus = figure(DOLLARS_BY_STATUS, "Standard deduction")
    additional: ByStatus = figure(DOLLARS_BY_STATUS, "Addition for each age or blindness box")
    age: int = figure(COUNT, "Age of the additional standard deduction")
    dependent_minimum: int = figure(DOLLARS, "Standard deduction of a dependent, at least")
    dependent_addition: int = figure(DOLLARS, "Standard deduction of a dependent: earned income plus this")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalGains:
    """IRC 1(h), 1211(b)."""

    zero_to: ByStatus = figure(DOLLARS_BY_STATUS, "Taxable income up to which gains are taxed at the lowest rate")
    fifteen_to: ByStatus = figure(DOLLARS_BY_STATUS, "Taxable income up to which gains are taxed at the middle rate")
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

    maximum: tuple[int, ...] = figure(DOLLARS_BY_CHILDREN, "Largest credit")
    earned_income_amount: tuple[int, ...] = figure(DOLLARS_BY_CHILDREN, "Earned income that gives the largest credit")
    phase_in_rate: tuple[int, ...] = figure(RATES_BY_CHILDREN, "Rate at which the credit grows")
    phaseout_rate: tuple[int, ...] = figure(RATES_BY_CHILDREN, "Rate at which the credit falls")
    phaseout_start: Mapping[str, tuple[int, ...]] = figure(
        DOLLARS_BY_STATUS_AND_CHILDREN, "Income at which the credit starts to fall"
    )
    completed_phaseout: Mapping[str, tuple[int, ...]] = figure(
        DOLLARS_BY_STATUS_AND_CHILDREN, "Income at which the credit is gone"
    )
    investment_income_limit: int = figure(DOLLARS, "Investment income above which there is no credit")
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

    wage_base: int = figure(DOLLARS, "Social security wage base")
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

    maximum: int = figure(DOLLARS, "Largest exclusion for a full year")
    days_in_year: int = figure(COUNT, "Days in the tax year")
    housing_base: int = figure(DOLLARS, "Housing base amount for a full year")
    housing_base_per_day: int = figure(DOLLARS_AND_CENTS, "Housing base amount per day")
    housing_limit: int = figure(DOLLARS, "Default housing limit for a full year")
    housing_limit_per_day: int = figure(DOLLARS_AND_CENTS, "Default housing limit per day")
    years_before_new_election: int = figure(COUNT, "Tax years after a revocation in which no new election is possible")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTaxCredit:
    """IRC 901-904."""

    small_credit_limit: ByStatus = figure(DOLLARS_BY_STATUS, "Foreign tax on passive income credited without Form 1116")
    adjustment_income_limit: int = figure(DOLLARS, "Foreign dividends and gains below which no adjustment is needed")
    adjustment_worksheet_line_5: ByStatus = figure(DOLLARS_BY_STATUS, "Ordinary income up to which no adjustment")


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

    amount: int = figure(DOLLARS, "Personal exemption")
    phaseout_start: ByStatus = figure(DOLLARS_BY_STATUS, "AGI above which exemptions fall")
    phaseout_step: ByStatus = figure(DOLLARS_BY_STATUS, "Step of the phaseout")
    phaseout_rate: int = figure(RATE, "Share lost for each step or part of one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Filing dates of the year's return; a refund deadline is for a return never filed before."""

    return_due: date = figure(DAY, "Return due")
    return_due_abroad: date = figure(DAY, "Return due for people abroad")
    return_due_extended: date = figure(DAY, "Return due with Form 4868")
    claim_refund_by: date = figure(DAY, "Last safe day to claim a refund")
    claim_refund_by_abroad: date = figure(DAY, "Last day to claim, possibly, for people abroad")
    claim_refund_by_extended: date = figure(DAY, "Last day to claim, possibly, with Form 4868")
    refunds_not_before: date = figure(DAY, "Refunds with this credit are not paid before")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLines:
    """Where the amounts stand on the year's forms."""

    capital_gain: str = figure(WORDS, "Form 1040: capital gain or loss")
    agi: str = figure(WORDS, "Form 1040: adjusted gross income")
    deductions: str = figure(WORDS, "Form 1040: deductions from AGI")
    taxable_income: str = figure(WORDS, "Form 1040: taxable income")
    tax: str = figure(WORDS, "Form 1040: tax")
    tax_before_credits: str = figure(WORDS, "Form 1040: tax before credits")
    nonrefundable_credit: str = figure(WORDS, "Form 1040: child tax credit and credit for other dependents")
    total_tax: str = figure(WORDS, "Form 1040: total tax")
    earned_income_credit: str = figure(WORDS, "Form 1040: earned income credit")
    additional_child_tax_credit: str = figure(WORDS, "Form 1040: additional child tax credit")
    schedule_8812: str = figure(WORDS, "Version of Schedule 8812: 2017, 2018, 2021 or 2022")
    refund: str = figure(WORDS, "Form 1040: overpaid")
    amount_owed: str = figure(WORDS, "Form 1040: amount you owe")
    half_self_employment_tax: str = figure(WORDS, "Schedule 1: deductible half of self-employment tax")
    exclusion: str = figure(WORDS, "Schedule 1: foreign earned income exclusion")
    other_employment_taxes: str = figure(WORDS, "What Schedule 8812 line 22 adds up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Everything the law says in figures for one tax year, and which revision of our data says so."""

    tax_year: int
    revision: int
    published_on: str | None
    digest: str
    child_tax_credit: ChildTaxCredit
    phaseout: Phaseout
    income_tax: IncomeTax
    deductions: Deductions
    capital_gains: CapitalGains
    social_security_benefits: SocialSecurityBenefits
    earned_income_credit: EarnedIncomeCredit
    payroll_taxes: PayrollTaxes
    net_investment_income_tax: NetInvestmentIncomeTax
    exclusion: ForeignEarnedIncomeExclusion
    foreign_tax_credit: ForeignTaxCredit
    alternative_minimum_tax: AlternativeMinimumTax
    dates: Dates
    form_lines: FormLines
    american_rescue_plan: AmericanRescuePlan | None = None
    personal_exemptions: PersonalExemptions | None = None
    sources: Mapping[str, str]
    rate_schedules: Mapping[str, RateSchedule] = field(repr=False)

    def source(self, name: str) -> str:
        """Where a figure was read, by its dotted name like `child_tax_credit.per_child`."""
        return self.sources[name]


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
}


class ParameterProblems(ValueError):
    """A year's document that cannot be used; `problems` names every fault with its path."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems


def document_digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of the document in canonical JSON: the same figures always have the same digest."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_parameters(document: Any, *, revision: int = 1, published_on: str | None = None) -> Parameters:
    """The year's figures from its document. Raises ParameterProblems with every fault."""
    problems: list[Problem] = []
    if not isinstance(document, dict):
        raise ParameterProblems([Problem("", "must be an object with tax_year and figures")])
    problems += (Problem(key, "is not a known key") for key in document if key not in _DOCUMENT_KEYS)
    tax_year = document.get("tax_year")
    if isinstance(tax_year, bool) or not isinstance(tax_year, int):
        problems.append(Problem("tax_year", f"must be a year, not {tax_year!r}"))
    figures = document.get("figures")
    if not isinstance(figures, dict):
        raise ParameterProblems([*problems, Problem("figures", "must hold the sections of figures")])
    problems += (
        Problem(f"figures.{name}", "is not a known section")
        for name in figures
        if name not in {**SECTIONS, **OPTIONAL_SECTIONS}
    )
    sources: dict[str, str] = {}
    sections = {
        name: _read_section(name, section, figures.get(name, {}), sources, problems)
        for name, section in {**SECTIONS, **OPTIONAL_SECTIONS}.items()
        if name in SECTIONS or name in figures
    }
    if not problems:
        problems += _cross_checks(tax_year, sections)
    if problems:
        raise ParameterProblems(problems)
    income_tax: IncomeTax = sections["income_tax"]
    return Parameters(
        tax_year=tax_year,  # type: ignore[arg-type]  # an int here, or there were problems
        revision=revision,
        published_on=published_on,
        digest=document_digest(document),
        sources=sources,
        rate_schedules={
            status: RateSchedule.from_brackets(income_tax.upper_bounds[status], income_tax.rates)
            for status in FILING_STATUSES
        },
        **sections,
    )


_DOCUMENT_KEYS = ("tax_year", "figures", "exchange_rates")
_ENTRY_KEYS = ("value", "source", "note")


def _read_section(name: str, section: Any, entries: Any, sources: dict[str, str], problems: list[Problem]) -> Any:
    path = f"figures.{name}"
    if not isinstance(entries, dict):
        problems.append(Problem(path, "must hold figures"))
        return None
    known = {entry.name: entry for entry in fields(section)}
    problems += (Problem(f"{path}.{key}", "is not a known figure") for key in entries if key not in known)
    values = {}
    for figure_name, entry in known.items():
        where = f"{path}.{figure_name}"
        if figure_name not in entries:
            problems.append(Problem(where, "is missing"))
            continue
        given = entries[figure_name]
        if not isinstance(given, dict):
            problems.append(Problem(where, "must have a value and a source"))
            continue
        problems += (Problem(f"{where}.{key}", "is not a known key") for key in given if key not in _ENTRY_KEYS)
        source = given.get("source")
        if not isinstance(source, str) or not source.strip():
            problems.append(Problem(f"{where}.source", "must say where the figure was read"))
        else:
            sources[f"{name}.{figure_name}"] = source
        try:
            values[figure_name] = entry.metadata["kind"].read(given.get("value"))
        except Fault as fault:
            problems.append(Problem(f"{where}.value{fault.where}", str(fault)))
    return section(**values) if len(values) == len(known) else None


def _cross_checks(tax_year: Any, sections: Mapping[str, Any]) -> Iterator[Problem]:
    """What takes two figures to see."""
    credit: ChildTaxCredit = sections["child_tax_credit"]
    if credit.refund_cap_per_child > credit.per_child:
        yield Problem(
            "figures.child_tax_credit.refund_cap_per_child.value",
            f"cannot be more than the credit per child, {credit.per_child}",
        )
    brackets: IncomeTax = sections["income_tax"]
    for status, bounds in brackets.upper_bounds.items():
        if len(bounds) + 1 != len(brackets.rates):
            yield Problem(
                f"figures.income_tax.upper_bounds.value.{status}",
                f"must have {len(brackets.rates) - 1} bounds for {len(brackets.rates)} rates, not {len(bounds)}",
            )
    if list(brackets.rates) != sorted(set(brackets.rates)):
        yield Problem("figures.income_tax.rates.value", "must rise from each bracket to the next")
    eic: EarnedIncomeCredit = sections["earned_income_credit"]
    for children, maximum in enumerate(eic.maximum):
        if abs(share(eic.earned_income_amount[children], eic.phase_in_rate[children]) - maximum) > 1:
            yield Problem(
                f"figures.earned_income_credit.maximum.value[{children}]",
                "must be the rate times the earned income amount, within a dollar",
            )
    if sections["phaseout"].step == 0:
        yield Problem("figures.phaseout.step.value", "must be more than 0")
    yield from _day_count_check(tax_year, sections["exclusion"])
    yield from _date_checks(tax_year, sections["dates"])


def _day_count_check(tax_year: int, exclusion: ForeignEarnedIncomeExclusion) -> Iterator[Problem]:
    if MINYEAR <= tax_year < MAXYEAR:
        days = (date(tax_year + 1, 1, 1) - date(tax_year, 1, 1)).days
        if exclusion.days_in_year != days:
            yield Problem("figures.exclusion.days_in_year.value", f"must be {days}, the days of {tax_year}")


def _date_checks(tax_year: int, dates: Dates) -> Iterator[Problem]:
    chain = (
        "return_due",
        "return_due_abroad",
        "return_due_extended",
        "claim_refund_by",
        "claim_refund_by_abroad",
        "claim_refund_by_extended",
    )
    for earlier, later in pairwise(chain):
        if getattr(dates, later) < getattr(dates, earlier):
            yield Problem(f"figures.dates.{later}.value", f"must not be before {earlier}, {getattr(dates, earlier)}")
    if dates.return_due.year != tax_year + 1:
        yield Problem("figures.dates.return_due.value", f"must be in {tax_year + 1}, the year after the tax year")
    if dates.refunds_not_before.year != tax_year + 1:
        yield Problem("figures.dates.refunds_not_before.value", f"must be in {tax_year + 1}")
