"""The clients of an office whose results new figures changed, until somebody has looked at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files
from interview.impact.models import ChangedResult, FigureJob
from interview.years.models import ParameterRevision
from interview.years.notices import Notice, notice_of

COLUMNS = (
    "paid_before",
    "paid_after",
    "balance_before",
    "balance_after",
    "created_at",
    "draft__public_id",
    "draft__tax_year",
)


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One row, in dollars: the credit paid out, and the refund or, below 0, tax due; before the new figures and now."""

    public_id: UUID
    name: str
    tax_year: int
    paid_before: int
    paid_after: int
    balance_before: int
    balance_after: int
    at: datetime

    @property
    def paid_change(self) -> int:
        return self.paid_after - self.paid_before

    @property
    def balance_change(self) -> int:
        return self.balance_after - self.balance_before


def still_to_look_at(seat: OfficeMember) -> QuerySet[ChangedResult]:
    """What the figures now in force changed for the clients of an office that somebody in this seat may see.

    A row is gone as soon as somebody of the office ticks it off, or the family works on its draft, for then its result
    is another one.
    """
    return ChangedResult.objects.filter(
        job__kind=FigureJob.Kind.REEVALUATION,
        job__revision__state=ParameterRevision.State.PUBLISHED,
        draft__in=files(seat).values("draft"),
        draft__updated_at__lte=F("created_at"),
    )


def columns_only(changes: QuerySet[ChangedResult]) -> QuerySet[ChangedResult]:
    """The rows with what the list shows; answers and figures stay in the database."""
    return changes.select_related("draft").only(*COLUMNS)


def listed(changes: Sequence[ChangedResult], seat: OfficeMember) -> list[ListedChange]:
    """The rows of a page, of `columns_only`. One query, for the names."""
    keys = [change.draft_id for change in changes]
    names = dict(files(seat).filter(draft__in=keys).values_list("draft", "name"))
    return [
        ListedChange(
            change.draft.public_id,
            names.get(change.draft_id, ""),
            change.draft.tax_year,
            change.paid_before,
            change.paid_after,
            change.balance_before,
            change.balance_after,
            change.created_at,
        )
        for change in changes
    ]


def notices_of(rows: Iterable[ListedChange]) -> list[Notice]:
    """What the figures now in force say of themselves, of the years of these rows. One query."""
    years = {row.tax_year for row in rows}
    in_force = ParameterRevision.objects.filter(tax_year__in=years, state=ParameterRevision.State.PUBLISHED)
    told = (notice_of(revision) for revision in in_force.only("tax_year", "number", "notice", "published_at"))
    return [notice for notice in told if notice is not None]


def tick_off(seat: OfficeMember, file: ClientFile) -> None:
    """Take a client off the list, for everybody in the office."""
    still_to_look_at(seat).filter(draft=file.draft_id).delete()
