"""Amounts below a ground line: the family's own in the first row, the others there too or in the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.local_formats import money
from interview.result.pictures.places import anchored, percent, text_width

ROWS = (196, 214)
"""Baselines in pixels, below a ground line at 176."""
APART = 1.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One amount: its place across, where its label stands, and the row of the label."""

    x: str
    label_x: str
    y: int
    label: str
    anchor: str
    bold: bool


def ticks(own: int, others: Sequence[int], left: int, right: int) -> tuple[Tick, ...]:
    """From left to right. Labels never touch: what fits into no row is left out, the first of `others` last."""
    rows: list[list[tuple[float, float]]] = [[] for _row in ROWS]
    placed: dict[int, Tick] = {}
    for amount in dict.fromkeys((own, *others)):
        place, label = 100 * (amount - left) / (right - left), money(amount)
        width, anchor = text_width(label), anchored(place, label)
        start = {"start": 0.0, "end": 100 - width, "middle": place - width / 2}[anchor]
        for y, row in zip(ROWS, rows, strict=True):
            if all(start > end + APART or start + width < begin - APART for begin, end in row):
                row.append((start, start + width))
                x = {"start": 0.0, "end": 100.0, "middle": place}[anchor]
                placed[amount] = Tick(percent(place, 100), percent(x, 100), y, label, anchor, amount == own)
                break
    return tuple(tick for _amount, tick in sorted(placed.items()))
