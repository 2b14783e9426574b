"""Alice owns a draft, Bob advises in the office that she shares it with, Charlie does neither."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from interview.drafts.access import COOKIE, key_hash, new_browser_key
from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile, Note
from interview.firms.office_models import Office, OfficeMember
from interview.firms.sharing import share
from tests.interview.families import BERLIN

THEN = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
_minutes = itertools.count()


def family() -> tuple[Client, str]:
    """A browser of its own, with the key that marks its drafts."""
    client, key = Client(), new_browser_key()
    client.cookies[COOKIE] = key
    return client, key_hash(key)


def draft_of(key: str, *, answers: dict[str, Any] = BERLIN, tax_year: int = 2025) -> Draft:
    """A draft of the browser with this key; each is changed a minute after the one before."""
    return Draft.objects.create(
        browser_key_hash=key,
        tax_year=tax_year,
        answers=answers,
        updated_at=THEN + timedelta(minutes=next(_minutes)),
    )


def office(name: str = "Lakeside Tax Help", *members: User) -> Office:
    """An office with these advisors."""
    new = Office.objects.create(name=name)
    for member in members:
        OfficeMember.objects.create(office=new, user=member)
    return new


def advisor(username: str) -> tuple[Client, User]:
    """Somebody with an account, signed in."""
    client, user = Client(), User.objects.create_user(username, password="a long enough password")
    client.force_login(user)
    return client, user


def shared_draft(with_office: Office, name: str = "Brauer", **values: Any) -> Draft:
    """A finished draft of some family that shares it."""
    draft = draft_of(key_hash(new_browser_key()), **values)
    share(draft, with_office, name=name)
    return draft


def note_about(draft: Draft, author: User) -> Note:
    """A note of somebody in the office about its client."""
    file = ClientFile.objects.get(draft=draft, office=draft.office_id)
    return Note.objects.create(file=file, author=author, text="Call on Monday", created_at=THEN, earlier=[])
