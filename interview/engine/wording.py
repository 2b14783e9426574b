"""Sentences as data: a template and the figures in it. They become words at the edge, in the reader's language."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def gettext_noop(template: str) -> str:
    """Mark a template for the translators' catalogue; the text itself passes through unchanged."""
    return template


def english(value: Any, how: str) -> str:
    """One figure in American English: `$` whole dollars, `%` ten-thousandths as percent, `day` a full date."""
    if how == "$":
        return f"-${-value:,}" if value < 0 else f"${value:,}"
    if how == "%":
        return f"{value / 100:.2f}".rstrip("0").rstrip(".") + "%"
    if how == "ratio":
        return f"{value:.4f}"
    if how == "day" and isinstance(value, date):
        return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"
    return format(value, how)


class _Formatter(string.Formatter):
    def __init__(self, show: Callable[[Any, str], str]) -> None:
        self._show = show

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Text):
            return str(value)
        return self._show(value, format_spec) if format_spec else str(value)


class Text(NamedTuple):
    """A sentence: `template` with named placeholders like {cap:$}, and the `values` that fill them."""

    template: str
    values: Mapping[str, Any] = {}

    def render(
        self,
        translate: Callable[[str], str] = str,
        show: Callable[[Any, str], str] = english,
    ) -> str:
        """The sentence in words. `translate` turns the template into the reader's language, `show` writes a figure.

        A text without values is said as it is: words that come from a year's data may hold any sign.
        """
        if not self.values:
            return translate(self.template)
        values = {
            name: value.render(translate, show) if isinstance(value, Text) else value
            for name, value in self.values.items()
        }
        return _Formatter(show).format(translate(self.template), **values)

    def __str__(self) -> str:
        return self.render()


def text(template: str, **values: Any) -> Text:
    """A sentence with its figures."""
    return Text(template, values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form or worksheet, able to explain itself.

    `amount` is whole dollars, a count, or a ratio of four decimals, as `unit` says.
    """

    form: str
    line: str
    label: Text
    amount: int | float
    how: Text
    source: str
    unit: str = "dollars"
