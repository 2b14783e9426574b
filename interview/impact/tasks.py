"""Jobs as tasks of the worker: each works for a few seconds and queues the next, so that several workers share a job.

One task of a job waits in the queue as long as there are chunks that nobody is at: whichever worker is free takes it.
A worker that was killed leaves its task "running" for ever, and its chunk claimed; `wake_stalled` is the cure.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.db import reset_queries
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from interview.engine import ParameterProblems
from interview.impact.chunks import any_free, claim, claim_time, drafts_of, finish_if_done, give_back, still_mine, store
from interview.impact.families import family_rows
from interview.impact.figures_of_job import JobFigures, figures_of
from interview.impact.models import FigureJob, JobChunk
from interview.impact.over_drafts import run

State = FigureJob.State
SECONDS_OF_A_TASK = 10
SECONDS_BETWEEN_SIGNS = 1
WORKER_LOST = "interview.impact.tasks.WorkerLost"

stopping = threading.Event()
"""Set when this process was asked to end: it stores the chunk it is at, and leaves the rest to others."""
logger = logging.getLogger("fledge.jobs")


class WorkFailed(Exception):
    """A task failed: the class of the error and the lines of the program, without the error's own words."""


@task()
def work_on_job(job: int) -> int:
    """Work on a job for a few seconds, and give the number of chunks; whatever is left is for the next task.

    Raises WorkFailed for whatever goes wrong: the queue keeps what a task raises, and a database quotes whole rows.
    """
    try:
        return work(job, seconds=SECONDS_OF_A_TASK)
    except Exception as error:  # noqa: BLE001 - whatever it is
        failed = f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
        logger.error("A task of job %s failed with %s", job, failed)  # noqa: TRY400 - the error's words could be answers
        raise WorkFailed(failed) from None


def work(job: int, *, seconds: float) -> int:
    """Work on a job's chunks for so long, and on one at least; gives how many were done here. Safe to run twice."""
    figures = _begin(job)
    if figures is None:
        return 0
    until, done = time.monotonic() + seconds, 0
    while chunk := claim(job):
        keep_one_waiting(job)
        done += _do(chunk, figures)
        reset_queries()  # Django's debug mode remembers each of them
        if time.monotonic() >= until or stopping.is_set():
            keep_one_waiting(job)
            return done
    finish_if_done(figures)
    return done


def _begin(job: int) -> JobFigures | None:
    """Say that the job runs. None if it is not to run, or not by this version of the program."""
    now = timezone.now()
    open_ = FigureJob.objects.filter(pk=job, state__in=[State.WAITING, State.RUNNING])
    if not open_.update(state=State.RUNNING, alive_at=now):
        return None
    first = FigureJob.objects.filter(pk=job, started_at=None).update(started_at=now)
    try:
        figures = figures_of(job)
    except ParameterProblems:
        logger.exception("The figures of job %s cannot be read by this version of the program.", job)
        open_.update(state=State.CANCELLED, finished_at=now)
        return None
    if first:
        _try_example_families(job)
    return figures


def _try_example_families(pk: int) -> None:
    job = FigureJob.objects.select_related("against").get(pk=pk)
    rows = family_rows(job.against.document if job.against else None, job.document)
    FigureJob.objects.filter(pk=pk).update(families=[row.as_json() for row in rows])


def _do(chunk: JobChunk, figures: JobFigures) -> bool:
    """Work out a chunk outside any transaction, then store it. Stops within about a second of a cancel."""
    last_sign = time.monotonic()

    def go_on() -> bool:
        nonlocal last_sign
        if time.monotonic() - last_sign < SECONDS_BETWEEN_SIGNS:
            return True
        last_sign = time.monotonic()
        return not stopping.is_set() and still_mine(chunk)

    worked = run(figures, drafts_of(chunk), go_on)
    if worked is not None and store(chunk, worked, figures):
        return True
    give_back(chunk)
    return False


# The queue -------------------------------------------------------------------------------------------------------


def keep_one_waiting(job: int) -> None:
    """Queue a task if there is work for one more worker and none is queued yet."""
    if any_free(job) and not _queued(job).exists():
        work_on_job.enqueue(job)


def enqueue(job: int) -> None:
    """Queue a task, unless one is queued."""
    if not _queued(job).exists():
        work_on_job.enqueue(job)


def _queued(job: int) -> QuerySet[DBTaskResult[Any, Any]]:
    return _ours().filter(status=TaskResultStatus.READY, args_kwargs={"args": [job], "kwargs": {}})


def _ours() -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(task_path=work_on_job.module_path).order_by()


def silence() -> timedelta:
    """After so long without a sign of life a job counts as stalled."""
    return claim_time() / 2


def stalled(now: datetime) -> Q:
    """Jobs that should be worked on, and that nobody works on. A sign from the future is that of a wrong clock."""
    before = now - silence()
    silent = Q(alive_at__lt=before) | Q(alive_at__gt=now + claim_time()) | Q(alive_at=None, created_at__lt=before)
    return silent & Q(state__in=[State.WAITING, State.RUNNING])


def wake_stalled() -> int:
    """Queue a task for each stalled job, and give up the tasks of workers that are gone. Gives how many were woken."""
    now = timezone.now()
    longest = timedelta(seconds=SECONDS_OF_A_TASK) + 2 * claim_time()
    _ours().filter(status=TaskResultStatus.RUNNING, started_at__lt=now - longest).update(
        status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=WORKER_LOST
    )
    jobs = list(FigureJob.objects.filter(stalled(now)).order_by("pk").values_list("pk", flat=True))
    for job in jobs:
        enqueue(job)
    return len(jobs)
