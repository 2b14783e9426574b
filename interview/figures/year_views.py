"""The page of one tax year: its revisions, what is in force, what is being worked on, and the start of the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.figures.pages import TEMPLATES, Address, FigurePages, address_of, person
from interview.figures.progress import Progress, progress_by_section, total
from interview.figures.roles import may_view
from interview.years import history
from interview.years.models import ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.publishing import NotPublished, new_year

State = ParameterRevision.State


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """One revision in the list of a year; `progress` only while somebody works on it."""

    revision: ParameterRevision
    state: str
    progress: Progress | None


class YearViews(FigurePages):
    """A year as a whole."""

    def addresses(self) -> list[Address]:
        """The page of a year, and the button that starts one."""
        return [
            *super().addresses(),
            ("year/<int:tax_year>/", self.year_view, "year"),
            ("year/<int:tax_year>/start/", self.start_view, "start"),
        ]

    def year_view(self, request: HttpRequest, tax_year: int) -> HttpResponse:
        """Everything there is about one tax year."""
        if not may_view(request.user):
            raise PermissionDenied
        revisions = list(ParameterSet(tax_year).revisions())
        if not revisions:
            raise Http404
        in_force = next((revision for revision in revisions if revision.state == State.PUBLISHED), None)
        shown = [_shown(revision) for revision in revisions]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Tax year %(year)d") % {"year": tax_year},
            "tax_year": tax_year,
            "next_year": tax_year + 1,
            "in_force": in_force,
            "revisions": shown,
            "in_work": [one for one in shown if one.progress],
            "has_history": history.entries(tax_year).exists(),
            "may_copy": self.may_copy(request),
            "may_start": in_force is not None and self.may_copy(request) and not _started(tax_year + 1),
        }
        return TemplateResponse(request, f"{TEMPLATES}/year.html", context)

    @method_decorator(require_POST)
    def start_view(self, request: HttpRequest, tax_year: int) -> HttpResponse:
        """Make the first draft of a tax year from the year before."""
        if not self.may_copy(request):
            raise PermissionDenied
        try:
            draft = new_year(tax_year, by=person(request))
        except NotPublished as refused:
            messages.error(request, str(refused))
            if ParameterSet(tax_year - 1).revisions().exists():
                return HttpResponseRedirect(reverse("admin:interview_parameterrevision_year", args=[tax_year - 1]))
            return HttpResponseRedirect(reverse("admin:interview_parameterrevision_changelist"))
        self.log_addition(request, draft, _("Started from last year."))
        messages.success(
            request,
            _(
                "This is a first draft of %(year)d. What the law fixes was taken over from last year: look at it and "
                "confirm it. What changes every year is empty."
            )
            % {"year": tax_year},
        )
        return HttpResponseRedirect(address_of(draft))


def year_to_start() -> int | None:
    """The year after the newest that is in force; None once somebody has started it."""
    newest = ParameterRevision.objects.filter(state=State.PUBLISHED).aggregate(newest=Max("tax_year"))["newest"]
    return newest + 1 if newest and not _started(newest + 1) else None


def state_in_words(revision: ParameterRevision) -> str:
    """What the state means for families."""
    return {
        State.DRAFT: _("Draft. Families do not see it."),
        State.IN_REVIEW: _("In review. A second person decides about it."),
        State.PUBLISHED: _("In force. Every result uses it."),
        State.REPLACED: _("Replaced by a later revision."),
        State.WITHDRAWN: _("Withdrawn. Nobody uses it."),
    }[State(revision.state)]


def _shown(revision: ParameterRevision) -> ShownRevision:
    in_work = revision.state in (State.DRAFT, State.IN_REVIEW)
    progress = total(progress_by_section(revision)) if in_work else None
    return ShownRevision(revision, state_in_words(revision), progress)


def _started(tax_year: int) -> bool:
    return ParameterSet(tax_year).revisions().exclude(state=State.WITHDRAWN).exists()
