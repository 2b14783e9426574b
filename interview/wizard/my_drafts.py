"""The drafts of this browser."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from interview.drafts.access import own_drafts
from interview.drafts.models import Draft
from interview.steps import QUICK, Route, depth
from interview.wizard.navigation import resume_url

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class DraftCard:
    """One draft as the list shows it."""

    draft: Draft
    quick: bool
    finished: bool
    state: str
    resume_url: str
    result_url: str


@require_safe
def my_drafts(request: HttpRequest) -> HttpResponse:
    """Every draft that was begun in this browser, the last one changed first."""
    drafts = own_drafts(request).select_related("office")[:MOST_SHOWN]
    return render(request, "interview/drafts.html", {"drafts": [_card(draft) for draft in drafts]})


def _card(draft: Draft) -> DraftCard:
    route = Route(draft.answers)
    stopped = bool(route.open) and route.pages[route.open[-1]].step.ends
    finished = route.first_open is None
    return DraftCard(
        draft=draft,
        quick=depth(draft.answers) == QUICK,
        finished=finished,
        state=_state(route, finished=finished, stopped=stopped),
        resume_url=resume_url(draft, route),
        result_url=reverse("result:show", args=[draft.public_id]) if finished else "",
    )


def _state(route: Route, *, finished: bool, stopped: bool) -> str:
    if finished:
        return _("Every question answered")
    if stopped:
        return _("We cannot work this one out")
    answered = len(route.sequence) - len(route.open)
    return ngettext("{count} screen answered", "{count} screens answered", answered).format(count=answered)
