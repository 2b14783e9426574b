"""A tax year as a whole: its revisions, its drafts, and the year before. It has no table of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from interview.years.models import ParameterRevision
from interview.years.revisions import State, published_revision


class ParameterSet:
    """One tax year's figures through all their revisions."""

    def __init__(self, tax_year: int) -> None:
        self.tax_year = tax_year

    def revisions(self) -> QuerySet[ParameterRevision]:
        """Every revision, the newest first, without its document until somebody asks for it."""
        found = ParameterRevision.objects.filter(tax_year=self.tax_year).defer("document").order_by("-number")
        return found.select_related("created_by", "submitted_by", "published_by")

    def in_force(self) -> ParameterRevision | None:
        """The revision that counts now, with its document; None for a year that nobody has published yet."""
        return published_revision(self.tax_year)

    def drafts(self) -> QuerySet[ParameterRevision]:
        """What is being worked on: drafts and revisions in review, the newest first."""
        return self.revisions().filter(state__in=[State.DRAFT, State.IN_REVIEW])

    def can_go_back_to(self) -> QuerySet[ParameterRevision]:
        """Revisions that were in force and were not found to be wrong, the newest first."""
        return self.revisions().filter(state=State.REPLACED)

    def last_year(self) -> dict[str, Any] | None:
        """The document in force of the year before; None if there is none."""
        revision = published_revision(self.tax_year - 1)
        return revision.document if revision else None


def all_sets() -> Iterator[ParameterSet]:
    """Every tax year that has a revision, the newest first."""
    years = ParameterRevision.objects.order_by("-tax_year").values_list("tax_year", flat=True).distinct()
    return map(ParameterSet, years)
