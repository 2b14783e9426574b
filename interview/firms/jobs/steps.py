"""One step of a job: worked out by anybody, stored once.

A job goes on in steps, each of which moves a counter on in the transaction in which its work is stored. When a worker
is killed, its step was stored or it was not; when two workers are at the same step, the second finds the counter moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from interview.firms.job_models import WorkspaceJob
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action

State, Kind = WorkspaceJob.State, WorkspaceJob.Kind
MOST_SKIPS = 1_000
"""So many rows are listed that were skipped; all are counted."""

RIGHTS: dict[str, Action] = {
    Kind.ASSIGN: Action.ASSIGN,
    Kind.STATUS: Action.MOVE,
    Kind.ASK: Action.ASK,
    Kind.REEVALUATE: Action.ANSWER,
    Kind.EXPORT: Action.EXPORT,
    Kind.DELETE: Action.DELETE,
    Kind.IMPORT: Action.CREATE,
    Kind.EVALUATE: Action.EVALUATE,
}
"""What somebody must be allowed to do to start a job of a kind, and while it runs."""

Step = Callable[[WorkspaceJob, OfficeMember], bool]
"""Does one step and stores it; whether there is more to do. Raises NotOurs, or CannotGoOn."""


class NotOurs(Exception):
    """The job was stopped, or another worker has done this step."""


class CannotGoOn(Exception):
    """The job ends here, and nothing of this step is stored; the message tells its maker why."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was left out, named by its reference or its line, and why."""

    reference: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """As the job keeps it."""
        return {"reference": self.reference, "why": self.why}


@contextmanager
def storing(job: WorkspaceJob) -> Iterator[None]:
    """The transaction of a step. Whatever is changed on the job inside it is stored with it. Raises NotOurs."""
    with transaction.atomic():
        here = WorkspaceJob.objects.filter(pk=job.pk, state=State.RUNNING, last_key=job.last_key)
        if not list(here.select_for_update().values_list("pk")):
            raise NotOurs
        yield
        job.last_key += 1
        job.alive_at = timezone.now()
        job.save(update_fields=["last_key", "alive_at", "total", "done", "skips", "skipped", "outcome", "file_name"])


def skip(job: WorkspaceJob, *skips: Skip) -> None:
    """Note what is left out, inside `storing`."""
    job.skipped += len(skips)
    room = max(0, MOST_SKIPS - len(job.skips))
    job.skips = [*job.skips, *(one.as_json() for one in skips[:room])]


def sign_of_life(job: WorkspaceJob, **values: int) -> None:
    """Say that somebody is at a step that takes long, and how far. Raises NotOurs when it is no longer wanted."""
    here = WorkspaceJob.objects.filter(pk=job.pk, state=State.RUNNING, last_key=job.last_key)
    if not here.update(alive_at=timezone.now(), **values):
        raise NotOurs
