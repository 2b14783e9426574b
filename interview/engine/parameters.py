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

from interview.engine.figures import FILING_STATUSES, Fault, Problem
from interview.engine.form_lines import FORM_VERSIONS, FormLines, on_form_1040_nr
from interview.engine.money import RateSchedule, share
from interview.engine.sections import (
    OPTIONAL_SECTIONS,
    SECTIONS,
    AlternativeMinimumTax,
    AmericanRescuePlan,
    CapitalGains,
    ChangesToWatch,
    ChildTaxCredit,
    Dates,
    Deductions,
    EarnedIncomeCredit,
    ForeignEarnedIncomeExclusion,
    ForeignTaxCredit,
    IncomeTax,
    NetInvestmentIncomeTax,
    PayrollTaxes,
    PersonalExemptions,
    Phaseout,
    SocialSecurityBenefits,
)


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
    nonresident_form_lines: FormLines
    american_rescue_plan: AmericanRescuePlan | None = None
    personal_exemptions: PersonalExemptions | None = None
    changes_to_watch: ChangesToWatch | None = None
    sources: Mapping[str, str]
    rate_schedules: Mapping[str, RateSchedule] = field(repr=False)

    def source(self, name: str) -> str:
        """Where a figure was read, by its dotted name like `child_tax_credit.per_child`."""
        return self.sources[name]


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
        nonresident_form_lines=on_form_1040_nr(sections["form_lines"]),
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
    yield from _version_checks(sections["form_lines"])
    yield from _day_count_check(tax_year, sections["exclusion"])
    yield from _date_checks(tax_year, sections["dates"])


def _version_checks(lines: FormLines) -> Iterator[Problem]:
    """A version that nobody knows would be shown as the newest one."""
    for name, known in FORM_VERSIONS.items():
        if getattr(lines, name) not in known:
            yield Problem(f"figures.form_lines.{name}.value", f"must be one of {', '.join(known)}")


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
