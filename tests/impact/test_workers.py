"""Real workers: one is killed in the middle, two share a job; nothing is lost and nothing is done twice."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from interview.impact import chunks, jobs
from interview.impact.models import FigureJob, JobChunk
from interview.impact.tasks import work
from tests.impact.many_drafts import make_drafts
from tests.impact.processes import wait_until, workers
from tests.impact.test_reevaluation import wrong_results
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.usefixtures("in_force")
DRAFTS = 240
IN_A_CHUNK = 2
KIB = 1_024


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", IN_A_CHUNK)


def done_chunks(job: FigureJob) -> int:
    return JobChunk.objects.filter(job=job).exclude(done_at=None).count()


def is_done(job: FigureJob) -> bool:
    job.refresh_from_db(fields=["state"])
    return bool(job.state == FigureJob.State.DONE)


def assert_each_was_done_once(job: FigureJob) -> None:
    assert done_chunks(job) == DRAFTS / IN_A_CHUNK
    assert jobs.outcome(job).drafts == DRAFTS
    assert not wrong_results()


def test_when_a_worker_is_killed_another_does_the_rest_and_nothing_twice(tmp_path: Path) -> None:
    make_drafts(DRAFTS, with_results=False)
    with workers(tmp_path, "killed") as [first]:
        job = jobs.start_reevaluation(publish_refund_cap(900), by=None)
        wait_until(lambda: done_chunks(job) >= 5, first)
        first.kill()
        first.wait()
    stored = dict(JobChunk.objects.exclude(done_at=None).values_list("pk", "done_at"))
    assert 5 <= len(stored) < DRAFTS / IN_A_CHUNK, "it was killed in the middle"
    assert not is_done(job)
    with workers(tmp_path, "second") as [second]:
        wait_until(lambda: is_done(job), second)
    assert_each_was_done_once(job)
    still = dict(JobChunk.objects.filter(pk__in=stored).values_list("pk", "done_at"))
    assert still == stored, "what was stored before was not done again"


def test_two_workers_share_a_job_and_no_draft_is_done_twice(tmp_path: Path) -> None:
    make_drafts(DRAFTS, with_results=False)
    with workers(tmp_path, "one", "two") as [one, two]:
        job = jobs.start_reevaluation(publish_refund_cap(900), by=None)
        wait_until(lambda: is_done(job), one, two)
        finished = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, return_value__gt=0)
        wait_until(lambda: {name for task in finished.all() for name in task.worker_ids} == {"one", "two"}, one, two)
    assert sum(task.return_value for task in finished.all()) == DRAFTS / IN_A_CHUNK
    assert_each_was_done_once(job)


def test_the_memory_does_not_grow_with_the_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", 25)

    def most_memory(drafts: int, refund_cap: int) -> int:
        make_drafts(drafts, distinct=10)
        job = jobs.start_reevaluation(publish_refund_cap(refund_cap), by=None)
        tracemalloc.start()
        work(job.pk, seconds=600)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert is_done(job)
        return most

    most_memory(25, 800)  # what is built once in each process
    few, many = most_memory(25, 900), most_memory(550, 1_000)
    assert many - few < 525 * KIB, "a draft's household alone takes several times as much"
