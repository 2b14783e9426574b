"""Days on one line, each with its label in a row of its own above, so that no two labels can touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from interview.result.pictures.places import anchored, percent, text_width

ROW = 42
"""Two lines of a label and the space below them, in pixels."""
SIDE = 2.0
"""Percent that stay free at both ends of the line, for the dots."""
BELOW = 30

Day = tuple[date, str, str]
"""A day, its name, and the day in words."""


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


def line_of_days(days: Sequence[Day], today: date, today_label: str) -> LineOfDays:
    """`days` in the order of the calendar, each with its name and the day in words.

    A label that would run out of the drawing ends at its edge instead.
    """
    first, last = min(days[0][0], today), max(days[-1][0], today)
    length = max(1, (last - first).days)

    def across(day: date) -> float:
        return SIDE + (100 - 2 * SIDE) * (day - first).days / length

    line_y = ROW * len(days) + 8
    marks = []
    for row, (day, name, words) in enumerate(_in_rows(days, across)):
        place = across(day)
        anchor = "start" if _fits(place, name, words) else "end"
        upper = ROW * row + 14
        marks.append(
            Mark(
                percent(place, 100),
                percent(place if anchor == "start" else 100, 100),
                anchor,
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


def _fits(place: float, name: str, words: str) -> bool:
    return place + max(text_width(name), text_width(words)) <= 100


def _in_rows(days: Sequence[Day], across: Callable[[date], float]) -> list[Day]:
    """From the top row down, so that no line to a dot runs through a label: of labels to the right of their lines the
    latest is nearest to the dots, and of those to the left the earliest.
    """
    right = [day for day in days if _fits(across(day[0]), day[1], day[2])]
    left = [day for day in days if day not in right]
    return right + left[::-1]
