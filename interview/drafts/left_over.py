"""Foreign tax that a year's US tax could not use up: it goes on to the next year, inside its category (IRC 904(c))."""

from __future__ import annotations

from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess
from interview.drafts.shown_way import shown_way
from interview.engine import Scenario

CATEGORIES = ("general", "passive")
AVAILABLE, CREDITED = "14", "24"
"""Lines of Form 1116: the tax that can be credited, and the credit."""


def foreign_tax_left_over(draft: Draft) -> dict[str, int]:
    """Whole dollars by category, in the way of filing that the result shows; nothing of a rough or unfinished draft."""
    try:
        assessed = assess(draft, with_outlook=False)
    except Unfinished:
        return {}
    if assessed.rough:
        return {}
    shown = shown_way(assessed.household, assessed.assessment)
    waiting = assessed.household.foreign_tax
    earlier = {"general": waiting.carryover_general, "passive": waiting.carryover_passive}
    return {category: _left_over(shown, category, earlier[category]) for category in CATEGORIES}


def _left_over(shown: Scenario, category: str, earlier: int) -> int:
    """Without a Form 1116 for the category, what came from earlier years waits on."""
    lines = {line.line: line.amount for line in shown.lines if line.form == f"form_1116_{category}"}
    if AVAILABLE not in lines:
        return earlier
    return max(0, int(lines[AVAILABLE]) - int(lines.get(CREDITED, 0)))
