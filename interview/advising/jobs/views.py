"""What an office does in the background: the list of its jobs, how far each is, and the files that come of them."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.advising.jobs.bulk_views import planned_bulk
from interview.advising.jobs.import_views import planned_import
from interview.advising.jobs.words import outcome_in_words, what_it_does
from interview.firms.activity import FETCHED, Change, record
from interview.firms.job_models import JobFile, WorkspaceJob
from interview.firms.jobs import pieces, planning
from interview.firms.jobs.exporting import FORMATS, still_seen
from interview.firms.jobs.planning import OVER
from interview.firms.jobs.steps import RIGHTS, Kind, State
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows

MOST_LISTED = 100
Side = JobFile.Side


@require_safe
def jobs_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """The office's jobs, the newest first, and the ways to begin one with a file."""
    jobs = list(planning.jobs_of(seat).defer("skips")[:MOST_LISTED])
    context = {
        "office": seat.office,
        "rows": [(job, planning.progress(job), what_it_does(job), has_file(job)) for job in jobs],
        "may_import": allows(seat, Action.CREATE),
        "may_evaluate": allows(seat, Action.EVALUATE),
    }
    return render(request, "advising/jobs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def job_page(request: HttpRequest, seat: OfficeMember, job_id: UUID) -> HttpResponse:
    """One job: what it would do, while it waits for a yes; then how far it is; then what came out."""
    job = job_or_404(seat, job_id)
    if job.state == State.PLANNED:
        if job.created_by_id != seat.user_id:
            raise Http404(_("There is no such page."))
        _refuse_without_right(job, seat)
        return planned_import(request, seat, job) if job.kind == Kind.IMPORT else planned_bulk(request, seat, job)
    if request.method == "POST":  # it was started in another window
        return redirect("advising:job", seat.office_id, job.public_id)
    context = {
        "office": seat.office,
        "job": job,
        "title": what_it_does(job),
        "progress": planning.progress(job),
        "over": job.state in OVER,
        "outcome": outcome_in_words(job),
        "has_file": has_file(job) and may_fetch(job, seat),
        "has_faults": has_file(job) and job.kind == Kind.EVALUATE and bool(job.skipped),
        "may_undo": planning.may_undo(job, seat),
        "left_unlisted": job.skipped - len(job.skips),
    }
    return render(request, "advising/jobs/job.html", context)


@require_POST
def cancel_job(_request: HttpRequest, seat: OfficeMember, job_id: UUID) -> HttpResponse:
    """Stop a job, or forget one that was never started."""
    job = job_or_404(seat, job_id)
    planning.cancel(job)
    return redirect("advising:jobs", seat.office_id)


@require_POST
def undo_job(_request: HttpRequest, seat: OfficeMember, job_id: UUID) -> HttpResponse:
    """Give assigned clients back."""
    job = job_or_404(seat, job_id)
    back = planning.undo(job, seat)
    return redirect("advising:job", seat.office_id, back.public_id if back else job.public_id)


@require_safe
def job_file(request: HttpRequest, seat: OfficeMember, job_id: UUID) -> HttpResponseBase:
    """The file that a job has written, piece by piece."""
    job = job_or_404(seat, job_id)
    if not has_file(job):
        raise Http404(_("This file is no longer kept."))
    _refuse_without_right(job, seat)
    if not may_fetch(job, seat):
        raise PermissionDenied(_("This file holds names. Your role in this office does not allow that."))
    if job.kind == Kind.EXPORT and not still_seen(job, seat):
        raise PermissionDenied(_("You may no longer see a client that is in this file. Export the list once more."))
    _write_down(request, job, seat)
    kind = FORMATS.get(job.parameters.get("format", ""), "application/jsonl; charset=utf-8")
    return _download(pieces.each(job, Side.OUT), job.file_name, kind)


@require_safe
def job_faults(request: HttpRequest, seat: OfficeMember, job_id: UUID) -> HttpResponseBase:
    """All faults of the lines that were refused, one on each line."""
    job = job_or_404(seat, job_id)
    if job.kind != Kind.EVALUATE or not has_file(job):
        raise Http404(_("This file is no longer kept."))
    _refuse_without_right(job, seat)
    _write_down(request, job, seat)
    return _download(pieces.each(job, Side.ERR), job.file_name + ".faults.txt", "text/plain; charset=utf-8")


def _write_down(request: HttpRequest, job: WorkspaceJob, seat: OfficeMember) -> None:
    """Who takes a file out of the office is part of its record, each time. A look at the headers takes nothing."""
    if request.method == "GET":
        about = {"file": job.file_name, "rows": job.done, "names": bool(job.parameters.get("names"))}
        record(FETCHED, seat.office, actor=seat.user, change=Change(page=job.kind, new=about))


def _download(content: Iterator[bytes], name: str, kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=kind, headers=headers)


def job_or_404(seat: OfficeMember, job_id: UUID) -> WorkspaceJob:
    """A job that somebody in this seat may see."""
    return get_object_or_404(planning.jobs_of(seat), public_id=job_id)


def has_file(job: WorkspaceJob) -> bool:
    """Whether there is a file to fetch, now."""
    return job.state == State.DONE and bool(job.file_name) and not planning.is_expired(job)


def may_fetch(job: WorkspaceJob, seat: OfficeMember) -> bool:
    """Whether somebody in this seat may have the file: one with names needs more."""
    return allows(seat, RIGHTS[job.kind]) and (not job.parameters.get("names") or allows(seat, Action.EXPORT_NAMES))


def _refuse_without_right(job: WorkspaceJob, seat: OfficeMember) -> None:
    if not allows(seat, RIGHTS[job.kind]):
        raise PermissionDenied(_("Your role in this office does not allow this. Ask an owner of the office."))
