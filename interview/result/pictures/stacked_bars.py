"""Bars below one another, each made of parts, with their words above them and their sum behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.result.pictures.places import percent

ROW, BAR_TOP, TEXT = 44, 20, 14
"""Heights in pixels: from one bar to the next, from its words to the bar, from the top to the line of the words."""
WIDEST = 74.0
"""The longest bar, in percent of the drawing; behind it stands its sum."""
LEAST = 0.8
"""A part of little is still to be seen, in percent."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """One bar as a caller gives it: its words, its parts from the left, and how the sum is written."""

    label: str
    parts: Sequence[int]
    total: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `kind` counts from 1 and chooses the color and the pattern; places across are percentages."""

    kind: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One bar; places down are pixels."""

    label: str
    total: str
    parts: tuple[Part, ...]
    text_y: int
    y: int
    total_x: str
    total_y: int


@dataclass(frozen=True, slots=True)
class StackedBars:
    """The drawing."""

    bars: tuple[StackedBar, ...]
    height: int


def stacked_bars(rows: Sequence[Amounts]) -> StackedBars | None:
    """None where there is nothing to draw. Parts are zero or more."""
    most = max((sum(row.parts) for row in rows), default=0)
    if most <= 0:
        return None
    return StackedBars(tuple(_bar(place, row, most) for place, row in enumerate(rows)), ROW * len(rows))


def _bar(place: int, row: Amounts, most: int) -> StackedBar:
    top, x, parts = ROW * place, 0.0, []
    for kind, amount in enumerate(row.parts, start=1):
        if amount:
            width = max(WIDEST * amount / most, LEAST)
            parts.append(Part(kind, percent(x, 100), percent(width, 100)))
            x += width
    return StackedBar(
        row.label, row.total, tuple(parts), top + TEXT, top + BAR_TOP, percent(x, 100), top + BAR_TOP + 13
    )
