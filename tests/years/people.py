"""Staff with the roles of the yearly figures, signed in."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client

from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, submit


def person(name: str, *roles: str) -> User:
    """One of the staff; a role is "viewer", "editor" or "publisher"."""
    made = User.objects.create_user(name, is_staff=True)
    made.groups.set(Group.objects.filter(name__in=[f"Figures: {role}" for role in roles]))
    return made


def signed_in(name: str, *roles: str) -> Client:
    client = Client()
    client.force_login(User.objects.filter(username=name).first() or person(name, *roles))
    return client


def edit_cap(draft: ParameterRevision, cap: Any, *, by: User) -> None:
    """The most of the credit that is paid out for a child, with a made-up source."""
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {"value": cap, "source": "P.L. 120-1"}
    change_draft(draft, document, by=by)


def in_review(draft: ParameterRevision, *, by: User, cap: int = 1900) -> ParameterRevision:
    """The draft, changed and sent to review by the same person."""
    edit_cap(draft, cap, by=by)
    submit(draft, by=by)
    return draft
