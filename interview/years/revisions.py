"""What every step of the workflow needs: the rows of a year, locked in one order, and the next number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from interview.engine import document_digest
from interview.years.models import ParameterRevision
from interview.years.refusals import ChangedMeanwhile, DraftChanged

State = ParameterRevision.State
TRIES = 5


def published_revision(tax_year: int) -> ParameterRevision | None:
    """The year's revision in force, with its document."""
    return ParameterRevision.objects.filter(tax_year=tax_year, state=State.PUBLISHED).first()


def locked_year(tax_year: int) -> dict[int, ParameterRevision]:
    """All revisions of a year by primary key, locked until the transaction ends.

    Everybody who changes the state of a revision takes these locks in the order of the keys, so that no two people
    wait for each other. Families wait for nobody: a result may be stored under a revision that is locked (no_key).
    """
    rows = ParameterRevision.objects.select_for_update(no_key=True).filter(tax_year=tax_year)
    return {revision.pk: revision for revision in rows.order_by("pk")}


def lock_year(tax_year: int) -> None:
    """The same locks, for whoever adds a revision: its number and what it is based on are then nobody else's matter."""
    rows = ParameterRevision.objects.select_for_update(no_key=True).filter(tax_year=tax_year).order_by("pk")
    list(rows.values_list("pk"))


def locked_draft(seen: ParameterRevision) -> ParameterRevision:
    """A draft as it is stored, locked. Raises DraftChanged if it is no longer as the person has seen it."""
    stored = ParameterRevision.objects.select_for_update(no_key=True).filter(pk=seen.pk).first()
    if stored is None or stored.state != State.DRAFT or stored.digest != seen.digest:
        raise DraftChanged
    return stored


def in_force_among(revisions: dict[int, ParameterRevision]) -> ParameterRevision | None:
    """The one that counts now."""
    return next((revision for revision in revisions.values() if revision.state == State.PUBLISHED), None)


def new_draft(
    tax_year: int, document: dict[str, Any], *, based_on: ParameterRevision, by: User | None, **values: Any
) -> ParameterRevision:
    """Store a draft under the year's next number. Raises ChangedMeanwhile if others keep taking it."""
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                return ParameterRevision.objects.create(
                    tax_year=tax_year,
                    number=_next_number(tax_year),
                    document=document,
                    digest=document_digest(document),
                    based_on=based_on,
                    created_by=by,
                    **values,
                )
        except IntegrityError:
            continue  # somebody took the number in the same moment
    raise ChangedMeanwhile(_("Other people are making copies right now. Try again."))


def _next_number(tax_year: int) -> int:
    highest = ParameterRevision.objects.filter(tax_year=tax_year).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
