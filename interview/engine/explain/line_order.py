"""The order in which the lines of a form stand on its print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from interview.engine.wording import Line

_NUMBER = re.compile(r"(\d+)(.*)")


def in_form_order(lines: Iterable[Line]) -> list[Line]:
    """The lines of one form in the order of its print."""
    return sorted(lines, key=lambda line: line_order(line.line))


def line_order(number: str) -> tuple[int, str]:
    """What sorts 8d before 8z, 9 before 10, and 11a before the 11 that adds up its letters."""
    found = _NUMBER.match(number)
    return (int(found[1]), found[2] or "~") if found else (0, number)
