"""The rows of a CSV file of figures, one for each cell, compared with a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from interview.engine import FILING_STATUSES
from interview.years.cell_fields import field_for
from interview.years.figure_table import STATUS_LABELS, Cell, Figure, figures_of, sections_of
from interview.years.files.figure_files import UNITS, from_text_cell, value_in_file
from interview.years.files.given_figures import GivenFigure, Refusal, Refused, check_value, checked_text, in_words
from interview.years.files.number_signs import Decimals, decimals_of, with_point
from interview.years.files.sheets import Line, Sheet, of_year, refuse_other_year, refuse_without, short

Document = Mapping[str, Any]
NEEDED = ("section", "figure", "value")
_MOST_BRACKETS = 20
_CHILDREN = {"0": 0, "1": 1, "2": 2, "3": 3, "3+": 3, "3 or more": 3}


class FigureRows:
    """Reads the rows of figures; `given` and `refusals` are what came of them."""

    def __init__(self, sheet: Sheet, document: Document, last_year: Document | None) -> None:
        """Raises Unreadable for a sheet of another year, or without the columns that name a figure."""
        refuse_without(sheet, NEEDED)
        self.document, self.last_year = document, last_year
        refuse_other_year(sheet, document["tax_year"])
        self.decimals = decimals_of(line["value"] for line in sheet.lines)
        self.figures = {
            (figure.section, figure.name): figure
            for section in sections_of(document)
            if section != "exchange_rates"
            for figure in figures_of(section)
        }
        self.given: dict[str, GivenFigure] = {}
        self.refusals: list[Refusal] = []
        self.same = 0
        self.rates = [line for line in sheet.lines if line["section"] == "exchange_rates" and self._of_the_year(line)]
        for line in sheet.lines:
            if line["section"] != "exchange_rates" and self._of_the_year(line):
                self._read(line)
        for given in self.given.values():
            self._finish(given)

    def taken(self) -> dict[str, tuple[GivenFigure, dict[str, Any]]]:
        """The new entries of the figures that nothing was found wrong with, by the figures' paths."""
        return {
            path: (given, given.new_entry(self._widest(given)))
            for path, given in self.given.items()
            if not given.refused and (given.changed() or given.texts)
        }

    def _of_the_year(self, line: Line) -> bool:
        year = self.document["tax_year"]
        if of_year(line, year):
            return True
        self._refuse(line, _label(line), _("This row is not of tax year %(year)s.") % {"year": year})
        return False

    def _read(self, line: Line) -> None:
        figure = self.figures.get((line["section"], line["figure"]))
        if figure is None:
            self._refuse(line, _label(line), self._unknown(line["section"]))
            return
        given = self.given.setdefault(figure.path, GivenFigure(figure, figure.entry_in(self.document)))
        given.names_source |= bool(line["source"])
        try:
            self._read_row(line, figure, given)
        except Refused as refused:
            self._refuse(line, figure.label, str(refused))
            given.refused.add(_row(line))

    def _unknown(self, section: str) -> str:
        if section in sections_of(self.document):
            return _("There is no figure with this name in this section.")
        return _("There is no section with this name in this year.")

    def _read_row(self, line: Line, figure: Figure, given: GivenFigure) -> None:
        if line.overflows:
            raise Refused(_("This row has more cells than the first one. Put texts with commas in quotation marks."))
        cell = self._cell(line, figure)
        where = _row(line)
        if cell.path in given.where:
            raise Refused(_("This value stands in %(row)s already.") % {"row": given.where[cell.path]})
        given.where[cell.path] = where
        if line["unit"] and line["unit"].casefold() != UNITS[cell.holds]:
            raise Refused(_("This value must be in this unit: %(unit)s.") % {"unit": UNITS[cell.holds]})
        old = cell.value_in(given.entry)
        text = from_text_cell(line["value"])
        if text and text != value_in_file(old, cell.holds):
            value = self._value(text, cell, figure)
            if value == old:
                self.same += 1
            else:
                given.cells[cell.path] = cell, value
        else:
            self.same += 1
        for name in ("source", "note"):
            self._read_text(line, name, given)

    def _read_text(self, line: Line, name: str, given: GivenFigure) -> None:
        text = checked_text(from_text_cell(line[name]), name)
        if not text or text == " ".join(str(given.entry.get(name) or "").split()):
            return
        if given.texts.setdefault(name, text) != text:
            raise Refused(_("Rows of the same figure name different sources or notes."))
        given.where.setdefault(f"{given.figure.path}.{name}", _row(line))

    def _cell(self, line: Line, figure: Figure) -> Cell:
        status, index = _status(line["filing status"], figure), _index(line["children or bracket"], figure)
        width = _MOST_BRACKETS if figure.shape.across else 1
        cells = figure.cells({"value": [None] * width})
        return next(cell for cell in cells if (cell.status, cell.index) == (status, index))

    def _value(self, text: str, cell: Cell, figure: Figure) -> Any:
        if cell.holds in ("dollars", "cents", "count", "rate"):
            text = self._number(text, cell.holds)
        elif cell.holds == "flag":
            text = {"true": "yes", "false": "no"}.get(text.casefold(), text.casefold())
        elif cell.holds == "day":
            text = _day(text)
        name = f"{figure.label}, {cell.label}" if cell.label else figure.label
        try:
            value = field_for(cell.holds, name).clean(text)
        except ValidationError as error:
            raise Refused(in_words(error)) from error
        if value is None:  # a currency sign alone
            raise Refused(_("Enter a value: %(name)s") % {"name": name})
        return value

    def _number(self, text: str, holds: str) -> str:
        plain = text.replace("%", "") if holds == "rate" else text.replace("$", "")
        if re.search(r"[$%]", plain):
            raise Refused(_("This value must be in this unit: %(unit)s.") % {"unit": UNITS[holds]})
        number = with_point(plain, self.decimals)
        if number is None and self.decimals is Decimals.UNPROVED:
            return plain  # no figure has three decimals, so the comma ends thousands
        if number is None:
            raise Refused(_("This number can be read in two ways. Write it without a sign between thousands."))
        return number

    def _finish(self, given: GivenFigure) -> None:
        """What takes all rows of a figure to see."""
        if given.refused:
            if others := [row for row in given.where.values() if row not in given.refused]:
                why = _("The other rows of this figure are not taken either: a table comes whole or not at all.")
                self.refusals.append(Refusal(_among(others), given.figure.label, why))
            return
        if not given.changed():
            return
        try:
            _refuse_without_source(given)
            self._check_brackets(given)
            check_value(given.figure, given.new_entry(self._widest(given))["value"])
        except Refused as refused:
            where = _among(given.where[path] for path in given.cells)
            given.refused.add(where)
            self.refusals.append(Refusal(where, given.figure.label, str(refused)))

    def _check_brackets(self, given: GivenFigure) -> None:
        """A table may grow at its end only, without a gap."""
        if given.figure.shape.across != "brackets":
            return
        known = self._known_width(given)
        beyond = sorted(
            {cell.index for cell, _value in given.cells.values() if cell.index is not None} - {*range(known)}
        )
        for expected, index in enumerate(beyond, start=known):
            if index != expected:
                raise Refused(_("Bracket %(n)d does not follow the one before it.") % {"n": index + 1})

    def _known_width(self, given: GivenFigure) -> int:
        cells = given.figure.cells(given.entry, given.figure.entry_in(self.last_year))
        return 1 + max((cell.index for cell in cells if cell.index is not None), default=-1)

    def _widest(self, given: GivenFigure) -> int:
        indices = [cell.index for cell, _value in given.cells.values() if cell.index is not None]
        return 1 + max(indices, default=-1)

    def _refuse(self, line: Line, label: str, why: str) -> None:
        self.refusals.append(Refusal(_row(line), label, why))


def _refuse_without_source(given: GivenFigure) -> None:
    if not given.names_source:
        raise Refused(_("Add the source for %(name)s") % {"name": given.figure.label})


def _status(text: str, figure: Figure) -> str | None:
    if not figure.shape.by_status:
        if text:
            raise Refused(_("This figure is the same for every filing status. Leave the filing status empty."))
        return None
    if status := _statuses().get(text.casefold()):
        return status
    raise Refused(_("Name a filing status: %(statuses)s.") % {"statuses": ", ".join(FILING_STATUSES)})


def _statuses() -> dict[str, str]:
    """Codes, and the labels of the reader's language and of English."""
    named = {str(label).casefold(): code for code, label in STATUS_LABELS.items()}
    with translation.override("en"):
        named |= {str(label).casefold(): code for code, label in STATUS_LABELS.items()}
    return named | {code: code for code in FILING_STATUSES}


def _index(text: str, figure: Figure) -> int | None:
    if not figure.shape.across:
        if text:
            raise Refused(_("This figure has one value only. Leave the column “children or bracket” empty."))
        return None
    if figure.shape.across == "children":
        if text.casefold() in _CHILDREN:
            return _CHILDREN[text.casefold()]
        raise Refused(_("Name the number of children: 0, 1, 2, or 3 or more."))
    if re.fullmatch(r"[1-9][0-9]?", text) and int(text) <= _MOST_BRACKETS:
        return int(text) - 1
    raise Refused(_("Name the bracket: 1 for the lowest, then 2, and so on."))


def _day(text: str) -> str:
    """Spreadsheets turn days into 4/15/2027: read where day and month cannot be mistaken for each other."""
    if not (found := re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text, re.ASCII)):
        return text
    first, second, year = map(int, found.groups())
    if first <= 12 and second <= 12 and first != second:
        raise Refused(_("This day can be read in two ways. Write it like 2026-04-15."))
    month, day = (second, first) if first > 12 else (first, second)
    return f"{year}-{month:02}-{day:02}"


def _label(line: Line) -> str:
    return short(f"{line['section']}, {line['figure']}")


def _row(line: Line) -> str:
    return _("row %(number)s") % {"number": line.number}


def _among(rows: Iterable[str]) -> str:
    found: Iterator[str] = iter(dict.fromkeys(rows))
    first, *rest = [*found] or [""]
    return f"{first} – {rest[-1]}" if rest else first
