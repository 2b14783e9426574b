"""An office with clients, and jobs that are done on the spot."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.utils import timezone

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces, planning, tasks
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rows import name_key

Role = OfficeMember.Role
BEGUN: dict[str, Any] = {"start": {"depth": "full"}, "year": {"tax_year": 2025}}


def seat(office: Office, username: str = "bob", role: str = Role.ADVISOR) -> OfficeMember:
    user, _new = User.objects.get_or_create(username=username)
    return OfficeMember.objects.create(office=office, user=user, role=role)


def clients(office: Office, number: int, **values: Any) -> list[ClientFile]:
    """Clients with a draft each, with hardly an answer; two statements for all."""
    now = timezone.now()
    drafts = Draft.objects.bulk_create(
        Draft(public_id=uuid4(), tax_year=2025, answers=BEGUN, office=office, updated_at=now) for _ in range(number)
    )
    usual: dict[str, Any] = {"status": "in_review", "tax_year": 2025, "paid_now": 0, "gain": 1_700} | values
    names = [f"Family {place:06}" for place in range(number)]
    return ClientFile.objects.bulk_create(
        ClientFile(
            office=office,
            draft=draft,
            **{"name": name, "name_key": name_key(name), **usual},
            status_at=now,
            last_activity_at=now,
            created_at=now,
        )
        for draft, name in zip(drafts, names, strict=True)
    )


def keys_of(files: list[ClientFile]) -> list[int]:
    return [file.pk for file in files]


def started(by: OfficeMember, kind: str, files: list[ClientFile], **parameters: Any) -> WorkspaceJob:
    """A job with these clients that waits for a worker."""
    job = planning.plan_ticked(by, kind, keys_of(files))
    assert planning.start(job, **parameters)
    return job


def worked(job: WorkspaceJob) -> WorkspaceJob:
    """The job after a worker was at it."""
    tasks.work(job.pk, seconds=60)
    return again(job)


def again(job: WorkspaceJob) -> WorkspaceJob:
    return WorkspaceJob.objects.get(pk=job.pk)


def done(by: OfficeMember, kind: str, files: list[ClientFile], **parameters: Any) -> WorkspaceJob:
    return worked(started(by, kind, files, **parameters))


def content(job: WorkspaceJob) -> bytes:
    return b"".join(pieces.each(job, JobFile.Side.OUT))


def finished_job(office: Office, by: User) -> WorkspaceJob:
    """A file of households that is worked out."""
    now = timezone.now()
    return WorkspaceJob.objects.create(
        office=office,
        kind=WorkspaceJob.Kind.EVALUATE,
        state=WorkspaceJob.State.DONE,
        file_name="assessments.jsonl",
        created_by=by,
        created_at=now,
        finished_at=now,
        expires_at=now + planning.KEPT_FOR,
    )
