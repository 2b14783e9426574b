"""From answers to the household document of the contract. Pure: same answers and figures, same household.

Nothing else builds that document. Import from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from interview.adapter.assumptions import Assumption, Notebook, Unfinished
from interview.adapter.deductions import usual_standard_deduction
from interview.adapter.dollars import Exchange, Rates, whole
from interview.adapter.household import full_household
from interview.adapter.kept_households import figures_read
from interview.adapter.one_child import household_of_children
from interview.adapter.quick import quick_household
from interview.engine import Parameters
from interview.steps import QUICK, Answers, Route, depth
from interview.steps.conditions import compares_joint
from interview.steps.filing_status import ALONE, TOGETHER, filing

__all__ = [
    "Adapted",
    "Assumption",
    "Exchange",
    "Notebook",
    "Unfinished",
    "Ways",
    "figures_read",
    "household_as_read",
    "household_from",
    "household_of_children",
    "households_from",
    "usual_standard_deduction",
    "ways_to_file",
    "whole",
]


class Adapted(NamedTuple):
    """A household document, what was noted while it was made, whether it is only a rough one, and how it was read."""

    document: dict[str, Any]
    notebook: Notebook
    rough: bool
    route: Route

    @property
    def assumptions(self) -> list[Assumption]:
        """What was assumed to make it, in the reader's language."""
        return self.notebook.assumptions


Ways = Mapping[str, Route]
"""The ways to file that a family asks for, by code, each with how its answers are read then."""


def ways_to_file(route: Route) -> Ways:
    """A return of one's own and one together, of a family that compares them; else only one way, of an empty code."""
    if not compares_joint(route.saved):
        return {"": route}
    return {way: Route(filing(route.answers, way)) for way in (ALONE, TOGETHER)}


def households_from(answers: Answers, *, rates: Rates, parameters: Parameters) -> dict[str, Adapted]:
    """The household that the answers describe in each way to file. Raises Unfinished, naming the first open screen."""
    route = Route(answers)
    if route.first_open is not None:
        raise Unfinished(route.first_open)
    ways = ways_to_file(route)
    return {way: household_as_read(ways, way, rates=rates, parameters=parameters) for way in ways}


def household_from(answers: Answers, *, rates: Rates, parameters: Parameters) -> Adapted:
    """The only household, or that of a return of one's own. Raises Unfinished, naming the first open screen."""
    return next(iter(households_from(answers, rates=rates, parameters=parameters).values()))


def household_as_read(ways: Ways, way: str, *, rates: Rates, parameters: Parameters) -> Adapted:
    """The household of finished answers some of which were replaced, so that a screen may now be open.

    What nobody answered there counts in the family's favour. Raises Unfinished only for want of an exchange rate.
    """
    route, notebook = ways[way], Notebook()
    rough = depth(route.answers) == QUICK
    if rough:
        document = quick_household(route.saved, rates, parameters, notebook)
    else:
        both = ways[TOGETHER].saved if way == ALONE else None
        document = full_household(route.saved, rates, parameters, notebook, both=both)
    return Adapted(document, notebook, rough, route)
