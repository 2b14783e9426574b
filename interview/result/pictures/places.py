"""Places on a drawing. Across, everything is in percent of its width; down, in pixels. Text keeps its size."""

from __future__ import annotations

NARROWEST = 260
"""The width in pixels of a drawing on the narrowest phone, 320 pixels, inside its card."""
LETTER = 7.6
"""The width in pixels of an average letter of a bold label at 15 pixels, rounded up."""
TOP, PLOT = 26, 150
"""The upper edge and the height in pixels of every curve over amounts; the templates draw its ground line below."""


def percent(part: float, whole: float) -> str:
    """A place on the drawing. The dot is SVG's, in every language."""
    return f"{100 * part / whole:.2f}%"


def text_width(words: str) -> float:
    """How much of the narrowest drawing a label may take, in percent."""
    return 100 * len(words) * LETTER / NARROWEST


def anchored(place: float, words: str) -> str:
    """How a label stands at a place in percent: in the middle of it, or else at the edge that it would cross."""
    half = text_width(words) / 2
    if place < half:
        return "start"
    return "end" if place > 100 - half else "middle"


def height_of(amount: float, most: float) -> str:
    """How far down an amount of a curve is drawn, in pixels; the largest stands at the upper edge."""
    return f"{TOP + PLOT * (1 - amount / most):.1f}"
