"""What a bulk action would do, before anybody says yes: how many, in which languages, and who is left out and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from interview.firms import workflow
from interview.firms.activity import reference
from interview.firms.file_models import ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import bulk, pieces
from interview.firms.jobs.steps import Kind, Skip
from interview.firms.office_models import OfficeMember

MOST_LOOKED_AT = 20_000
MOST_NAMED = 50


@dataclass
class Foresight:
    """`looked_at` of `total`: of more clients than that the rest is not looked at until its turn."""

    total: int
    looked_at: int = 0
    done: int = 0
    by_language: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    named: list[Skip] = field(default_factory=list)

    @property
    def skipped(self) -> int:
        return self.looked_at - self.done


def foresee(job: WorkspaceJob, seat: OfficeMember, parameters: dict[str, Any]) -> Foresight:
    """Look at the clients of a job that has not begun. One query for a thousand clients."""
    seen = Foresight(job.total)
    while seen.looked_at < min(job.total, MOST_LOOKED_AT):
        rows = pieces.some(job, seen.looked_at, pieces.KEYS_IN_A_PIECE)
        if not rows:
            break
        found = bulk.clients_of(job, seat, rows)
        for row in rows:
            _look_at(seen, job, seat, found.get(bulk.key_of(row)), parameters)
    return seen


def _look_at(
    seen: Foresight, job: WorkspaceJob, seat: OfficeMember, file: ClientFile | None, parameters: dict[str, Any]
) -> None:
    seen.looked_at += 1
    why = _hindrance(job, seat, file, parameters)
    if not why and file is not None:
        seen.done += 1
        seen.by_language[file.language] += 1
        return
    seen.why[why] += 1
    if len(seen.named) < MOST_NAMED:
        seen.named.append(Skip(reference(file) if file is not None else "", why))


def _hindrance(job: WorkspaceJob, seat: OfficeMember, file: ClientFile | None, parameters: dict[str, Any]) -> str:
    if file is None:
        return bulk.no_longer_ours()
    try:
        if job.kind == Kind.STATUS and parameters.get("status"):
            bulk.check_move(file, seat, parameters)
        if job.kind == Kind.DELETE:
            bulk.check_delete(file)
    except (bulk.Skipped, workflow.Refused) as why:
        return str(why)
    return ""
