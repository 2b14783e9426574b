"""Days on one line, each with its label in a row of its own above, so that no two labels can touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from interview.result.pictures.places import anchored, percent, text_width

ROW = 42
"""Two lines of a label and the space below them, in pixels."""
SIDE = 2.0
"""Percent that stay free at both ends of the line, for the dots."""
BELOW = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """One day: its place across, the rows of its label in pixels, and where the label begins or ends."""

    x: str
    label_x: str
    anchor: str
    upper: int
    lower: int
    top: int
    name: str
    day: str
    past: bool


@dataclass(frozen=True, slots=True)
class LineOfDays:
    """The drawing. `line_y` is the height of the line, `today` its place across."""

    marks: tuple[Mark, ...]
    today: str
    today_anchor: str
    line_y: int
    height: int


def line_of_days(days: Sequence[tuple[date, str, str]], today: date, today_label: str) -> LineOfDays:
    """`days` in the order of the calendar, each with its name and the day in words.

    A later day has its label nearer to the line; a label that would run out of the drawing ends at its edge instead.
    """
    first, last = min(days[0][0], today), max(days[-1][0], today)
    length = max(1, (last - first).days)

    def across(day: date) -> float:
        return SIDE + (100 - 2 * SIDE) * (day - first).days / length

    line_y = ROW * len(days) + 8
    marks = []
    for row, (day, name, words) in enumerate(days):
        place = across(day)
        fits = place + max(text_width(name), text_width(words)) <= 100
        upper = ROW * row + 14
        marks.append(
            Mark(
                percent(place, 100),
                percent(place if fits else 100, 100),
                "start" if fits else "end",
                upper,
                upper + 17,
                upper + 22,
                name,
                words,
                day < today,
            )
        )
    now = across(today)
    return LineOfDays(tuple(marks), percent(now, 100), anchored(now, today_label), line_y, line_y + BELOW)
