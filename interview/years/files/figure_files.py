"""A year's figures as files: JSON is the document itself, CSV has one row for each cell, for spreadsheets.

Both can be read again (`figure_import`) and then give the same document.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from interview.years.cell_fields import typed
from interview.years.figure_table import Cell, Figure, figures_of, sections_of
from interview.years.legal_tender import legal_tender
from interview.years.models import ParameterRevision

Document = Mapping[str, Any]

# In English whatever the reader's language: a file is read again by whoever opens it, in any language.
COLUMNS = (
    "tax year", "section", "figure", "label", "filing status", "children or bracket", "unit", "value", "source", "note",
)  # fmt: skip
UNITS = {
    "dollars": "dollars",
    "cents": "dollars and cents",
    "rate": "percent",
    "count": "number",
    "day": "date like 2026-04-15",
    "flag": "yes or no",
    "words": "text",
    "per_dollar": "units for one US dollar",
}
BYTE_ORDER_MARK = "\ufeff"
# What a spreadsheet would take for a formula. An apostrophe before it says that it is text; those that stand there
# already count too, so that taking one away again gives what was there.
_FORMULA = re.compile(r"'*[\s]*[=+\-@|%＝＋－＠]")


def file_name(revision: ParameterRevision, ending: str) -> str:
    """fledge-2026-revision-3.csv"""
    return f"fledge-{revision.tax_year}-revision-{revision.number}.{ending}"


def as_json(document: Document) -> str:
    """The document exactly, in the order in which it is stored."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_csv(document: Document, last_year: Document | None = None) -> str:
    """One row for each cell of the year, then one for each exchange rate, with a byte order mark before all.

    Cells without a value have a row too, to be filled in: tables are as wide as last year's, and currencies that had a
    rate last year have a row.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for row in (*_figure_rows(document, last_year), *_rate_rows(document, last_year)):
        rows.writerow([document.get("tax_year", ""), *map(as_text_cell, row)])
    return BYTE_ORDER_MARK + written.getvalue()


def as_text_cell(text: str) -> str:
    """A text that no spreadsheet runs as a formula; `from_text_cell` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def from_text_cell(text: str) -> str:
    """The text that `as_text_cell` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def value_in_file(value: Any, holds: str) -> str:
    """A stored value as it stands in a CSV file: as people write it, without commas between thousands."""
    text = typed(value, holds)
    return text.replace(",", "") if isinstance(value, int | float) else text


def place_in_file(cell: Cell, figure: Figure) -> str:
    """Which column of a table a cell is: children from 0 to "3 or more", brackets from 1; empty without a table."""
    if cell.index is None:
        return ""
    if figure.shape.across == "children":
        return "3 or more" if cell.index == 3 else str(cell.index)
    return str(cell.index + 1)


def rate_label(code: str) -> str:
    """What people call the rate of a currency."""
    return _("%(code)s for one US dollar") % {"code": code}


def without_rate(document: Document, last_year: Document | None) -> list[str]:
    """The codes that had a rate last year, are still money in this year, and have none yet."""
    missing = {*(last_year or {}).get("exchange_rates", {})} - {*document.get("exchange_rates", {})}
    return sorted(missing & legal_tender(document["tax_year"]))


def _figure_rows(document: Document, last_year: Document | None) -> Iterator[list[str]]:
    figures = (
        figure for section in sections_of(document) if section != "exchange_rates" for figure in figures_of(section)
    )
    for figure in figures:
        entry = figure.entry_in(document)
        for cell in figure.cells(entry, figure.entry_in(last_year)):
            yield [
                figure.section,
                figure.name,
                f"{figure.label}, {cell.label}" if cell.label else figure.label,
                cell.status or "",
                place_in_file(cell, figure),
                UNITS[cell.holds],
                value_in_file(cell.value_in(entry), cell.holds),
                str(entry.get("source") or ""),
                str(entry.get("note") or ""),
            ]


def _rate_rows(document: Document, last_year: Document | None) -> Iterator[list[str]]:
    rates = document.get("exchange_rates", {})
    for code in sorted({*rates, *without_rate(document, last_year)}):
        entry = rates.get(code, {})
        per_dollar, source = str(entry.get("per_dollar") or ""), str(entry.get("source") or "")
        yield ["exchange_rates", code, rate_label(code), "", "", UNITS["per_dollar"], per_dollar, source, ""]
