"""A family shows its draft to an office, and stops showing it. Both count from the next request on."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, store_result
from interview.firms.activity import FAMILY, SHARED, STOPPED, record
from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office
from interview.firms.rows import open_file
from interview.firms.share_codes import read_share_code
from interview.firms.workflow import received


def office_with_code(typed: str) -> Office | None:
    """The office that a code belongs to, whatever case and spacing it was typed with."""
    code = read_share_code(typed)
    return Office.objects.filter(share_code=code).first() if code else None


def share(draft: Draft, office: Office, *, name: str) -> None:
    """Let one office read the draft under this name. An unfinished draft has no result yet; that is no hindrance."""
    with transaction.atomic():
        _set(draft, office=office, shared_name=name, shared_at=timezone.now())
        with suppress(Unfinished):
            store_result(draft)
        file = open_file(draft, office, name=name)
        record(SHARED, file, by=FAMILY)
        received(file)


def stop_sharing(draft: Draft) -> None:
    """Take the draft and its name away from the office. What the office wrote stays, where nobody can open it."""
    file = ClientFile.objects.filter(draft=draft, office=draft.office_id).select_related("draft").first()
    if file is not None:
        record(STOPPED, file, by=FAMILY)
    _set(draft, office=None, shared_name="", shared_at=None)


def _set(draft: Draft, **values: object) -> None:
    """Only these columns: the answers and their version are the interview's."""
    Draft.objects.filter(pk=draft.pk).update(**values)
    for name, value in values.items():
        setattr(draft, name, value)
