"""Begin a job of an office, start it, stop it, and see how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces, tasks
from interview.firms.jobs.steps import RIGHTS, Kind, State
from interview.firms.list_query import filtered
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Role, allows, files

KEPT_FOR = timedelta(hours=24)
"""Files can be fetched for so long, and a job that nobody started is forgotten after it."""
OVER = (State.DONE, State.CANCELLED, State.FAILED)
MOST_CLIENTS = 200_000
MOST_TICKED = 1_000
MOST_PLANNED = 50
"""Jobs of one person that are not started: the oldest go when there are more."""
MOST_AT_WORK = 20
"""Jobs of one person that wait or run: workers take turns, and everybody's jobs wait for them."""
BULK = (Kind.ASSIGN, Kind.STATUS, Kind.ASK, Kind.REEVALUATE, Kind.EXPORT, Kind.DELETE)


class NobodyChosen(ValueError):
    """No client was ticked, or none matches."""


def jobs_of(seat: OfficeMember) -> QuerySet[WorkspaceJob]:
    """The jobs that somebody in this seat may see: one's own; an owner sees all of the office."""
    jobs = WorkspaceJob.objects.filter(office=seat.office_id).select_related("created_by")
    return jobs if seat.role == Role.OWNER else jobs.filter(created_by=seat.user_id)


def plan(seat: OfficeMember, kind: str, rows: list[Any], **values: Any) -> WorkspaceJob:
    """Store what a job is to work on, for somebody to look at before it starts. The texts are in this language."""
    now = timezone.now()
    with transaction.atomic():
        job = WorkspaceJob.objects.create(
            office_id=seat.office_id,
            kind=kind,
            state=State.PLANNED,
            total=len(rows),
            created_by=seat.user,
            created_at=now,
            expires_at=now + KEPT_FOR,
            parameters={"language": get_language() or "en", **values.pop("parameters", {})},
            **values,
        )
        pieces.put_all(job, rows)
        mine = WorkspaceJob.objects.filter(office=seat.office_id, created_by=seat.user_id, state=State.PLANNED)
        old = list(mine.order_by("-pk").values_list("pk", flat=True)[MOST_PLANNED:])
        WorkspaceJob.objects.filter(pk__in=old, state=State.PLANNED).delete()
    return job


def plan_ticked(seat: OfficeMember, kind: str, ticked: list[int], query: str = "") -> WorkspaceJob:
    """With the clients that were ticked in the list at this address. Raises NobodyChosen."""
    return _plan_with(seat, kind, files(seat).filter(pk__in=ticked[:MOST_TICKED]), query)


def plan_matching(seat: OfficeMember, kind: str, query: str) -> WorkspaceJob:
    """With all that match the address of a list, as they are now: who comes later is not touched.

    Raises NobodyChosen, or list_query.UnreadableFilters.
    """
    return _plan_with(seat, kind, filtered(files(seat), query, me=seat.user_id), query)


def _plan_with(seat: OfficeMember, kind: str, found: QuerySet[ClientFile], query: str) -> WorkspaceJob:
    keys = list(found.order_by("name_key", "pk").values_list("pk", flat=True)[:MOST_CLIENTS])
    if not keys:
        raise NobodyChosen
    return plan(seat, kind, keys, parameters={"query": query} if query else {})


def has_room(seat: OfficeMember) -> bool:
    """Whether somebody may start one job more."""
    at_work = WorkspaceJob.objects.filter(created_by=seat.user_id, state__in=[State.WAITING, State.RUNNING])
    return at_work.count() < MOST_AT_WORK


def no_room() -> str:
    """What somebody reads who may not."""
    return _("You have {most} jobs at work. Wait until one is done, or stop one.").format(most=MOST_AT_WORK)


def start(job: WorkspaceJob, **parameters: Any) -> bool:
    """Let the worker begin with it. False if it was started or cancelled already: a second press changes nothing."""
    now = timezone.now()
    with transaction.atomic():
        planned = WorkspaceJob.objects.filter(pk=job.pk, state=State.PLANNED)
        values = {"parameters": {**job.parameters, **parameters}, "created_at": now, "expires_at": now + KEPT_FOR}
        if not planned.update(state=State.WAITING, **values):
            return False
        tasks.enqueue(job.pk)
    return True


def cancel(job: WorkspaceJob) -> bool:
    """Stop for good, after the step that it is at. What is done stays done."""
    open_ = WorkspaceJob.objects.filter(pk=job.pk).exclude(state__in=OVER)
    return bool(open_.update(state=State.CANCELLED, finished_at=timezone.now()))


def may_undo(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Assignments can be taken back once, while their file is kept."""
    undone = WorkspaceJob.objects.filter(parameters__undo_of=job.pk).exclude(state=State.CANCELLED)
    return (
        job.kind == Kind.ASSIGN
        and job.state in OVER
        and "undo_of" not in job.parameters
        and not is_expired(job)
        and allows(seat, RIGHTS[Kind.ASSIGN])
        and job.pieces.filter(side=JobFile.Side.OUT).exists()
        and not undone.exists()
    )


def undo(job: WorkspaceJob, seat: OfficeMember) -> WorkspaceJob | None:
    """Give the clients back to whoever had them, where nobody has changed that since. None if it was done already."""
    with transaction.atomic():
        list(WorkspaceJob.objects.select_for_update().filter(pk=job.pk).values_list("pk"))
        if not may_undo(job, seat):
            return None
        changed = [row for piece in pieces.each(job, JobFile.Side.OUT) for row in pieces.rows_of(piece)]
        back = plan(seat, Kind.ASSIGN, changed, parameters={"undo_of": job.pk})
        start(back)
    return back


def is_expired(job: WorkspaceJob, now: datetime | None = None) -> bool:
    """Whether its files are no longer given out."""
    return job.expires_at is None or job.expires_at <= (now or timezone.now())


def forget_files(now: datetime) -> int:
    """Delete the files of jobs whose day has passed, and jobs that nobody started. Gives how many pieces went."""
    old = WorkspaceJob.objects.filter(expires_at__lte=now)
    old.filter(state=State.PLANNED).delete()
    return JobFile.objects.filter(job__in=old.filter(state__in=OVER).values("pk")).delete()[0]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `stalled`: no worker has shown a sign of life for a while."""

    percent: int
    stalled: bool


def progress(job: WorkspaceJob) -> Progress:
    """How far a job is, of the row as it was read."""
    since = timezone.now() - (job.alive_at or job.created_at)
    at_work = job.state in (State.WAITING, State.RUNNING)
    percent = 100 if job.state == State.DONE else 100 * min(job.done, job.total) // max(1, job.total)
    return Progress(percent, at_work and since > tasks.silence())
