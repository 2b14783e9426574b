"""A member of staff who answers in a family's place: what the room of drafts has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

OF_STAFF = "staff "


@dataclass(slots=True)
class InPlaceOfFamily:
    """Who answers, for whom, and why. Whether somebody may, interview/firms/answering.py has asked before.

    `home` is the page that this person comes from and goes back to. A what-if copy is the office's own: the family
    never sees what is answered in it.
    """

    user: User
    name: str
    home: str
    reason: str = ""
    is_what_if: bool = False


def slot(acting: InPlaceOfFamily | None, page: str) -> str:
    """Where `Draft.unsaved` keeps what was typed on a page: a family and each of its advisors have their own."""
    return f"{OF_STAFF}{acting.user.pk} {page}" if acting else page


def of_family(unsaved: dict[str, Any]) -> dict[str, Any]:
    """What the family itself has typed and not sent."""
    return {page: typed for page, typed in unsaved.items() if not page.startswith(OF_STAFF)}
