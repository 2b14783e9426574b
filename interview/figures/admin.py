"""The yearly figures in Django's admin, made for people: the list; the pages behind it stand by subject."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from interview.figures.difference_views import DifferenceViews
from interview.figures.editing_views import EditingViews
from interview.figures.exchange_views import ExchangeViews
from interview.figures.history_views import HistoryViews
from interview.figures.preview_views import PreviewViews
from interview.figures.revert_views import RevertViews
from interview.figures.review_views import ReviewViews
from interview.figures.year_views import YearViews, year_to_start
from interview.years.models import ParameterRevision

# Tasks belong to jobs, which have pages with rights of their own; a task that failed quotes what it stumbled over.
admin.site.unregister(DBTaskResult)


@admin.register(ParameterRevision)
class ParameterRevisionAdmin(
    YearViews, EditingViews, ReviewViews, RevertViews, DifferenceViews, HistoryViews, ExchangeViews, PreviewViews
):
    """Revisions are made by copying and changed only while they are drafts; publishing needs its own permission."""

    list_display = ("year", "number", "state", "published_on", "published_by_words", "created_by")
    list_display_links = ("number",)
    list_filter = ("tax_year", "state")
    list_select_related = ("published_by", "created_by")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[ParameterRevision]:
        return super().get_queryset(request).select_related("published_by", "created_by", "based_on")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list under its own name: most of its rows cannot be changed."""
        if any("\0" in text for name, values in request.GET.lists() for text in (name, *values)):
            raise Http404  # PostgreSQL does not look for what no text holds
        start_year = year_to_start() if self.may_copy(request) else None
        own = {"title": _("Yearly figures"), "start_year": start_year}
        return super().changelist_view(request, {**own, **(extra_context or {})})

    @admin.display(description=gettext_lazy("tax year"), ordering="tax_year")
    def year(self, revision: ParameterRevision) -> str:
        """The year, with the way to its page."""
        address = reverse("admin:interview_parameterrevision_year", args=[revision.tax_year])
        return format_html('<a href="{}">{}</a>', address, revision.tax_year)

    @admin.display(description=gettext_lazy("published on"), ordering="published_at")
    def published_on(self, revision: ParameterRevision) -> date | None:
        """The day alone."""
        return revision.published_at.date() if revision.published_at else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a new revision is a copy of another one

    def has_delete_permission(self, _request: HttpRequest, _obj: ParameterRevision | None = None) -> bool:
        return False  # what an editor gives up is withdrawn, and its history stays
