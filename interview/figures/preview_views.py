"""The pages that show what a draft's figures would do to families, before anybody else sees them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interview.drafts.models import Draft
from interview.figures.outcome_words import families_in_words, figures_alone, outcome_in_words, stored_families
from interview.figures.pages import Address, FigurePages, person
from interview.figures.preview_form import PreviewForm
from interview.figures.roles import Right, may, may_preview
from interview.impact.jobs import Progress, cancel, go_on, outcome, pause, progress, start_preview
from interview.impact.models import FigureJob
from interview.local_formats import number
from interview.years.history import record
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import NotPublished

State = FigureJob.State
REEVALUATION = FigureJob.Kind.REEVALUATION
AT_WORK = (State.WAITING, State.RUNNING)
OVER = (State.DONE, State.CANCELLED)
MOST_LISTED = 50
ACTIONS = {"cancel": cancel, "pause": pause, "continue": go_on}


class PreviewViews(FigurePages):
    """Jobs over stored drafts, and their outcome."""

    def addresses(self) -> list[Address]:
        """The pages for previews."""
        return [
            *super().addresses(),
            ("<path:pk>/previews/<uuid:job_id>/<slug:action>/", self.job_action_view, "job_action"),
            ("<path:pk>/previews/<uuid:job_id>/", self.job_view, "job"),
            ("<path:pk>/previews/", self.previews_view, "previews"),
        ]

    def previews_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """A revision's jobs, and the form that starts a preview."""
        revision = self.revision_or_404(request, pk)
        may_start = may_preview(request.user) and revision.state != ParameterRevision.State.PUBLISHED
        form = PreviewForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not may_start:
                raise PermissionDenied
            if form.is_valid():
                try:
                    job = _start(revision, form.size, person(request))
                except NotPublished as refused:
                    form.add_error(None, str(refused))
                else:
                    messages.success(request, _("The preview has begun. Nothing is saved to the drafts."))
                    return HttpResponseRedirect(address_of_job(job))
        drafts = Draft.objects.kept().filter(tax_year=revision.tax_year)
        context = {
            "form": form,
            "may_start": may_start,
            "drafts": drafts.count(),
            "finished": drafts.filter(result__isnull=False).count(),
            "jobs": _jobs().filter(revision=revision)[:MOST_LISTED],
            "subtitle": _("Effect on drafts"),
        }
        return self.page(request, revision, "previews", context, status=422 if form.errors else 200)

    def job_view(self, request: HttpRequest, pk: str, job_id: UUID) -> HttpResponse:
        """How far a job is, and what has come out so far."""
        revision = self.revision_or_404(request, pk)
        job = get_object_or_404(_jobs().select_related("against", "created_by"), revision=revision, public_id=job_id)
        now = progress(job)
        rows = stored_families(job.families)
        context = {
            "job": job,
            "progress": now,
            "progress_words": _progress_in_words(now),
            "over": now.state in OVER,
            "at_work": now.state in AT_WORK,
            "actions": _actions(request, job, now),
            "changed_since": revision.digest != job.digest,
            "outcome": outcome_in_words(outcome(job)) if now.done or now.state == State.DONE else None,
            "families": families_in_words(rows),
            "by_figure": figures_alone(rows),
            "subtitle": job.get_kind_display(),
        }
        return self.page(request, revision, "job", context)

    @method_decorator(require_POST)
    def job_action_view(self, request: HttpRequest, pk: str, job_id: UUID, action: str) -> HttpResponse:
        """Cancel a job, pause it, or go on with it."""
        revision = self.revision_or_404(request, pk)
        job = get_object_or_404(_jobs(), revision=revision, public_id=job_id)
        if action not in ACTIONS:
            raise Http404
        if not _may_steer(request, job):
            raise PermissionDenied
        # Of a job that is over, or paused by somebody else in the meantime, the page says so.
        if action in _actions(request, job, progress(job)):
            ACTIONS[action](job)
        return HttpResponseRedirect(address_of_job(job))


def address_of_job(job: FigureJob) -> str:
    """The page of one job."""
    return reverse("admin:interview_parameterrevision_job", args=[job.revision_id, job.public_id])


def _start(revision: ParameterRevision, sample: int | None, by: User) -> FigureJob:
    """Start a preview and say so in the history: who publishes can see later that somebody looked."""
    which = _("All drafts of the year") if sample is None else _("A sample of %(size)s") % {"size": number(sample)}
    with transaction.atomic():
        job = start_preview(revision, sample=sample, by=by)
        record(HistoryEntry.What.PREVIEWED, revision, by=by, new=which)
    return job


def _jobs() -> Any:
    """Jobs without the figures that each of them holds."""
    return FigureJob.objects.defer("document").select_related("created_by")


def _may_steer(request: HttpRequest, job: FigureJob) -> bool:
    """A preview is steered by whoever may start one; new results of families belong to whoever may publish."""
    return may(request.user, Right.PUBLISH) if job.kind == REEVALUATION else may_preview(request.user)


def _actions(request: HttpRequest, job: FigureJob, now: Progress) -> list[str]:
    """What this person may do with the job now. New results are never cancelled: families would keep old ones."""
    if now.state in OVER or not _may_steer(request, job):
        return []
    stopping = [] if job.kind == REEVALUATION else ["cancel"]
    going = ["pause"] if now.state in AT_WORK else []
    return [*(["continue"] if now.state == State.PAUSED or now.stalled else []), *going, *stopping]


def _progress_in_words(now: Progress) -> list[str]:
    """How much is done, and how long the rest takes where that can be said."""
    done = ngettext(
        "%(done)s of %(total)s draft, %(percent)s percent.",
        "%(done)s of %(total)s drafts, %(percent)s percent.",
        now.total,
    ) % {"done": number(now.done), "total": number(now.total), "percent": now.percent}
    if now.seconds_left is None or now.stalled or now.state != State.RUNNING:
        return [done]
    return [done, _time_left(now.seconds_left)]


def _time_left(seconds: int) -> str:
    if seconds < 60:
        return _("Less than a minute to go.")
    minutes = round(seconds / 60)
    return ngettext("About %(count)d minute to go.", "About %(count)d minutes to go.", minutes) % {"count": minutes}
