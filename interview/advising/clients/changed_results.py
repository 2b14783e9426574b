"""The drafts of an office whose results new figures changed, until somebody has looked at each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F, QuerySet

from interview.drafts.models import Draft
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
    "draft__shared_name",
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


def still_to_look_at(user: User | AnonymousUser) -> QuerySet[ChangedResult]:
    """What the figures now in force changed in the drafts that this advisor may see.

    A row is gone as soon as somebody of the office ticks it off, or the family works on its draft, for then its result
    is another one.
    """
    return ChangedResult.objects.filter(
        job__kind=FigureJob.Kind.REEVALUATION,
        job__revision__state=ParameterRevision.State.PUBLISHED,
        draft__in=Draft.objects.shared_with(user),
        draft__updated_at__lte=F("created_at"),
    )


def columns_only(changes: QuerySet[ChangedResult]) -> QuerySet[ChangedResult]:
    """The rows with what the list shows; answers and figures stay in the database."""
    return changes.select_related("draft").only(*COLUMNS)


def listed(changes: Iterable[ChangedResult]) -> list[ListedChange]:
    """The rows of a page, of `columns_only`. No query."""
    return [
        ListedChange(
            change.draft.public_id,
            change.draft.shared_name,
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


def tick_off(user: User | AnonymousUser, draft: Draft) -> None:
    """Take a draft off the list, for everybody in the office."""
    still_to_look_at(user).filter(draft=draft).delete()
