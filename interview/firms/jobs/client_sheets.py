"""A table of clients that somebody sends, as CSV or Excel, read into rows of short texts.

Nothing that looks like a Social Security number gets further than this: such a cell becomes False, and its row is
refused if the column is used. What is not a table of a sensible size is refused as a whole.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from interview.identity_numbers import holds_identity_number

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 300
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_MARKS = 1_500_000
"""Signs "<" in all parts of a workbook: the largest table that is taken, full to the last cell, has fewer. Reading them
is what costs time, and a hundred thousand bytes can unpack to ten million."""
MOST_EMPTY_ROWS = 1_000
"""A sheet that goes on and on without anything in it ends there."""
_DELIMITERS = ",;\t|"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Cell = str | bool
"""What a cell says; False for one that may not be kept."""


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns, and each row with the number that a spreadsheet shows beside it."""

    columns: list[str]
    rows: list[tuple[int, list[Cell]]]


def read_sheet(raw: bytes) -> Sheet:
    """The table in a file, whatever it is called. Raises Unreadable."""
    if len(raw) > LARGEST_FILE:
        raise Unreadable(_("The file is larger than 5 MB. Send the clients in several files."))
    if raw.startswith(_OLD_EXCEL):
        raise Unreadable(_("This is a workbook of an old kind or with a password. Save it as .xlsx or as CSV."))
    records = _of_workbook(raw) if raw.startswith(_ZIP) else _of_text(_decoded(raw))
    return _sheet(records)


def _sheet(records: Iterable[tuple[int, list[Any]]]) -> Sheet:
    columns: list[str] = []
    rows: list[tuple[int, list[Cell]]] = []
    for number, cells in records:
        texts = [_cell(cell) for cell in cells[:MOST_COLUMNS]]
        if not any(text != "" for text in texts):
            continue
        if not columns:
            columns = _columns(texts)
            continue
        if len(rows) == MOST_ROWS:
            raise Unreadable(_("The file has more than 5,000 rows. Send the clients in several files."))
        rows.append((number, texts[: len(columns)]))
    if not columns:
        raise Unreadable(_("The file is empty."))
    if not rows:
        raise Unreadable(_("The file has no rows under the first one. The first row names the columns."))
    return Sheet(columns, rows)


def _columns(cells: list[Cell]) -> list[str]:
    """A name for each column; what may not be kept, and what has no name, is called by its place."""
    while cells and cells[-1] == "":
        cells = cells[:-1]
    return [
        str(cell) if cell else _("Column %(number)d") % {"number": place} for place, cell in enumerate(cells, start=1)
    ]


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(_NOT_TEXT.sub("", str(value)).split())
    if holds_identity_number(text):
        return False
    return text[:LONGEST_CELL]


# CSV -------------------------------------------------------------------------------------------------------------


def _decoded(raw: bytes) -> str:
    """UTF-8 and UTF-16 as they say themselves; anything else as Western spreadsheets save it."""
    is_utf_16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if is_utf_16 else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(_("This is no table that we can read. Save it as .xlsx or as “CSV UTF-8”."))


def _of_text(text: str) -> Iterator[tuple[int, list[Any]]]:
    text = re.sub(r"\r\n?", "\n", text)
    if marked := re.match(r"sep=(.)\n", text, re.IGNORECASE):
        delimiter, text = marked[1], text[marked.end() :]
    else:
        head = next((line for line in text.split("\n") if line.strip()), "")
        # Signs inside quotation marks do not part columns.
        bare = re.sub(r'"[^"]*"', "", head)
        delimiter = max(_DELIMITERS, key=bare.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s: quotation marks open or close in the wrong place.") % {"row": number + 1}
        ) from error


# Excel -----------------------------------------------------------------------------------------------------------


def _of_workbook(raw: bytes) -> Iterator[tuple[int, list[Any]]]:
    """The first sheet. What a formula came to counts, not the formula."""
    _refuse_bombs(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise Unreadable(_("This workbook cannot be read. Save it anew as .xlsx or as CSV.")) from error
    empty = 0
    try:
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
            empty = 0 if any(cell is not None for cell in cells) else empty + 1
            if empty > MOST_EMPTY_ROWS:
                return
            yield number, list(cells)
    except Exception as error:
        raise Unreadable(_("This workbook cannot be read. Save it anew as .xlsx or as CSV.")) from error
    finally:
        book.close()


def _refuse_bombs(raw: bytes) -> None:
    """A small file can unpack to more than a machine holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
            too_much = size > LARGEST_UNPACKED or _marks_in(packed) > MOST_MARKS
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise Unreadable(_("This workbook cannot be read. Save it anew as .xlsx or as CSV.")) from error
    if too_much:
        raise Unreadable(_("The workbook unpacks to more than we read. Save the sheet as CSV."))


def _marks_in(packed: zipfile.ZipFile) -> int:
    marks = 0
    for entry in packed.infolist():
        with packed.open(entry) as part:
            while marks <= MOST_MARKS and (some := part.read(1024 * 1024)):
                marks += some.count(b"<")
    return marks
