"""What a section's page shows of each figure: inputs or words, and beside them what counts now and last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from interview.years.figure_table import STATUS_LABELS, Cell

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beside:
    """The documents that a draft is shown beside, as far as there are any."""

    in_force: Document | None = None
    last_year: Document | None = None


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """What a check finds odd about a value; `reason` is why somebody says that it is right."""

    mark: str
    path: str
    message: str
    reason: str = ""
    by: str = ""

    @property
    def name(self) -> str:
        """The name of the input for the reason."""
        return f"reason.{self.mark}"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One value, with its input in a draft, and lines about what it is compared with."""

    path: str
    label: str
    value: str
    beside: list[str]
    field: BoundField | None = None
    changed: bool = False

    @property
    def input_id(self) -> str:
        """Where links to the value lead, whether it has an input or not."""
        return f"id_{self.path}"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a figure's table."""

    label: str
    cells: list[ShownCell]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure: its cells, its source and note, and what an editor is asked about it."""

    anchor: str
    label: str
    unit: str
    cells: list[ShownCell]
    source: str
    note: str
    source_path: str
    columns: list[str]
    rows: list[ShownRow]
    empty: bool = False
    source_was: str = ""
    source_field: BoundField | None = None
    note_field: BoundField | None = None
    looked_field: BoundField | None = None
    warnings: Iterable[tuple[ShownWarning, BoundField]] = ()

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is in force."""
        return any(cell.changed for cell in self.cells) or bool(self.source_was and self.source != self.source_was)

    @property
    def source_id(self) -> str:
        """Where links to the source lead."""
        return f"id_{self.source_path}"


def in_table(cells: list[tuple[Cell, ShownCell]]) -> tuple[list[str], list[ShownRow]]:
    """The cells of a figure with several values as columns and rows; both empty for a single value.

    Columns have titles only where a figure is laid out by filing status and by brackets or children at once.
    """
    first = cells[0][0] if cells else None
    if first is None or (first.status is None and first.index is None):
        return [], []
    if first.status is None or first.index is None:
        return [], [ShownRow(cell.label, [shown]) for cell, shown in cells]
    rows: dict[str, list[ShownCell]] = {}
    columns: list[str] = []
    for cell, shown in cells:
        rows.setdefault(str(cell.status), []).append(shown)
        if cell.status == first.status:
            columns.append(cell.label.removeprefix(f"{STATUS_LABELS[str(cell.status)]}, "))
    return columns, [ShownRow(str(STATUS_LABELS[status]), shown) for status, shown in rows.items()]


def described(field: BoundField, *ids: str) -> BoundField:
    """Tie the texts beside an input to it, its message first, for people who hear the page."""
    own = [f"{field.auto_id}_error"] if field.errors else []
    if described_by := " ".join([*own, *ids]):
        field.field.widget.attrs["aria-describedby"] = described_by
    return field


def bound(form: forms.Form, name: str) -> BoundField | None:
    """A field that the form may have."""
    return form[name] if name in form.fields else None
