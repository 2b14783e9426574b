"""Single values of a document that may be incomplete or wrong: a value of the right type, or None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from interview.years.figure_table import Figure, all_figures

Document = Mapping[str, Any]


class HeldValues:
    """The values of a draft's document, asked for one by one."""

    def __init__(self, document: Document, tax_year: int) -> None:
        self.document = document
        self.tax_year = tax_year
        self.figures: dict[str, Figure] = {f"{figure.section}.{figure.name}": figure for figure in all_figures()}

    def entry(self, name: str) -> Mapping[str, Any]:
        """The value, source and note of a figure like `phaseout.step`; empty if it is not there."""
        return self.figures[name].entry_in(self.document)

    def number(self, name: str, status: str | None = None, index: int | None = None) -> int | float | None:
        """A number, or one cell of a table of numbers."""
        value: Any = self.entry(name).get("value")
        if status is not None:
            value = value.get(status) if isinstance(value, dict) else None
        if index is not None:
            value = value[index] if isinstance(value, list) and index < len(value) else None
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def day(self, name: str) -> date | None:
        """A date."""
        try:
            return date.fromisoformat(self.entry(name).get("value", ""))
        except (TypeError, ValueError):
            return None

    def label(self, name: str) -> str:
        """What people call a figure."""
        return self.figures[name].label


def path_of(name: str, status: str | None = None, index: int | None = None) -> str:
    """Where one value of a figure stands in the document."""
    return f"figures.{name}.value" + (f".{status}" if status else "") + ("" if index is None else f"[{index}]")
