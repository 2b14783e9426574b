"""Days on one line, each with its label in a row of its own above, so that no two labels can touch.

A line leads from each label down to its dot.
"""

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

    The first labels stand to the right of their lines and the others to the left, so that those of both ends fit. Of
    all places where right turns into left the one counts where the fewest lines run through a label: mostly none.
    """
    first, last = min(days[0][0], today), max(days[-1][0], today)
    length = max(1, (last - first).days)

    def across(day: date) -> float:
        return SIDE + (100 - 2 * SIDE) * (day - first).days / length

    line_y = ROW * len(days) + 8
    ways = [
        _in_rows([_label(across(day[0]), day, right=place < turn) for place, day in enumerate(days)])
        for turn in range(len(days), -1, -1)
    ]
    marks = []
    for row, label in enumerate(min(ways, key=lambda way: way[1])[0]):
        upper = ROW * row + 14
        marks.append(
            Mark(
                percent(label.place, 100),
                percent(label.x, 100),
                label.anchor,
                upper,
                upper + 17,
                upper + 22,
                label.day[1],
                label.day[2],
                label.day[0] < today,
            )
        )
    now = across(today)
    return LineOfDays(tuple(marks), percent(now, 100), anchored(now, today_label), line_y, line_y + BELOW)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label beside or below its line at `place`: its anchor at `x`, and from where to where it may reach, in percent
    of the narrowest drawing.
    """

    day: Day
    place: float
    x: float
    anchor: str
    start: float
    end: float

    def is_crossed_by(self, other: _Label) -> bool:
        """Whether the line of `other` would run through this label if this one stood below."""
        return self.start < other.place < self.end


def _label(place: float, day: Day, *, right: bool) -> _Label:
    """On the side asked for if it fits there, or else in the middle, on the other side, or at an edge."""
    width = max(text_width(day[1]), text_width(day[2]))
    starts = {"start": place, "middle": place - width / 2, "end": place - width}
    for anchor in ("start", "middle", "end") if right else ("end", "middle", "start"):
        if 0 <= starts[anchor] <= 100 - width:
            return _Label(day, place, place, anchor, starts[anchor], starts[anchor] + width)
    return _Label(day, place, 0, "start", 0, width) if right else _Label(day, place, 100, "end", 100 - width, 100)


def _in_rows(labels: list[_Label]) -> tuple[list[_Label], int]:
    """From the top row down, and how often a line to a dot runs through a label.

    A label that a line would run through has to stand above the label of that line.
    """
    rows, left, crossed = [], list(labels), 0
    while left:
        above = {id(one): sum(other.is_crossed_by(one) for other in left) for one in left}
        following = min(left, key=lambda one: above[id(one)])
        crossed += above[id(following)]
        rows.append(following)
        left.remove(following)
    return rows, crossed
