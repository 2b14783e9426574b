"""The page of clients that an address asks for, ready for the template: columns only, never the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interview.advising.clients.columns import (
    ASSIGNEE,
    CLIENT,
    COLUMNS,
    FIELDS,
    Around,
    cells,
    chosen_columns,
    country_name,
    read_sort,
)
from interview.advising.clients.first_cells import OLDER, RENEWING, FirstCells
from interview.advising.clients.paging import ListPage, list_page
from interview.firms.file_models import ClientFile
from interview.firms.list_query import canonical
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember
from interview.firms.rights import colleagues
from interview.impact.models import FigureJob
from interview.years.models import ParameterRevision

AT_WORK = (FigureJob.State.WAITING, FigureJob.State.RUNNING, FigureJob.State.PAUSED)


@dataclass(frozen=True, slots=True)
class Figures:
    """The revisions in force, by tax year, and those that a job is bringing results up to."""

    in_force: dict[int, int]
    at_work: frozenset[int]

    def state_of(self, file: ClientFile) -> str:
        """Whether a result is of older figures, and whether a newer one is on its way."""
        newest = self.in_force.get(file.tax_year)
        if file.revision_id is None or newest is None or file.revision_id == newest:
            return ""
        return RENEWING if newest in self.at_work else OLDER


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, and the address that sorts by it; `sorted`: as aria-sort says it."""

    code: str
    label: str | Promise
    css: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class ListedClient:
    """One row as it is drawn: the box that ticks the client, who it is, and the cells of the chosen columns."""

    tick: SafeString
    client: SafeString
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for beside its filters."""

    query: str
    sort: str
    columns: list[str]

    @classmethod
    def read(cls, given: QueryDict, seat: OfficeMember) -> Asked:
        """Raises UnknownSort when it is used, not here."""
        return cls(
            canonical(given, "sort", "columns"),
            given.get("sort", ""),
            chosen_columns(given.get("columns", ""), seat.columns),
        )

    @property
    def to_keep(self) -> str:
        """The address with the columns that are seen, for a view."""
        kept = QueryDict(self.query, mutable=True)
        kept["columns"] = ",".join(self.columns)
        return canonical(kept, "sort", "columns")

    def with_sort(self, sort: str) -> str:
        """The same list in another order, from its beginning."""
        changed = QueryDict(self.query, mutable=True)
        changed["sort"] = sort
        return canonical(changed, "sort", "columns")


def page_of(
    found: QuerySet[ClientFile], asked: Asked, given: QueryDict, *, only_of: int | None = None
) -> ListPage[ClientFile]:
    """The page itself. `only_of`: each client is this person’s or nobody’s. Raises UnknownSort and UnknownPlace."""
    code, sort = read_sort(asked.sort)
    if code == ASSIGNEE and only_of is not None:
        sort = (replace(sort[0], only=only_of),)
    columns_only = found.select_related("draft").only(*FIELDS)
    return list_page(columns_only, sort, after=given.get("after"), before=given.get("before"))


def headings(asked: Asked) -> list[Heading]:
    """The first column is the client, then those that were chosen."""
    heads: list[tuple[str, str | Promise, str]] = [(CLIENT, _("Client"), "fam")]
    heads += [(code, COLUMNS[code].label, COLUMNS[code].css) for code in asked.columns]
    code, sort = read_sort(asked.sort)
    direction = "descending" if sort[0].descending else "ascending"
    return [
        Heading(
            name,
            label,
            css,
            asked.with_sort(f"-{name}" if name == code and not asked.sort.startswith("-") else name),
            direction if name == code else "",
        )
        for name, label, css in heads
    ]


def order_in_words(asked: Asked) -> str:
    """By what the list is sorted, also where that column is not shown."""
    if not asked.sort:
        return _("What waits on us comes first, then by the next date.")
    code, sort = read_sort(asked.sort)
    if code == ASSIGNEE:
        return _("Grouped by person.")
    label = COLUMNS[code].label if code in COLUMNS else _("Client")
    words = _("Sorted by “{column}”, descending.") if sort[0].descending else _("Sorted by “{column}”, ascending.")
    return words.format(column=label)


def listed(
    found: Iterable[ClientFile], columns: Sequence[str], people: dict[int, str], figures: Figures
) -> list[ListedClient]:
    """The rows of a page. No query."""
    shown = [(str(COLUMNS[code].label), COLUMNS[code]) for code in columns]
    around = Around(people, timezone.localdate(), get_language())
    first = FirstCells()
    with_country = "country" not in columns
    return [
        ListedClient(
            first.tick(file),
            first.client(
                file, country_name(file.country, around.language) if with_country else "", figures.state_of(file)
            ),
            cells(file, shown, around),
        )
        for file in found
    ]


def people_of(office: int) -> dict[int, str]:
    """Everybody to whom a client can be assigned, by key. One query."""
    return {person.pk: name_of(person) for person in colleagues(office).only("username", "first_name", "last_name")}


def figures_in_force() -> Figures:
    """One query."""
    jobs = FigureJob.objects.filter(
        revision=OuterRef("pk"), kind=FigureJob.Kind.REEVALUATION, state__in=AT_WORK
    ).order_by()
    published = ParameterRevision.objects.filter(state=ParameterRevision.State.PUBLISHED).order_by()
    rows = list(published.values_list("tax_year", "pk", Exists(jobs)))
    return Figures(
        {tax_year: pk for tax_year, pk, _at_work in rows}, frozenset(pk for _year, pk, at_work in rows if at_work)
    )
