"""Files that come in: upload, then the columns, then a dry run, then the yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from interview.advising.jobs.upload_forms import ClientTableForm, HouseholdsForm, MappingForm
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.jobs.client_rows import FIELDS
from interview.firms.jobs.importing import dry_run, rows_to_keep
from interview.firms.jobs.steps import Kind
from interview.firms.office_models import OfficeMember

MOST_FAULTS = 200
MOST_SHOWN = 20


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Ask for a table of clients. Nothing is imported here."""
    form = ClientTableForm(request.POST, request.FILES) if request.method == "POST" else ClientTableForm()
    if form.is_valid():
        columns = {"columns": form.sheet.columns}
        job = planning.plan(seat, Kind.IMPORT, rows_to_keep(form.sheet), parameters=columns)
        return redirect("advising:job", seat.office_id, job.public_id)
    context = {"office": seat.office, "form": form}
    return render(request, "advising/jobs/import.html", context, status=422 if form.errors else 200)


def planned_import(request: HttpRequest, seat: OfficeMember, job: WorkspaceJob) -> HttpResponse:
    """Which column is which; then what the import would do, row by row; then the yes."""
    if "mapping" not in job.parameters or "columns" in request.GET:
        return _mapping(request, seat, job)
    found = dry_run(job, seat)
    may_start = bool(found.clients) and not found.faults
    if request.method == "POST" and may_start and not planning.has_room(seat):
        messages.error(request, planning.no_room())
    elif request.method == "POST" and may_start:
        planning.start(job)
        return redirect("advising:job", seat.office_id, job.public_id)
    context = {
        "office": seat.office,
        "job": job,
        "mapping": [
            (FIELDS[code], job.parameters["columns"][place]) for code, place in job.parameters["mapping"].items()
        ],
        "found": found,
        "may_start": may_start,
        "faults": found.faults[:MOST_FAULTS],
        "more_faults": len(found.faults) - MOST_FAULTS,
        "faulty_rows": len({fault.row for fault in found.faults}),
        "duplicates": found.duplicates[:MOST_FAULTS],
        "more_duplicates": len(found.duplicates) - MOST_FAULTS,
        "shown": found.clients[:MOST_SHOWN],
    }
    return render(request, "advising/jobs/dry_run.html", context, status=422 if request.method == "POST" else 200)


def _mapping(request: HttpRequest, seat: OfficeMember, job: WorkspaceJob) -> HttpResponse:
    columns = job.parameters["columns"]
    form = MappingForm(columns, request.POST) if request.method == "POST" else MappingForm(columns)
    if form.is_valid():
        WorkspaceJob.objects.filter(pk=job.pk, state=WorkspaceJob.State.PLANNED).update(
            parameters={**job.parameters, **form.parameters()}
        )
        return redirect("advising:job", seat.office_id, job.public_id)
    context = {"office": seat.office, "job": job, "form": form}
    return render(request, "advising/jobs/mapping.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def evaluate_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Take a file of households, and begin to work it out at once."""
    form = HouseholdsForm(request.POST, request.FILES) if request.method == "POST" else HouseholdsForm()
    if form.is_valid() and not planning.has_room(seat):
        form.add_error("file", planning.no_room())
    if form.is_valid():
        summary = {"summary": form.cleaned_data["summary"]}
        job = planning.plan(seat, Kind.EVALUATE, form.lines, parameters=summary)
        planning.start(job)
        return redirect("advising:job", seat.office_id, job.public_id)
    context = {"office": seat.office, "form": form}
    return render(request, "advising/jobs/evaluate.html", context, status=422 if form.errors else 200)
