"""The clients of an office: the list, where sign-in lands, and those whose results new figures changed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from interview.advising.clients import changed_results
from interview.advising.clients.chips import chips, groups, name_the_choices
from interview.advising.clients.columns import TURN, UnknownSort, read_sort
from interview.advising.clients.listed import (
    Asked,
    figures_in_force,
    headings,
    listed,
    order_in_words,
    page_of,
    people_of,
)
from interview.advising.clients.paging import UnknownPlace, list_page
from interview.advising.clients.views_of_list import MOST_COUNTED, saved_views, tabs
from interview.firms.file_models import ClientFile
from interview.firms.list_query import UnreadableFilters, Wanted, by_key, canonical, filtered, keys_of, read
from interview.firms.office_models import OfficeMember
from interview.firms.rights import Action, allows, files_to_list, seats_of, sees_only_own

LAST_OFFICE = "office"
UNREADABLE = 422


@login_required
@require_safe
def drafts_page(request: HttpRequest) -> HttpResponse:
    """Where sign-in lands: the clients of the office that somebody was in last."""
    offices = [seat.office_id for seat in seats_of(request.user)]
    if not offices:
        return render(request, "advising/clients/no_office.html")
    last = request.session.get(LAST_OFFICE)
    return redirect("advising:clients", last if last in offices else offices[0])


@require_safe
def clients_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """The list: filters, sort and columns as the address says."""
    seats = list(seats_of(request.user))
    if len(seats) > 1 and request.session.get(LAST_OFFICE) != seat.office_id:
        request.session[LAST_OFFICE] = seat.office_id
    asked, form = Asked.read(request.GET, seat), read(request.GET)
    people, figures = people_of(seat.office_id), figures_in_force()
    name_the_choices(form, sorted(figures.in_force, reverse=True), people, seat.user_id)
    context = {"seat": seat, "seats": seats, "form": form, "asked": asked, "groups": groups(form, asked.query)}
    try:
        found = filtered(files_to_list(seat), request.GET, me=seat.user_id)
        narrowed = bool(canonical(request.GET))
        # Of a list that is narrowed down, the keys of a few are read at once: they are counted, and sorted by them.
        keys = keys_of(found, MOST_COUNTED + 1) if narrowed else None
        views, total = tabs(seat, asked.query, saved_views(seat), found_now=None if keys is None else len(keys))
        only_of = seat.user_id if sees_only_own(seat) else None
        page = page_of(_for_a_page(found, keys, request, seat), asked, request.GET, only_of=only_of)
        context |= {
            "headings": headings(asked),
            "order": order_in_words(asked),
            "rows": listed(page.rows, asked.columns, people, figures),
            "page": page,
            "is_later": "after" in request.GET,
            "chips": chips(form, asked.query, people),
        }
    except UnreadableFilters:
        form.is_valid()
        views, total = tabs(seat, asked.query, saved_views(seat))
    except (UnknownSort, UnknownPlace):
        raise Http404 from None
    context |= {
        "tabs": views,
        "total": total,
        "actions": {action.name: allows(seat, action) for action in Action},
    }
    return render(request, "advising/clients/list.html", context, status=UNREADABLE if form.errors else 200)


def _for_a_page(
    found: QuerySet[ClientFile], keys: Sequence[int] | None, request: HttpRequest, seat: OfficeMember
) -> QuerySet[ClientFile]:
    """The clients that the address finds, in the shape that one page of them is read from quickly.

    `keys`: theirs, as far as they were read; none where nothing narrows the list down.
    """
    if keys is None:
        return found
    if len(keys) <= MOST_COUNTED:
        return by_key(seat, keys)
    served = "status" if read_sort(request.GET.get("sort", ""))[0] == TURN else ""
    return filtered(files_to_list(seat), request.GET, me=seat.user_id, wanted=Wanted.WALKED, served=served)


@require_safe
def changed_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """Clients whose results the newest figures changed, the last changed first."""
    try:
        page = list_page(
            changed_results.still_to_look_at(seat),
            changed_results.LAST_CHANGED_FIRST,
            after=request.GET.get("after"),
            before=request.GET.get("before"),
        )
    except UnknownPlace:
        raise Http404 from None
    rows = changed_results.listed(page.rows)
    context = {
        "rows": rows,
        "notices": changed_results.notices_of(rows),
        "page": page,
        "seat": seat,
        "is_later": "after" in request.GET,
    }
    return render(request, "advising/clients/changed.html", context)


@require_POST
def looked_at(_request: HttpRequest, seat: OfficeMember, file: ClientFile) -> HttpResponse:
    """Tick a client off the list of changed results, for everybody in the office."""
    changed_results.tick_off(seat, file)
    return redirect("advising:changed", seat.office_id)
