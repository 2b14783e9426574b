"""The filtered list as a file, written piece by piece: a hundred thousand clients need no more memory than ten."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from interview.firms.activity import EXPORTED, STAFF, Change, record, reference
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces
from interview.firms.jobs.bulk import no_longer_ours
from interview.firms.jobs.columns import Column, chosen, values
from interview.firms.jobs.steps import Skip, sign_of_life, skip, storing
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows, files

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""The endings, with what each is to a browser."""
Side = JobFile.Side
SIZE_OF_A_PIECE = 512 * 1024
SAMPLE_OFFICE = gettext_lazy("Sample data. This office, its people and its clients are invented.")
"""Of a CSV file only the name says it (interview/drafts/sample_mark.py): a line more would be read as a client."""
# What a spreadsheet may take for a formula, also behind blanks and as the wide signs of East Asian keyboards.
_FORMULA = re.compile(r"[\s\x00-\x20\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# Where semicolons part the cells of a CSV file, what stands behind one in a name is a cell of its own, quoted or not.
_FORMULA_BEHIND = re.compile(r"([;|\t]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def step(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Write the next thousand clients; after the last, what closes the file."""
    if job.done < job.total:
        return _rows(job, seat)
    if not job.file_name:
        _close(job, seat)
    return False


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def harmless_in_csv(value: Any) -> Any:
    """The same for a cell of a CSV file, also for a program that takes another sign for the end of a cell."""
    if not isinstance(value, str):
        return value
    begin = 1 if _FORMULA.match(value) else 0  # a tab in front is dealt with already
    return harmless(value[:begin] + _FORMULA_BEHIND.sub(r"\1'", value[begin:]))


def still_seen(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Whether somebody in this seat may still see every client that a finished export holds. A query for a thousand."""
    for piece in pieces.each(job, Side.IN):
        keys = pieces.rows_of(piece)
        if files(seat, Action.EXPORT).filter(pk__in=keys).count() != len(keys):
            return False
    return True


def columns_of(job: WorkspaceJob, seat: OfficeMember) -> list[Column]:
    """The columns that were chosen, as far as this seat may have them now."""
    with_names = bool(job.parameters.get("names")) and allows(seat, Action.EXPORT_NAMES)
    return chosen(job.parameters["columns"], with_names=with_names)


def _rows(job: WorkspaceJob, seat: OfficeMember) -> bool:
    keys: list[int] = pieces.some(job, job.done, pieces.KEYS_IN_A_PIECE)
    found = pieces.with_keys(files(seat, Action.EXPORT), keys).select_related("draft", "assignee")
    only = found.defer("draft__answers", "draft__unsaved", "draft__steps_done")
    by_key = {file.pk: file for file in only}
    clients = [by_key[key] for key in keys if key in by_key]
    columns = columns_of(job, seat)
    content = _WRITE[job.parameters["format"]]([values(client, columns) for client in clients], columns, job)
    is_workbook = job.parameters["format"] == "xlsx"
    with storing(job):
        if not is_workbook and not job.last_key:
            pieces.put(job, Side.OUT, 0, _head(job, columns))
        pieces.put(job, Side.ROW if is_workbook else Side.OUT, job.last_key + 1, content)
        # Who is in the file, for whoever fetches it later.
        pieces.replace(job, Side.IN, job.done // pieces.KEYS_IN_A_PIECE, pieces.as_json([file.pk for file in clients]))
        job.done += len(keys)
        skip(job, *(Skip("", no_longer_ours()) for _key in range(len(keys) - len(clients))))
        job.outcome["written"] = job.outcome.get("written", 0) + len(clients)
        _write_down(job, clients)
    return True


def _write_down(job: WorkspaceJob, clients: Sequence[ClientFile]) -> None:
    """Each client's activity says that somebody took its figures out. One statement."""
    now = timezone.now()
    new = {"format": job.parameters["format"], "names": bool(job.parameters.get("names"))}
    Activity.objects.bulk_create(
        Activity(
            office_id=job.office_id,
            file=client,
            reference=reference(client),
            actor=job.created_by,
            by=STAFF,
            kind=EXPORTED,
            new=new,
            created_at=now,
        )
        for client in clients
    )


# The three kinds of files ----------------------------------------------------------------------------------------


def _csv(rows: Sequence[Sequence[Any]], *_about: Any) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless_in_csv(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _json(rows: Sequence[Sequence[Any]], columns: Sequence[Column], job: WorkspaceJob) -> bytes:
    codes = [column.code for column in columns]
    documents = [json.dumps(dict(zip(codes, row, strict=True)), ensure_ascii=False) for row in rows]
    # A comma stands before each but the very first.
    begin = "" if job.outcome.get("written") else "\n"
    return (begin + ",\n".join(documents) if begin else "".join(f",\n{one}" for one in documents)).encode()


def _for_workbook(rows: Sequence[Sequence[Any]], _columns: Sequence[Column], _job: WorkspaceJob) -> bytes:
    return pieces.as_json(rows)


_Write = Callable[[Sequence[Sequence[Any]], Sequence[Column], WorkspaceJob], bytes]
_WRITE: dict[str, _Write] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _for_workbook,
}


def _head(job: WorkspaceJob, columns: Sequence[Column]) -> bytes:
    if job.parameters["format"] == "csv":
        # Spreadsheets take a file for UTF-8 only when it says so.
        return b"\xef\xbb\xbf" + _csv([[str(column.title) for column in columns]])
    meanings = {column.code: str(column.meaning) for column in columns}
    about: dict[str, Any] = {"made_at": timezone.now().isoformat(timespec="seconds"), "columns": meanings}
    if job.office.is_sample:
        about["sample"] = str(SAMPLE_OFFICE)
    return f'{json.dumps(about, ensure_ascii=False)[:-1]}, "clients": ['.encode()


def _close(job: WorkspaceJob, seat: OfficeMember) -> None:
    """Give the file its name, and write down in the office's activity that it was made."""
    ending = job.parameters["format"]
    with tempfile.TemporaryFile() as workbook:
        if ending == "xlsx":
            _write_workbook(job, columns_of(job, seat), workbook)
        with storing(job):
            if ending == "json":
                pieces.put(job, Side.OUT, job.last_key + 1, b"\n]}\n")
            if ending == "xlsx":
                _cut(job, workbook)
            job.file_name = f"clients-{timezone.localdate().isoformat()}.{ending}"
            about = {"format": ending, "clients": job.outcome.get("written", 0), "names": bool(job.parameters["names"])}
            record(EXPORTED, job.office, actor=job.created_by, change=Change(new=about))


def _cut(job: WorkspaceJob, workbook: IO[bytes]) -> None:
    workbook.seek(0)
    number = 0
    while content := workbook.read(SIZE_OF_A_PIECE):
        pieces.put(job, Side.OUT, number, content)
        number += 1
    job.pieces.filter(side=Side.ROW).delete()


def _write_workbook(job: WorkspaceJob, columns: Sequence[Column], to: IO[bytes]) -> None:
    """Two sheets: the clients, and what the columns mean. The rows go through a file on the disk."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Clients")
    sheet.freeze_panes = "A2"
    sheet.append([str(column.title) for column in columns])
    for content in pieces.each(job, Side.ROW):
        for row in pieces.rows_of(content):
            sheet.append([_cell(value, column) for value, column in zip(row, columns, strict=True)])
        sign_of_life(job)
    about = book.create_sheet("Columns")
    for column in columns:
        about.append([str(column.title), str(column.meaning)])
    if job.office.is_sample:
        # Not above the clients, where programs look for the names of columns; and on each sheet that is printed.
        about.append([])
        about.append([str(SAMPLE_OFFICE)])
        for one in (sheet, about):
            one.oddHeader.center.text = str(SAMPLE_OFFICE)
    book.save(to)


def _cell(value: Any, column: Column) -> Any:
    if isinstance(value, str):
        return date.fromisoformat(value) if column.is_date else harmless(ILLEGAL_CHARACTERS_RE.sub("", value))
    return value
