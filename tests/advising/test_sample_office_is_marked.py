"""Every page and every file of the sample office, and of a draft that it reads, says that it is sample data."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from interview.drafts.share_links import make_link
from interview.firms.beginning import NewClient, begin, invite
from interview.firms.file_models import ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.office_models import Office, OfficeMember
from interview.firms.sharing import share
from interview.firms.what_ifs import make
from interview.result.take_away import report
from tests.advising.people import advisor, draft_of, family
from tests.firms.job_people import content, done

pytestmark = pytest.mark.django_db
Kind = WorkspaceJob.Kind
MARK = "Sample data. "
OF_OFFICE = ("dashboard", "clients", "requests", "jobs", "team", "audit", "begin")
OF_CLIENT = ("draft", "status", "assign", "notes", "activity", "what_ifs", "compare_return", "sign")
OF_FAMILY = (
    "wizard:sections",
    "wizard:review",
    "result:show",
    "result:years_ahead",
    "result:compare_return",
    "result:links",
    "result:open_years",
    "advising:share",
    "advising:asked",
    "advising:told",
    "advising:family_activity",
    "drafts:name",
    "drafts:copy",
    "drafts:delete",
)


class World:
    """Olga owns the sample office, or one that is none; a family shares its draft with it."""

    def __init__(self, *, is_sample: bool = True) -> None:
        self.olga, user = advisor("olga")
        self.office = Office.objects.create(name="Harbor", is_sample=is_sample)
        self.seat = OfficeMember.objects.create(office=self.office, user=user, role=OfficeMember.Role.OWNER)
        self.family, key = family()
        self.draft = draft_of(key)
        share(self.draft, self.office, name="Brauer")
        self.file = ClientFile.objects.select_related("draft", "office").get()

    def export(self, ending: str) -> WorkspaceJob:
        return done(self.seat, Kind.EXPORT, [self.file], format=ending, columns=["reference"], names=False)


def marked(client: Client, address: str) -> bool:
    """Whether the page says once what it is."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    said = answer.content.decode().count(MARK)
    assert said <= 1, address
    return said == 1


def file_name(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.headers["Content-Disposition"]).partition('filename="')[2]


def test_every_page_of_the_sample_office_and_its_screens_of_answers_are_marked() -> None:
    world = World()
    for name in OF_OFFICE:
        assert marked(world.olga, reverse(f"advising:{name}", args=[world.office.pk])), name
    for name in OF_CLIENT:
        assert marked(world.olga, reverse(f"advising:{name}", args=[world.draft.public_id])), name
    copy = make(world.file, by=world.seat.user, name="Another way", answers=world.draft.answers)
    for draft in (world.draft, copy.draft):
        for name in ("sections", "review"):
            assert marked(world.olga, reverse(f"wizard:{name}", args=[draft.public_id])), name
        assert marked(world.olga, reverse("wizard:page", args=[draft.public_id, "home"]))
    ClientFile.objects.update(frozen=True)
    signed = world.olga.get(reverse("wizard:review", args=[world.draft.public_id]))
    assert "This result is signed off" in signed.content.decode()
    assert MARK in signed.content.decode()


def test_every_page_of_a_family_whose_draft_the_sample_office_reads_is_marked() -> None:
    world = World()
    assert marked(world.family, reverse("wizard:page", args=[world.draft.public_id, "home"]))
    for name in OF_FAMILY:
        assert marked(world.family, reverse(name, args=[world.draft.public_id])), name
    assert ">Sample data</span>" in world.family.get(reverse("drafts:list")).content.decode()
    link = make_link(world.draft, label="", days=7)
    assert marked(Client(), reverse("result:shared", args=[link.token]))


def test_whoever_the_sample_office_invites_reads_that_it_is_one() -> None:
    world = World()
    file = begin(world.seat, NewClient(name="Luz", email="luz@example.org", tax_year=2025, language="en"), mark="m")
    token = invite(file, world.seat, mark="m", by_mail=False).token
    assert marked(Client(), reverse("advising:invited", args=[token]))
    assert marked(Client(), reverse("advising:share_with", args=[world.office.share_code]))
    other, key = family()
    consent = reverse("advising:consent", args=[draft_of(key).public_id, world.office.share_code])
    assert marked(other, consent)


def test_files_of_the_sample_office_are_named_so_and_those_that_people_read_say_it() -> None:
    world = World()
    jobs = {ending: world.export(ending) for ending in ("csv", "xlsx", "json")}
    for job in jobs.values():
        name = file_name(world.olga, reverse("advising:job_file", args=[world.office.pk, job.public_id]))
        assert name.startswith("sample-clients-")
    assert content(jobs["csv"]).decode("utf-8-sig").splitlines()[0] == "Reference", "no line that is no client"
    assert MARK in json.loads(content(jobs["json"]))["sample"]
    book = load_workbook(io.BytesIO(content(jobs["xlsx"])))
    assert MARK in str([*book["Columns"].iter_rows(values_only=True)][-1][0])
    headers = [sheet.oddHeader for sheet in book]
    assert [header is not None and MARK in str(header.center.text) for header in headers] == [True, True]
    record = world.olga.post(reverse("advising:audit_export", args=[world.office.pk]))
    assert 'filename="sample-' in record.headers["Content-Disposition"]


def test_files_of_a_family_whose_draft_the_sample_office_reads_are_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    printed: list[str] = []

    def report_pdf(html: str) -> bytes:
        printed.append(html)
        return b"%PDF"

    monkeypatch.setattr(report, "report_pdf", report_pdf)
    for name in ("drafts:download", "result:pdf", "result:calendar", "result:json", "result:lines_text"):
        assert file_name(world.family, reverse(name, args=[world.draft.public_id])).startswith("sample-"), name
    assert printed[0].count(MARK) == 1
    assert MARK in world.family.get(reverse("drafts:download", args=[world.draft.public_id])).json()["sample"]
    lines = world.family.get(reverse("result:lines_text", args=[world.draft.public_id]))
    assert lines.content.decode().startswith(MARK)


def test_nothing_of_another_office_is_marked() -> None:
    world = World(is_sample=False)
    assert not marked(world.olga, reverse("advising:clients", args=[world.office.pk]))
    assert not marked(world.olga, reverse("wizard:review", args=[world.draft.public_id]))
    assert not marked(world.family, reverse("result:show", args=[world.draft.public_id]))
    assert "Sample data" not in world.family.get(reverse("drafts:list")).content.decode()
    job = world.export("json")
    assert "sample" not in json.loads(content(job))
    address = reverse("advising:job_file", args=[world.office.pk, job.public_id])
    assert file_name(world.olga, address).startswith("clients-")
