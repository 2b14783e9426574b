"""My drafts: the list, and what a family can do with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interview.drafts.access import (
    MANY_STARTED,
    MOST_DRAFTS,
    NO_ROOM,
    address_of,
    all_own_drafts,
    get_own_draft,
    has_room_for,
    may_start,
    own_drafts,
)
from interview.drafts.copying import copy_to_year
from interview.drafts.deleting import bring_back, delete, wiped_on
from interview.drafts.download import draft_document
from interview.drafts.models import Draft
from interview.firms.answer_history import told_of
from interview.firms.download import office_document
from interview.firms.requests import open_counts
from interview.local_formats import long_date
from interview.returning.forms import CopyForm, NameForm
from interview.steps import QUICK, Route, depth
from interview.years import every_year_in_force


@dataclass(frozen=True, slots=True)
class DraftCard:
    """One draft as the list shows it."""

    draft: Draft
    quick: bool
    finished: bool
    state: str
    open_answers: str
    resume_url: str
    result_url: str
    asked_count: int = 0
    """How many things an advisor asks."""
    told_count: int = 0
    """How many screens an advisor has changed since the family last looked."""


@dataclass(frozen=True, slots=True)
class DeletedCard:
    """A draft that can still be brought back, and until when."""

    draft: Draft
    until: datetime


@require_safe
def my_drafts(request: HttpRequest) -> HttpResponse:
    """Every draft of this browser and its e-mail address, the last one changed first; then those just deleted."""
    kept = list(own_drafts(request).select_related("office")[: 2 * MOST_DRAFTS])  # those brought back may be more
    asked, told = open_counts(kept), told_of(kept)
    deleted = all_own_drafts(request).exclude(deleted_at=None).select_related("office")[:MOST_DRAFTS]
    context = {
        "address": address_of(request),
        "drafts": [_card(draft, asked.get(draft.pk, 0), len(told.get(draft.pk, ()))) for draft in kept],
        "deleted": [DeletedCard(draft, wiped_on(draft.deleted_at)) for draft in deleted if draft.deleted_at],
        "days": settings.KEEP_BROWSER_DRAFTS,
        "empty_days": settings.KEEP_EMPTY_DRAFTS,
    }
    return render(request, "returning/drafts.html", context)


def _card(draft: Draft, asked_count: int, told_count: int) -> DraftCard:
    route = Route(draft.answers)
    stopped = bool(route.open) and route.pages[route.open[-1]].step.ends
    finished = route.first_open is None
    return DraftCard(
        draft=draft,
        quick=depth(draft.answers) == QUICK,
        finished=finished,
        state=_state(route, finished=finished, stopped=stopped),
        open_answers="" if finished or stopped else _open_answers(len(route.open)),
        resume_url=reverse("wizard:resume", args=[draft.public_id]),
        result_url=reverse("result:show", args=[draft.public_id]) if finished else "",
        asked_count=asked_count,
        told_count=told_count,
    )


def _state(route: Route, *, finished: bool, stopped: bool) -> str:
    if finished:
        return _("Every question answered")
    if stopped:
        return _("We cannot work this one out")
    answered = len(route.sequence) - len(route.open)
    return ngettext("{count} screen answered", "{count} screens answered", answered).format(count=answered)


def _open_answers(count: int) -> str:
    return ngettext("{count} screen still open", "{count} screens still open", count).format(count=count)


@require_http_methods(["GET", "HEAD", "POST"])
def name_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Give a draft another name."""
    draft = get_own_draft(request, draft_id)
    form = NameForm(request.POST) if request.method == "POST" else NameForm(initial={"name": draft.name})
    if form.is_valid():
        # Only this column: the answers and their version are the interview's.
        Draft.objects.filter(pk=draft.pk).update(name=form.cleaned_data["name"].strip())
        return redirect("drafts:list")
    context = {"draft": draft, "form": form}
    return render(request, "returning/name.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Begin another year with what this draft knows of the family."""
    draft = get_own_draft(request, draft_id)
    years = _years_to_copy_to(draft)
    form = CopyForm(years, request.POST) if request.method == "POST" else CopyForm(years)
    if form.is_valid() and not has_room_for(request, len(form.cleaned_data["years"])):
        form.add_error("years", NO_ROOM)
    status = 422
    if form.is_valid() and not may_start(request, len(form.cleaned_data["years"])):
        form.add_error("years", MANY_STARTED)
        status = 429
    if form.is_valid():
        copies = [copy_to_year(draft, year) for year in form.cleaned_data["years"]]
        return redirect("wizard:resume", copies[0].public_id) if len(copies) == 1 else redirect("drafts:list")
    context = {"draft": draft, "form": form}
    return render(request, "returning/copy.html", context, status=status if form.is_bound else 200)


def _years_to_copy_to(draft: Draft) -> dict[int, str]:
    """Every other year, newest first, with the last safe day to ask for its refund."""
    today = timezone.localdate()
    years = {}
    for year, figures in reversed(every_year_in_force().items()):
        if year == draft.tax_year:
            continue
        if year >= today.year:
            years[year] = _("{year}: plan ahead").format(year=year)
            continue
        day = figures.parameters.dates.claim_refund_by
        ahead = (
            _("{year}. Ask for a refund by {day}") if day >= today else _("{year}. Most likely too late since {day}")
        )
        years[year] = ahead.format(year=year, day=long_date(day))
    return years


@require_safe
def download(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that we keep about a draft, as a file."""
    draft = get_own_draft(request, draft_id)
    return JsonResponse(
        draft_document(draft) | office_document(draft),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="fledge-{draft.tax_year}.json"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def delete_page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Say what goes, and delete it at the press of a button."""
    draft = get_own_draft(request, draft_id)
    if request.method == "POST":
        delete(draft)
        return redirect("drafts:list")
    return render(request, "returning/delete.html", {"draft": draft, "days": settings.KEEP_DELETED_DRAFTS})


@require_POST
def restore(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Bring a deleted draft back."""
    bring_back(get_object_or_404(all_own_drafts(request), public_id=draft_id))
    return redirect("drafts:list")
