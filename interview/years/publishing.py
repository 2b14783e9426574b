"""The way of a revision: draft, in review, published, replaced or withdrawn. Nothing else writes revisions.

Drafts come about and change in `editing` and `new_year`; all of it can be imported from here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.engine import gettext_noop
from interview.years import history
from interview.years.checks import set_problems
from interview.years.documents import completed, document_problems
from interview.years.editing import change_draft, confirm, confirm_warnings, copy_to_draft, give_up
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.new_year import new_year
from interview.years.one_moment import moment_is_over
from interview.years.refusals import (
    ChangedMeanwhile,
    DraftChanged,
    Notice,
    NotPublished,
    NotReady,
    SamePerson,
    checked_notice,
    checked_reason,
)
from interview.years.revisions import State, in_force_among, locked_draft, locked_year, new_draft, published_revision
from interview.years.shipped import read_shipped, shipped_years

__all__ = [
    "ChangedMeanwhile",
    "DraftChanged",
    "NotPublished",
    "NotReady",
    "SamePerson",
    "change_draft",
    "complete",
    "completed",
    "confirm",
    "confirm_warnings",
    "copy_to_draft",
    "give_up",
    "had_a_hand_in",
    "new_year",
    "publish",
    "published_revision",
    "revert",
    "send_back",
    "submit",
    "withdraw",
]

What = HistoryEntry.What
WHY_BACK = gettext_noop("Say why you go back to older figures.")
# What makes somebody one of the people who worked on a draft.
WORK = (What.CHANGED, What.IMPORTED, What.CONFIRMED, What.SUBMITTED)


def submit(draft: ParameterRevision, *, by: User | None) -> None:
    """Send a draft to review: from now on its figures stay as they are. Raises NotReady with every problem."""
    with transaction.atomic():
        stored = locked_draft(draft)
        if problems := set_problems(stored):
            raise NotReady(problems)
        stored.state, stored.submitted_at, stored.submitted_by = State.IN_REVIEW, timezone.now(), by
        stored.save(update_fields=["state", "submitted_at", "submitted_by"])
        history.record(What.SUBMITTED, stored, by=by)
    draft.refresh_from_db()


def send_back(revision: ParameterRevision, *, by: User | None, reason: str) -> None:
    """Make a revision in review a draft again, to be corrected."""
    reason = checked_reason(reason, _("Say what has to be corrected."))
    with transaction.atomic():
        stored = locked_year(revision.tax_year).get(revision.pk)
        if stored is None or stored.state != State.IN_REVIEW:
            raise ChangedMeanwhile
        stored.state, stored.submitted_at, stored.submitted_by = State.DRAFT, None, None
        stored.save(update_fields=["state", "submitted_at", "submitted_by"])
        history.record(What.SENT_BACK, stored, by=by, reason=reason)
    revision.refresh_from_db()


def had_a_hand_in(revision: ParameterRevision, person: User) -> bool:
    """Whether somebody changed, imported or confirmed a figure of a revision, or sent it to review.

    What was done to a draft counts for its copies too, until one of them was in force: a copy must not wash it off.
    What was in force and withdrawn since was wrong: nobody's approval of it is left.
    """
    worked: ParameterRevision | None = revision
    while worked is not None:
        if HistoryEntry.objects.filter(revision=worked, by=person, what__in=WORK).exists():
            return True
        worked = worked.based_on
        if worked is None or worked.state in (State.PUBLISHED, State.REPLACED) or worked.tax_year != revision.tax_year:
            return False
    return False


def publish(
    revision: ParameterRevision,
    *,
    by: User | None,
    reason: str,
    in_force: ParameterRevision | None,
    notice: Notice | None = None,
) -> None:
    """Put a revision in force and retire the one that was. All or nothing; of two people at once, one wins.

    `revision` and `in_force` are what the person who decides has seen: if either has changed since, nothing happens. A
    person publishes what is in review and nobody's own work, and writes the notice that families read. The program
    itself (`by` is None) needs neither, and may publish a draft.
    """
    decision = _decision(by, checked_reason(reason, _("Say why these figures are published.")), notice)
    try:
        with transaction.atomic():
            revisions = locked_year(revision.tax_year)
            stored = _as_seen(revisions, revision, in_force)
            _may_be_published(stored, by)
            _put_in_force(stored, in_force_among(revisions), decision)
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    revision.refresh_from_db()


def revert(
    older: ParameterRevision,
    *,
    by: User | None,
    reason: str,
    notice: Notice | None,
    in_force: ParameterRevision,
) -> ParameterRevision:
    """Publish the figures of an older revision again, as a new one with the next number. Nothing is rolled back.

    It needs no review, because these very figures were reviewed when they were published; and no second person, so that
    whoever notices a mistake, most likely the one who published it, can take it back at once.
    """
    decision = _decision(by, checked_reason(reason, _(WHY_BACK)), notice)
    return _go_back(older, in_force, decision, becomes=State.REPLACED)


def withdraw(
    in_force: ParameterRevision,
    *,
    by: User | None,
    reason: str,
    notice: Notice | None,
    back_to: ParameterRevision,
) -> ParameterRevision:
    """Mark the revision in force as wrong, and publish the figures of an older one again as `revert` does.

    Nobody can go back to a withdrawn revision. The same person who published it may withdraw it: this is urgent.
    """
    decision = _decision(by, checked_reason(reason, _(WHY_BACK)), notice)
    return _go_back(back_to, in_force, decision, becomes=State.WITHDRAWN)


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
        change_draft(draft, document, by=None, reason=reason)
        publish(draft, by=None, reason=reason, in_force=revision)
    return draft


class _Decision(NamedTuple):
    """Who puts figures in force, why, and what families read about it."""

    by: User | None
    reason: str
    notice: dict[str, str]


def _decision(by: User | None, reason: str, notice: Notice | None) -> _Decision:
    """The program itself may publish without a word to families."""
    return _Decision(by, reason, checked_notice(notice or {}) if by is not None or notice else {})


def _as_seen(
    revisions: dict[int, ParameterRevision], revision: ParameterRevision, in_force: ParameterRevision | None
) -> ParameterRevision:
    """The stored revision, if it and the one in force are still what the person has looked at."""
    stored, now_in_force = revisions.get(revision.pk), in_force_among(revisions)
    if (
        stored is None
        or stored.digest != revision.digest
        or (now_in_force and now_in_force.pk) != (in_force and in_force.pk)
    ):
        raise ChangedMeanwhile
    return stored


def _may_be_published(stored: ParameterRevision, by: User | None) -> None:
    if stored.state != State.IN_REVIEW and not (by is None and stored.state == State.DRAFT):
        if stored.state == State.DRAFT:
            raise NotPublished(_("Send the draft to review first."))
        raise ChangedMeanwhile
    if by is not None and not settings.ONE_PERSON_PUBLISHES and had_a_hand_in(stored, by):
        raise SamePerson
    problems = document_problems(stored.document, stored.tax_year) if by is None else set_problems(stored)
    if problems:
        raise NotReady(problems)


def _go_back(
    older: ParameterRevision,
    in_force: ParameterRevision,
    decision: _Decision,
    *,
    becomes: ParameterRevision.State,
) -> ParameterRevision:
    try:
        with transaction.atomic():
            revisions = locked_year(in_force.tax_year)
            stored = _as_seen(revisions, older, in_force)
            current = in_force_among(revisions)
            if stored.state != State.REPLACED or current is None:
                raise NotPublished(_("Only figures that were in force, and were not withdrawn, can come back."))
            document = stored.document
            if document_problems(document, stored.tax_year) and stored.tax_year in shipped_years():
                document = completed(document, read_shipped(stored.tax_year))
            if problems := document_problems(document, stored.tax_year):
                raise NotReady(problems)
            new = new_draft(stored.tax_year, document, based_on=stored, by=decision.by)
            words = _("Copy of %(revision)s") % {"revision": stored}
            history.record(What.CREATED, new, by=decision.by, new=words)
            _put_in_force(new, current, decision, becomes=becomes)
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    in_force.refresh_from_db()
    new.refresh_from_db()
    return new


def _put_in_force(
    stored: ParameterRevision,
    current: ParameterRevision | None,
    decision: _Decision,
    *,
    becomes: ParameterRevision.State = State.REPLACED,
) -> None:
    by, reason, notice = decision
    if current is not None:
        ParameterRevision.objects.filter(pk=current.pk).update(state=becomes)
        what = What.WITHDRAWN if becomes == State.WITHDRAWN else What.REPLACED
        words = _("By %(revision)s") % {"revision": stored}
        history.record(what, current, by=by, new=words, reason=reason)
    stored.state, stored.reason, stored.notice = State.PUBLISHED, reason, notice
    stored.published_at, stored.published_by = timezone.now(), by
    stored.save(update_fields=["state", "reason", "notice", "published_at", "published_by"])
    history.record(What.PUBLISHED, stored, by=by, new=notice.get("en", ""), reason=reason)
    moment_is_over()
