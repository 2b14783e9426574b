"""Deleting a draft: hidden at once and everywhere, brought back within some days, then wiped for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from interview.drafts.address_models import WipedDraft
from interview.drafts.models import Draft


def delete(draft: Draft) -> None:
    """Hide a draft from everybody, advisors included. Its answers stay as they are until it is wiped."""
    _set_deleted(draft, timezone.now())


def bring_back(draft: Draft) -> None:
    """Undo a deletion, with whatever the draft was shared with."""
    _set_deleted(draft, None)


def wiped_on(deleted_at: datetime) -> datetime:
    """When a deleted draft can no longer be brought back."""
    return deleted_at + timedelta(days=settings.KEEP_DELETED_DRAFTS)


def wipe(drafts: Sequence[Draft], reason: WipedDraft.Reason) -> None:
    """Erase drafts and all that hangs on them. What remains is that they existed, their year, and when they went."""
    now = timezone.now()
    with transaction.atomic():
        WipedDraft.objects.bulk_create(
            WipedDraft(
                tax_year=draft.tax_year, started_on=timezone.localdate(draft.created_at), wiped_at=now, reason=reason
            )
            for draft in drafts
        )
        Draft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()


def _set_deleted(draft: Draft, when: datetime | None) -> None:
    Draft.objects.filter(pk=draft.pk).update(deleted_at=when)
    draft.deleted_at = when
