"""The pages on which a draft is sent to review, and on which a second person looks at every change and publishes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from interview.figures.admin_words import ShownProblem
from interview.figures.factor_again import factor_again
from interview.figures.pages import Address, FigurePages, address_of, moved_on
from interview.figures.preview_line import preview_line
from interview.figures.publish_form import PublishForm, ReasonForm
from interview.figures.refused_attempts import because
from interview.figures.review_rows import reviewed_figures, same_as_last_year, warnings_by_figure, warnings_elsewhere
from interview.figures.roles import Right, may, publishers, require
from interview.impact.jobs import NoLongerInForce, start_reevaluation
from interview.years.checks import set_problems
from interview.years.models import ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.publishing import (
    NotPublished,
    NotReady,
    SamePerson,
    give_up,
    had_a_hand_in,
    publish,
    published_revision,
    send_back,
    submit,
)

State = ParameterRevision.State
MAIN_STEPS = ("review", "publish")


@dataclass(frozen=True, slots=True)
class Step:
    """Where a person can go from a revision."""

    label: str
    address: str
    main: bool = False


class ReviewViews(FigurePages):
    """From a draft to figures in force."""

    def page(
        self, request: HttpRequest, revision: ParameterRevision, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """A page about one revision, with what this person can do next."""
        return super().page(request, revision, name, {"steps": next_steps(request.user, revision), **context}, status)

    def addresses(self) -> list[Address]:
        """The pages for reviewing and publishing."""
        return [
            *super().addresses(),
            ("<path:pk>/review/", self.review_view, "review"),
            ("<path:pk>/send-back/", self.send_back_view, "send_back"),
            ("<path:pk>/publish/", self.publish_view, "publish"),
            ("<path:pk>/give-up/", self.give_up_view, "give_up"),
        ]

    def review_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Everything that keeps a draft from review, and its warnings; once there is nothing, the way into review."""
        revision = self.revision_or_404(request, pk)
        by = require(request, *([Right.EDIT] if request.method == "POST" else Right))
        if revision.state != State.DRAFT:
            return moved_on(request, revision)
        problems, message = set_problems(revision), ""
        if request.method == "POST":
            try:
                submit(revision, by=by)
            except NotReady as refused:
                problems = refused.problems
            except NotPublished as refused:
                message = str(refused)
            else:
                words = _("%(revision)s is in review. Somebody else can now look at it and publish it.")
                messages.success(request, words % {"revision": revision})
                return HttpResponseRedirect(address_of(revision))
        warned = [each for found in warnings_by_figure(revision).values() for each in found if each.reason]
        context = {
            "problems": ShownProblem.all_of(problems),
            "to_confirm": len(revision.to_confirm),
            "warned": warned,
            "message": message,
            "may_submit": may(request.user, Right.EDIT),
            "could": _names(publishers(except_for={by.pk}), revision),
            "subtitle": _("Send to review"),
        }
        refused_post = request.method == "POST"
        return self.page(request, revision, "review", context, status=422 if refused_post else 200)

    def send_back_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make a revision in review a draft again: its reviewer sends it back, or its editor takes it back."""
        revision = self.revision_or_404(request, pk)
        by = require(request, Right.EDIT, Right.PUBLISH)
        if revision.state != State.IN_REVIEW:
            return moved_on(request, revision)
        form = ReasonForm(
            request.POST if request.method == "POST" else None,
            question=_("What has to be corrected?"),
            missing=_("Say what has to be corrected."),
        )
        done = _("%(revision)s is a draft again.") % {"revision": revision}
        context = {
            "form": form,
            "intro": _("The figures become a draft again. Somebody can change them and send them to review once more."),
            "subtitle": _("Send back") if may(request.user, Right.PUBLISH) else _("Take back"),
        }
        return self._with_reason(request, revision, partial(send_back, revision, by=by), done, context)

    def give_up_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Withdraw a draft that nobody wants to publish."""
        revision = self.revision_or_404(request, pk)
        by = require(request, Right.EDIT)
        if revision.state not in (State.DRAFT, State.IN_REVIEW):
            return moved_on(request, revision)
        form = ReasonForm(
            request.POST if request.method == "POST" else None,
            question=_("Why do you give up this draft?"),
            missing=_("Say why you give up this draft."),
        )
        done = _("%(revision)s is given up.") % {"revision": revision}
        context = {
            "form": form,
            "intro": _("Nobody can change or publish this draft any more. It stays in the list, with its history."),
            "subtitle": _("Give up this draft"),
        }
        return self._with_reason(request, revision, partial(give_up, revision, by=by), done, context)

    def _with_reason(
        self,
        request: HttpRequest,
        revision: ParameterRevision,
        act: Callable[..., None],
        done: str,
        context: dict[str, Any],
    ) -> HttpResponse:
        """Ask for a reason, then act."""
        form = context["form"]
        if request.method == "POST" and form.is_valid():
            try:
                act(reason=form.cleaned_data["reason"])
            except NotPublished as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, done)
                return HttpResponseRedirect(address_of(revision))
        return self.page(request, revision, "reason", context, status=422 if form.errors else 200)

    def publish_view(self, request: HttpRequest, pk: str) -> HttpResponse:
        """What would change for families, figure by figure, with everything that a decision needs; then publish."""
        revision = self.revision_or_404(request, pk)
        by = require(request, Right.PUBLISH)
        if revision.state != State.IN_REVIEW:
            return moved_on(request, revision)
        worked_on_it = had_a_hand_in(revision, by) and not settings.ONE_PERSON_PUBLISHES
        form = self._form(request, revision)
        if request.method == "POST" and not worked_on_it and form.is_valid():
            answer = self._published(request, revision, form, by)
            if answer is not None:
                return answer
        current = published_revision(revision.tax_year)
        context = {
            "form": form,
            "in_force": current,
            "preview": preview_line(revision, current),
            "problems": ShownProblem.all_of(set_problems(revision)),
            "warnings_elsewhere": warnings_elsewhere(revision, form.reviewed),
            "worked_on_it": worked_on_it,
            "could": _names(publishers(except_for={by.pk}), revision) if worked_on_it else "",
            "subtitle": _("Review and publish"),
        }
        if worked_on_it and request.method == "POST":
            answer = self.page(request, revision, "publish", context, status=403)
            return because(answer, str(SamePerson()))
        return self.page(request, revision, "publish", context, status=422 if form.errors else 200)

    def _form(self, request: HttpRequest, revision: ParameterRevision) -> PublishForm:
        year = ParameterSet(revision.tax_year)
        current = year.in_force()
        return PublishForm(
            revision,
            current,
            reviewed_figures(revision, current.document if current else year.last_year()),
            same_as_last_year(revision),
            request.POST if request.method == "POST" else None,
            ask_why_in_spite=preview_line(revision, current).ask_why,
        )

    def _published(
        self, request: HttpRequest, revision: ParameterRevision, form: PublishForm, by: User
    ) -> HttpResponse | None:
        """Publish; the way to the second factor where it is needed, None if the figures could not be published."""
        if ask := factor_again(request, by):
            return ask
        try:
            # The form made sure that both are what the person looked at; `publish` makes sure that they still are.
            publish(revision, by=by, reason=form.whole_reason, notice=form.notice, in_force=form.current)
        except NotPublished as refused:
            form.add_error(None, str(refused))
            return None
        after_publishing(revision, by=by, work_out_anew=form.cleaned_data["work_out_anew"])
        messages.success(request, _("%(revision)s is in force from now on.") % {"revision": revision})
        return HttpResponseRedirect(address_of(revision))


def next_steps(person: AbstractBaseUser | AnonymousUser, revision: ParameterRevision) -> list[Step]:
    """What a person may do with a revision in its state, the most likely first."""
    edits, publishes = may(person, Right.EDIT), may(person, Right.PUBLISH)
    offered = {
        State.DRAFT: [(edits, _("Send to review"), "review"), (edits, _("Give up this draft"), "give_up")],
        State.IN_REVIEW: [
            (publishes, _("Review and publish"), "publish"),
            (edits or publishes, _("Send back") if publishes else _("Take back"), "send_back"),
        ],
        State.PUBLISHED: [(publishes, _("Withdraw"), "withdraw")],
        State.REPLACED: [(publishes, _("Put these figures in force again"), "revert")],
    }
    steps = [*offered.get(State(revision.state), []), (True, _("Differences"), "differences")]
    return [
        Step(label, reverse(f"admin:interview_parameterrevision_{name}", args=[revision.pk]), name in MAIN_STEPS)
        for allowed, label, name in steps
        if allowed
    ]


def after_publishing(revision: ParameterRevision, *, by: User, work_out_anew: bool) -> None:
    """Start working out all drafts of the year anew, once nobody can see the figures of before any more."""
    if work_out_anew:
        transaction.on_commit(partial(_work_out_anew, revision, by=by))


def _work_out_anew(revision: ParameterRevision, *, by: User) -> None:
    # Whoever put other figures in force in this moment has started a job for those.
    with suppress(NoLongerInForce):
        start_reevaluation(revision, by=by)


def _names(people: list[User], revision: ParameterRevision) -> str:
    """Those who could publish a revision, because they had no hand in it."""
    return ", ".join(str(person) for person in people if not had_a_hand_in(revision, person))
