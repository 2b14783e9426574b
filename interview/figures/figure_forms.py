"""The form of one section of a draft's figures, built from the document itself: an input for every cell."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.figures.admin_words import ShownProblem
from interview.figures.comparison import compared
from interview.figures.edit_form import Document, EditForm, Surroundings, note_field, source_field
from interview.figures.progress import is_empty
from interview.figures.shown_figures import ShownCell, ShownFigure, bound, described, in_table
from interview.years.cell_fields import CellField, field_for, shown, typed, unit_of
from interview.years.checks import faults
from interview.years.figure_table import Cell, Figure, figures_of


class SectionForm(EditForm):
    """Every figure of a section: each value, where it was read, and a note. A draft may leave any of them empty."""

    def __init__(self, section: str, document: Document, around: Surroundings, data: Any = None) -> None:
        super().__init__(section, document, around, data)
        self.parts = [(figure, self._cells(figure)) for figure in figures_of(section)]
        for figure, cells in self.parts:
            self._add_fields(figure, cells)
        self.bring_together()

    def _cells(self, figure: Figure) -> list[Cell]:
        """The figure's values; brackets get room for one more."""
        beside = self.around.beside
        entries = [figure.entry_in(document) for document in (self.document, beside.in_force, beside.last_year)]
        if figure.shape.across != "brackets":
            return figure.cells(*entries)
        width = len({cell.index for cell in figure.cells(*entries)})
        return [
            replace(cell, label=_("%(bracket)s, if any") % {"bracket": cell.label}) if cell.index == width else cell
            for cell in figure.cells({"value": [None] * (width + 1)})
        ]

    def _add_fields(self, figure: Figure, cells: list[Cell]) -> None:
        entry = figure.entry_in(self.document)
        for cell in cells:
            name = f"{figure.label}, {cell.label}" if cell.label else figure.label
            self.fields[cell.path] = field_for(cell.holds, name)
            self.fields[cell.path].initial = typed(cell.value_in(entry), cell.holds)
        self.fields[f"{figure.path}.source"] = source_field(entry.get("source") or "")
        self.fields[f"{figure.path}.note"] = note_field(entry.get("note") or "")

    def as_typed(self, name: str, value: Any) -> str:
        """A value of a cell as it stands in its input; texts as they are."""
        field = self.fields[name]
        return typed(value, field.holds) if isinstance(field, CellField) else str(value)

    def in_words(self, name: str, text: str) -> str:
        """A value as the rest of the page writes it."""
        field = self.fields[name]
        if not isinstance(field, CellField):
            return super().in_words(name, text)
        try:
            value = field.clean(text)
        except ValidationError:
            return text
        return super().in_words(name, "" if value is None else shown(value, field.holds))

    def clean(self) -> dict[str, Any]:
        """What others saved, then sources, then the values against each other; each problem goes to its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.report_contested()
        if not self.errors:
            self.changed_document = self._with_values(cleaned)
        if not self.errors:
            for problem in self._problems():
                self._report(problem)
        return cleaned

    def _with_values(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The draft's document with what was typed. A figure that nobody touched stays as it is stored."""
        document = copy.deepcopy(dict(self.document))
        section = document.setdefault("figures", {}).setdefault(self.section, {})
        for figure, cells in self.parts:
            source, note = f"{figure.path}.source", f"{figure.path}.note"
            names = [*(cell.path for cell in cells), source, note]
            if all(self.as_typed(name, cleaned[name]) == self.texts[name] for name in names):
                continue
            entry = {"value": assembled(figure, cells, cleaned), "source": cleaned[source]}
            if cleaned[note]:
                entry["note"] = cleaned[note]
            if entry["value"] is not None and not entry["source"]:
                self.add_error(source, _("Add the source for %(name)s") % {"name": figure.label})
            section[figure.name] = entry
            if entry == {"value": None, "source": ""}:
                del section[figure.name]  # as in a new year, where nobody knows the figure yet
        return document

    def _problems(self) -> Iterator[Problem]:
        """Faults of the section's values. What is still empty is no fault of a draft: the review asks for it.

        The other sections come from figures that were complete once, as far as there are any, because the engine
        compares figures with each other only in a document without gaps.
        """
        beside = self.around.beside
        complete = beside.in_force or beside.last_year or self.changed_document
        figures = {**complete.get("figures", {}), self.section: self.changed_document["figures"][self.section]}
        tax_year = self.document["tax_year"]
        empty = {f"{figure.path}." for figure, _cells in self.parts if self._is_empty(figure)}
        for problem in faults({"tax_year": tax_year, "figures": figures}, tax_year, beside.last_year):
            path = f"{problem.path}."
            if not path.startswith(f"figures.{self.section}.") or path.endswith(".source."):
                continue
            if not any(path.startswith(prefix) for prefix in empty):
                yield problem

    def _is_empty(self, figure: Figure) -> bool:
        return is_empty(figure, figure.entry_in(self.changed_document))

    def _report(self, problem: Problem) -> None:
        """Put a problem at its input: the one with its path, or the first cell of the table it is about."""
        message = ShownProblem.of(problem).sentence
        self.add_error(next((name for name in self.fields if name.startswith(problem.path)), None), message)

    def figures(self) -> Iterator[ShownFigure]:
        """What the page shows, figure by figure."""
        for figure, cells in self.parts:
            entry, beside = figure.entry_in(self.document), self.around.beside
            before, last_year = figure.entry_in(beside.in_force), figure.entry_in(beside.last_year)
            shown_cells = [(cell, self._shown_cell(cell, entry, before, last_year)) for cell in cells]
            columns, rows = in_table(shown_cells)
            yield ShownFigure(
                anchor=f"{figure.section}-{figure.name}",
                label=figure.label,
                unit=unit_of(figure.shape.holds),
                cells=[shown for _cell, shown in shown_cells],
                columns=columns,
                rows=rows,
                empty=is_empty(figure, entry),
                source=entry.get("source") or "",
                note=entry.get("note") or "",
                source_path=f"{figure.path}.source",
                source_was=before.get("source", ""),
                source_field=described(self[f"{figure.path}.source"]),
                note_field=described(self[f"{figure.path}.note"]),
                looked_field=bound(self, f"looked.{figure.path}"),
                warnings=self.warnings_of(figure.path),
            )

    def _shown_cell(self, cell: Cell, *entries: Mapping[str, Any]) -> ShownCell:
        value, in_force, last_year = (cell.value_in(entry) for entry in entries)
        beside = compared(cell.holds, value, in_force, last_year)
        return ShownCell(
            path=cell.path,
            label=cell.label,
            value=shown(value, cell.holds),
            beside=beside,
            field=described(self[cell.path], *([f"id_{cell.path}_beside"] if beside else [])),
            changed=self.around.beside.in_force is not None and value != in_force,
        )


def assembled(figure: Figure, cells: list[Cell], cleaned: Mapping[str, Any]) -> Any:
    """The figure's value in the shape of the document, None if all of it is empty.

    Gaps in a table are None; empty cells at the end of a row of brackets are brackets that the year does not have.
    """
    given = {(cell.status, cell.index): cleaned[cell.path] for cell in cells}
    if all(value is None for value in given.values()):
        return None
    statuses = list(dict.fromkeys(cell.status for cell in cells))
    rows = {status: [value for (of, _index), value in given.items() if of == status] for status in statuses}
    if figure.shape.across == "brackets":
        rows = {status: _without_tail(row) for status, row in rows.items()}
    value = {status: row if figure.shape.across else row[0] for status, row in rows.items()}
    return value if figure.shape.by_status else value[None]


def _without_tail(row: list[Any]) -> list[Any]:
    while row and row[-1] is None:
        row = row[:-1]
    return row
