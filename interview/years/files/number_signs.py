"""Whether a comma in a file of numbers ends the thousands or begins the decimals: proved by the file, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

_SPACES = re.compile(r"\s")
_POINT_DECIMALS = re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,})|0\d*\.\d+|\d{4,}\.\d+")
_COMMA_DECIMALS = re.compile(r"\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|0\d*,\d+|\d{4,},\d+")
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"[1-9]\d{0,2}((,\d{3}){2,}|(\.\d{3}){2,})")


class Decimals(Enum):
    """How a file writes its decimals. UNPROVED: no number in it tells. MIXED: its numbers tell both."""

    POINT = "point"
    COMMA = "comma"
    UNPROVED = "unproved"
    MIXED = "mixed"


def decimals_of(texts: Iterable[str]) -> Decimals:
    """What the numbers of a file prove together."""
    found = {_proves(_SPACES.sub("", text)) for text in texts} - {Decimals.UNPROVED}
    if len(found) > 1:
        return Decimals.MIXED
    return found.pop() if found else Decimals.UNPROVED


def with_point(text: str, decimals: Decimals) -> str | None:
    """A number with a decimal point and no other signs: "1.243,5" is "1243.5" where commas begin decimals.

    None if the number can be read in two ways and the file does not tell which; a text that is no number comes back
    as it is.
    """
    plain = _SPACES.sub("", text)
    own = _proves(plain)
    style = decimals if own is Decimals.UNPROVED else own
    if _EITHER.fullmatch(plain):
        return _one_of_two(plain, style)
    if own is Decimals.COMMA:
        return plain.replace(".", "").replace(",", ".")
    if own is Decimals.POINT:
        return plain.replace(",", "")
    return text


def _one_of_two(plain: str, style: Decimals) -> str | None:
    """Read 1,551 or 1.551. Where commas begin decimals, nobody can be sure that a point ends thousands."""
    if style is Decimals.POINT:
        return plain.replace(",", "")
    if style is Decimals.COMMA:
        return plain.replace(",", ".") if "," in plain else None
    return plain if style is Decimals.UNPROVED and "." in plain else None


def _proves(plain: str) -> Decimals:
    if _COMMA_DECIMALS.fullmatch(plain):
        return Decimals.COMMA
    if _POINT_DECIMALS.fullmatch(plain):
        return Decimals.POINT
    if _GROUPED.fullmatch(plain):
        return Decimals.POINT if "," in plain else Decimals.COMMA
    return Decimals.UNPROVED
