"""Clients from a table: all of them or none, in one transaction, read once more at the moment of the import."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interview.firms.activity import IMPORTED, Change, record
from interview.firms.beginning import begin
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces
from interview.firms.jobs.client_rows import Checked, check
from interview.firms.jobs.client_sheets import Sheet
from interview.firms.jobs.steps import CannotGoOn, Skip, skip, storing
from interview.firms.office_models import OfficeMember


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
    with storing(job):
        found = dry_run(job, seat)
        if found.faults:
            raise CannotGoOn(_("A row cannot be imported any more. Nothing was imported. Send the file again."))
        for _row, client in found.clients:
            begin(seat, client)
        skip(job, *(Skip(f"{each.row}", each.message) for each in found.duplicates))
        job.done = job.total
        job.outcome["imported"] = len(found.clients)
        record(IMPORTED, job.office, actor=seat.user, change=Change(new={"clients": len(found.clients)}))
        # The names and addresses are clients now; the table is not needed any more.
        job.pieces.filter(side=JobFile.Side.IN).delete()
    return False
