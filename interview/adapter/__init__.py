"""From answers to the household document of the contract. Pure: same answers and figures, same household.

Nothing else builds that document. Import from here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from interview.adapter.assumptions import Assumption, Notebook, Unfinished
from interview.adapter.deductions import usual_standard_deduction
from interview.adapter.dollars import Exchange, Rates, whole
from interview.adapter.household import full_household
from interview.adapter.kept_households import figures_read
from interview.adapter.one_child import household_of_children
from interview.adapter.quick import quick_household
from interview.engine import Parameters
from interview.steps import QUICK, Answers, Route, Saved, depth
from interview.steps.conditions import compares_joint
from interview.steps.filing_status import ALONE, COMPARED, TOGETHER, WAYS_TO_FILE, filing

__all__ = [
    "Adapted",
    "Assumption",
    "Exchange",
    "Notebook",
    "Unfinished",
    "figures_read",
    "household_as_read",
    "household_from",
    "household_of_children",
    "usual_standard_deduction",
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


def household_from(answers: Answers, *, rates: Rates, parameters: Parameters) -> Adapted:
    """The household that the answers describe. Raises Unfinished, naming the first screen that is still open.

    Of a family that compares ways to file it is the return of one's own.
    """
    route = Route(answers)
    if route.first_open is not None:
        raise Unfinished(route.first_open)
    if compares_joint(route.saved):
        route = Route(filing(answers, ALONE))
    return _adapted(route, rates, parameters)


def household_as_read(answers: Answers, *, rates: Rates, parameters: Parameters) -> Adapted:
    """The household of finished answers some of which were replaced, so that a screen may now be open.

    What nobody answered there counts in the family's favour. Raises Unfinished only for want of an exchange rate.
    """
    return _adapted(Route(answers), rates, parameters)


def _adapted(route: Route, rates: Rates, parameters: Parameters) -> Adapted:
    notebook = Notebook()
    rough = depth(route.answers) == QUICK
    if rough:
        document = quick_household(route.saved, rates, parameters, notebook)
    else:
        document = full_household(route.saved, rates, parameters, notebook, both=_both(route))
    return Adapted(document, notebook, rough, route)


def _both(route: Route) -> Saved | None:
    """The answers about both spouses, where a return of one's own is only one of the ways that are compared."""
    if route.answers.get(COMPARED) != [ALONE]:
        return None
    together = {page: {"files": codes[TOGETHER]} for page, codes in WAYS_TO_FILE.items() if page in route.pages}
    return Route({**route.answers, **together}).saved
