"""What the list shows of a client, copied from the draft and its result after each change."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils import timezone

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office


def name_key(name: str) -> str:
    """A name as it is sorted and searched: without accents, capitals and double spaces."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().split())[:80]


def open_file(draft: Draft, office: Office, *, name: str, email: str = "", begun_by_office: bool = False) -> ClientFile:
    """The office's file of a draft: the one it has, or a new one."""
    now = timezone.now()
    file, _new = ClientFile.objects.update_or_create(
        draft=draft,
        office=office,
        defaults={
            "name": name,
            "name_key": name_key(name),
            "tax_year": draft.tax_year,
            "language": draft.language,
            "last_family_at": None if begun_by_office else now,
            "last_activity_at": now,
            **({"email": email} if email else {}),
        },
        create_defaults={
            "name": name,
            "name_key": name_key(name),
            "email": email,
            "begun_by_office": begun_by_office,
            "tax_year": draft.tax_year,
            "language": draft.language,
            "status_at": now,
            "last_family_at": None if begun_by_office else now,
            "last_activity_at": now,
            "created_at": now,
        },
    )
    refresh(draft)
    return file


def refresh(draft: Draft) -> None:
    """Bring the row of a draft up to its answers and its stored result; nothing for one without an office."""
    if draft.office_id is None:
        return


def after_draft_changed(draft: Draft, **_signal: Any) -> None:
    """What `drafts.changes.draft_changed` calls."""
    refresh(draft)
