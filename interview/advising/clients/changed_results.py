"""The clients of an office whose results new figures changed, until somebody has looked at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from interview.advising.clients.paging import Key
from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.list_query import Wanted, filtered
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files, files_to_list
from interview.impact.models import ChangedResult, FigureJob
from interview.years.models import ParameterRevision
from interview.years.notices import Notice, notice_of

LAST_CHANGED_FIRST = (Key("changed_by_figures_at", descending=True),)
COLUMNS = ("name", "tax_year", "changed_by_figures", "changed_by_figures_at", "draft__public_id")
AMOUNTS = ("draft", "job__revision", "paid_before", "paid_after", "balance_before", "balance_after", "created_at")


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


def still_to_look_at(seat: OfficeMember) -> QuerySet[ClientFile]:
    """The clients that somebody in this seat may see and whose results the figures now in force changed.

    One is gone as soon as somebody of the office ticks it off, or the family works on its draft, for then its result
    is another one. Of a hundred thousand clients a third may be here: in the order of LAST_CHANGED_FIRST an index has
    them.
    """
    here = files_to_list(seat).filter(changed_by_figures__isnull=False)
    return filtered(here, "new_figures=1", wanted=Wanted.WALKED).select_related("draft").only(*COLUMNS)


def listed(files: Sequence[ClientFile]) -> list[ListedChange]:
    """The rows of a page of `still_to_look_at`. One query, for the amounts."""
    changes = ChangedResult.objects.filter(
        job__kind=FigureJob.Kind.REEVALUATION,
        job__revision__in={file.changed_by_figures for file in files},
        draft__in=[file.draft_id for file in files],
    ).select_related("job")
    found = {(change.draft_id, change.job.revision_id): change for change in changes.only(*AMOUNTS)}
    both = ((file, found.get((file.draft_id, file.changed_by_figures or 0))) for file in files)
    return [
        ListedChange(
            file.draft.public_id,
            file.name,
            file.tax_year,
            change.paid_before,
            change.paid_after,
            change.balance_before,
            change.balance_after,
            change.created_at,
        )
        for file, change in both
        if change is not None  # nobody has ticked it off since the files were read
    ]


def notices_of(rows: Iterable[ListedChange]) -> list[Notice]:
    """What the figures now in force say of themselves, of the years of these rows. One query."""
    years = {row.tax_year for row in rows}
    in_force = ParameterRevision.objects.filter(tax_year__in=years, state=ParameterRevision.State.PUBLISHED)
    told = (notice_of(revision) for revision in in_force.only("tax_year", "number", "notice", "published_at"))
    return [notice for notice in told if notice is not None]


def tick_off(seat: OfficeMember, file: ClientFile) -> None:
    """Take a client off the list, for everybody in the office."""
    with transaction.atomic():
        # Held, so that what the database says of its files in the end is right, also of those that come meanwhile.
        list(Draft.objects.select_for_update(no_key=True).filter(pk=file.draft_id).values_list("pk"))
        ChangedResult.objects.filter(
            job__kind=FigureJob.Kind.REEVALUATION,
            job__revision__state=ParameterRevision.State.PUBLISHED,
            draft__in=files(seat).filter(pk=file.pk).values("draft"),
            draft__updated_at__lte=F("created_at"),
        ).delete()
