"""A family shows its draft to an office, and stops showing it. Both count from the next request on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from interview.advising.models import Office
from interview.advising.share_codes import read_share_code
from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, store_result


def office_with_code(typed: str) -> Office | None:
    """The office that a code belongs to, whatever case and spacing it was typed with."""
    code = read_share_code(typed)
    return Office.objects.filter(share_code=code).first() if code else None


def share(draft: Draft, office: Office, *, name: str) -> None:
    """Let one office read the draft under this name. An unfinished draft has no result yet; that is no hindrance."""
    with transaction.atomic():
        _set(draft, office=office, shared_name=name, shared_at=timezone.now())
        try:
            store_result(draft)
        except Unfinished:
            return


def stop_sharing(draft: Draft) -> None:
    """Take the draft and its name away from the office."""
    _set(draft, office=None, shared_name="", shared_at=None)


def _set(draft: Draft, **values: object) -> None:
    """Only these columns: the answers and their version are the interview's."""
    Draft.objects.filter(pk=draft.pk).update(**values)
    for name, value in values.items():
        setattr(draft, name, value)
