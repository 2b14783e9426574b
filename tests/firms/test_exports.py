"""The list as a file: the chosen columns, nothing that a spreadsheet would run, no client who is gone."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from interview.drafts.models import Draft
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces, planning
from interview.firms.jobs.columns import USUAL
from interview.firms.jobs.exporting import harmless
from interview.firms.office_models import Office, OfficeMember
from tests.firms.job_people import Role, clients, content, done, keys_of, seat, worked

pytestmark = pytest.mark.django_db
Kind, State = WorkspaceJob.Kind, WorkspaceJob.State
NAMED = ["reference", "name", "email", "paid_now", "gain", "next_date"]


@pytest.fixture
def office() -> Office:
    return Office.objects.create(name="Lakeside Tax Help")


@pytest.fixture
def owner(office: Office) -> OfficeMember:
    return seat(office, "olga", Role.OWNER)


def exported(by: OfficeMember, files: list[ClientFile], ending: str, **more: Any) -> WorkspaceJob:
    job = done(by, Kind.EXPORT, files, **{"format": ending, "columns": NAMED, "names": True} | more)
    assert job.state == State.DONE
    assert job.file_name.endswith(f".{ending}")
    return job


def csv_rows(job: WorkspaceJob) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(job).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1+1", "\n=1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(name: str) -> None:
    assert harmless(name) == f"'{name}"


@pytest.mark.parametrize("value", [-820, 0, 1.5, None, "Brauer", "O'Hara", "a=b", "2026-04-15", ""])
def test_numbers_and_plain_texts_stay_as_they_are(value: Any) -> None:
    assert harmless(value) == value


def test_a_csv_file_holds_amounts_as_numbers_and_dates_as_iso(office: Office, owner: OfficeMember) -> None:
    files = clients(office, 2, gain=-820, next_date=date(2026, 4, 15))
    ClientFile.objects.filter(pk=files[0].pk).update(name="=HYPERLINK(1)")
    first, second = csv_rows(exported(owner, files, "csv"))
    assert first["Family"] == "'=HYPERLINK(1)"
    assert (second["Family"], second["Could gain"], second["Next date"]) == ("Family 000001", "-820", "2026-04-15")


def test_a_next_date_says_what_it_is_for(office: Office, owner: OfficeMember) -> None:
    files = clients(office, 1, next_date=date(2026, 4, 15), next_date_code="file_by")
    (row,) = csv_rows(exported(owner, files, "csv", columns=["next_date", "next_date_for"]))
    assert row == {"Next date": "2026-04-15", "Next date for": "The return is due"}


def test_a_workbook_has_numbers_dates_no_formulas_and_a_sheet_of_meanings(office: Office, owner: OfficeMember) -> None:
    files = clients(office, 2, next_date=date(2026, 4, 15))
    ClientFile.objects.filter(pk=files[0].pk).update(name="=1+1")
    job = exported(owner, files, "xlsx")
    book = load_workbook(io.BytesIO(content(job)))
    head, first, second = book["Clients"].iter_rows()
    row = {str(name.value): cell for name, cell in zip(head, first, strict=True)}
    assert (row["Family"].value, row["Family"].data_type) == ("'=1+1", "s")
    assert (row["Could gain"].value, row["Could gain"].data_type) == (1_700, "n")
    assert row["Next date"].number_format == "yyyy-mm-dd"
    assert second[1].value == "Family 000001"
    assert [one[0].value for one in book["Columns"].iter_rows()] == [cell.value for cell in head]
    assert not JobFile.objects.filter(job=job, side=JobFile.Side.ROW).exists()


def test_a_json_file_names_its_columns(office: Office, owner: OfficeMember, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "KEYS_IN_A_PIECE", 2)
    document = json.loads(content(exported(owner, clients(office, 5), "json")))
    assert [client["name"] for client in document["clients"]] == [f"Family {n:06}" for n in range(5)]
    assert set(document["columns"]) == set(NAMED)
    assert document["clients"][0]["next_date"] is None


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_list_of_nobody_is_a_whole_file_too(office: Office, owner: OfficeMember, ending: str) -> None:
    files = clients(office, 1)
    job = planning.plan_ticked(owner, Kind.EXPORT, keys_of(files))
    Draft.objects.update(office=None)
    planning.start(job, format=ending, columns=NAMED, names=True)
    job = worked(job)
    assert (job.state, job.skipped, job.outcome["written"]) == (State.DONE, 1, 0)
    if ending == "json":
        assert json.loads(content(job))["clients"] == []
    if ending == "xlsx":
        assert len(list(load_workbook(io.BytesIO(content(job)))["Clients"].iter_rows())) == 1


def test_names_are_only_for_those_who_may_have_them(office: Office) -> None:
    bob = seat(office, "bob", Role.ADVISOR)
    (row,) = csv_rows(exported(bob, clients(office, 1, email="luz@example.org"), "csv"))
    assert "Family" not in row
    assert "luz@example.org" not in row.values()


def test_a_client_who_stopped_sharing_is_left_out(office: Office, owner: OfficeMember) -> None:
    files = clients(office, 3)
    job = planning.plan_ticked(owner, Kind.EXPORT, keys_of(files))
    Draft.objects.filter(pk=files[1].draft_id).update(office=None)
    planning.start(job, format="csv", columns=NAMED, names=True)
    assert [row["Family"] for row in csv_rows(worked(job))] == ["Family 000000", "Family 000002"]


def test_an_export_is_written_down_for_the_office_and_for_each_client(office: Office, owner: OfficeMember) -> None:
    exported(owner, clients(office, 2), "csv")
    kept = Activity.objects.filter(kind="exported", actor=owner.user_id)
    assert (kept.filter(file=None).count(), kept.exclude(file=None).count()) == (1, 2)


def test_every_column_can_be_written(office: Office, owner: OfficeMember) -> None:
    (row,) = csv_rows(exported(owner, clients(office, 1), "csv", columns=USUAL))
    assert len(row) == len(USUAL)
    assert row["Status"] == "In review"
