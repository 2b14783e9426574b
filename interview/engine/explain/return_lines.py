"""The whole return, form after form, each form's lines in the order of its print."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from interview.engine.common_facts import Facts
from interview.engine.explain.form_1040 import tax_lines, total_tax_lines
from interview.engine.explain.income import income_lines
from interview.engine.explain.line_order import line_order
from interview.engine.explain.other_taxes import other_tax_lines
from interview.engine.explain.payments import payment_lines
from interview.engine.scenario import Outcome
from interview.engine.wording import Line

ORDER = ("schedule_1", "form_1040", "form_1040_nr", "schedule_2", "schedule_3", "schedule_4", "schedule_5")


def return_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Form 1040 or 1040-NR with the numbered schedules that the year had."""
    lines = chain(
        income_lines(shared, outcome),
        tax_lines(shared, outcome),
        total_tax_lines(shared, outcome),
        other_tax_lines(shared, outcome),
        payment_lines(shared, outcome),
    )
    yield from sorted(lines, key=lambda line: (ORDER.index(line.form), *line_order(line.line)))
