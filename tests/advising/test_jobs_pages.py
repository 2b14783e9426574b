"""The pages of jobs: a yes before anything is done, files in and out, and nobody else's."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.drafts.models import Draft
from interview.firms.activity import FETCHED
from interview.firms.audit import what_changed
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.jobs.columns import USUAL
from interview.firms.office_models import OfficeMember
from tests.advising.people import advisor, office
from tests.firms.job_people import Role, clients, worked
from tests.firms.test_households_job import HOUSEHOLDS

pytestmark = pytest.mark.django_db
NUMBER = "123-45-6789"
State = WorkspaceJob.State


class Desk:
    """Olga owns the office, Bob advises, Ada audits; three clients."""

    def __init__(self) -> None:
        self.olga, olga = advisor("olga")
        self.bob, self.bob_user = advisor("bob")
        self.ada, ada = advisor("ada")
        self.office = office("Lakeside Tax Help", self.bob_user)
        OfficeMember.objects.create(office=self.office, user=olga, role=Role.OWNER)
        OfficeMember.objects.create(office=self.office, user=ada, role=Role.AUDITOR)
        self.files = clients(self.office, 3)

    def address(self, name: str, *rest: Any) -> str:
        return reverse(f"advising:{name}", args=[self.office.pk, *rest])

    def chosen(self, kind: str, by: Client | None = None, **more: Any) -> str:
        """The page of a job with all three clients."""
        fields = {"kind": kind, "file": [file.pk for file in self.files], "query": "status=in_review"} | more
        answer = (by or self.bob).post(self.address("bulk"), fields)
        assert answer.status_code == 302, answer.content
        return str(answer.headers["Location"])

    @property
    def job(self) -> WorkspaceJob:
        return WorkspaceJob.objects.latest("pk")

    def run(self) -> WorkspaceJob:
        return worked(self.job)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ").split())  # type: ignore[union-attr]


def test_nothing_is_done_before_somebody_says_yes(desk: Desk) -> None:
    page = desk.chosen("assign")
    assert "Nothing is done until you say so" in words(desk.bob.get(page))
    assert desk.job.state == State.PLANNED
    desk.bob.post(page, {"assignee": desk.bob_user.pk, "confirmed": "1"})
    assert desk.job.state == State.WAITING
    desk.bob.post(page, {"assignee": "nobody", "confirmed": "1"})
    desk.run()
    assert ClientFile.objects.filter(assignee=desk.bob_user).count() == 3
    assert "3 of 3, 100 percent" in words(desk.bob.get(page))


def test_a_move_says_who_would_be_left_out_before_the_yes(desk: Desk) -> None:
    ClientFile.objects.filter(pk=desk.files[0].pk).update(status="paid")
    page = desk.chosen("status")
    shown = desk.bob.post(page, {"status": "ready"})
    assert "1 × You can move this to Closed." in words(shown)
    assert desk.job.state == State.PLANNED
    desk.bob.post(page, {"status": "advised", "confirmed": "ready"})
    assert desk.job.state == State.PLANNED
    desk.bob.post(page, {"status": "ready", "confirmed": "ready"})
    assert desk.run().skipped == 1
    assert "You can move this to Closed." in words(desk.bob.get(page))


@pytest.mark.parametrize("more", ["", "See the other one"])
def test_closing_many_asks_for_the_same_reasons_and_keeps_the_same_as_closing_one(desk: Desk, more: str) -> None:
    one, *others = desk.files
    by_itself = {"to": "closed", "closing": "duplicate", "reason": more, "was": one.status}
    desk.bob.post(reverse("advising:status", args=[one.draft.public_id]), by_itself)
    page = desk.chosen("status", file=[file.pk for file in others])
    desk.bob.post(page, {"status": "closed", "closing": "duplicate", "reason": more, "confirmed": "closed"})
    assert desk.run().skipped == 0
    closed = ClientFile.objects.values_list("status", "status_reason", "waiting_on").distinct()
    assert [*closed] == [("closed", f"duplicate: {more}" if more else "duplicate", "nobody")]
    entries = Activity.objects.filter(kind="status").values_list("old", "new", "reason", "by", "actor")
    assert len(entries) == 3
    assert len(set(entries)) == 1
    assert f"Reason: There are two drafts of the same year{more and ': '}{more}" in words(desk.bob.get(page))


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("assign", {"assignee": ""}, "assignee"),
        ("assign", {"assignee": "999999"}, "assignee"),
        ("status", {"status": "closed"}, "closing"),
        ("status", {"status": "closed", "reason": "They moved away"}, "closing"),
        ("status", {"status": "closed", "closing": "made_up"}, "closing"),
        ("status", {"status": "closed", "closing": "done", "reason": NUMBER}, "reason"),
        ("status", {"status": "on_hold", "closing": "done"}, "reason"),
        ("status", {"status": "waiting_family"}, "status"),
        ("ask", {"what": "own"}, "text"),
        ("ask", {"what": "own", "text": NUMBER}, "text"),
        ("ask", {"what": "document-return", "due_on": "2020-01-01"}, "due_on"),
        ("export", {"format": "csv"}, "columns"),
    ],
)
def test_a_form_that_is_not_right_is_shown_again(desk: Desk, kind: str, fields: dict[str, str], field: str) -> None:
    answer = desk.bob.post(desk.chosen(kind), {**fields, "confirmed": "1"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert desk.job.state == State.PLANNED


def test_all_that_match_can_be_chosen(desk: Desk) -> None:
    ClientFile.objects.filter(pk=desk.files[0].pk).update(status="paid")
    desk.chosen("reevaluate", file=[], all="1")
    assert desk.job.total == 2


def test_without_a_tick_nothing_is_begun(desk: Desk) -> None:
    assert desk.chosen("export", file=[]).startswith(desk.address("clients"))
    assert not WorkspaceJob.objects.exists()


@pytest.mark.parametrize(
    ("kind", "status"), [("assign", 403), ("status", 403), ("ask", 403), ("delete", 403), ("import", 404), ("x", 404)]
)
def test_a_role_does_only_what_it_may(desk: Desk, kind: str, status: int) -> None:
    assert desk.ada.post(desk.address("bulk"), {"kind": kind, "all": "1"}).status_code == status


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_is_fetched_by_its_maker_and_by_owners_for_a_day(desk: Desk, ending: str) -> None:
    page = desk.chosen("export")
    desk.bob.post(page, {"format": ending, "columns": USUAL, "confirmed": "1"})
    job = desk.run()
    address = desk.address("job_file", job.public_id)
    assert address in desk.bob.get(page).content.decode()
    for who in (desk.bob, desk.olga):
        answer = who.get(address)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{job.file_name}"'
        assert len(b"".join(answer)) > 100
    assert desk.ada.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    OfficeMember.objects.filter(user=desk.bob_user).update(role=Role.ASSISTANT)
    assert desk.bob.get(address).status_code == 403
    WorkspaceJob.objects.update(expires_at=timezone.now())
    assert desk.olga.get(address).status_code == 404


def test_names_are_offered_to_owners_only(desk: Desk) -> None:
    for who, offered in ((desk.bob, False), (desk.olga, True)):
        form = desk_form = who.get(desk.chosen("export", who)).context["form"]
        assert ("names" in form.fields) == offered
        assert desk_form.fields["columns"].initial == USUAL
    page = desk.chosen("export")
    desk.bob.post(page, {"format": "csv", "columns": USUAL, "names": "on", "confirmed": "1"})
    assert desk.job.parameters["names"] is False


def test_a_job_is_seen_by_its_maker_and_owners_only(desk: Desk) -> None:
    page = desk.chosen("assign")
    assert desk.ada.get(page).status_code == 404
    desk.bob.post(page, {"assignee": "nobody", "confirmed": "1"})
    assert [who.get(page).status_code for who in (desk.bob, desk.olga, desk.ada)] == [200, 200, 404]
    assert page in desk.olga.get(desk.address("jobs")).content.decode()
    assert page not in desk.ada.get(desk.address("jobs")).content.decode()


def test_a_job_of_another_office_does_not_exist_here(desk: Desk) -> None:
    desk.chosen("assign")
    carol, carol_user = advisor("carol")
    other = office("Elsewhere", carol_user)
    OfficeMember.objects.filter(user=carol_user).update(role=Role.OWNER)
    for name in ("job", "job_file", "job_faults"):
        assert carol.get(reverse(f"advising:{name}", args=[other.pk, desk.job.public_id])).status_code == 404
    for name in ("cancel_job", "undo_job"):
        assert carol.post(reverse(f"advising:{name}", args=[other.pk, desk.job.public_id])).status_code == 404


def test_an_assignment_is_taken_back_from_its_page(desk: Desk) -> None:
    page = desk.chosen("assign")
    desk.bob.post(page, {"assignee": desk.bob_user.pk, "confirmed": "1"})
    job = desk.run()
    assert "Take the assignment back" in words(desk.bob.get(page))
    desk.bob.post(desk.address("undo_job", job.public_id))
    desk.run()
    assert not ClientFile.objects.filter(assignee=desk.bob_user).exists()
    assert "Take the assignment back" not in words(desk.bob.get(page))


def test_a_job_can_be_stopped_before_it_begins(desk: Desk) -> None:
    page = desk.chosen("delete", desk.olga)
    desk.olga.post(desk.address("cancel_job", desk.job.public_id))
    desk.olga.post(page, {"confirmed": "1"})
    assert desk.run().state == State.CANCELLED


def upload(desk: Desk, table: str, by: Client | None = None) -> Any:
    file = SimpleUploadedFile("clients.csv", table.encode())
    return (by or desk.bob).post(desk.address("import_clients"), {"file": file})


def test_clients_come_in_by_upload_columns_dry_run_and_yes(desk: Desk) -> None:
    page = upload(desk, "Family name,mail,When\nGómez,g@example.org,2025\nSilva,,2024\n").url
    assert "Which column is which?" in words(desk.bob.get(page))
    wrong = desk.bob.post(page, {"name": "0", "email": "0", "usual_language": "en"})
    assert (wrong.status_code, sorted(wrong.context["form"].errors)) == (422, ["email", "usual_year"])
    desk.bob.post(page, {"name": "0", "email": "1", "tax_year": "2", "usual_language": "es"})
    shown = words(desk.bob.get(page))
    assert "New clients 2" in shown
    assert "Gómez" in shown
    desk.bob.post(page)
    desk.run()
    assert ClientFile.objects.filter(name__in=["Gómez", "Silva"], language="es", begun_by_office=True).count() == 2
    assert "2 clients begun." in words(desk.bob.get(page))


def test_a_table_with_faults_cannot_be_started(desk: Desk) -> None:
    page = upload(desk, f"Name,Year\n,2025\n{NUMBER},2025\nSilva,2025\n").url
    desk.bob.post(page, {"name": "0", "tax_year": "1", "usual_language": "en"})
    shown = desk.bob.get(page)
    assert "Rows with a fault 2" in words(shown)
    assert NUMBER not in shown.content.decode()
    assert desk.bob.post(page).status_code == 422
    assert desk.job.state == State.PLANNED
    assert Draft.objects.count() == 3


def test_a_file_that_is_no_table_is_refused_at_its_field(desk: Desk) -> None:
    answer = upload(desk, "Name\n")
    assert answer.status_code == 422
    assert "no rows" in answer.context["form"].errors["file"][0]
    assert desk.bob.post(desk.address("import_clients")).status_code == 422


def test_households_go_in_and_assessments_come_out(desk: Desk) -> None:
    lines = b"\n".join([HOUSEHOLDS[0], b"no json", HOUSEHOLDS[1]])
    page = desk.bob.post(desk.address("evaluate_file"), {"file": io.BytesIO(lines), "summary": "on"}).headers[
        "Location"
    ]
    job = desk.run()
    shown = words(desk.bob.get(page))
    assert "2 households worked out." in shown
    assert "line 2" in shown
    assert b"".join(desk.bob.get(desk.address("job_file", job.public_id))).count(b"\n") == 2
    assert b"".join(desk.bob.get(desk.address("job_faults", job.public_id))).startswith(b"line 2: ")


@pytest.mark.parametrize("fields", [{}, {"lines_pasted": " "}], ids=["nothing", "blank"])
def test_an_empty_file_of_households_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    assert desk.bob.post(desk.address("evaluate_file"), fields).status_code == 422
    assert desk.bob.post(desk.address("evaluate_file"), {"lines_pasted": HOUSEHOLDS[0].decode()}).status_code == 302


def test_a_large_file_is_taken_only_where_files_are_taken(desk: Desk, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    large = {"file": io.BytesIO(b" " * 2_000 + b"\n" + HOUSEHOLDS[0])}
    assert desk.bob.post(desk.address("evaluate_file"), large).status_code == 302
    assert Client().post(desk.address("evaluate_file"), {"file": io.BytesIO(b" " * 2_000)}).status_code == 400
    assert desk.bob.post(desk.address("jobs"), {"file": io.BytesIO(b" " * 2_000)}).status_code == 400
    settings.LARGEST_UPLOAD = 3_000
    assert desk.bob.post(desk.address("evaluate_file"), {"file": io.BytesIO(b" " * 4_000)}).status_code == 400


def test_every_list_of_jobs_costs_the_same_queries(desk: Desk, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        desk.chosen("assign")
    with django_assert_max_num_queries(8):
        desk.bob.get(desk.address("jobs"))
    assert planning.jobs_of(OfficeMember.objects.get(user=desk.bob_user)).count() == 5


def test_whoever_fetches_a_file_is_written_down_each_time(desk: Desk) -> None:
    page = desk.chosen("export")
    desk.bob.post(page, {"format": "csv", "columns": ["status"], "confirmed": "1"})
    desk.run()
    address = desk.address("job_file", desk.job.public_id)
    desk.bob.head(address)
    for browser in (desk.bob, desk.olga):
        assert browser.get(address).status_code == 200
    entries = Activity.objects.filter(kind=FETCHED).order_by("pk")
    assert [entry.actor.username for entry in entries if entry.actor] == ["bob", "olga"]
    assert what_changed(entries[0]) == desk.job.file_name
