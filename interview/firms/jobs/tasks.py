"""An office's jobs as tasks of the worker: each works for a few seconds, stores what is done, and queues the next.

A worker that is killed leaves its task "running" for ever and its job silent; `wake_stalled` is the cure.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import reset_queries
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import bulk, exporting, households, importing
from interview.firms.jobs.steps import RIGHTS, CannotGoOn, Kind, NotOurs, State, Step
from interview.firms.office_models import OfficeMember
from interview.firms.rights import allows, seats_of

SECONDS_OF_A_TASK = 10
MOST_TRIES = 3
"""A step that failed so often, or that lost so many workers, ends its job."""
WORKER_LOST = "interview.firms.jobs.tasks.WorkerLost"

STEPS: dict[str, Step] = {
    Kind.ASSIGN: bulk.step,
    Kind.STATUS: bulk.step,
    Kind.ASK: bulk.step,
    Kind.REEVALUATE: bulk.step,
    Kind.DELETE: bulk.step,
    Kind.EXPORT: exporting.step,
    Kind.IMPORT: importing.step,
    Kind.EVALUATE: households.step,
}

stopping = threading.Event()
"""Set when this process was asked to end: it stores the step it is at, and leaves the rest to others."""
logger = logging.getLogger("fledge.jobs")


class WorkFailed(Exception):
    """A task failed: the class of the error and the lines of the program, without the error's own words."""


@task()
def work_on_workspace_job(job: int) -> int:
    """Work on a job for a few seconds, and give the number of steps; whatever is left is for the next task.

    Raises WorkFailed for whatever goes wrong: the queue keeps what a task raises, and a database quotes whole rows.
    """
    try:
        return work(job, seconds=SECONDS_OF_A_TASK)
    except Exception as error:  # noqa: BLE001 - whatever it is
        failed = f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
        logger.error("A task of workspace job %s failed with %s", job, failed)  # noqa: TRY400 - its words could be answers
        _try_again(job)
        raise WorkFailed(failed) from None


def work(job: int, *, seconds: float) -> int:
    """Do a job's steps for so long, and one at least; gives how many were done here. Safe to run twice."""
    until, done = time.monotonic() + seconds, 0
    _begin(job)
    while running := _running(job):
        with translation.override(running.parameters.get("language") or settings.LANGUAGE_CODE):
            more = _step(running)
        done += 1
        reset_queries()  # Django's debug mode remembers each of them
        if more and (time.monotonic() >= until or stopping.is_set()):
            enqueue(job)
            return done
        if not more:
            return done
    return done


def _begin(job: int) -> None:
    now = timezone.now()
    WorkspaceJob.objects.filter(pk=job, state=State.WAITING).update(state=State.RUNNING, started_at=now, alive_at=now)


def _running(job: int) -> WorkspaceJob | None:
    running = WorkspaceJob.objects.filter(pk=job, state=State.RUNNING)
    return running.select_related("office", "created_by").first()


def _step(job: WorkspaceJob) -> bool:
    """One step; whether there is more. Whoever started the job must still be allowed to do it, each time."""
    seat = seat_of(job)
    if seat is None or not allows(seat, RIGHTS[job.kind]):
        _end(job, State.FAILED, _("Whoever started this may no longer do it in this office."))
        return False
    try:
        if STEPS[job.kind](job, seat):
            return True
    except NotOurs:
        return False
    except CannotGoOn as reason:
        _end(job, State.FAILED, str(reason))
        return False
    _end(job, State.DONE)
    return False


def seat_of(job: WorkspaceJob) -> OfficeMember | None:
    """The seat of whoever started a job, as it is now."""
    return seats_of(job.created_by).filter(office=job.office_id).first() if job.created_by else None


def _end(job: WorkspaceJob, state: WorkspaceJob.State, why: str = "") -> None:
    values: dict[str, Any] = {"state": state, "finished_at": timezone.now()}
    if why:
        values["outcome"] = {**job.outcome, "why": why}
    WorkspaceJob.objects.filter(pk=job.pk, state=State.RUNNING).update(**values)


def _try_again(job: int) -> None:
    """Queue a task for a step that failed, unless it has failed too often."""
    running = _running(job)
    if running is None:
        return
    last, tries = running.outcome.get("tries", [0, 0])
    tries = tries + 1 if last == running.last_key else 1
    running.outcome["tries"] = [running.last_key, tries]
    if tries >= MOST_TRIES:
        _end(running, State.FAILED, _("Something went wrong. What is done stays; the rest was not done."))
        return
    here = WorkspaceJob.objects.filter(pk=job, state=State.RUNNING, last_key=running.last_key)
    here.update(outcome=running.outcome, alive_at=timezone.now())
    enqueue(job)


# The queue -------------------------------------------------------------------------------------------------------


def enqueue(job: int) -> None:
    """Queue a task, unless one is queued."""
    queued = _ours().filter(status=TaskResultStatus.READY, args_kwargs={"args": [job], "kwargs": {}})
    if not queued.exists():
        work_on_workspace_job.enqueue(job)


def _ours() -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(task_path=work_on_workspace_job.module_path).order_by()


def silence() -> timedelta:
    """After so long without a sign of life a job counts as stalled."""
    return timedelta(seconds=settings.JOB_CLAIM_SECONDS / 2)


def stalled(now: datetime) -> Q:
    """Jobs that should be worked on, and that nobody works on."""
    before = now - silence()
    silent = Q(alive_at__lt=before) | Q(alive_at__gt=now + 2 * silence()) | Q(alive_at=None, created_at__lt=before)
    return silent & Q(state__in=[State.WAITING, State.RUNNING])


def wake_stalled() -> int:
    """Queue a task for each stalled job, and give up the tasks of workers that are gone. Gives how many were woken."""
    now = timezone.now()
    longest = timedelta(seconds=SECONDS_OF_A_TASK) + 4 * silence()
    _ours().filter(status=TaskResultStatus.RUNNING, started_at__lt=now - longest).update(
        status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=WORKER_LOST
    )
    jobs = WorkspaceJob.objects.filter(stalled(now)).order_by("pk")
    woken = list(jobs.values_list("pk", "state"))
    for job, state in woken:
        if state == State.RUNNING:
            _try_again(job)
        else:
            enqueue(job)
    return len(woken)
