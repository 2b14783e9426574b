"""The pages that a person edits a year on: the revision at a glance, its sections, a new draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.engine import Problem
from interview.figures.admin_words import ShownProblem, change_in_words, sections_with_changes
from interview.figures.figure_forms import EditForm, SectionForm
from interview.figures.pages import DRAFT, Address, FigurePages, address_of, person
from interview.figures.rate_forms import RatesForm
from interview.years.differences import differences
from interview.years.documents import document_problems
from interview.years.figure_table import sections_of
from interview.years.models import ParameterRevision
from interview.years.publishing import DraftChanged, change_draft, copy_to_draft, published_revision


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
        return self._overview(request, revision, document_problems(revision.document, revision.tax_year))

    @method_decorator(require_POST)
    def copy_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make a draft with the same figures."""
        revision = self.revision_or_404(request, pk)
        if not self.may_copy(request):
            raise PermissionDenied
        draft = copy_to_draft(revision, by=person(request))
        self.log_addition(request, draft, _("Copied from %(revision)s.") % {"revision": revision})
        messages.success(request, _("This is a new draft with the figures of %(revision)s.") % {"revision": revision})
        return HttpResponseRedirect(address_of(draft))

    def section_view(self, request: HttpRequest, pk: str, section: str) -> HttpResponse:
        """One section's figures: inputs in a draft, words in any other revision."""
        revision = self.revision_or_404(request, pk)
        if section not in sections_of(revision.document):
            raise Http404
        editable = self.may_edit(request, revision)
        if request.method == "POST":
            if not editable:
                raise PermissionDenied
            form = _section_form(revision, section, request.POST)
            if self._saved(request, revision, form):
                return HttpResponseRedirect(address_of(revision))
        else:
            form = _section_form(revision, section)
        context = {"form": form, "editable": editable, "subtitle": form.title}
        return self.page(request, revision, "section", context, status=422 if form.errors else 200)

    def _saved(self, request: HttpRequest, draft: ParameterRevision, form: EditForm) -> bool:
        """Store a valid section. Whoever would save over another person's change is told first."""
        if not form.is_valid():
            return False
        changed = differences(draft.document, form.changed_document)
        try:
            change_draft(draft, form.changed_document, by=person(request))
        except DraftChanged:
            form.add_error(None, _("Somebody else saved this draft in the same moment. Save again."))
            return False
        self.log_change(request, draft, "; ".join(map(change_in_words, changed)) or _("Saved without a change."))
        messages.success(request, _("Saved: %(section)s.") % {"section": form.title})
        return True

    def _overview(
        self, request: HttpRequest, revision: ParameterRevision, problems: list[Problem] | None = None
    ) -> HttpResponse:
        current = published_revision(revision.tax_year)
        changes = differences(current.document, revision.document) if current and current != revision else []
        context = {
            "sections": sections_with_changes(revision.document, changes),
            "in_force": current,
            "checked": problems is not None,
            "problems": [ShownProblem.of(problem) for problem in problems or []],
        }
        return self.page(request, revision, "overview", context)


def _section_form(revision: ParameterRevision, section: str, data: Any = None) -> EditForm:
    current = published_revision(revision.tax_year) if revision.state == DRAFT else None
    in_force = current.document if current else None
    if section == "exchange_rates":
        return RatesForm(revision.document, in_force, data)
    return SectionForm(section, revision.document, in_force, data)
