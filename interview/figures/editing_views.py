"""The pages that a person edits a year on: the revision at a glance, its sections, a new draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interview.engine import Problem
from interview.figures.admin_words import ShownProblem, change_in_words, sections_with_changes
from interview.figures.edit_form import EditForm
from interview.figures.pages import DRAFT, Address, FigurePages, address_of, person
from interview.figures.progress import progress_by_section, total
from interview.figures.roles import Right, may
from interview.figures.saving import Stored, open_warnings_in, save_section, section_form
from interview.impact.models import FigureJob
from interview.years.checks import set_problems
from interview.years.differences import differences
from interview.years.figure_table import sections_of
from interview.years.models import ParameterRevision
from interview.years.publishing import NotPublished, copy_to_draft, published_revision

REEVALUATION = FigureJob.Kind.REEVALUATION
IN_REVIEW = ParameterRevision.State.IN_REVIEW


class EditingViews(FigurePages):
    """Looking at a revision, copying it, and filling in a draft section by section."""

    def addresses(self) -> list[Address]:
        """The pages for editing."""
        return [
            *super().addresses(),
            ("<path:pk>/figures/<slug:section>/", self.section_view, "section"),
            ("<path:pk>/check/", self.check_view, "check"),
            ("<path:pk>/copy/", self.copy_view, "copy"),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A revision at a glance, in place of the admin's form."""
        return self._overview(request, self.revision_or_404(request, unquote(object_id)))

    def check_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The same page with everything that keeps the figures from being published."""
        revision = self.revision_or_404(request, pk)
        return self._overview(request, revision, set_problems(revision))

    @method_decorator(require_POST)
    def copy_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make a draft with the same figures."""
        revision = self.revision_or_404(request, pk)
        if not self.may_copy(request):
            raise PermissionDenied
        try:
            draft = copy_to_draft(revision, by=person(request))
        except NotPublished as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(address_of(revision))
        self.log_addition(request, draft, _("Copied from %(revision)s.") % {"revision": revision})
        messages.success(request, _("This is a new draft with the figures of %(revision)s.") % {"revision": revision})
        return HttpResponseRedirect(address_of(draft))

    def section_view(self, request: HttpRequest, pk: str, section: str) -> HttpResponse:
        """One section's figures: inputs in a draft, words in any other revision."""
        revision = self.revision_or_404(request, pk)
        if section not in sections_of(revision.document):
            raise Http404
        if request.method != "POST":
            return self._section(request, revision, section_form(revision, section))
        if not may(request.user, Right.EDIT) or revision.state not in (DRAFT, IN_REVIEW):
            raise PermissionDenied
        if revision.state == IN_REVIEW:
            return self._sent_to_review_meanwhile(request, revision, section)
        stored = save_section(revision, section, request.POST, by=person(request))
        if not stored.done:
            return self._section(request, revision, stored.form)
        return self._after_saving(request, revision, section, stored)

    def _section(
        self, request: HttpRequest, revision: ParameterRevision, form: EditForm, *, status: int | None = None
    ) -> HttpResponse:
        editable = self.may_edit(request, revision) or status is not None
        waiting = len(form.around.to_confirm)
        context = {"form": form, "editable": editable, "subtitle": form.title, "waiting": waiting}
        return self.page(request, revision, "section", context, status=status or (422 if form.errors else 200))

    def _sent_to_review_meanwhile(
        self, request: HttpRequest, revision: ParameterRevision, section: str
    ) -> HttpResponse:
        """What was typed stays on the page, though nothing can be saved any more."""
        form = section_form(revision, section, request.POST)
        form.add_error(
            None, _("This draft was sent to review after you opened it. Nothing was saved. Copy what you typed.")
        )
        return self._section(request, revision, form, status=409)

    def _after_saving(
        self, request: HttpRequest, draft: ParameterRevision, section: str, stored: Stored
    ) -> HttpResponse:
        """Say what was saved; stay on the page while a check warns about something in it."""
        self.log_change(request, draft, "; ".join(map(change_in_words, stored.changed)) or _("Saved without a change."))
        messages.success(request, _("Saved: %(section)s.") % {"section": stored.form.title})
        if stored.taken:
            words = _("Somebody else changed these meanwhile. Their values were kept: %(figures)s.")
            messages.warning(request, words % {"figures": "; ".join(stored.taken)})
        odd = open_warnings_in(draft, section)
        if not odd:
            return HttpResponseRedirect(address_of(draft))
        words = ngettext(
            "%(count)d value looks unusual. Correct it, or type why it is right.",
            "%(count)d values look unusual. Correct them, or type why they are right.",
            len(odd),
        )
        messages.warning(request, words % {"count": len(odd)})
        return HttpResponseRedirect(request.path)

    def _overview(
        self, request: HttpRequest, revision: ParameterRevision, problems: list[Problem] | None = None
    ) -> HttpResponse:
        current = published_revision(revision.tax_year)
        changes = differences(current.document, revision.document) if current and current != revision else []
        sections = progress_by_section(revision)
        context = {
            "sections": sections_with_changes(sections, changes),
            "progress": total(sections),
            "in_force": current,
            "checked": problems is not None,
            "problems": ShownProblem.all_of(problems or []),
            "new_results": FigureJob.objects.defer("document").filter(revision=revision, kind=REEVALUATION).first(),
        }
        return self.page(request, revision, "overview", context)
