"""How people of an office are called."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User


def name_of(person: User | None) -> str:
    """First and last name, or what somebody signs in with; empty for nobody."""
    return (person.get_full_name() or person.get_username()) if person is not None else ""


def person_document(person: User | None) -> dict[str, Any] | None:
    """Somebody as the activity keeps them: the name stays as it was, whatever the account is called later."""
    return {"id": person.pk, "name": name_of(person)} if person is not None else None
