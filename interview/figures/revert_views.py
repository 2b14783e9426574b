"""The pages that put older figures in force again: as a new revision, never by a silent roll-back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from interview.figures.factor_again import factor_again
from interview.figures.pages import Address, FigurePages, address_of, moved_on
from interview.figures.preview_line import preview_line
from interview.figures.publish_form import DecisionForm
from interview.figures.review_rows import reviewed_figures
from interview.figures.review_views import after_publishing
from interview.figures.roles import Right, require
from interview.years.models import ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.publishing import NotPublished, published_revision, revert, withdraw

State = ParameterRevision.State


class RevertForm(DecisionForm):
    """Why older figures come back, and whether those in force were wrong."""

    withdraw = forms.BooleanField(
        label=gettext_lazy("The figures in force are wrong: withdraw them, so that nobody can go back to them"),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"].label = _("Why do these figures come back?")
        self.fields["reason"].error_messages["required"] = _("Say why you go back to older figures.")


class RevertViews(FigurePages):
    """From figures in force back to older ones."""

    def addresses(self) -> list[Address]:
        """Choosing what to go back to, and going back."""
        return [
            *super().addresses(),
            ("<path:pk>/withdraw/", self.withdraw_view, "withdraw"),
            ("<path:pk>/revert/", self.revert_view, "revert"),
        ]

    @method_decorator(require_safe)
    def withdraw_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """The older revisions that can come in the place of the one in force."""
        revision = self.revision_or_404(request, pk)
        require(request, Right.PUBLISH)
        if revision.state != State.PUBLISHED:
            return moved_on(request, revision)
        older = ParameterSet(revision.tax_year).can_go_back_to()
        return self.page(request, revision, "withdraw", {"older": older, "subtitle": _("Withdraw")})

    def revert_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """What would change if an older revision came back, with a reason and a notice; then it does."""
        older = self.revision_or_404(request, pk)
        by = require(request, Right.PUBLISH)
        current = published_revision(older.tax_year)
        if older.state != State.REPLACED or current is None:
            return moved_on(request, older)
        preview = preview_line(older, current)
        form = RevertForm(
            older,
            current,
            request.POST if request.method == "POST" else None,
            initial={"withdraw": "withdraw" in request.GET},
            ask_why_in_spite=preview.ask_why,
        )
        if request.method == "POST" and form.is_valid():
            answer = self._gone_back(request, older, current, form, by)
            if answer is not None:
                return answer
        context = {
            "form": form,
            "in_force": current,
            "preview": preview,
            "reviewed": reviewed_figures(older, current.document),
            "subtitle": _("Put these figures in force again"),
        }
        return self.page(request, older, "revert", context, status=422 if form.errors else 200)

    def _gone_back(
        self,
        request: HttpRequest,
        older: ParameterRevision,
        current: ParameterRevision,
        form: RevertForm,
        by: User,
    ) -> HttpResponse | None:
        if ask := factor_again(request, by):
            return ask
        reason, notice = form.whole_reason, form.notice
        try:
            if form.cleaned_data["withdraw"]:
                new = withdraw(current, by=by, reason=reason, notice=notice, back_to=older)
            else:
                new = revert(older, by=by, reason=reason, notice=notice, in_force=current)
        except NotPublished as refused:
            form.add_error(None, str(refused))
            return None
        after_publishing(new, by=by, work_out_anew=form.cleaned_data["work_out_anew"])
        words = _("%(revision)s is in force from now on, with the figures of %(older)s.")
        messages.success(request, words % {"revision": new, "older": older})
        return HttpResponseRedirect(address_of(new))
