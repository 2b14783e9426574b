"""The queue behind jobs: one task waits as long as there is work, and stalled jobs are taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interview.impact import chunks, jobs, tasks
from interview.impact.models import FigureJob, JobChunk
from interview.impact.tasks import WORKER_LOST, wake_stalled, work
from interview.years.models import ParameterRevision
from tests.impact.many_drafts import make_drafts

State = FigureJob.State
LONG_AGO = timedelta(hours=1)


@pytest.fixture
def job(draft_with: Callable[..., ParameterRevision], monkeypatch: pytest.MonkeyPatch) -> FigureJob:
    """A preview of four chunks that nobody has begun."""
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", 5)
    monkeypatch.setattr(jobs, "DRAFTS_IN_A_CHUNK", 5)
    make_drafts(20)
    return jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)


def queued() -> int:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()


def begun(job: FigureJob) -> None:
    """As if a worker had taken the task, done one chunk and vanished long ago."""
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - LONG_AGO)
    work(job.pk, seconds=0)
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).delete()
    FigureJob.objects.update(alive_at=timezone.now() - LONG_AGO)


def test_one_task_waits_as_long_as_a_chunk_does(job: FigureJob) -> None:
    assert queued() == 1
    work(job.pk, seconds=0)
    assert queued() == 1
    DBTaskResult.objects.all().delete()
    work(job.pk, seconds=0)
    assert queued() == 1, "for a second worker"
    DBTaskResult.objects.all().delete()
    work(job.pk, seconds=60)
    assert jobs.progress(job).state == State.DONE


def test_a_stalled_job_is_woken_once_and_the_task_of_its_worker_given_up(job: FigureJob) -> None:
    begun(job)
    assert jobs.progress(job).stalled
    assert (wake_stalled(), wake_stalled()) == (1, 1)
    assert queued() == 1
    lost = DBTaskResult.objects.get(status=TaskResultStatus.FAILED)
    assert lost.exception_class_path == WORKER_LOST


def test_a_job_that_is_alive_paused_or_over_is_left_alone(job: FigureJob) -> None:
    assert wake_stalled() == 0
    begun(job)
    for state in (State.PAUSED, State.DONE, State.CANCELLED):
        FigureJob.objects.update(state=state)
        assert wake_stalled() == 0
        assert not jobs.progress(job).stalled


def test_a_job_goes_on_by_hand_when_no_worker_shows_a_sign_of_life(job: FigureJob) -> None:
    begun(job)
    jobs.go_on(job)
    assert not jobs.progress(job).stalled
    assert queued() == 1


def test_a_claim_that_ran_out_goes_to_another_and_the_first_can_store_nothing_any_more(job: FigureJob) -> None:
    FigureJob.objects.update(state=State.RUNNING)
    first = chunks.claim(job.pk)
    assert first is not None
    assert chunks.still_mine(first)
    JobChunk.objects.filter(pk=first.pk).update(claimed_until=timezone.now() - LONG_AGO)
    second = chunks.claim(job.pk)
    assert second is not None
    assert (second.pk, second.claim == first.claim) == (first.pk, False)
    assert not chunks.still_mine(first)
    chunks.give_back(first)
    assert chunks.still_mine(second)
    assert second.claimed_until is not None
    assert second.claimed_until <= timezone.now() + timedelta(seconds=settings.JOB_CLAIM_SECONDS)


def test_a_chunk_that_nobody_can_do_is_given_up_and_its_drafts_count_as_crashed(
    job: FigureJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = chunks.store

    def fails_at_the_first(chunk: JobChunk, *others: Any) -> bool:
        if chunk.number == 0:
            raise OperationalError
        return store(chunk, *others)

    monkeypatch.setattr(tasks, "store", fails_at_the_first)
    for _try in range(chunks.MOST_CLAIMS):
        with pytest.raises(OperationalError):
            work(job.pk, seconds=60)
        JobChunk.objects.filter(done_at=None).update(claimed_until=timezone.now() - LONG_AGO)
    work(job.pk, seconds=60)
    assert jobs.progress(job).state == State.DONE
    found = jobs.outcome(job)
    assert (found.drafts, found.crashed) == (20, 5)
    assert {crash.error for crash in found.crashes} == {"ChunkGivenUp"}


def test_a_chunk_that_was_given_back_counts_no_try(job: FigureJob) -> None:
    FigureJob.objects.update(state=State.RUNNING)
    for _time in range(chunks.MOST_CLAIMS + 1):
        chunk = chunks.claim(job.pk)
        assert chunk is not None
        assert chunk.number == 0
        chunks.give_back(chunk)
    assert JobChunk.objects.get(job=job, number=0).tries == 0


def test_progress_counts_drafts_in_two_queries(
    job: FigureJob, django_assert_num_queries: Callable[[int], object]
) -> None:
    begun(job)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        seen = jobs.progress(job)
    assert (seen.done, seen.total, seen.percent, seen.state) == (5, 20, 25, State.RUNNING)
    assert seen.seconds_left is not None


def test_a_job_without_any_draft_is_done_at_once(draft_with: Callable[..., ParameterRevision]) -> None:
    empty = jobs.start_preview(draft_with(refund_cap=900), sample=None, by=None)
    work(empty.pk, seconds=0)
    seen = jobs.progress(empty)
    assert (seen.state, seen.percent, seen.total) == (State.DONE, 100, 0)
    assert FigureJob.objects.get().families
