"""Store the shipped yearly figures as revision 1 of each year. Running it again changes nothing.

After an update of the program it also gives stored years the figures that the new version needs.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from interview.engine import document_digest
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision
from interview.years.publishing import complete
from interview.years.shipped import SHIPPED_ON, read_shipped, shipped_years

ADDED = "The figures that a new version of the program needs were added."


class Command(BaseCommand):
    """`manage.py load_years`: part of every start of the site."""

    help = "Store the shipped yearly figures as revision 1 of each tax year. Years that are stored stay as they are."

    def handle(self, *_args: Any, **options: Any) -> None:
        documents = {year: read_shipped(year) for year in shipped_years()}
        faults = [
            f"{year}: {problem.path}: {problem.message}"
            for year, document in documents.items()
            for problem in document_problems(document, year)
        ]
        if faults:
            raise CommandError("The shipped figures cannot be used.\n" + "\n".join(faults))
        loaded = [str(year) for year, document in documents.items() if self._load(year, document)]
        if options["verbosity"]:
            kept = [str(year) for year in documents if str(year) not in loaded]
            self.stdout.write(
                f"Stored revision 1 of: {', '.join(loaded) or 'nothing new'}. "
                f"Kept as they were: {', '.join(kept) or 'none'}."
            )

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

    def _load(self, tax_year: int, document: dict[str, Any]) -> bool:
        """Whether revision 1 was new. Stored figures are left alone; if none are as shipped, that is said."""
        digest = document_digest(document)
        revisions = ParameterRevision.objects.filter(tax_year=tax_year)
        if not revisions.filter(number=1).exists() and _stored(tax_year, document, digest):
            return True
        if not revisions.filter(digest=digest).exists():
            self.stderr.write(
                f"The shipped figures of {tax_year} differ from every stored revision. Those stay as they are: "
                f"published figures never change. To use the new ones, copy a revision of {tax_year} in the admin, "
                f"enter the new figures and publish the copy."
            )
        return False


def _stored(tax_year: int, document: dict[str, Any], digest: str) -> bool:
    """False when another process stored a revision 1 in the same moment."""
    try:
        with transaction.atomic():
            ParameterRevision.objects.create(
                tax_year=tax_year,
                number=1,
                state=ParameterRevision.State.PUBLISHED,
                document=document,
                digest=digest,
                reason="Shipped with the program.",
                published_at=datetime.fromisoformat(SHIPPED_ON).replace(tzinfo=UTC),
            )
    except IntegrityError:
        return False
    return True
