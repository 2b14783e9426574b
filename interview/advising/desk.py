"""The advisors' addresses: each names the right that it needs, and its view gets the seat and the client it is about.

A page of an office has `office_id` in its address, a page of a client `draft_id`. Whoever may not do it there is told
that the page does not exist, so that nothing is given away; a right that the role lacks is refused with 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from interview.drafts.sample_mark import mark_request
from interview.firms.access_record import record_view
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows, files, seat_in, seats_of

View = Callable[..., HttpResponseBase]


def office_page(address: str, action: Action, view: View, *, name: str) -> URLPattern:
    """`/advisor/offices/<office>/<address>`; the view is called as view(request, seat, ...)."""

    @login_required
    @wraps(view)
    def with_seat(request: HttpRequest, office_id: int, **rest: Any) -> HttpResponseBase:
        seat = seat_in(request.user, office_id)
        if seat is None:
            raise Http404(_("There is no such page."))
        if not allows(seat, action):
            raise PermissionDenied(_("Your role in this office does not allow this. Ask an owner of the office."))
        return view(request, _at_the_desk(request, seat), **rest)

    return path(f"advisor/offices/<int:office_id>/{address}", _marked(with_seat, action), name=name)


def file_page(address: str, action: Action, view: View, *, name: str) -> URLPattern:
    """`/advisor/drafts/<draft>/<address>`; the view is called as view(request, seat, file, ...), with the draft."""

    @login_required
    @wraps(view)
    def with_file(request: HttpRequest, draft_id: UUID, **rest: Any) -> HttpResponseBase:
        seat, file = seat_and_file(request, draft_id)
        if not allows(seat, action):
            raise PermissionDenied(_("Your role in this office does not allow this. Ask an owner of the office."))
        record_view(file, seat.user)
        return view(request, _at_the_desk(request, seat), file, **rest)

    return path(f"advisor/drafts/<uuid:draft_id>/{address}", _marked(with_file, action), name=name)


def seat_and_file(request: HttpRequest, draft_id: UUID) -> tuple[OfficeMember, ClientFile]:
    """The seat from which this person sees a client. A client that nobody here may see does not exist: 404."""
    for seat in seats_of(request.user):
        file = files(seat).filter(draft__public_id=draft_id).select_related("draft", "assignee").first()
        if file is not None:
            file.office = seat.office
            return seat, file
    raise Http404(_("There is no such page."))


def _at_the_desk(request: HttpRequest, seat: OfficeMember) -> OfficeMember:
    """Templates of the workspace read `request.seat`: the office in the head, and what this role may do."""
    request.seat = seat  # type: ignore[attr-defined]
    mark_request(request, is_sample=seat.office.is_sample)
    return seat


def _marked(view: View, action: Action) -> View:
    view.action = action  # type: ignore[attr-defined]  # the matrix of tests/advising reads it
    return view
