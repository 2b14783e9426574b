"""What the status of clients follows by itself: families that go on, and families that fall silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.workflow import ChangedMeanwhile, family_changed, fell_silent

SILENT_AFTER = timedelta(days=60)
FOLLOWS = (ClientFile.Status.READY, ClientFile.Status.STALE, ClientFile.Status.ADVISED)


def family_changed_draft(draft: Draft, **_signal: Any) -> None:
    """What `drafts.changes.draft_changed` calls. A change that somebody of the office made says nothing of the family.

    One query for a draft that an office sees, none for others.
    """
    if draft.office_id is None or draft.acting is not None:
        return
    matters = Q(frozen=True) | Q(status__in=FOLLOWS)
    file = ClientFile.objects.filter(matters, draft=draft, office=draft.office_id).first()
    if file is not None:
        file.draft = draft
        _unless_somebody_was_quicker(family_changed, file)


def mark_silent(now: datetime) -> int:
    """Move clients whose family was asked and has not come back for long; gives how many."""
    before = now - SILENT_AFTER
    quiet = Q(last_family_at=None) | Q(last_family_at__lte=before)
    shared = ClientFile.objects.filter(draft__office=F("office"), draft__deleted_at=None)
    silent = shared.filter(quiet, status=ClientFile.Status.WAITING_FAMILY, status_at__lte=before)
    return sum(_unless_somebody_was_quicker(fell_silent, file) for file in silent.select_related("draft").iterator())


def _unless_somebody_was_quicker(change: Any, file: ClientFile) -> bool:
    """What the program would do by itself gives way to what somebody has just done."""
    try:
        change(file)
    except ChangedMeanwhile:
        return False
    return True
