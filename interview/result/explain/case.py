"""What is explained: the result, the way of filing that the page is about, and the day on which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from interview.drafts.results import Assessed, Worth
from interview.drafts.shown_way import NO_FORM_2555, chosen_way, paid_out, shown_way
from interview.engine import Assessment, Deadline, Household, Line, Parameters, Scenario, Text
from interview.result.explain.told import NOBODY, Told
from interview.result.explain.words import say
from interview.steps import Route

__all__ = ["ABOUT_THE_SAME", "NO_FORM_2555", "Case", "find_line", "line_amount", "paid_out"]

NOT_FILED = "no"
"""The interview's code for a return that is still to be filed; the others are "on_time", "late" and "amended"."""
ABOUT_THE_SAME = 100
"""Below this gap in dollars between two ways to file, other things may matter more than the money."""
NARROW = 50
"""A range of fewer dollars than this is one number."""


@dataclass(frozen=True)
class Case:
    """One result on one day. The clock is read by the view and nowhere else."""

    assessed: Assessed
    today: date
    filed: str = NOT_FILED
    told: Told = NOBODY
    figures: Mapping[int, Parameters] = field(default_factory=dict, repr=False)
    """Those of every tax year that has any, oldest first: what is said about other years comes from them."""

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What several sections ask for and costs more runs of the engine, kept under the name of who worked it out."""
        return {}

    @property
    def assessment(self) -> Assessment:
        return self.assessed.assessment

    @property
    def household(self) -> Household:
        return self.assessed.household

    @property
    def parameters(self) -> Parameters:
        return self.assessed.year.parameters

    @property
    def year(self) -> int:
        return self.assessment.tax_year

    @property
    def rough(self) -> bool:
        return self.assessed.rough

    @property
    def planning(self) -> bool:
        """The tax year is not over yet, so its return cannot be filed."""
        return self.today.year <= self.year

    @property
    def out_of_scope(self) -> bool:
        return self.assessment.best is None

    @cached_property
    def without(self) -> Scenario:
        """Filing without Form 2555: every result has it."""
        return next(way for way in self.assessment.scenarios if way.key == NO_FORM_2555)

    @cached_property
    def asked_for(self) -> Scenario | None:
        """The way of filing with Form 2555 that the family has chosen; None if it has chosen none."""
        return chosen_way(self.household, self.assessment)

    @cached_property
    def with_form_2555(self) -> Scenario | None:
        """The way with Form 2555 that stands beside: the chosen one, or else the best one that is allowed."""
        if self.asked_for is not None and self.asked_for.allowed:
            return self.asked_for
        possible = [way for way in self.assessment.scenarios if way.allowed and way.key != NO_FORM_2555]
        best = next((way for way in possible if way.key == self.assessment.best), None)
        return best or max(possible, key=lambda way: way.balance, default=None)

    @cached_property
    def has_chosen_form_2555(self) -> bool:
        """The family has said that it uses Form 2555, and it may."""
        return self.asked_for is not None and self.asked_for.allowed

    @cached_property
    def shown(self) -> Scenario:
        """What the page is about: the family's own choice, or else the better way."""
        return shown_way(self.household, self.assessment)

    @cached_property
    def range(self) -> tuple[int, int] | None:
        """The lowest and highest credit paid out, where open answers leave room for two that differ."""
        outlook = self.assessed.outlook
        if self.out_of_scope or outlook is None or outlook.high - outlook.low < NARROW:
            return None
        return outlook.low, outlook.high

    @property
    def open_answers(self) -> tuple[Worth, ...]:
        """The answers that are open and change the result, what matters most first."""
        outlook = self.assessed.outlook
        return outlook.open if outlook is not None and not self.out_of_scope else ()

    @property
    def other(self) -> Scenario | None:
        """The other way to file, if there is one."""
        return self.with_form_2555 if self.shown is self.without else self.without

    @property
    def basis(self) -> Scenario:
        """The way of filing in which the credit can be paid out at all."""
        return self.shown if paid_out(self.shown) else self.without

    @property
    def to_file(self) -> Scenario:
        """The way of filing that the next steps lead to: the page's own, unless leaving Form 2555 off is better."""
        return self.without if self.without.balance > self.shown.balance else self.shown

    @property
    def expects_money(self) -> bool:
        """The whole return ends in a refund; a credit that self-employment tax takes whole is none to claim."""
        return self.to_file.balance > 0

    @property
    def gain_of_switching(self) -> int:
        """How much better the family would be off without the Form 2555 that it has chosen."""
        return self.without.balance - self.shown.balance if self.has_chosen_form_2555 else 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each child is called: by name, or by its place in the list."""
        return tuple(
            child.name or say(_("Child {number}"), number=place)
            for place, child in enumerate(self.assessment.children, start=1)
        )

    @property
    def counting(self) -> tuple[str, ...]:
        """The names of the children who bring the child tax credit."""
        children = zip(self.names, self.assessment.children, strict=True)
        return tuple(name for name, child in children if child.credit == "child_tax_credit")

    @property
    def days(self) -> Mapping[str, Deadline]:
        """The year's days by their codes."""
        return {day.code: day for day in self.assessment.deadlines}

    @cached_property
    def filing_day(self) -> date:
        """The day by which this family's return is due."""
        filing = self.household.filing
        if filing.extended_to is not None:
            return filing.extended_to
        if filing.extension:
            return self.parameters.dates.return_due_extended
        dates = self.parameters.dates
        if self.household.nonresident_return:
            # Form 1040-NR is due in April only with US pay that had tax withheld: IRC 6072(c).
            return dates.return_due if self.household.filer.wages_us else dates.return_due_abroad
        return dates.return_due_abroad if filing.abroad_on_due_date else dates.return_due

    @property
    def had_more_time(self) -> bool:
        """The family told us that it asked for more time to file."""
        return self.household.filing.extension or self.household.filing.extended_to is not None

    @property
    def claim_day(self) -> date:
        """The last safe day to claim the refund."""
        return self.parameters.dates.claim_refund_by

    @property
    def has_filed(self) -> bool:
        """The family said that the return of the year is with the IRS already."""
        return self.filed != NOT_FILED

    @property
    def too_late(self) -> bool:
        return self.today > self.claim_day

    @property
    def next_day(self) -> date:
        """The day that matters next: the return's, or once that has passed the last day to claim."""
        return self.claim_day if self.today > self.filing_day else self.filing_day

    def took(self, screen: str) -> bool:
        """Something on this screen was taken for granted, or read on the careful side."""
        return any(assumption.page == screen for assumption in self.assessed.assumptions)

    @property
    def first_year_free_again(self) -> int:
        """The first tax year in which Form 2555 can be used again by whoever stops for this one: IRC 911(e)(2)."""
        return self.year + self.parameters.exclusion.years_before_new_election + 1

    @property
    def may_have_used_form_2555(self) -> bool:
        """The family is not sure whether it used Form 2555 in earlier years, and is read as if it had."""
        return self.told.says("exclusion_prior", "you", "not_sure") or self.told.says(
            "exclusion_prior", "spouse", "not_sure"
        )

    @property
    def not_allowed(self) -> Text | None:
        """Why the Form 2555 that the family asked for is not possible."""
        asked = self.asked_for
        if asked is not None:
            return None if asked.allowed else asked.why_not
        refused = (way.why_not for way in self.assessment.scenarios if not way.allowed)
        return None if self.with_form_2555 else next(refused, None)


def whether_filed(route: Route) -> str:
    """The family's answer about its return of the year; a quick check does not ask."""
    return str(route.saved.get("history", "filed") or NOT_FILED)


def find_line(way: Scenario, form: str, line: str) -> Line | None:
    """One line of a form, if this way of filing gets that far."""
    return next((found for found in way.lines if found.form == form and found.line == line), None)


def line_amount(way: Scenario, form: str, line: str) -> int:
    """The amount on a line; 0 where the form was not followed that far."""
    found = find_line(way, form, line)
    return int(found.amount) if found is not None else 0
