"""How a year's figures change: copy a revision, edit the copy, check it, publish it. Nothing else writes revisions."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.engine import Problem, document_digest
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision

State = ParameterRevision.State
TRIES = 5


class NotPublished(Exception):
    """A draft could not be published; the message says why, for people."""


class NotReady(NotPublished):
    """The draft's document has problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(_("The figures have problems. Correct them first."))


class ChangedMeanwhile(NotPublished):
    """What is about to be published, or replaced, is no longer what the person looked at."""


class DraftChanged(Exception):
    """Somebody else changed this draft since it was opened for editing."""


def published_revision(tax_year: int) -> ParameterRevision | None:
    """The year's revision in force, with its document."""
    return ParameterRevision.objects.filter(tax_year=tax_year, state=State.PUBLISHED).first()


def copy_to_draft(revision: ParameterRevision, *, by: User | None) -> ParameterRevision:
    """A new draft with the figures of a revision, under the year's next number."""
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                return ParameterRevision.objects.create(
                    tax_year=revision.tax_year,
                    number=_next_number(revision.tax_year),
                    document=revision.document,
                    digest=document_digest(revision.document),
                    based_on=revision,
                    created_by=by,
                )
        except IntegrityError:
            continue  # somebody took the number in the same moment
    raise ChangedMeanwhile(_("Other people are making copies right now. Try again."))


def change_draft(revision: ParameterRevision, document: dict[str, Any]) -> None:
    """Store a draft's edited document. Raises DraftChanged if the draft is no longer as `revision` holds it."""
    unchanged = ParameterRevision.objects.filter(pk=revision.pk, state=State.DRAFT, digest=revision.digest)
    digest = document_digest(document)
    if not unchanged.update(document=document, digest=digest):
        raise DraftChanged
    revision.document, revision.digest = document, digest


def publish(draft: ParameterRevision, *, by: User | None, reason: str, in_force: ParameterRevision | None) -> None:
    """Put a draft in force and retire the revision that was. All or nothing; of two people at once, one wins.

    `draft` and `in_force` are what the person who decides has seen: if either has changed since, nothing happens.
    """
    if not reason.strip():
        raise NotPublished(_("Say why these figures are published."))
    try:
        with transaction.atomic():
            _publish(draft, by=by, reason=reason.strip(), seen_in_force=in_force)
    except IntegrityError as error:
        raise ChangedMeanwhile(_changed_meanwhile()) from error
    draft.refresh_from_db()


def complete(revision: ParameterRevision, shipped: dict[str, Any], *, reason: str) -> ParameterRevision | None:
    """Publish a copy of a year's figures in force, made to fit this version of the program.

    The copy has every figure that the revision lacks, from the shipped document, and none that nobody reads any more;
    what the revision and the program both know stays as it was. None if the copy has other faults: a person has to
    look at those.
    """
    document = completed(revision.document, shipped)
    if document_problems(document, revision.tax_year):
        return None
    with transaction.atomic():
        draft = copy_to_draft(revision, by=None)
        change_draft(draft, document)
        publish(draft, by=None, reason=reason, in_force=revision)
    return draft


def completed(document: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    """A copy with every figure that the program reads, and no other; those that it lacks are the shipped ones."""
    fits = copy.deepcopy(document)
    held = document.get("figures", {})
    fits["figures"] = {
        section: {name: held.get(section, {}).get(name, entry) for name, entry in entries.items()}
        for section, entries in shipped["figures"].items()
    }
    return fits


def _publish(
    draft: ParameterRevision, *, by: User | None, reason: str, seen_in_force: ParameterRevision | None
) -> None:
    year = ParameterRevision.objects.select_for_update().filter(tax_year=draft.tax_year)
    revisions = {revision.pk: revision for revision in year.order_by("pk")}
    now_in_force = next((revision for revision in revisions.values() if revision.state == State.PUBLISHED), None)
    stored = revisions.get(draft.pk)
    if (
        stored is None
        or stored.state != State.DRAFT
        or stored.digest != draft.digest
        or (now_in_force and now_in_force.pk) != (seen_in_force and seen_in_force.pk)
    ):
        raise ChangedMeanwhile(_changed_meanwhile())
    if problems := document_problems(stored.document, stored.tax_year):
        raise NotReady(problems)
    year.filter(state=State.PUBLISHED).update(state=State.REPLACED)
    stored.state, stored.reason = State.PUBLISHED, reason
    stored.published_at, stored.published_by = timezone.now(), by
    stored.digest = document_digest(stored.document)
    stored.save()


def _next_number(tax_year: int) -> int:
    highest = ParameterRevision.objects.filter(tax_year=tax_year).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _changed_meanwhile() -> str:
    return _("These figures changed while you were looking at them. Look at the difference again, then decide.")
