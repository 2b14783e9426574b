"""Every request of an office, the newest first: what is open, what is late, what was answered."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.advising.clients.paging import UnknownPlace, newest_first
from interview.firms.asked import for_office
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.rights import Action, allows, files

STATES = tuple(ClientRequest.State)


@require_safe
def requests_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """One page of the requests to clients that this person may see, by state; if wanted only one's own or late ones."""
    asked_for = request.GET.get("state", ClientRequest.State.OPEN)
    if asked_for not in STATES:
        raise Http404
    state, mine, late = ClientRequest.State(asked_for), "mine" in request.GET, "late" in request.GET
    found = _found(seat, state, mine=mine, late=late)
    after = request.GET.get("after")
    try:
        page = newest_first(found, after=after, by="asked_at")
    except UnknownPlace:
        raise Http404 from None
    chosen = {"state": state.value, **({"mine": "1"} if mine else {}), **({"late": "1"} if late else {})}
    context = {
        "rows": [row for asked in page.rows for row in for_office(asked.file.draft, [asked])],
        "state": state,
        "states": [(each.value, each.label, urlencode({**chosen, "state": each.value})) for each in STATES],
        "mine": mine,
        "late": late,
        "today": timezone.localdate(),
        "first_page": urlencode(chosen),
        "next_page": urlencode({**chosen, "after": page.next_place}) if page.next_place else "",
        "is_first": after is None,
        "may_begin": allows(seat, Action.CREATE),
        "may_write_texts": allows(seat, Action.MANAGE_TEXTS),
    }
    return render(request, "advising/requests/requests.html", context)


def _found(seat: OfficeMember, state: ClientRequest.State, *, mine: bool, late: bool) -> QuerySet[ClientRequest]:
    # Row by row in the order of the index: a page costs what is on it, however many clients the office has.
    may_see = Exists(files(seat).filter(pk=OuterRef("file")))
    found = ClientRequest.objects.filter(may_see, office=seat.office_id, state=state)
    if mine:
        found = found.filter(Q(asked_by=seat.user_id) | Q(file__assignee=seat.user_id))
    if late:
        found = found.filter(due_on__lt=timezone.localdate())
    return found.select_related("asked_by", "file__draft", "file__assignee")
