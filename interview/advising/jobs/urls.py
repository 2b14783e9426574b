"""Addresses of what is done in the background: bulk work, imports, exports, files of households."""

from __future__ import annotations

from django.urls import URLPattern

from interview.advising.desk import office_page
from interview.advising.jobs.bulk_views import bulk_page
from interview.advising.jobs.import_views import evaluate_page, import_page
from interview.advising.jobs.views import cancel_job, job_faults, job_file, job_page, jobs_page, undo_job
from interview.firms.rights import Action

# What a kind of job needs beyond seeing clients, interview/firms/jobs/steps.py says; these views ask there.
urlpatterns: list[URLPattern] = [
    office_page("bulk/", Action.SEE, bulk_page, name="bulk"),
    office_page("import/", Action.CREATE, import_page, name="import_clients"),
    office_page("evaluate/", Action.EVALUATE, evaluate_page, name="evaluate_file"),
    office_page("jobs/", Action.SEE, jobs_page, name="jobs"),
    office_page("jobs/<uuid:job_id>/", Action.SEE, job_page, name="job"),
    office_page("jobs/<uuid:job_id>/cancel/", Action.SEE, cancel_job, name="cancel_job"),
    office_page("jobs/<uuid:job_id>/undo/", Action.ASSIGN, undo_job, name="undo_job"),
    office_page("jobs/<uuid:job_id>/file/", Action.SEE, job_file, name="job_file"),
    office_page("jobs/<uuid:job_id>/faults/", Action.SEE, job_faults, name="job_faults"),
]
