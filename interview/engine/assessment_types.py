"""What the engine found, in the words of the contract (schema 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from interview.engine.children import CreditKind
from interview.engine.scenario import ScenarioKey
from interview.engine.wording import Line, Text

Level = Literal["info", "warning", "stop"]


@dataclass(frozen=True, slots=True)
class ChildTest:
    """One legal question about one child, answered."""

    code: str
    passed: bool
    reason: Text
    source: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make a child count; `by` is the day before which it must have happened, None where no day is set."""

    code: str
    text: Text
    by: date | None


@dataclass(frozen=True, slots=True)
class ChildAssessment:
    """Which credit a child brings, by which tests, and what could change that."""

    name: str
    credit: CreditKind
    tests: tuple[ChildTest, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One way of filing, in whole dollars. A scenario that is not allowed holds what filing without it gives."""

    key: ScenarioKey
    allowed: bool
    why_not: Text | None
    agi: int
    modified_agi: int
    earned_income: int
    taxable_income: int
    tax_before_credits: int
    foreign_tax_credit: int
    credit_before_phaseout: int
    phaseout_reduction: int
    credit_after_phaseout: int
    credit_limit: int
    nonrefundable_credit: int
    additional_child_tax_credit: int
    refundable_child_tax_credit: int
    earned_income_credit: int
    self_employment_tax: int
    other_taxes: int
    total_tax: int
    payments: int
    balance: int
    foreign_tax_unused: int
    why_zero: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the family should know; `amount` is what it is worth in dollars, None where no sum belongs to it."""

    code: str
    level: Level
    text: Text
    source: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must have happened."""

    code: str
    on: date
    text: Text


@dataclass(frozen=True, slots=True)
class ParametersStamp:
    """Which figures were used."""

    tax_year: int
    revision: int
    published_on: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the engine says about one household."""

    schema: int
    tax_year: int
    parameters: ParametersStamp
    best: ScenarioKey | None
    children: tuple[ChildAssessment, ...]
    scenarios: tuple[Scenario, ...]
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...]

    def scenario(self, key: str) -> Scenario | None:
        """The scenario of that key, if the household has it."""
        return next((scenario for scenario in self.scenarios if scenario.key == key), None)
