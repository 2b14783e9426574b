"""What all pages of the yearly figures in the admin share: how one is found, who may do what, how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.figures.roles import Right, may, may_view
from interview.years.models import ParameterRevision

if TYPE_CHECKING:
    RevisionAdmin = admin.ModelAdmin[ParameterRevision]
else:
    RevisionAdmin = admin.ModelAdmin

TEMPLATES = "admin/interview/parameterrevision"
DRAFT = ParameterRevision.State.DRAFT

Address = tuple[str, Callable[..., HttpResponseBase], str]
"""Route, view, and the name that goes after "interview_parameterrevision_"."""


class FigurePages(RevisionAdmin):
    """The base of the views; each subject adds its own in a class of its own, and `addresses` of them."""

    def addresses(self) -> list[Address]:
        """Our pages, before the admin's own, which end in a catch-all."""
        return []

    def get_urls(self) -> list[URLPattern]:
        """Every view behind the admin's sign-in."""
        own = [
            path(route, self.admin_site.admin_view(view), name=f"interview_parameterrevision_{name}")
            for route, view, name in self.addresses()
        ]
        return [*own, *super().get_urls()]

    def page(
        self, request: HttpRequest, revision: ParameterRevision, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """A page about one revision, with who may do what to it."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "revision": revision,
            "published_by": self.published_by_words(revision),
            "title": str(revision),
            "may_copy": self.may_copy(request),
            "may_edit": self.may_edit(request, revision),
            **context,
        }
        return TemplateResponse(request, f"{TEMPLATES}/{name}.html", context, status=status)

    def revision_or_404(self, request: HttpRequest, pk: str) -> ParameterRevision:
        """The revision of an address, if this person may look at it."""
        revision = self.get_object(request, pk)
        if revision is None:
            raise Http404
        if not may_view(request.user):
            raise PermissionDenied
        return revision

    @admin.display(description=gettext_lazy("published by"))
    def published_by_words(self, revision: ParameterRevision) -> str:
        """Who published it; revision 1 came with the program."""
        if revision.published_at is None:
            return "–"
        return str(revision.published_by) if revision.published_by else _("Came with the program")

    def may_copy(self, request: HttpRequest) -> bool:
        """Whether this person may start drafts."""
        return may(request.user, Right.MAKE_DRAFTS)

    def may_edit(self, request: HttpRequest, revision: ParameterRevision) -> bool:
        """Whether this person may change this revision now."""
        return revision.state == DRAFT and may(request.user, Right.EDIT)


def moved_on(request: HttpRequest, revision: ParameterRevision) -> HttpResponse:
    """The way to a revision that is no longer in the state that a page is for: nothing is refused, it is just done."""
    messages.warning(
        request, _("%(revision)s has changed its state. This is where it stands now.") % {"revision": revision}
    )
    return HttpResponseRedirect(address_of(revision))


def person(request: HttpRequest) -> User:
    """Whoever is signed in; the admin lets nobody else get here."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def address_of(revision: ParameterRevision) -> str:
    """The page of one revision."""
    return reverse("admin:interview_parameterrevision_change", args=[revision.pk])
