"""Figures that a file gives for a draft, cell by cell, before anybody has decided to take them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.identity_numbers import REFUSAL, holds_identity_number
from interview.years.figure_table import ALL_SECTIONS, Cell, Figure

LONGEST = {"source": 300, "note": 500}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing in a file that is not taken. `where` is a row number or the place in a JSON file, in words."""

    where: str
    label: str
    why: str

    @property
    def row(self) -> int:
        """The first row that it is about."""
        found = re.search(r"[0-9]+", self.where)
        return int(found[0]) if found else 0


class Refused(Exception):
    """One value cannot be taken; the message says why, for people."""


@dataclass(slots=True)
class GivenFigure:
    """What the rows of one figure say together. A table is taken whole or not at all.

    `cells` and `where` are by the paths of cells and texts in the document; `refused` holds rows; `whole` is an entry
    that takes the place of the draft's.
    """

    figure: Figure
    entry: Mapping[str, Any]
    cells: dict[str, tuple[Cell, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    names_source: bool = False
    where: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    whole: dict[str, Any] | None = None

    def changed(self) -> bool:
        """Whether any value is not as the draft has it."""
        return any(value != cell.value_in(self.entry) for cell, value in self.cells.values())

    def new_entry(self, widest: int) -> dict[str, Any]:
        """The figure's entry with what the file says; `widest` is the number of cells in a row of its table."""
        if self.whole is not None:
            return self.whole
        entry = {**self.entry, **self.texts}
        if self.changed():
            entry["value"] = self._value(widest)
        return entry

    def _value(self, widest: int) -> Any:
        given = {(cell.status, cell.index): value for cell, value in self.cells.values()}
        rows: dict[str | None, Any] = {}
        for cell in self.figure.cells(self.entry, {"value": [None] * widest}):
            value = given.get((cell.status, cell.index), cell.value_in(self.entry))
            if cell.index is None:
                rows[cell.status] = value
            else:
                rows.setdefault(cell.status, []).append(value)
        for row in rows.values():
            while isinstance(row, list) and row and row[-1] is None:
                row.pop()
        return rows[None] if None in rows else {status: row for status, row in rows.items() if row not in (None, [])}


def checked_text(text: str, name: str) -> str:
    """A source or note as the document holds it. Raises Refused."""
    text = " ".join(text.split())
    if holds_identity_number(text):
        raise Refused(str(REFUSAL))
    if len(text) > LONGEST[name]:
        raise Refused(_("This text is longer than %(limit)s letters.") % {"limit": LONGEST[name]})
    if name == "source" and text and not any(map(str.isalpha, text)):
        raise Refused(_("A source must be in words, like Rev. Proc. 2025-32."))
    return text


def check_value(figure: Figure, value: Any) -> None:
    """Refuse a value that the engine could not read. A table that still has empty cells passes: drafts may."""
    kind = next(item.metadata["kind"] for item in fields(ALL_SECTIONS[figure.section]) if item.name == figure.name)
    if _has_gaps(figure, value):
        return
    try:
        kind.read(value)
    except ValueError as fault:  # the engine's own, in its words
        raise Refused(f"{figure.label}: {fault}") from fault


def _has_gaps(figure: Figure, value: Any) -> bool:
    return any(cell.value_in({"value": value}) is None for cell in figure.cells({"value": value}))


def in_words(error: ValidationError) -> str:
    """The first message of a form field's error."""
    return str(error.messages[0])
