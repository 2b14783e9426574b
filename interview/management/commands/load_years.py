"""Store the shipped yearly figures as revision 1 of each year. Running it again changes nothing.

A year that people have published already keeps their figures, and that is said: whether the shipped ones are to replace
them is for people to decide. Where they have only begun a draft, the shipped figures take the next free number.

After an update of the program it also gives stored years the figures that the new version needs.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.db.models import Max

from interview.engine import document_digest
from interview.years import history
from interview.years.documents import document_problems
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import complete
from interview.years.shipped import shipped_with_day, shipped_years

SHIPPED = "Came with the program."
ADDED = "The figures that a new version of the program needs were added."


class Command(BaseCommand):
    """`manage.py load_years`: part of every start of the site."""

    help = "Store the shipped yearly figures as revision 1 of each tax year. Years that are stored stay as they are."

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            shipped = {year: shipped_with_day(year) for year in shipped_years()}
        except ValueError as error:
            raise CommandError(f"The shipped figures cannot be used.\n{error}") from None
        documents = {year: document for year, (document, _day) in shipped.items()}
        faults = [
            f"{year}: {problem.path}: {problem.message}"
            for year, document in documents.items()
            for problem in document_problems(document, year)
        ]
        if faults:
            raise CommandError("The shipped figures cannot be used.\n" + "\n".join(faults))
        loaded = {
            year: number for year, (document, day) in shipped.items() if (number := self._load(year, document, day))
        }
        if options["verbosity"]:
            first = [str(year) for year, number in loaded.items() if number == 1]
            kept = [str(year) for year in documents if year not in loaded]
            self.stdout.write(
                f"Stored revision 1 of: {', '.join(first) or 'nothing new'}. "
                f"Kept as they were: {', '.join(kept) or 'none'}."
            )
            for year, number in loaded.items():
                if number > 1:
                    self.stdout.write(f"Stored the shipped figures of {year} as revision {number}, beside its drafts.")

        _remember_what_came_before_the_history()
        self._bring_up_to_date(documents)

    def _bring_up_to_date(self, documents: dict[int, dict[str, Any]]) -> None:
        """A newer program may need a figure that an older revision lacks; a new revision brings it."""
        for revision in ParameterRevision.objects.filter(state=ParameterRevision.State.PUBLISHED):
            if problems := document_problems(revision.document, revision.tax_year):
                shipped = documents.get(revision.tax_year)
                newer = shipped and complete(revision, shipped, reason=ADDED)
                if newer:
                    self.stdout.write(
                        f"Revision {newer.number} of {newer.tax_year} is in force: as revision {revision.number}, with "
                        f"the figures that this version of the program needs."
                    )
                    continue
                faults = "\n".join(f"  {problem.path}: {problem.message}" for problem in problems)
                self.stderr.write(
                    f"The figures in force of {revision.tax_year}, revision {revision.number}, do not fit this version "
                    f"of the program. Until a corrected copy is published in the admin, {revision.tax_year} cannot be "
                    f"worked out.\n{faults}"
                )

    def _load(self, tax_year: int, document: dict[str, Any], day: str) -> int:
        """The number under which the shipped figures were stored just now; 0 where the year keeps what it has.

        Stored figures are left alone; if none are as shipped, that is said.
        """
        digest = document_digest(document)
        revisions = ParameterRevision.objects.filter(tax_year=tax_year)
        if not revisions.filter(published_at__isnull=False).exists() and (
            number := _stored(tax_year, document, digest, day)
        ):
            return number
        if not revisions.filter(digest=digest).exists():
            self.stderr.write(
                f"The shipped figures of {tax_year} differ from every stored revision. Those stay as they are: "
                f"published figures never change. To use the new ones, copy a revision of {tax_year} in the admin, "
                f"enter the new figures and publish the copy."
            )
        return 0


def _stored(tax_year: int, document: dict[str, Any], digest: str, day: str) -> int:
    """The number of the new revision; 0 when another process stored one in the same moment."""
    highest = ParameterRevision.objects.filter(tax_year=tax_year).aggregate(highest=Max("number"))["highest"] or 0
    try:
        with transaction.atomic():
            revision = ParameterRevision.objects.create(
                tax_year=tax_year,
                number=highest + 1,
                state=ParameterRevision.State.PUBLISHED,
                document=document,
                digest=digest,
                reason="Shipped with the program.",
                published_at=datetime.fromisoformat(day).replace(tzinfo=UTC),
            )
            history.record(HistoryEntry.What.PUBLISHED, revision, by=None, reason=SHIPPED)
    except IntegrityError:
        return 0
    return highest + 1


def _remember_what_came_before_the_history() -> None:
    """Revisions that were published before there was a history get the entry that they lack: of their day, by whom."""
    told = HistoryEntry.objects.filter(what=HistoryEntry.What.PUBLISHED, revision__isnull=False).values("revision")
    older = ParameterRevision.objects.filter(published_at__isnull=False).exclude(pk__in=told)
    for revision in older.select_related("published_by").defer("document").order_by("pk"):
        history.record(
            HistoryEntry.What.PUBLISHED,
            revision,
            by=revision.published_by,
            at=revision.published_at,
            reason=revision.reason,
        )
