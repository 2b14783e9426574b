"""What is done to many clients at once: each is checked at its turn, and nothing is done twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from interview.drafts.models import Draft, DraftResult
from interview.firms import workflow
from interview.firms.file_models import Activity, ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import bulk, planning, tasks
from interview.firms.jobs.foresight import foresee
from interview.firms.jobs.steps import NotOurs
from interview.firms.office_models import Office, OfficeMember
from interview.firms.request_models import ClientRequest
from tests.advising.people import shared_draft
from tests.firms.job_people import Role, again, clients, done, keys_of, seat, started, worked

pytestmark = pytest.mark.django_db
Kind, State = WorkspaceJob.Kind, WorkspaceJob.State


@pytest.fixture
def office() -> Office:
    return Office.objects.create(name="Lakeside Tax Help")


@pytest.fixture
def bob(office: Office) -> OfficeMember:
    return seat(office)


def statuses(files: list[ClientFile]) -> list[str]:
    found = ClientFile.objects.in_bulk([file.pk for file in files])
    return [found[file.pk].status for file in files]


def test_clients_are_assigned_and_each_says_so_in_its_activity(office: Office, bob: OfficeMember) -> None:
    files = clients(office, 3)
    job = done(bob, Kind.ASSIGN, files, assignee=bob.user_id)
    assert (job.state, job.done, job.skipped) == (State.DONE, 3, 0)
    assert ClientFile.objects.filter(assignee=bob.user_id).count() == 3
    assert Activity.objects.filter(kind="assigned", actor=bob.user_id).count() == 3


def test_an_assignment_is_taken_back_once_and_only_where_nobody_has_changed_it(
    office: Office, bob: OfficeMember
) -> None:
    ana = seat(office, "ana").user
    files = clients(office, 2) + clients(office, 1, assignee=ana, name="Z", name_key="z")
    job = done(bob, Kind.ASSIGN, files, assignee=bob.user_id)
    ClientFile.objects.filter(pk=files[0].pk).update(assignee=ana)
    back = planning.undo(job, bob)
    assert back is not None
    back = worked(back)
    now = [ClientFile.objects.get(pk=file.pk).assignee for file in files]
    assert now == [ana, None, ana]
    assert (back.skipped, back.done) == (1, 3)
    assert planning.undo(again(job), bob) is None


def test_a_move_that_the_table_does_not_allow_is_skipped_and_named(office: Office, bob: OfficeMember) -> None:
    files = clients(office, 2) + clients(office, 1, status="paid", name="Z", name_key="z")
    job = done(bob, Kind.STATUS, files, status="ready")
    assert statuses(files) == ["ready", "ready", "paid"]
    assert job.skipped == 1
    assert job.skips[0]["reference"] == str(files[2].draft.public_id)[:8].upper()
    assert "Closed" in job.skips[0]["why"]


def test_the_page_before_foresees_what_the_job_then_skips(office: Office, bob: OfficeMember) -> None:
    files = clients(office, 2, language="es") + clients(office, 3, status="paid", name="Z", name_key="z")
    job = planning.plan_ticked(bob, Kind.STATUS, keys_of(files))
    seen = foresee(job, bob, {"status": "ready"})
    assert (seen.done, seen.skipped, dict(seen.by_language)) == (2, 3, {"es": 2})
    planning.start(job, status="ready")
    assert worked(job).skipped == seen.skipped


@pytest.mark.parametrize("change", [{"office": None}, {"deleted_at": timezone.now()}], ids=["not shared", "deleted"])
def test_a_client_that_is_gone_at_its_turn_is_skipped(
    office: Office, bob: OfficeMember, change: dict[str, Any]
) -> None:
    files = clients(office, 2)
    job = started(bob, Kind.STATUS, files, status="ready")
    Draft.objects.filter(pk=files[0].draft_id).update(**change)
    assert worked(job).skipped == 1
    assert statuses(files) == ["in_review", "ready"]


def test_a_client_who_is_not_ones_own_is_neither_chosen_nor_touched(office: Office, bob: OfficeMember) -> None:
    Office.objects.filter(pk=office.pk).update(only_own_clients=True)
    bob = OfficeMember.objects.select_related("office", "user").get(pk=bob.pk)
    ana = seat(office, "ana").user
    others = clients(office, 1, assignee=ana)
    with pytest.raises(planning.NobodyChosen):
        planning.plan_ticked(bob, Kind.STATUS, keys_of(others))
    mine = clients(office, 1, assignee=bob.user)
    job = started(bob, Kind.STATUS, mine, status="ready")
    ClientFile.objects.filter(pk=mine[0].pk).update(assignee=ana)
    assert worked(job).skipped == 1


def test_a_client_of_another_office_is_never_chosen(office: Office, bob: OfficeMember) -> None:
    others = clients(Office.objects.create(name="Elsewhere"), 1)
    with pytest.raises(planning.NobodyChosen):
        planning.plan_ticked(bob, Kind.EXPORT, keys_of(others))


def test_all_that_match_are_those_of_the_moment_of_choosing(office: Office, bob: OfficeMember) -> None:
    clients(office, 2), clients(office, 1, status="paid")
    job = planning.plan_matching(bob, Kind.ASSIGN, "status=in_review")
    clients(office, 5)
    planning.start(job, assignee=bob.user_id)
    assert worked(job).done == job.total == 2


@pytest.mark.parametrize("lost", ["seat", "right", "account"])
def test_a_job_ends_when_its_maker_may_no_longer_do_it(office: Office, bob: OfficeMember, lost: str) -> None:
    files = clients(office, 2)
    job = started(bob, Kind.STATUS, files, status="ready")
    if lost == "seat":
        bob.delete()
    elif lost == "right":
        OfficeMember.objects.filter(pk=bob.pk).update(role=Role.ASSISTANT)
    else:
        User.objects.filter(pk=bob.user_id).update(is_active=False)
    assert worked(job).state == State.FAILED
    assert statuses(files) == ["in_review", "in_review"]


def test_a_cancelled_job_does_nothing_more(office: Office, bob: OfficeMember, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CLIENTS_IN_A_STEP", 1)
    files = clients(office, 3)
    job = started(bob, Kind.STATUS, files, status="ready")
    tasks.work(job.pk, seconds=0)
    assert planning.cancel(job)
    assert worked(job).state == State.CANCELLED
    assert statuses(files) == ["ready", "in_review", "in_review"]
    assert not planning.start(job)


def test_two_workers_at_the_same_step_do_it_once(office: Office, bob: OfficeMember) -> None:
    job = started(bob, Kind.ASSIGN, clients(office, 2), assignee=bob.user_id)
    tasks._begin(job.pk)
    first, second = tasks._running(job.pk), tasks._running(job.pk)
    assert first is not None
    assert second is not None
    bulk.step(first, bob)
    with pytest.raises(NotOurs):
        bulk.step(second, bob)
    assert Activity.objects.filter(kind="assigned").count() == 2


def test_a_step_that_fails_leaves_nothing_behind_and_ends_the_job_after_some_tries(
    office: Office, bob: OfficeMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = clients(office, 2)
    job = started(bob, Kind.STATUS, files, status="ready")

    move = workflow.move

    def fails(file: ClientFile, *rest: Any, **more: Any) -> None:
        move(file, *rest, **more)
        if file.pk == files[1].pk:
            raise RuntimeError(file.name)

    monkeypatch.setattr(workflow, "move", fails)
    for tries in range(tasks.MOST_TRIES):
        assert again(job).state == (State.RUNNING if tries else State.WAITING)
        with pytest.raises(tasks.WorkFailed) as failed:
            tasks.work_on_workspace_job.func(job.pk)
        assert "Family" not in str(failed.value)
    assert again(job).state == State.FAILED
    assert statuses(files) == ["in_review", "in_review"]


def test_a_silent_job_is_taken_up_again(office: Office, bob: OfficeMember) -> None:
    files = clients(office, 1)
    job = started(bob, Kind.STATUS, files, status="ready")
    tasks._begin(job.pk)
    assert tasks.wake_stalled() == 0
    WorkspaceJob.objects.filter(pk=job.pk).update(alive_at=timezone.now() - 2 * tasks.silence())
    assert tasks.wake_stalled() == 1
    assert worked(job).state == State.DONE


def test_results_are_worked_out_again_where_answers_are_complete(office: Office, bob: OfficeMember) -> None:
    draft = shared_draft(office)
    DraftResult.objects.filter(draft=draft).delete()
    files = [draft.files.get(), *clients(office, 1)]
    job = done(bob, Kind.REEVALUATE, files)
    assert DraftResult.objects.filter(draft=draft).exists()
    assert [one["why"] for one in job.skips] == ["Its answers are not complete."]


def test_families_are_asked_in_their_own_language(
    office: Office, bob: OfficeMember, django_capture_on_commit_callbacks: Any
) -> None:
    files = clients(office, 1) + clients(office, 1, email="sol@example.org", status="closed", name="Z", name_key="z")
    Draft.objects.filter(pk=files[0].draft_id).update(language="es")
    ClientFile.objects.filter(pk=files[0].pk).update(email="luz@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        job = done(bob, Kind.ASK, files, texts={"en": "Please call.", "es": "Por favor, llame."})
    request = ClientRequest.objects.get()
    assert (request.file_id, request.text) == (files[0].pk, "Por favor, llame.")
    assert (job.skipped, statuses(files)) == (1, ["waiting_family", "closed"])
    assert [to for one in mail.outbox for to in one.to] == ["luz@example.org"]


def test_only_drafts_that_the_office_began_are_deleted(office: Office) -> None:
    owner = seat(office, "olga", Role.OWNER)
    files = clients(office, 1, begun_by_office=True) + clients(office, 1, name="Z", name_key="z")
    job = done(owner, Kind.DELETE, files)
    assert [Draft.objects.get(pk=file.draft_id).deleted_at is not None for file in files] == [True, False]
    assert "Only the family" in job.skips[0]["why"]


def test_jobs_that_nobody_started_and_files_of_yesterday_go(office: Office, bob: OfficeMember) -> None:
    files = clients(office, 1)
    planned = planning.plan_ticked(bob, Kind.ASSIGN, keys_of(files))
    kept = done(bob, Kind.ASSIGN, files, assignee=bob.user_id)
    assert planning.forget_files(timezone.now()) == 0
    assert planning.forget_files(timezone.now() + planning.KEPT_FOR) == 2
    assert not WorkspaceJob.objects.filter(pk=planned.pk).exists()
    assert again(kept).state == State.DONE
