"""The interview as a table: every screen there is, in order."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from interview.steps.after_children import AFTER_CHILDREN
from interview.steps.child_papers import CHILD_PAPERS
from interview.steps.children import CHILD_AND_HOME
from interview.steps.children_together import CHILDREN_TOGETHER
from interview.steps.deductions import DEDUCTION_STEPS
from interview.steps.exclusion import EXCLUSION_PLAN
from interview.steps.exclusion_history import EXCLUSION_HISTORY
from interview.steps.exclusion_tests import EXCLUSION_TESTS
from interview.steps.foreign_tax import FOREIGN_TAX_STEPS
from interview.steps.history import HISTORY_STEPS
from interview.steps.income import INCOME_STEPS
from interview.steps.income_parts import INCOME_PARTS
from interview.steps.marriage import MARRIAGE
from interview.steps.own_return import OWN_RETURN
from interview.steps.payroll_tax import EXCHANGE_RATE_STEPS, PAYROLL_TAX
from interview.steps.people import PEOPLE_STEPS
from interview.steps.questions import Each, Step
from interview.steps.quick import QUICK_CHECK_STEPS
from interview.steps.year_and_home import YEAR_AND_HOME

YEAR = tuple(step for step in YEAR_AND_HOME if step.name in ("year", "year_closed"))

STEPS: tuple[Step, ...] = (
    *YEAR_AND_HOME,
    *MARRIAGE,
    *OWN_RETURN,
    *PEOPLE_STEPS,
    *CHILD_AND_HOME,
    *CHILD_PAPERS,
    *CHILDREN_TOGETHER,
    *AFTER_CHILDREN,
    *INCOME_STEPS,
    *INCOME_PARTS,
    *PAYROLL_TAX,
    *EXCLUSION_PLAN,
    *EXCLUSION_TESTS,
    *EXCLUSION_HISTORY,
    *FOREIGN_TAX_STEPS,
    *DEDUCTION_STEPS,
    *HISTORY_STEPS,
    *EXCHANGE_RATE_STEPS,
)

QUICK_STEPS: tuple[Step, ...] = (*YEAR, *QUICK_CHECK_STEPS, *EXCHANGE_RATE_STEPS)


Loops = tuple[tuple[Each, tuple[Step, ...]], ...]


def loops(steps: tuple[Step, ...]) -> Loops:
    """Neighbours that are asked for the same keys, with what finds those keys."""
    return tuple((each, tuple(loop)) for each, loop in groupby(steps, key=attrgetter("each")))


LOOPS, QUICK_LOOPS = loops(STEPS), loops(QUICK_STEPS)
