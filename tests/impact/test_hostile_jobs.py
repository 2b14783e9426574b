"""Jobs that somebody plays tricks on, and drafts that no family could have saved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, NoReturn

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interview.drafts.models import Draft, DraftResult
from interview.figures.review_views import after_publishing
from interview.impact import chunks, jobs, tasks
from interview.impact.models import FigureJob, JobChunk
from interview.impact.tasks import work, work_on_job
from interview.years.models import ParameterRevision
from tests.impact.many_drafts import make_drafts
from tests.years.addresses import page
from tests.years.people import signed_in
from tests.years.second_revision import publish_refund_cap

State = FigureJob.State
Drafts = Callable[..., ParameterRevision]
ANSWER = "Failing row contains (Maria from Trieste)"


def broken(*_arguments: object) -> NoReturn:
    raise IntegrityError(ANSWER)


def test_a_task_that_fails_leaves_no_answers_behind(
    draft_with: Drafts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_drafts(2)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    monkeypatch.setattr(tasks, "store", broken)
    queued = DBTaskResult.objects.get()
    with caplog.at_level(logging.ERROR), pytest.raises(tasks.WorkFailed) as failed:
        work_on_job.call(job.pk)
    queued.set_failed(failed.value)
    queued.refresh_from_db()
    for kept in (queued.traceback, caplog.text):
        assert "IntegrityError" in kept
        assert "in _do" in kept
        assert "Maria" not in kept


@pytest.mark.parametrize("odd", ["x", None, -1, 10**30, {"pk": 1}, [1]])
def test_a_task_of_no_job_does_nothing(draft_with: Drafts, odd: Any) -> None:
    job = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    with suppress(tasks.WorkFailed):  # of what is no number
        assert work_on_job.call(odd) == 0
    job.refresh_from_db()
    assert job.state == State.WAITING


@pytest.mark.parametrize(
    "answers",
    [{}, [], "text", 7, {"year": []}, {"year": {"tax_year": "2025"}, "start": 3}, {"year": {"tax_year": {"a": []}}}],
)
def test_a_draft_of_no_shape_stops_no_job(draft_with: Drafts, answers: Any) -> None:
    keys = make_drafts(3)
    DraftResult.objects.filter(draft=keys[0]).delete()
    Draft.objects.filter(pk=keys[0]).update(answers=answers)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    work(job.pk, seconds=60)
    found = jobs.outcome(job)
    assert jobs.progress(job).state == State.DONE
    assert found.compared == 2
    assert found.crashed + found.unfinished + found.refused == 1


@pytest.mark.parametrize("households", [{}, {"a": 1}, [1], [[]], [{}], [{"currencies": [["EUR"]]}], "text", [None]])
def test_stored_households_of_no_shape_are_made_anew(draft_with: Drafts, households: Any) -> None:
    keys = make_drafts(2)
    DraftResult.objects.filter(draft=keys[0]).update(households=households)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    work(job.pk, seconds=60)
    assert (jobs.outcome(job).compared, jobs.outcome(job).crashed) == (2, 0)


def test_a_draft_that_is_deleted_before_its_turn_is_left_out(draft_with: Drafts) -> None:
    keys = make_drafts(3)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=3, by=None)
    Draft.objects.filter(pk=keys[0]).delete()
    work(job.pk, seconds=60)
    assert (jobs.progress(job).state, jobs.outcome(job).drafts) == (State.DONE, 2)


def test_the_job_of_figures_that_were_replaced_in_this_moment_does_not_end_the_newer_one(
    in_force: ParameterRevision, admin_user: User
) -> None:
    make_drafts(2)
    older = publish_refund_cap(900)
    assert older.state == ParameterRevision.State.PUBLISHED
    newer = jobs.start_reevaluation(publish_refund_cap(1_000), by=None)
    with pytest.raises(jobs.NoLongerInForce):
        jobs.start_reevaluation(older, by=None)
    after_publishing(older, by=admin_user, work_out_anew=True)
    newer.refresh_from_db()
    assert newer.state == State.WAITING
    assert FigureJob.objects.count() == 1


def test_nobody_can_start_previews_without_end(draft_with: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_OPEN_PREVIEWS", 2)
    draft, ada = draft_with(refund_cap=900), signed_in("ada", "editor")
    start = {"which": "sample", "sample": "5"}
    assert [ada.post(page("previews", draft), start).status_code for _ in range(3)] == [302, 302, 422]
    jobs.cancel(FigureJob.objects.all()[0])
    assert ada.post(page("previews", draft), start).status_code == 302
    assert FigureJob.objects.count() == 3


@pytest.mark.parametrize("action", ["cancel", "pause", "continue"])
def test_strangers_steer_no_job(draft_with: Drafts, action: str) -> None:
    draft = draft_with(refund_cap=900)
    job = jobs.start_preview(draft, sample=None, by=None)
    address = page("job_action", draft, str(job.public_id), action)
    for client, status in ((Client(), 302), (signed_in("vera", "viewer"), 403), (signed_in("nobody"), 403)):
        assert client.post(address).status_code == status
    other = page("job_action", job.against, str(job.public_id), action) if job.against else ""
    assert signed_in("ada", "editor").post(other).status_code == 404
    assert signed_in("ada").get(address).status_code == 405
    job.refresh_from_db()
    assert job.state == State.WAITING


def test_a_worker_whose_clock_was_ahead_keeps_nothing_for_ever(draft_with: Drafts) -> None:
    make_drafts(2)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    FigureJob.objects.update(state=State.RUNNING)
    assert chunks.claim(job.pk) is not None
    assert chunks.claim(job.pk) is None
    next_year = timezone.now() + timedelta(days=365)
    JobChunk.objects.update(claimed_until=next_year)
    FigureJob.objects.update(alive_at=next_year)
    DBTaskResult.objects.all().delete()
    assert jobs.progress(job).stalled
    assert tasks.wake_stalled() == 1
    assert work(job.pk, seconds=60) == 1
    assert jobs.progress(job).state == State.DONE
