"""What is done to many clients: assign, move, ask, work out again, delete. Each client is checked again at its turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from interview.drafts import deleting
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, store_result
from interview.firms import workflow
from interview.firms.activity import DELETED, record, reference
from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces
from interview.firms.jobs.asking import CannotAsk, ask
from interview.firms.jobs.steps import RIGHTS, Kind, Skip, skip, storing
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files
from interview.firms.rows import refresh
from interview.years import UnknownYear

CLIENTS_IN_A_STEP = 50
SECONDS_OF_A_STEP = 0.3
"""A step holds a lock for so long at most, on SQLite that of the whole database."""


class Skipped(Exception):
    """A client that is left as it is; the message says why."""


Row = int | list[int | None]
"""The key of a client; or, where assignments are taken back, [client, who had it before, who has had it since]."""


def step(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Do the next clients, as many as fit in a moment."""
    rows: list[Row] = pieces.some(job, job.done, CLIENTS_IN_A_STEP)
    if not rows:
        return False
    until, changed = time.monotonic() + SECONDS_OF_A_STEP, []
    with storing(job):
        found = clients_of(job, seat, rows)
        for row in rows:
            was = _one(job, seat, found.get(key_of(row)), row)
            if was is not None:
                changed.append(was)
            job.done += 1
            if time.monotonic() >= until:
                break
        if changed:
            pieces.put(job, JobFile.Side.OUT, job.last_key, pieces.as_json(changed))
    return job.done < job.total


def key_of(row: Row) -> int:
    """The client that a row is about."""
    return int((row[0] if isinstance(row, list) else row) or 0)


def clients_of(job: WorkspaceJob, seat: OfficeMember, rows: list[Row]) -> dict[int, ClientFile]:
    """Those of the rows with which this seat may do it now. Two queries."""
    found = pieces.with_keys(files(seat, RIGHTS[job.kind]), [key_of(row) for row in rows])
    if job.kind not in (Kind.REEVALUATE, Kind.ASK):
        found = found.defer("draft__answers", "draft__unsaved")
    return {file.pk: file for file in found.select_related("draft", "assignee", "office")}


def _one(job: WorkspaceJob, seat: OfficeMember, file: ClientFile | None, row: Row) -> list[int | None] | None:
    """Do one client, or note why not. Gives what an assignment needs to be taken back."""
    if file is None:
        skip(job, Skip("", no_longer_ours()))
        return None
    before = file.assignee_id
    try:
        with transaction.atomic():
            DO[job.kind](file, seat, job.parameters, row)
    except (Skipped, CannotAsk, workflow.Refused) as why:
        skip(job, Skip(reference(file), str(why)))
    except ValidationError as wrong:
        skip(job, Skip(reference(file), " ".join(wrong.messages)))
    else:
        if job.kind == Kind.ASSIGN and file.assignee_id != before:
            return [file.pk, before, file.assignee_id]
    return None


def no_longer_ours() -> str:
    """Why a client that was chosen is not there any more, without giving anything away."""
    return _("This client is no longer among those with whom you may do this.")


# What is done to one client --------------------------------------------------------------------------------------


def _assign(file: ClientFile, seat: OfficeMember, parameters: dict[str, Any], row: Row) -> None:
    wanted: int | None = parameters.get("assignee")
    if isinstance(row, list):
        _file, wanted, since = row
        if file.assignee_id != since:
            raise Skipped(_("Somebody has assigned this client since."))
    person = User.objects.filter(pk=wanted).first() if wanted else None
    if wanted and person is None:  # else the client would go to nobody, whom nobody has chosen
        raise Skipped(_("Only somebody who works with clients in this office can be chosen."))
    workflow.assign(file, person, seat=seat)


def _move(file: ClientFile, seat: OfficeMember, parameters: dict[str, Any], _row: Row) -> None:
    check_move(file, seat, parameters)
    workflow.move(file, parameters["status"], seat=seat, reason=parameters.get("reason", ""))


def check_move(file: ClientFile, seat: OfficeMember, parameters: dict[str, Any]) -> None:
    """Raise Skipped or workflow.Refused for a client that cannot be moved there. No query."""
    to = parameters["status"]
    if file.status == to:
        raise Skipped(_("It has this status already."))
    workflow.check_move(file, to, seat, parameters.get("reason", ""))


def _ask(file: ClientFile, seat: OfficeMember, parameters: dict[str, Any], _row: Row) -> None:
    ask(file, seat, parameters)


def _reevaluate(file: ClientFile, _seat: OfficeMember, _parameters: dict[str, Any], _row: Row) -> None:
    try:
        store_result(file.draft)
    except Unfinished:
        raise Skipped(_("Its answers are not complete.")) from None
    except UnknownYear as unknown:
        raise Skipped(str(unknown)) from None
    refresh(file.draft)


def _delete(file: ClientFile, seat: OfficeMember, _parameters: dict[str, Any], _row: Row) -> None:
    # The family may take it over in the same moment: what it is now is read under the locks that this takes as well.
    list(Draft.objects.select_for_update(no_key=True).filter(pk=file.draft_id).values_list("pk"))
    held = ClientFile.objects.select_for_update(of=("self",)).select_related("draft").filter(pk=file.pk).first()
    if held is None:
        raise Skipped(no_longer_ours())
    check_delete(held)
    record(DELETED, file, actor=seat.user)
    deleting.delete(file.draft)


def check_delete(file: ClientFile) -> None:
    """Raise Skipped for a draft that is a family's: only the family deletes it. No query."""
    draft = file.draft
    if not file.begun_by_office or draft.browser_key_hash or draft.address_id or draft.owner_id:
        raise Skipped(_("The draft belongs to its family. Only the family can delete it."))


DO: dict[str, Callable[[ClientFile, OfficeMember, dict[str, Any], Row], None]] = {
    Kind.ASSIGN: _assign,
    Kind.STATUS: _move,
    Kind.ASK: _ask,
    Kind.REEVALUATE: _reevaluate,
    Kind.DELETE: _delete,
}
