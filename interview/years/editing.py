"""How a draft of a year's figures comes about and changes. What somebody did to it is kept in the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.engine import document_digest
from interview.years import history
from interview.years.checks import open_warnings
from interview.years.differences import Difference, differences
from interview.years.figure_table import all_figures
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.refusals import DraftChanged, checked_reason, checked_text
from interview.years.revisions import State, lock_year, locked_draft, locked_year, new_draft

What = HistoryEntry.What


def copy_to_draft(revision: ParameterRevision, *, by: User | None) -> ParameterRevision:
    """A new draft with the figures of a revision, under the year's next number.

    What nobody has confirmed yet in a draft is not confirmed in its copy either.
    """
    never_in_force = revision.published_at is None
    with transaction.atomic():
        lock_year(revision.tax_year)
        draft = new_draft(
            revision.tax_year,
            revision.document,
            based_on=revision,
            by=by,
            to_confirm=revision.to_confirm if never_in_force else [],
            confirmed=revision.confirmed if never_in_force else {},
        )
        words = _("Copy of %(revision)s") % {"revision": revision}
        history.record(What.CREATED, draft, by=by, new=words)
    return draft


def change_draft(  # noqa: PLR0913 - whoever changes a draft says who, why and how
    draft: ParameterRevision,
    document: dict[str, Any],
    *,
    by: User | None,
    reason: str = "",
    what: HistoryEntry.What = What.CHANGED,
    looked_at: Iterable[str] = (),
) -> list[Difference]:
    """Store a draft's edited document and record every value that changed; `draft` then holds what is stored.

    `looked_at` names figures, by their path, that the editor has seen and left as they are: nobody has to confirm
    those any more. Raises DraftChanged if the draft is no longer as `draft` holds it; NotPublished for text that seems
    to hold an identity number.
    """
    reason = checked_text(reason)
    with transaction.atomic():
        stored = locked_draft(draft)
        found = differences(stored.document, document)
        for difference in found:
            if difference.is_text:
                checked_text(difference.new)
        changed = {difference.figure for difference in found}
        seen = [path for path in stored.to_confirm if path in set(looked_at) and path not in changed]
        _store(stored, document, [path for path in stored.to_confirm if path not in {*changed, *seen}])
        history.record_differences(stored, found, what=what, by=by, reason=reason)
        _record_confirmed(stored, seen, by, reason)
    _take_over(draft, stored)
    return found


def confirm(draft: ParameterRevision, paths: Iterable[str], *, by: User | None, reason: str = "") -> None:
    """Say that figures carried over from the year before are right for this year too.

    Raises DraftChanged if the draft is no longer as the person has seen it.
    """
    reason, chosen = checked_text(reason), set(paths)
    with transaction.atomic():
        stored = locked_draft(draft)
        found = [path for path in stored.to_confirm if path in chosen]
        _store(stored, stored.document, [path for path in stored.to_confirm if path not in chosen])
        _record_confirmed(stored, found, by, reason)
    _take_over(draft, stored)


def confirm_warnings(draft: ParameterRevision, reasons: Mapping[str, str], *, by: User | None) -> None:
    """Keep why values are right though a check warns about them: a reason for the mark of each warning.

    Raises DraftChanged for a warning that the draft no longer gives, NotPublished for an empty reason.
    """
    with transaction.atomic():
        stored = locked_draft(draft)
        warnings = {warning.mark: warning for warning in open_warnings(stored)}
        now = timezone.now()
        for mark, given in reasons.items():
            reason = checked_reason(given, _("Type why this is right."))
            if mark not in warnings:
                if mark in stored.confirmed:
                    continue  # sent twice
                raise DraftChanged
            warning = warnings[mark]
            stored.confirmed[mark] = {
                "reason": reason,
                "path": warning.path,
                "message": warning.message,
                "by": by.pk if by else None,
                "by_name": by.get_username() if by else "",
                "at": now.isoformat(),
            }
            history.record(
                What.CONFIRMED,
                stored,
                by=by,
                path=warning.path,
                label=warning.label,
                new=warning.message,
                reason=reason,
            )
        stored.save(update_fields=["confirmed"])
    _take_over(draft, stored)


def give_up(draft: ParameterRevision, *, by: User | None, reason: str) -> None:
    """Withdraw a draft, or a revision in review, that nobody wants to publish. Its history stays."""
    reason = checked_reason(reason, _("Say why you give up this draft."))
    with transaction.atomic():
        stored = locked_year(draft.tax_year).get(draft.pk)
        if stored is None or stored.state not in (State.DRAFT, State.IN_REVIEW):
            raise DraftChanged
        stored.state, stored.reason = State.WITHDRAWN, reason
        stored.save(update_fields=["state", "reason"])
        history.record(What.WITHDRAWN, stored, by=by, reason=reason)
    _take_over(draft, stored)


def _store(stored: ParameterRevision, document: dict[str, Any], to_confirm: list[str]) -> None:
    stored.document, stored.digest, stored.to_confirm = document, document_digest(document), to_confirm
    stored.save(update_fields=["document", "digest", "to_confirm"])


def _record_confirmed(stored: ParameterRevision, paths: list[str], by: User | None, reason: str) -> None:
    figures = {figure.path: figure for figure in all_figures()}
    found = [
        Difference(
            figure.section, "", figure.label, "", figure.in_words(figure.entry_in(stored.document)), "", path=path
        )
        for path in paths
        if (figure := figures.get(path)) is not None
    ]
    history.record_differences(stored, found, what=What.CONFIRMED, by=by, reason=reason)


def _take_over(seen: ParameterRevision, stored: ParameterRevision) -> None:
    for name in ("state", "reason", "document", "digest", "to_confirm", "confirmed", "submitted_at", "submitted_by_id"):
        setattr(seen, name, getattr(stored, name))
