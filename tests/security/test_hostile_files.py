"""Files that somebody sends to an office, and files that it gives out: made to break it, or whoever opens them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.jobs.client_sheets import MOST_MARKS, Unreadable, read_sheet
from interview.firms.jobs.exporting import harmless_in_csv, still_seen
from interview.firms.jobs.households import lines_to_keep
from interview.firms.office_models import Office, OfficeMember
from tests.firms.job_people import Role, clients, done, seat, worked
from tests.firms.test_households_job import HOUSEHOLDS

NUMBER = 123456789
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{BOOK}"><sheets><sheet name="A" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{BOOK}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook(rows: str, before: str = "") -> bytes:
    """A workbook with these rows, as no program writes them."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in PARTS.items():
            packed.writestr(name, content)
        packed.writestr(
            "xl/worksheets/sheet1.xml",
            f'{before}<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>',
        )
    return raw.getvalue()


def cell(value: str, kind: str = "n") -> str:
    return f'<row><c t="{kind}"><v>{value}</v></c></row>'


def test_a_number_that_is_none_is_read_as_text() -> None:
    assert read_sheet(workbook(cell("name", "str") + cell("1e999") + cell("12"))).rows == [(2, ["inf"]), (3, ["12"])]


@pytest.mark.parametrize(
    "rows",
    ["<row/>" * (MOST_MARKS + 1), cell("nan"), cell("9" * 5_000), cell("&x;", "str"), cell("7", "s"), "<row><row"],
    ids=["a bomb of a few kilobytes", "nan", "endless number", "entity", "no such text", "torn"],
)
def test_a_workbook_that_is_made_to_break_the_reader_is_refused_in_words(rows: str) -> None:
    entities = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(Unreadable):
        read_sheet(workbook(cell("name", "str") + rows, entities if "&x;" in rows else ""))


def test_a_torn_or_locked_archive_is_refused_in_words() -> None:
    whole = workbook(cell("name", "str") + cell("A", "str"))
    torn = whole[:60] + bytes(byte ^ 0xFF for byte in whole[60:90]) + whole[90:]
    locked = whole.replace(b"PK\x01\x02\x14\x00\x14\x00\x00\x00", b"PK\x01\x02\x14\x00\x14\x00\x01\x00")
    for raw in (whole[: len(whole) // 2], torn, locked, b"PK\x03\x04" + b"\x00" * 100):
        if raw != whole:
            with pytest.raises(Unreadable):
                read_sheet(raw)


@pytest.mark.parametrize("where", ["unknown key", "amount", "list"])
def test_nine_digits_in_a_household_are_refused_as_a_number_too(where: str) -> None:
    document = json.loads(HOUSEHOLDS[0])
    document["ssn"] = {"unknown key": NUMBER, "amount": {"wages": -NUMBER}, "list": [[NUMBER]]}[where]
    [kept] = lines_to_keep([json.dumps(document).encode()])
    assert isinstance(kept, list)
    assert str(NUMBER) not in str(kept)


@pytest.mark.django_db
def test_households_that_are_worked_out_are_not_kept() -> None:
    by = seat(Office.objects.create(name="Lakeside Tax Help"))
    job = planning.plan(by, WorkspaceJob.Kind.EVALUATE, lines_to_keep(HOUSEHOLDS[:2]))
    planning.start(job)
    assert worked(job).outcome["written"] == 2
    assert set(JobFile.objects.values_list("side", flat=True)) == {"out"}


# What goes out


@pytest.mark.parametrize("text", ["Brauer;=1+1", "Brauer; @SUM(A1)", "a|\uff1d1", "a\t-1"])
def test_what_stands_behind_another_sign_for_a_new_cell_is_no_formula_either(text: str) -> None:
    sign = next(sign for sign in ";|\t" if sign in text)
    assert all(part.strip()[0] in "'aB" for part in harmless_in_csv(text).split(sign))


@pytest.mark.parametrize("text", ["Brauer; Solo", "a;b", "O'Hara", "a - b", "", "\t=1", "=1"])
def test_a_cell_gets_no_apostrophe_that_it_does_not_need(text: str) -> None:
    assert harmless_in_csv(text).count("'") == text.count("'") + text.strip().startswith("=")


@pytest.fixture
def owner() -> OfficeMember:
    return seat(Office.objects.create(name="Lakeside Tax Help"), "olga", Role.OWNER)


@pytest.mark.django_db
def test_a_file_is_given_out_only_while_its_reader_may_see_everybody_in_it(owner: OfficeMember) -> None:
    files = clients(owner.office, 3)
    advisor = seat(owner.office, "ana")
    job = done(advisor, WorkspaceJob.Kind.EXPORT, files, format="csv", columns=["reference"], names=False)
    assert still_seen(job, advisor)
    owner.office.only_own_clients = advisor.office.only_own_clients = True
    ClientFile.objects.filter(pk=files[0].pk).update(assignee=owner.user)
    assert not still_seen(job, advisor)
    assert still_seen(job, owner)
    files[1].draft.office = None
    files[1].draft.save()
    assert not still_seen(job, owner)


@pytest.mark.django_db
def test_who_was_left_out_of_a_file_does_not_close_it(owner: OfficeMember) -> None:
    files = clients(owner.office, 3)
    files[1].draft.office = None
    files[1].draft.save()
    job = done(owner, WorkspaceJob.Kind.EXPORT, files, format="json", columns=["reference"], names=False)
    assert still_seen(job, owner)
