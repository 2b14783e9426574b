"""Clients from a table: all of them or none, in one transaction, read once more shortly before it.

On SQLite everybody's saves wait for that transaction, so it only writes: all else is worked out before.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.firms.activity import IMPORTED, Change, record
from interview.firms.beginning import Begun, prepare, store
from interview.firms.file_models import ClientFile
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces
from interview.firms.jobs.client_rows import Checked, check
from interview.firms.jobs.client_sheets import Sheet
from interview.firms.jobs.steps import RIGHTS, CannotGoOn, Kind, Skip, State, sign_of_life, skip, storing
from interview.firms.office_models import OfficeMember
from interview.firms.rights import allows, seats_of

ROWS_TO_A_SIGN = 1_000
"""So many rows are prepared between two signs of life."""


def rows_to_keep(sheet: Sheet) -> list[list[object]]:
    """The rows of a table as a job keeps them."""
    return [[number, cells] for number, cells in sheet.rows]


def dry_run(job: WorkspaceJob, seat: OfficeMember) -> Checked:
    """What an import would do, with each row's fault. Writes nothing."""
    rows = (
        (int(number), list(cells))
        for piece in pieces.each(job, JobFile.Side.IN)
        for number, cells in pieces.rows_of(piece)
    )
    return check(seat, rows, job.parameters["mapping"], job.parameters["usual"])


def step(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Import the whole table. Raises CannotGoOn, and nothing is imported, if a single row has a fault by now."""
    known = _clients_of(seat)
    try:
        found, begun = _prepare(job, seat)
        with storing(job):
            _check_again(seat)
            if not _clients_of(seat) <= known:
                return True  # somebody began a client meanwhile, who may stand in the table: read it once more
            store(begun)
            skip(job, *(Skip(f"{each.row}", each.message) for each in found.duplicates))
            job.done = job.total
            job.outcome["imported"] = len(begun)
            record(IMPORTED, job.office, actor=seat.user, change=Change(new={"clients": len(begun)}))
            # The names and addresses are clients now; the table is not needed any more.
            job.pieces.filter(side=JobFile.Side.IN).delete()
    except Exception:
        # Whatever was prepared is not stored: nothing is done.
        WorkspaceJob.objects.filter(pk=job.pk, last_key=job.last_key).exclude(state=State.DONE).update(done=0)
        raise
    return False


def _clients_of(seat: OfficeMember) -> set[int]:
    return set(ClientFile.objects.filter(office=seat.office_id).order_by().values_list("pk", flat=True))


def _prepare(job: WorkspaceJob, seat: OfficeMember) -> tuple[Checked, list[Begun]]:
    """Everything that takes long, before anybody has to wait for it."""
    sign_of_life(job, done=0)
    found = dry_run(job, seat)
    if found.faults:
        raise CannotGoOn(_("A row cannot be imported any more. Nothing was imported. Send the file again."))
    begun: list[Begun] = []
    for one in prepare(seat, (client for _row, client in found.clients)):
        begun.append(one)
        if len(begun) % ROWS_TO_A_SIGN == 0:
            sign_of_life(job, done=len(begun))
    return found, begun


def _check_again(seat: OfficeMember) -> None:
    """Raise CannotGoOn if the right was lost while the rows were prepared."""
    now = seats_of(seat.user).filter(pk=seat.pk).first()
    if now is None or not allows(now, RIGHTS[Kind.IMPORT]):
        raise CannotGoOn(_("Whoever started this may no longer do it in this office."))
