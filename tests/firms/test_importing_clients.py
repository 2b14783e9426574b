"""Clients from a table: whatever a spreadsheet saves, no identity number, all rows or none."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook

from interview.drafts.models import Draft
from interview.firms.beginning import NewClient, begin, prepare, store
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import client_sheets, planning
from interview.firms.jobs.client_rows import guess
from interview.firms.jobs.client_sheets import Unreadable, read_sheet
from interview.firms.jobs.importing import dry_run, rows_to_keep
from interview.firms.office_models import Office, OfficeMember
from tests.firms.job_people import clients, seat, worked

Kind, State = WorkspaceJob.Kind, WorkspaceJob.State
TABLE = "Family name,E-mail,Tax year,Language\nBrauer,b@example.org,2025,en\nGómez,,2024,español\n"
NUMBER = "123-45-6789"
in_database = pytest.mark.django_db


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def planned(by: OfficeMember, raw: bytes, **usual: str) -> WorkspaceJob:
    sheet = read_sheet(raw)
    parameters = {
        "columns": sheet.columns,
        "mapping": guess(sheet.columns),
        "usual": {"tax_year": "", "language": "en"} | usual,
    }
    return planning.plan(by, Kind.IMPORT, rows_to_keep(sheet), parameters=parameters)


def imported(by: OfficeMember, raw: bytes, **usual: str) -> WorkspaceJob:
    job = planned(by, raw, **usual)
    assert planning.start(job)
    return worked(job)


@pytest.fixture
def bob() -> OfficeMember:
    return seat(Office.objects.create(name="Lakeside Tax Help"))


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("cp1252"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        ("sep=|\n" + TABLE.replace(",", "|")).encode(),
        TABLE.replace("\n", "\r\n").encode(),
        ("\n\n" + TABLE.replace("Brauer", '"Brauer"')).encode(),
        workbook(*[line.split(",") for line in TABLE.splitlines()]),
    ],
    ids=["utf-8", "bom", "utf-16", "windows", "semicolons", "tabs", "sep", "crlf", "quoted", "excel"],
)
def test_a_table_is_read_whatever_saved_it(raw: bytes) -> None:
    sheet = read_sheet(raw)
    assert sheet.columns == ["Family name", "E-mail", "Tax year", "Language"]
    assert [cells for _number, cells in sheet.rows] == [
        ["Brauer", "b@example.org", "2025", "en"],
        ["Gómez", "", "2024", "español"],
    ]
    assert guess(sheet.columns) == {"name": 0, "email": 1, "tax_year": 2, "language": 3}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Name\n",
        b"\x00\x01\x02",
        b"PK\x03\x04 no zip",
        b"\xd0\xcf\x11\xe0old",
        b'Name\n"Brauer\n',
        workbook(),
        b"Name\n" + b"x\n" * (client_sheets.MOST_ROWS + 1),
        b"x" * (client_sheets.LARGEST_FILE + 1),
    ],
    ids=["empty", "head only", "binary", "no zip", "old excel", "quotes", "empty excel", "rows", "bytes"],
)
def test_what_is_no_table_of_a_sensible_size_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_sheet(raw)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_sheets, "LARGEST_UNPACKED", 100)
    with pytest.raises(Unreadable):
        read_sheet(workbook(["Name"], ["Brauer"]))


def test_an_entity_in_a_workbook_is_not_followed() -> None:
    import zipfile  # noqa: PLC0415

    source, packed = io.BytesIO(workbook(["Name"], ["Brauer"])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                text = b'<!DOCTYPE x [<!ENTITY a "b">]>' + text
            new.writestr(entry, text)
    with pytest.raises(Unreadable):
        read_sheet(packed.getvalue())


@in_database
def test_every_row_becomes_a_client_that_the_office_began(bob: OfficeMember) -> None:
    job = imported(bob, TABLE.encode())
    assert (job.state, job.outcome["imported"]) == (State.DONE, 2)
    rows = ClientFile.objects.order_by("name_key").values_list("name", "email", "tax_year", "language")
    assert list(rows) == [("Brauer", "b@example.org", 2025, "en"), ("Gómez", "", 2024, "es")]
    assert all(ClientFile.objects.values_list("begun_by_office", flat=True))
    assert Activity.objects.filter(kind="imported").count() == 1
    assert not JobFile.objects.filter(job=job).exists()


@in_database
def test_the_dry_run_names_each_fault_with_its_row_and_writes_nothing(bob: OfficeMember) -> None:
    table = f"name,email,year\n,,2025\nA,no address,2025\nB,,1999\n{NUMBER},,2025\nC,,2025\n{'x' * 61},,2025\n"
    found = dry_run(planned(bob, table.encode()), bob)
    assert [(fault.row, fault.field) for fault in found.faults] == [
        (2, "name"), (3, "email"), (4, "tax_year"), (5, "name"), (7, "name"),
    ]  # fmt: skip
    assert [client.name for _row, client in found.clients] == ["C"]
    assert not Draft.objects.exists()


@in_database
def test_an_identity_number_is_never_stored_not_even_in_a_column_that_nobody_uses(bob: OfficeMember) -> None:
    job = planned(bob, f"name,year,SSN\nBrauer,2025,{NUMBER}\n".encode())
    pieces = [bytes(piece.content) for piece in JobFile.objects.filter(job=job)]
    assert not any(NUMBER.encode() in piece for piece in pieces)
    assert dry_run(job, bob).faults == []


@in_database
def test_a_single_fault_at_the_last_moment_imports_nothing(bob: OfficeMember, monkeypatch: pytest.MonkeyPatch) -> None:
    job = planned(bob, TABLE.encode())
    monkeypatch.setattr("interview.firms.jobs.client_rows.available_years", lambda: [2025])
    planning.start(job)
    job = worked(job)
    assert job.state == State.FAILED
    assert "Nothing was imported" in job.outcome["why"]
    assert not Draft.objects.exists()


@in_database
def test_a_crash_half_way_imports_nothing(bob: OfficeMember, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(begun: Any) -> None:
        store(begun[:1])
        raise SystemExit

    monkeypatch.setattr("interview.firms.jobs.importing.store", fails)
    with pytest.raises(SystemExit):
        imported(bob, TABLE.encode())
    assert not Draft.objects.exists()


@in_database
def test_who_is_there_already_is_named_and_left_out(bob: OfficeMember) -> None:
    clients(bob.office, 1, name="BRAUER", name_key="brauer")
    clients(bob.office, 1, name="Z", name_key="z", email="s@example.org")
    table = "name,email,year\nBrauer,,2025\nBrauer,,2024\nSolo,S@example.org,2025\nTwice,,2025\ntwice,,2025\n"
    job = imported(bob, table.encode())
    assert [one["reference"] for one in job.skips] == ["2", "4", "6"]
    assert job.outcome["imported"] == 2


@in_database
def test_what_a_row_does_not_say_holds_for_all(bob: OfficeMember) -> None:
    imported(bob, b"name\nBrauer\n", tax_year="2023", language="es")
    assert ClientFile.objects.values_list("tax_year", "language").get() == (2023, "es")


@in_database
def test_whoever_is_begun_while_the_rows_are_prepared_is_not_imported_twice(
    bob: OfficeMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = [NewClient("Brauer", 2025)]

    def prepares(by: OfficeMember, found: Any) -> Any:
        yield from prepare(by, found)
        if meanwhile:
            begin(by, meanwhile.pop())

    monkeypatch.setattr("interview.firms.jobs.importing.prepare", prepares)
    job = imported(bob, TABLE.encode())
    assert (job.state, job.outcome["imported"], job.done) == (State.DONE, 1, 2)
    assert [one["reference"] for one in job.skips] == ["2"]


@in_database
def test_whoever_loses_the_right_while_the_rows_are_prepared_imports_nothing(
    bob: OfficeMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepares(by: OfficeMember, found: Any) -> Any:
        yield from prepare(by, found)
        by.delete()

    monkeypatch.setattr("interview.firms.jobs.importing.prepare", prepares)
    monkeypatch.setattr("interview.firms.jobs.importing.ROWS_TO_A_SIGN", 1)
    job = imported(bob, TABLE.encode())
    assert (job.state, job.done) == (State.FAILED, 0)
    assert not Draft.objects.exists()
