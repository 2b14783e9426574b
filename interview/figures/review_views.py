"""The pages on which a second person decides about a draft: what would change, and its publication."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from interview.figures.admin_words import ShownProblem
from interview.figures.pages import DRAFT, Address, FigurePages, address_of, person
from interview.figures.publish_form import PublishForm
from interview.years.differences import differences
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision
from interview.years.publishing import NotPublished, publish, published_revision, submit


class ReviewViews(FigurePages):
    """From a draft to figures in force."""

    def addresses(self) -> list[Address]:
        """The pages for reviewing and publishing."""
        return [*super().addresses(), ("<path:pk>/publish/", self.publish_view, "publish")]

    def publish_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """What would change for families, and why; then publish."""
        revision = self.revision_or_404(request, pk)
        if not self.may_publish(request) or revision.state != DRAFT:
            raise PermissionDenied
        current = published_revision(revision.tax_year)
        form = PublishForm(revision, current, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                _send_and_publish(revision, person(request), form.cleaned_data["reason"], current)
            except NotPublished as refused:
                form.add_error(None, str(refused))
            else:
                self.log_change(request, revision, _("Published: %(why)s") % {"why": revision.reason})
                messages.success(request, _("%(revision)s is in force from now on.") % {"revision": revision})
                return HttpResponseRedirect(address_of(revision))
        context = {
            "form": form,
            "in_force": current,
            "differences": differences(current.document if current else None, revision.document),
            "problems": [
                ShownProblem.of(problem) for problem in document_problems(revision.document, revision.tax_year)
            ],
            "subtitle": _("Publish"),
        }
        return self.page(request, revision, "publish", context, status=422 if form.errors else 200)


def _send_and_publish(revision: ParameterRevision, by: User, reason: str, current: ParameterRevision | None) -> None:
    """Both steps at once."""
    try:
        with transaction.atomic():
            submit(revision, by=by)
            publish(revision, by=by, reason=reason, notice={"en": reason}, in_force=current)
    except NotPublished:
        revision.refresh_from_db()
        raise
