"""The yearly figures as people see them: sections, labels, and each figure taken apart into single cells.

What exists, of which kind and under which label is the engine's knowledge; only the words around it are ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interview.engine import FILING_STATUSES, OPTIONAL_SECTIONS, SECTIONS
from interview.years.cell_fields import shown

SECTION_TITLES: dict[str, str | Promise] = {
    "child_tax_credit": gettext_lazy("Child tax credit"),
    "phaseout": gettext_lazy("Income limit of the credit"),
    "income_tax": gettext_lazy("Income tax"),
    "deductions": gettext_lazy("Standard deduction"),
    "capital_gains": gettext_lazy("Capital gains and dividends"),
    "social_security_benefits": gettext_lazy("Social Security benefits"),
    "earned_income_credit": gettext_lazy("Earned income credit"),
    "payroll_taxes": gettext_lazy("Payroll and self-employment taxes"),
    "net_investment_income_tax": gettext_lazy("Net investment income tax"),
    "exclusion": gettext_lazy("Foreign earned income exclusion"),
    "foreign_tax_credit": gettext_lazy("Foreign tax credit"),
    "alternative_minimum_tax": gettext_lazy("Alternative minimum tax"),
    "dates": gettext_lazy("Dates"),
    "form_lines": gettext_lazy("Lines of the year's forms"),
    "american_rescue_plan": gettext_lazy("The larger credit of 2021"),
    "personal_exemptions": gettext_lazy("Personal exemptions"),
    "changes_to_watch": gettext_lazy("Changes that families are told of"),
    "exchange_rates": gettext_lazy("Exchange rates"),
}

STATUS_LABELS: dict[str, str | Promise] = {
    "single": gettext_lazy("Single"),
    "married_joint": gettext_lazy("Married, one return together"),
    "married_separate": gettext_lazy("Married, separate returns"),
    "head_of_household": gettext_lazy("Head of household"),
    "surviving_spouse": gettext_lazy("Surviving spouse"),
}

ALL_SECTIONS = {**SECTIONS, **OPTIONAL_SECTIONS}


class Shape(NamedTuple):
    """What one cell of a figure holds, and along what its cells are laid out."""

    holds: str
    by_status: bool = False
    across: str = ""


# By the names of the engine's kinds.
SHAPES = {
    "dollars": Shape("dollars"),
    "count": Shape("count"),
    "rate": Shape("rate"),
    "dollars_and_cents": Shape("cents"),
    "day": Shape("day"),
    "flag": Shape("flag"),
    "words": Shape("words"),
    "place": Shape("words"),
    "rates": Shape("rate", across="brackets"),
    "dollars_by_status": Shape("dollars", by_status=True),
    "brackets_by_status": Shape("dollars", by_status=True, across="brackets"),
    "dollars_by_children": Shape("dollars", across="children"),
    "rates_by_children": Shape("rate", across="children"),
    "dollars_by_status_and_children": Shape("dollars", by_status=True, across="children"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a figure. `path` is where the checks report its problems, and the name of its input."""

    path: str
    status: str | None
    index: int | None
    label: str
    holds: str

    def value_in(self, entry: Mapping[str, Any]) -> Any:
        """What the cell holds in a figure's entry; None when the entry lacks it."""
        value: Any = entry.get("value")
        try:
            if self.status is not None:
                value = value[self.status]
            return value if self.index is None else value[self.index]
        except (KeyError, IndexError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one section."""

    section: str
    name: str
    label: str
    shape: Shape
    # "indexed", "anew", or nothing: why the figure is another one every year.
    yearly: str = ""

    @property
    def path(self) -> str:
        """Where the figure stands in a year's document."""
        return f"figures.{self.section}.{self.name}"

    def entry_in(self, document: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """The figure's value, source and note in a document; empty when it is not there."""
        entry = (document or {}).get("figures", {}).get(self.section, {}).get(self.name)
        return entry if isinstance(entry, dict) else {}

    def in_words(self, entry: Mapping[str, Any]) -> str:
        """All values of an entry in one line."""
        return "; ".join(
            f"{cell.label}: {value}" if cell.label else value
            for cell in self.cells(entry)
            for value in [shown(cell.value_in(entry), cell.holds)]
        )

    def cells(self, *entries: Mapping[str, Any]) -> list[Cell]:
        """The figure's values one by one; tables are as wide as the widest of the entries."""
        statuses: tuple[str | None, ...] = FILING_STATUSES if self.shape.by_status else (None,)
        return [
            self._cell(status, index)
            for status in statuses
            for index in (range(self._width(entries)) if self.shape.across else [None])
        ]

    def _cell(self, status: str | None, index: int | None) -> Cell:
        path = f"{self.path}.value" + (f".{status}" if status else "") + ("" if index is None else f"[{index}]")
        words = [str(STATUS_LABELS[status])] if status else []
        if index is not None:
            words.append(_children(index) if self.shape.across == "children" else _("Bracket %(n)d") % {"n": index + 1})
        return Cell(path, status, index, ", ".join(words), self.shape.holds)

    def _width(self, entries: tuple[Mapping[str, Any], ...]) -> int:
        if self.shape.across == "children":
            return 4
        values = [entry.get("value") for entry in entries]
        lists = [row for value in values for row in (value.values() if isinstance(value, dict) else [value])]
        return max((len(row) for row in lists if isinstance(row, list)), default=0)


def sections_of(document: Mapping[str, Any]) -> list[str]:
    """The sections of a year, in the order of the pages; law of some years only where the year holds it."""
    held = document.get("figures", {})
    return [name for name in SECTION_TITLES if name not in OPTIONAL_SECTIONS or name in held]


def figures_of(section: str) -> list[Figure]:
    """The figures of one section, in the engine's order."""
    return [
        Figure(
            section,
            field.name,
            field.metadata["label"],
            SHAPES[field.metadata["kind"].name],
            field.metadata["yearly"],
        )
        for field in fields(ALL_SECTIONS[section])
    ]


def all_figures() -> Iterator[Figure]:
    """Every figure of a year."""
    for section in ALL_SECTIONS:
        yield from figures_of(section)


def _children(index: int) -> str:
    if index == 0:
        return _("no child")
    if index == 3:
        return _("3 or more children")
    return ngettext("%(n)d child", "%(n)d children", index) % {"n": index}
