"""The yearly figures in Django's admin, made for people: look, copy, edit by section, check, publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interview.engine import Problem
from interview.figures.admin_words import ShownProblem, change_in_words, sections_with_changes
from interview.years.differences import differences
from interview.years.documents import document_problems
from interview.figures.figure_forms import EditForm, SectionForm
from interview.years.figure_table import sections_of
from interview.years.models import ParameterRevision
from interview.figures.publish_form import PublishForm
from interview.years.publishing import (
    DraftChanged,
    NotPublished,
    change_draft,
    copy_to_draft,
    publish,
    published_revision,
)
from interview.figures.rate_forms import RatesForm

if TYPE_CHECKING:
    RevisionAdmin = admin.ModelAdmin[ParameterRevision]
else:
    RevisionAdmin = admin.ModelAdmin

TEMPLATES = "admin/interview/parameterrevision"
DRAFT = ParameterRevision.State.DRAFT


@admin.register(ParameterRevision)
class ParameterRevisionAdmin(RevisionAdmin):
    """Revisions are made by copying and changed only while they are drafts; publishing needs its own permission."""

    list_display = ("tax_year", "number", "state", "published_on", "published_by_words", "created_by")
    list_display_links = ("tax_year", "number")
    list_filter = ("tax_year", "state")
    list_select_related = ("published_by", "created_by")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[ParameterRevision]:
        return super().get_queryset(request).select_related("published_by", "created_by", "based_on")

    def get_urls(self) -> list[URLPattern]:
        """Our pages before the admin's own, which end in a catch-all."""
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("<path:pk>/figures/<slug:section>/", self.section_view, "section"),
            ("<path:pk>/check/", self.check_view, "check"),
            ("<path:pk>/copy/", self.copy_view, "copy"),
            ("<path:pk>/publish/", self.publish_view, "publish"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"interview_parameterrevision_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under its own name: most of its rows cannot be changed."""
        return super().changelist_view(request, {"title": _("Yearly figures"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("published on"), ordering="published_at")
    def published_on(self, revision: ParameterRevision) -> date | None:
        """The day alone."""
        return revision.published_at.date() if revision.published_at else None

    @admin.display(description=gettext_lazy("published by"))
    def published_by_words(self, revision: ParameterRevision) -> str:
        """Who published it; revision 1 came with the program."""
        if revision.state == DRAFT:
            return "–"
        return str(revision.published_by) if revision.published_by else _("Came with the program")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a new revision is a copy of another one

    def has_delete_permission(self, _request: HttpRequest, _obj: ParameterRevision | None = None) -> bool:
        return False  # what an editor gives up is withdrawn, and its history stays

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A revision at a glance, in place of the admin's form."""
        return self._overview(request, self._revision(request, unquote(object_id)))

    def check_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The same page with everything that keeps the figures from being published."""
        revision = self._revision(request, pk)
        return self._overview(request, revision, document_problems(revision.document, revision.tax_year))

    @method_decorator(require_POST)
    def copy_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make a draft with the same figures."""
        revision = self._revision(request, pk)
        if not self._may_copy(request):
            raise PermissionDenied
        draft = copy_to_draft(revision, by=_person(request))
        self.log_addition(request, draft, _("Copied from %(revision)s.") % {"revision": revision})
        messages.success(request, _("This is a new draft with the figures of %(revision)s.") % {"revision": revision})
        return HttpResponseRedirect(_address(draft))

    def section_view(self, request: HttpRequest, pk: str, section: str) -> HttpResponse:
        """One section's figures: inputs in a draft, words in any other revision."""
        revision = self._revision(request, pk)
        if section not in sections_of(revision.document):
            raise Http404
        editable = self._may_edit(request, revision)
        if request.method == "POST":
            if not editable:
                raise PermissionDenied
            form = _section_form(revision, section, request.POST)
            if self._saved(request, revision, form):
                return HttpResponseRedirect(_address(revision))
        else:
            form = _section_form(revision, section)
        context = {"form": form, "editable": editable, "subtitle": form.title}
        return self._page(request, revision, "section", context, status=422 if form.errors else 200)

    def publish_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """What would change for families, and why; then publish."""
        revision = self._revision(request, pk)
        if not self._may_publish(request) or revision.state != DRAFT:
            raise PermissionDenied
        current = published_revision(revision.tax_year)
        form = PublishForm(revision, current, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                publish(revision, by=_person(request), reason=form.cleaned_data["reason"], in_force=current)
            except NotPublished as refused:
                form.add_error(None, str(refused))
            else:
                self.log_change(request, revision, _("Published: %(why)s") % {"why": revision.reason})
                messages.success(request, _("%(revision)s is in force from now on.") % {"revision": revision})
                return HttpResponseRedirect(_address(revision))
        context = {
            "form": form,
            "in_force": current,
            "differences": differences(current.document if current else None, revision.document),
            "problems": [
                ShownProblem.of(problem) for problem in document_problems(revision.document, revision.tax_year)
            ],
            "subtitle": _("Publish"),
        }
        return self._page(request, revision, "publish", context, status=422 if form.errors else 200)

    def _saved(self, request: HttpRequest, draft: ParameterRevision, form: EditForm) -> bool:
        """Store a valid section. Whoever would save over another person's change is told first."""
        if not form.is_valid():
            return False
        changed = differences(draft.document, form.changed_document)
        try:
            change_draft(draft, form.changed_document)
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
        return self._page(request, revision, "overview", context)

    def _page(
        self, request: HttpRequest, revision: ParameterRevision, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "revision": revision,
            "published_by": self.published_by_words(revision),
            "title": str(revision),
            "may_copy": self._may_copy(request),
            "may_edit": self._may_edit(request, revision),
            "may_publish": self._may_publish(request) and revision.state == DRAFT,
            "may_delete": self.has_delete_permission(request, revision),
            **context,
        }
        return TemplateResponse(request, f"{TEMPLATES}/{name}.html", context, status=status)

    def _revision(self, request: HttpRequest, pk: str) -> ParameterRevision:
        revision = self.get_object(request, pk)
        if revision is None:
            raise Http404
        if not self.has_view_or_change_permission(request, revision):
            raise PermissionDenied
        return revision

    def _may_copy(self, request: HttpRequest) -> bool:
        return request.user.has_perm("interview.add_parameterrevision")

    def _may_edit(self, request: HttpRequest, revision: ParameterRevision) -> bool:
        return revision.state == DRAFT and self.has_change_permission(request, revision)

    def _may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm("interview.publish_parameterrevision")


def _section_form(revision: ParameterRevision, section: str, data: Any = None) -> EditForm:
    current = published_revision(revision.tax_year) if revision.state == DRAFT else None
    in_force = current.document if current else None
    if section == "exchange_rates":
        return RatesForm(revision.document, in_force, data)
    return SectionForm(section, revision.document, in_force, data)


def _person(request: HttpRequest) -> User:
    """Whoever is signed in; the admin lets nobody else get here."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _address(revision: ParameterRevision) -> str:
    return reverse("admin:interview_parameterrevision_change", args=[revision.pk])
