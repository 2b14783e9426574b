"""Where a line of Schedule 8812 stands in the papers of the result's year: they were numbered anew four times.

Everything that explains a result names lines by the numbers of 2022 and later, and asks here.
"""

from __future__ import annotations

from interview.engine import Line, Scenario, age_at_year_end, place_in_version
from interview.result.explain.case import Case, find_line

SCHEDULE = "schedule_8812"
FOR_REFUNDS_ONLY = ("2017", "2018")
"""Versions in which the credit itself was worked out elsewhere, and the schedule was about the refund."""
LAST_LINES = {"2017": ("13",), "2018": ("15",), "2021": ("14i", "15h"), "2022": ("27",)}
"""The line with the result, by the version of the schedule."""


def schedule_line(case: Case, way: Scenario, number: str) -> Line | None:
    """The line that has this number since 2022; None where the year had no such line or the form ended before it."""
    place = place_in_version(number, version(case))
    return find_line(way, *place) if place is not None else None


def schedule_amount(case: Case, way: Scenario, number: str) -> int:
    """The amount on that line; 0 where there is none."""
    found = schedule_line(case, way, number)
    return int(found.amount) if found is not None else 0


def version(case: Case) -> str:
    """Which papers the year has: 2017, 2018, 2021 or 2022."""
    return case.parameters.form_lines.schedule_8812


def schedule_belongs(case: Case, way: Scenario) -> bool:
    """Whether the return takes the schedule. Until 2020 only a refund did, or in 2017 a child with an ITIN."""
    if version(case) not in FOR_REFUNDS_ONLY:
        return way.credit_before_phaseout > 0
    itin = any(child.taxpayer_id.kind == "itin" for child in case.household.children)
    return way.additional_child_tax_credit > 0 or (version(case) == "2017" and itin)


def counting(case: Case) -> int:
    """How many children bring the child tax credit."""
    return sum(child.credit == "child_tax_credit" for child in case.assessment.children)


def others(case: Case) -> int:
    """How many bring the credit for other dependents."""
    return sum(child.credit == "other_dependents" for child in case.assessment.children)


def paid_early(case: Case) -> int:
    """The part of 2021's credit that came before the return."""
    return case.household.history.advance_child_credit_received


def worth(case: Case, place: int) -> int:
    """What one child brings at most: in 2021 a young child brought more."""
    plan, figures = case.parameters.american_rescue_plan, case.parameters.child_tax_credit
    age = age_at_year_end(case.household.children[place], case.year)
    return plan.per_young_child if plan is not None and age < plan.young_age_limit else figures.per_child
