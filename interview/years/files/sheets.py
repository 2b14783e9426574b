"""A table that somebody sends as a file, read without guessing: what cannot be read for sure is refused in words."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from interview.identity_numbers import holds_identity_number
from interview.years.hidden_signs import is_no_text

LARGEST_FILE = 512 * 1024
"""Bytes."""
_MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_SEPARATORS = ",;\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Written in another way, but meant.
_SAME_COLUMN = {
    "year": "tax year",
    "status": "filing status",
    "children": "children or bracket",
    "bracket": "children or bracket",
    "code": "currency",
    "currency code": "currency",
    "iso code": "currency",
    "rate": "value",
    "per dollar": "value",
    "units per dollar": "value",
    "units for one us dollar": "value",
    "yearly average": "value",
}


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why and what to do, for people."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row under the first. `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    overflows: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows by their columns; empty rows are left out."""

    columns: list[str]
    lines: list[Line]


def text_of(raw: bytes) -> str:
    """The file's text. Raises Unreadable if it is too large, no text, or in an encoding that we would guess."""
    if len(raw) > LARGEST_FILE:
        raise Unreadable(
            _("The file is larger than %(limit)s KB. A whole year of figures has about 50 KB.")
            % {"limit": LARGEST_FILE // 1024}
        )
    encoding = "utf-16" if raw.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(
            _(
                "Row %(row)s has letters in an encoding that we cannot tell. Save the file as “CSV UTF-8” in your "
                "spreadsheet, and send it again."
            )
            % {"row": line}
        ) from error
    # U+FFFD stands where another program could not read a letter.
    if bad := next((sign for sign in text if sign == "\ufffd" or is_no_text(sign)), None):
        row = text[: text.index(bad)].count("\n") + 1
        raise Unreadable(_("Row %(row)s has signs that are no text. Is this a CSV or JSON file?") % {"row": row})
    if not text.strip():
        raise Unreadable(_("The file is empty."))
    return text


def read_sheet(text: str) -> Sheet:
    """The table in a text: commas, semicolons or tabs, the first row names the columns. Raises Unreadable."""
    text = re.sub(r"\r\n?", "\n", text)
    if marked := re.match(r"sep=([,;\t])\n", text, re.IGNORECASE):
        text = text[marked.end() :]
    records = list(_records(text))
    if not records:
        raise Unreadable(_("The file is empty."))
    columns = _columns(records[0][1])
    lines = [
        Line(
            number, dict(zip(columns, map(str.strip, cells), strict=False)), any(map(str.strip, cells[len(columns) :]))
        )
        for number, cells in records[1:]
    ]
    if not lines:
        raise Unreadable(_("The file has no rows under the first one."))
    return Sheet(columns, lines)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with its number."""
    head = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=head.count)
    found = 0
    # A number is counted by rows, not by lines: a text in quotation marks may have several lines.
    reader = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), start=1)
    number = 0
    try:
        for number, cells in reader:
            if any(cell.strip() for cell in cells):
                found += 1
                if found > _MOST_ROWS:
                    raise Unreadable(_("The file has more than %(number)s rows.") % {"number": _MOST_ROWS})
                yield number, cells
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s: quotation marks open or close in the wrong place.") % {"row": number + 1}
        ) from error


def _columns(names: Sequence[str]) -> list[str]:
    columns = [_column(name) for name in names]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > _MOST_COLUMNS:
        raise Unreadable(_("The file has more than %(number)s columns.") % {"number": _MOST_COLUMNS})
    named = [name for name in columns if name]
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise Unreadable(_("Two columns are both named “%(column)s”.") % {"column": short(twice)})
    return columns


def _column(name: str) -> str:
    plain = re.sub(r"[\s_\-]+", " ", name).strip().casefold()
    return _SAME_COLUMN.get(plain, plain)


def refuse_without(sheet: Sheet, columns: Iterable[str]) -> None:
    """Raise Unreadable if one of the columns is not there."""
    missing = [column for column in columns if column not in sheet.columns]
    if missing:
        raise Unreadable(
            _("The first row must name the columns. These are missing: %(columns)s.") % {"columns": ", ".join(missing)}
        )


def refuse_other_year(sheet: Sheet, tax_year: int) -> None:
    """Raise Unreadable if every row that names a tax year names the same other one."""
    years = {line["tax year"] for line in sheet.lines} - {""}
    if len(years) == 1 and years != {str(tax_year)}:
        raise Unreadable(
            _("This file is of tax year %(theirs)s, and this draft is of %(ours)s.")
            % {"theirs": short(years.pop()), "ours": tax_year}
        )


def of_year(line: Line, tax_year: int) -> bool:
    """Whether a row is of a tax year, or names none."""
    return line["tax year"] in ("", str(tax_year))


def short(text: str) -> str:
    """What a file says, in a message: not more than a few words, and no identity number."""
    return "–" if holds_identity_number(text) else text[:80]
