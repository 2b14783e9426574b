"""The clients that the address of a list asks for. The list, its saved views and the jobs over it all ask here.

What an address may narrow down by is in interview/firms/list_filters.py. An address whose filters cannot be read is
refused: without them it would mean more clients than anybody asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Func, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from interview.firms import search
from interview.firms.file_models import ClientFile
from interview.firms.list_filters import MANY_CHILDREN, ME, NOBODY, STAGES, Filters
from interview.firms.office_models import OfficeMember
from interview.firms.rights import seen_from
from interview.years.models import ParameterRevision

# What an address says beside its filters are codes of columns. It is stored with views and jobs, and no form checks it.
_CODES = re.compile(r"-?[a-z_,]{1,500}")


class UnreadableFilters(ValueError):
    """The address asks for something that no list can be narrowed down by; `form` says what is wrong with it."""

    def __init__(self, form: Filters) -> None:
        super().__init__(", ".join(form.errors))
        self.form = form


def read(query: str | QueryDict) -> Filters:
    """The form with the filters of an address in it; whatever else the address says is left alone."""
    return Filters(QueryDict(canonical(query)))


class Wanted(Enum):
    """What for: databases answer each quickly in a shape of its own."""

    FOUND = "found"  # all of them, or the first ones; a small query may be asked at once for a better shape
    COUNTED = "counted"  # beside dozens of other counts on one page: no query is asked at once
    WALKED = "walked"  # one page, of clients that are known to be many, in the order of an index: by that index alone


def filtered(
    files: QuerySet[ClientFile],
    query: str | QueryDict,
    *,
    me: int | None = None,
    wanted: Wanted = Wanted.FOUND,
    served: str = "",
) -> QuerySet[ClientFile]:
    """Those of the clients that an address asks for. `me`: who asks, for "assigned to me".

    `files` comes from `rights.files`, which says who may be seen at all. `served`: the filter that the index begins
    with in whose order they are walked, where it is of one value. Raises UnreadableFilters.
    """
    address = canonical(query)
    asked = dict((_read if "q" in QueryDict(address) else _asked)(address))
    if ME in asked.get("assignee", []):
        if me is None:
            raise ValueError("Nobody said who asks for the clients that are assigned to them.")
        asked["assignee"] = [str(me) if word == ME else word for word in asked["assignee"]]
    text, walked = asked.pop("q", ""), wanted is Wanted.WALKED
    for name, value in asked.items():
        condition = _CONDITIONS[name](value)
        by_index = not walked or (name == served and len(value) == 1)
        files = files.filter(condition if by_index else _LookedAt(condition))
    narrowed = wanted is Wanted.FOUND and bool(asked)
    return search.matching(files, text, many=walked, narrowed=narrowed) if text else files


def keys_of(found: QuerySet[ClientFile], most: int) -> list[int]:
    """The keys of the clients, up to so many, in no order. One query, which most filters answer from an index alone."""
    return list(found.order_by().values_list("pk", flat=True)[:most])


def by_key(seat: OfficeMember, keys: Sequence[int]) -> QuerySet[ClientFile]:
    """The clients with these keys, of `keys_of`, whom this seat still sees: a few, to be sorted in any way.

    Left to themselves, databases look for a few clients in the order of the list, all along its index.
    """
    still = Q(office=seat.office_id) & seen_from(seat)
    return ClientFile.objects.filter(_LookedAt(still), pk__in=keys)


class _LookedAt(Func):
    """A condition that is looked at row by row. SQLite has no idea how many rows fit, and would fetch and sort them."""

    output_field = BooleanField()
    template = "(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The sign keeps it away from indexes."""
        return super().as_sql(compiler, connection, template="+(%(expressions)s)", **more)


@lru_cache(maxsize=2_000)
def _asked(query: str) -> tuple[tuple[str, Any], ...]:
    """The filters of a canonical address, read once in each process: a page counts what a dozen of them find.

    Never one with a search: people type the names of clients.
    """
    return _read(query)


def _read(query: str) -> tuple[tuple[str, Any], ...]:
    form = Filters(QueryDict(query))
    if not form.is_valid():
        raise UnreadableFilters(form)
    return tuple(asked_for(form).items())


def asked_for(form: Filters) -> dict[str, Any]:
    """The filters of a valid form that are not empty. At least 0 dollars is a filter: the amount has to be known."""
    return {
        name: value
        for name, value in form.cleaned_data.items()
        if value or (value == 0 and not isinstance(value, bool))
    }


def canonical(query: str | QueryDict, *others: str) -> str:
    """The filters of an address in one fixed order, without empty ones; `others` are parameters to keep as well."""
    given = QueryDict(query) if isinstance(query, str) else query
    plain: list[tuple[str, str]] = []
    for name in (*Filters.base_fields, *others):
        if name not in given:
            continue
        values = [value.strip() for value in given.getlist(name) if value.strip()]
        if name in others:
            values = [value for value in values if _CODES.fullmatch(value)]
        plain += [(name, value) for value in dict.fromkeys(values)]
    return urlencode(plain)


def _among(field: str) -> Callable[[Iterable[Any]], Q]:
    return lambda values: Q((f"{field}__in", list(values)))


def _stage(stages: list[str]) -> Q:
    return Q(status__in=[status for stage in stages for status in STAGES[stage][1]])


def _assignee(words: list[str]) -> Q:
    people = [int(word) for word in words if word != NOBODY]
    if NOBODY not in words:
        return Q(assignee__in=people)
    return Q(assignee__in=people) | Q(assignee=None) if people else Q(assignee=None)


def _children(numbers: list[int]) -> Q:
    few = [number for number in numbers if number < MANY_CHILDREN]
    if MANY_CHILDREN not in numbers:
        return Q(children__in=few)
    return Q(children__in=few) | Q(children__gte=MANY_CHILDREN) if few else Q(children__gte=MANY_CHILDREN)


def _due_in(days: int) -> Q:
    today = timezone.localdate()
    return Q(next_date__gte=today, next_date__lte=today + timedelta(days=days))


def _changed_since(day: date) -> Q:
    return Q(last_activity_at__gte=datetime.combine(day, time(), tzinfo=UTC))


def _old_figures(_yes: bool) -> Q:
    """Results of revisions that were in force once."""
    state = ParameterRevision.State
    older = ParameterRevision.objects.filter(state__in=[state.REPLACED, state.WITHDRAWN])
    return Q(revision_id__in=older.order_by().values("pk"))


def _new_figures(_yes: bool) -> Q:
    """Figures now in force changed the result, nobody has ticked it off, and nobody has worked on the answers since."""
    in_force = ParameterRevision.objects.filter(state=ParameterRevision.State.PUBLISHED)
    return Q(changed_by_figures__in=in_force.order_by().values("pk"))


# None of them asks a query of its own: a page counts what a dozen addresses find.
_CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "stage": _stage,
    "status": _among("status"),
    "year": lambda years: Q(tax_year__in=[int(year) for year in years]),
    "assignee": _assignee,
    "waiting": _among("waiting_on"),
    "blocked": _among("blocked"),
    "route": _among("route"),
    "children": _children,
    "gain": lambda least: Q(gain__gte=least),
    "due_in": _due_in,
    "due_by": lambda day: Q(next_date__lte=day),
    "changed_since": _changed_since,
    "open": lambda _yes: Q(open_answers__gt=0),
    # SQLite has an index for a list of values, and none for "is flagged".
    "flagged": lambda _yes: Q(flagged__in=[True]),
    "old_figures": _old_figures,
    "new_figures": _new_figures,
    "country": _among("country"),
    "language": _among("language"),
}
