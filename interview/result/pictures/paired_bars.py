"""Two bars a year below one another, with lines across between the years where something changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.result.pictures.places import percent

LEFT, RIGHT = 24.0, 73.0
"""The bars run between these, in percent: names of the bars stand before, amounts behind."""
EVENT, HEAD, BAR, GAP, AFTER = 27, 22, 17, 5, 13
"""Heights in pixels: a line across with its words, the year, one bar, between two bars, below a year."""
BASELINE = 13
LEAST = 0.5
"""A bar of little money is still to be seen, in percent; none at all has no bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its amount: `x` and `width` in percent, `y` its upper edge, `label_x` where the amount begins."""

    x: str
    width: str
    y: int
    text_y: int
    label_x: str
    label: str
    empty: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One year: what happens from then on, its name, a note at the other end, and both bars."""

    name: str
    note: str
    event: str
    line_y: int
    event_y: int
    name_y: int
    first: Bar
    second: Bar


@dataclass(frozen=True, slots=True)
class PairedBars:
    """The drawing: `zero` is the place of no money across."""

    pairs: tuple[Pair, ...]
    zero: str
    height: int


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one pair shows: amounts, how they are written, the year, its note and its event."""

    first: int
    second: int
    first_label: str
    second_label: str
    name: str
    note: str = ""
    event: str = ""


def paired_bars(rows: Sequence[Amounts]) -> PairedBars | None:
    """None where there is nothing but zeros."""
    every = [amount for row in rows for amount in (row.first, row.second)]
    low, high = min(0, *every), max(0, *every)
    if low == high:
        return None

    def across(amount: int) -> float:
        return LEFT + (RIGHT - LEFT) * (amount - low) / (high - low)

    def bar(amount: int, label: str, top: int) -> Bar:
        start, end = sorted((across(0), across(amount)))
        width = max(end - start, LEAST) if amount else 0
        # Beside a bar that runs to the left the room behind zero is free.
        return Bar(percent(start, 100), percent(width, 100), top, top + BASELINE, percent(end, 100), label, not amount)

    pairs, top = [], 0
    for row in rows:
        line = top + 3
        event_y = top + 18
        top += EVENT if row.event else 0
        first = top + HEAD
        second = first + BAR + GAP
        upper, lower = bar(row.first, row.first_label, first), bar(row.second, row.second_label, second)
        pairs.append(Pair(row.name, row.note, row.event, line, event_y, top + BASELINE + 1, upper, lower))
        top = second + BAR + AFTER
    return PairedBars(tuple(pairs), percent(across(0), 100), top - AFTER + 2)
