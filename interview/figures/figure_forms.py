"""The form of one section of a draft's figures, built from the document itself: an input for every cell."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.identity_numbers import refuse_identity_numbers
from interview.years.cell_fields import field_for, shown, typed, unit_of
from interview.years.documents import document_problems
from interview.years.figure_table import SECTION_TITLES, Cell, Figure, figures_of

Document = Mapping[str, Any]


def fingerprint(document: Document, section: str) -> str:
    """Tells whether a section is still as it was when somebody opened it."""
    held = document.get("exchange_rates") if section == "exchange_rates" else document.get("figures", {}).get(section)
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One input with what is in force beside it."""

    label: str
    value: str
    was: str
    field: BoundField | None

    @property
    def changed(self) -> bool:
        """Whether the stored draft differs from what is in force."""
        return self.value != self.was


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure on the page: its cells, its source and note, and the source in force."""

    anchor: str
    label: str
    unit: str
    cells: list[ShownCell]
    source: str
    note: str
    source_was: str
    source_field: BoundField | None
    note_field: BoundField | None

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is in force."""
        return self.source != self.source_was or any(cell.changed for cell in self.cells)


class EditForm(forms.Form):
    """What the forms of all sections share. `changed_document` is there once the form is valid."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    changed_document: dict[str, Any]
    moved = False

    def __init__(self, section: str, document: Document, in_force: Document | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.document, self.in_force = section, document, in_force
        self.title = SECTION_TITLES[section]
        self.fields["seen"].initial = fingerprint(document, section)

    def clean_seen(self) -> str:
        """Somebody else saved this section since it was opened here: show theirs, and save only when asked again."""
        stored = str(self.fields["seen"].initial)
        if self.data.get("seen") != stored:
            self.moved = True
            self.data = {**{name: self.data[name] for name in self.data}, "seen": stored}
            raise forms.ValidationError(
                _("Somebody else saved this section after you opened it. What they saved stands beside your values.")
            )
        return stored


class SectionForm(EditForm):
    """Every figure of a section: each value, where it was read, and a note."""

    def __init__(self, section: str, document: Document, in_force: Document | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(section, document, in_force, *args, **kwargs)
        self.parts = [(figure, self._cells(figure)) for figure in figures_of(section)]
        for figure, cells in self.parts:
            self._add_fields(figure, cells)

    def _cells(self, figure: Figure) -> list[Cell]:
        return figure.cells(figure.entry_in(self.document), figure.entry_in(self.in_force))

    def _add_fields(self, figure: Figure, cells: list[Cell]) -> None:
        entry = figure.entry_in(self.document)
        for cell in cells:
            name = f"{figure.label}, {cell.label}" if cell.label else figure.label
            self.fields[cell.path] = field_for(cell.holds, name)
            self.fields[cell.path].initial = typed(cell.value_in(entry), cell.holds)
        self.fields[f"{figure.path}.source"] = source_field(figure.label, entry.get("source", ""))
        self.fields[f"{figure.path}.note"] = note_field(entry.get("note", ""))

    def clean(self) -> dict[str, Any]:
        """The whole document is checked with the new values; each problem goes to its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.changed_document = self._with_values(cleaned)
            for problem in document_problems(self.changed_document, self.document["tax_year"]):
                if problem.path.startswith(f"figures.{self.section}."):
                    self._report(problem)
        return cleaned

    def _with_values(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        document = copy.deepcopy(dict(self.document))
        section = document.setdefault("figures", {}).setdefault(self.section, {})
        for figure, cells in self.parts:
            entry = {"value": _assembled(cells, cleaned), "source": cleaned[f"{figure.path}.source"]}
            if note := cleaned[f"{figure.path}.note"]:
                entry["note"] = note
            section[figure.name] = entry
        return document

    def _report(self, problem: Problem) -> None:
        """Put a problem at its input: the one with its path, or the first cell of the table it is about."""
        for name, field in self.fields.items():
            if name.startswith(problem.path):
                self.add_error(name, f"{field.label}: {problem.message}")
                return
        self.add_error(None, f"{problem.path}: {problem.message}")

    def figures(self) -> Iterator[ShownFigure]:
        """What the page shows, figure by figure."""
        for figure, cells in self.parts:
            entry, was = figure.entry_in(self.document), figure.entry_in(self.in_force)
            yield ShownFigure(
                anchor=f"{figure.section}-{figure.name}",
                label=figure.label,
                unit=unit_of(figure.shape.holds),
                cells=[
                    ShownCell(
                        cell.label,
                        shown(cell.value_in(entry), cell.holds),
                        shown(cell.value_in(was), cell.holds),
                        self[cell.path],
                    )
                    for cell in cells
                ],
                source=entry.get("source", ""),
                note=entry.get("note", ""),
                source_was=was.get("source", ""),
                source_field=self[f"{figure.path}.source"],
                note_field=self[f"{figure.path}.note"],
            )


def source_field(label: str, initial: str) -> forms.CharField:
    """Where a figure was read."""
    return forms.CharField(
        label=_("Source"),
        initial=initial,
        max_length=300,
        validators=[refuse_identity_numbers],
        error_messages={"required": _("Add the source for %(name)s") % {"name": label}},
    )


def note_field(initial: str) -> forms.CharField:
    """What else a reader of the figure should know."""
    return forms.CharField(
        label=_("Note"), initial=initial, max_length=500, required=False, validators=[refuse_identity_numbers]
    )


def _assembled(cells: list[Cell], cleaned: Mapping[str, Any]) -> Any:
    """The figure's value in the shape of the document."""
    value: Any = None
    for cell in cells:
        given = cleaned[cell.path]
        if cell.status is None and cell.index is None:
            return given
        if cell.status is None:
            value = [*(value or []), given]
        elif cell.index is None:
            value = {**(value or {}), cell.status: given}
        else:
            value = {**(value or {}), cell.status: [*(value or {}).get(cell.status, []), given]}
    return value
