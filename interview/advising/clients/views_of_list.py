"""The tabs above the list: ready-made views, those that somebody saved for themselves, and those of the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import IntegerField, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.firms.file_models import ClientFile
from interview.firms.job_models import SavedView
from interview.firms.list_query import UnreadableFilters, Wanted, canonical, filtered
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rights import files_to_list
from interview.local_formats import number

MOST_COUNTED = 1_000
MOST_VIEWS = 30
READY_MADE: tuple[tuple[str | Promise, str], ...] = (
    (_("Everything"), ""),
    (_("Mine, active"), "stage=active&assignee=me"),
    (_("Waiting on us"), "stage=active&waiting=us"),
    (_("Needs a number soon"), "blocked=child_number&due_in=180"),
    (_("Better without Form 2555"), "blocked=form_2555&route=no_exclusion"),
    (_("A date in 90 days"), "due_in=90"),
    (_("Changed by new figures"), "new_figures=1"),
)
KEPT = ("sort", "columns")
"""What a view keeps beside its filters."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of the list, with how many clients it has now."""

    name: str | Promise
    query: str
    current: bool
    saved: SavedView | None = None
    count: str = ""


class CappedCount(Subquery):
    """How many rows a query finds; a query with a limit stops counting there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def saved_views(seat: OfficeMember) -> list[SavedView]:
    """The views that somebody sees in this office: their own and the shared ones."""
    seen = Q(owner=seat.user_id) | Q(shared=True)
    return list(SavedView.objects.filter(seen, office=seat.office_id).order_by("name", "pk")[:MOST_VIEWS])


def tabs(
    seat: OfficeMember, query: str, saved: Iterable[SavedView], found_now: int | None = None
) -> tuple[list[Tab], str]:
    """Every tab with its count, and how many clients the query finds: `found_now`, if that is known. One query."""
    views: list[tuple[str | Promise, str, SavedView | None]] = [
        *((name, filters, None) for name, filters in READY_MADE),
        *((view.name, view.query, view) for view in saved),
    ]
    asked, filters = canonical(query), [canonical(address) for _name, address, _view in views]
    known = {asked: found_now} if found_now is not None else {}
    counts = counted(seat, {asked, *filters}, known)
    found = [
        Tab(name, address, finds == asked, view, counts[finds])
        for (name, address, view), finds in zip(views, filters, strict=True)
    ]
    return found, counts[asked]


def counted(seat: OfficeMember, queries: Iterable[str], known: Mapping[str, int] | None = None) -> dict[str, str]:
    """How many clients each query finds, as people read it: "1,000+" for more. One query for those not `known`."""
    known = known or {}
    names = sorted(set(queries) - set(known))
    files = files_to_list(seat)
    counts = [CappedCount(_found(seat, files, each).order_by().values("pk")[: MOST_COUNTED + 1]) for each in names]
    row = Office.objects.filter(pk=seat.office_id).order_by().values_list(*counts)[0]
    return {name: _in_words(count) for name, count in {**dict(zip(names, row, strict=True)), **known}.items()}


def _found(seat: OfficeMember, files: QuerySet[ClientFile], query: str) -> QuerySet[ClientFile]:
    try:
        return filtered(files, query, me=seat.user_id, wanted=Wanted.COUNTED)
    except UnreadableFilters:  # saved with a filter that there is no more
        return ClientFile.objects.none()


def _in_words(count: int) -> str:
    return number(count) if count <= MOST_COUNTED else f"{number(MOST_COUNTED)}+"
