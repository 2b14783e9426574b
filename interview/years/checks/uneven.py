"""A cell of an indexed table that moves unlike the same cell of the other filing statuses: mostly a mistyped one.

The same prices raise all of them. A value of last year that was left standing, and digits that changed places, show
here though they are small beside the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any, NamedTuple

from interview.engine import FILING_STATUSES
from interview.years.figure_table import Cell, Figure

# Shares of last year's value, besides what rounding to the step of the figure can make.
ROOM = 0.01


class Uneven(NamedTuple):
    """The cell, by which share of last year's value it changes, and by which share the others do."""

    cell: Cell
    change: float
    others: float


def uneven(figure: Figure, entry: Mapping[str, Any], last_year: Mapping[str, Any], step: int) -> Uneven | None:
    """The cell that is farthest off; None if all move alike. `step`: dollars to which the law rounds the figure."""
    if not figure.shape.by_status or figure.shape.holds != "dollars":
        return None
    moves: dict[int | None, list[tuple[Cell, float, float]]] = {}
    for cell in figure.cells(entry, last_year):
        now, then = cell.value_in(entry), cell.value_in(last_year)
        if _is_amount(now) and _is_amount(then) and then > 0:
            moves.setdefault(cell.index, []).append((cell, (now - then) / then, step / then))
    found = [
        Uneven(cell, change, others)
        for row in moves.values()
        if len(row) == len(FILING_STATUSES)
        for others in [median(change for _cell, change, _room in row)]
        for cell, change, room in row
        if abs(change - others) > ROOM + room
    ]
    return max(found, key=lambda one: abs(one.change - one.others), default=None)


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
