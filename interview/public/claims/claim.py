"""One thing that many say about the credit, and what a page of them needs to know about a year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from interview.engine import Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said, what is right, what that means in dollars for one family, and where the law says so."""

    code: str
    said: str
    right: str
    in_dollars: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """The figures of the year shown, and those of every year, oldest first."""

    shown: Parameters
    all_years: Mapping[int, Parameters]

    @property
    def year(self) -> int:
        return self.shown.tax_year

    @cached_property
    def with_another_amount(self) -> Parameters | None:
        """The nearest year whose credit for a child was another one: an earlier one, else a later one."""
        amount = self.shown.child_tax_credit.per_child
        others = [figures for figures in self.all_years.values() if figures.child_tax_credit.per_child != amount]
        earlier = [figures for figures in others if figures.tax_year < self.year]
        return earlier[-1] if earlier else (others[0] if others else None)

    @cached_property
    def with_two_phaseouts(self) -> Parameters | None:
        """The year of the American Rescue Plan, whose figures are still quoted for other years."""
        return next((figures for figures in self.all_years.values() if figures.american_rescue_plan), None)


WorkOut = Callable[[Rules], Claim | None]
"""A claim as it stands for a year; None where it is no error in that year."""
