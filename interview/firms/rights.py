"""Who may do what in an office, and with which clients. Nothing else decides it, and what is not here is refused.

Two questions have to be answered with yes: does the role allow the action, and is the client one of those that this
person may see. The draft itself says whether its family shares it with the office, at the moment of asking.
"""

from __future__ import annotations

from enum import Enum

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember

Role = OfficeMember.Role


class Action(Enum):
    """What somebody may do in an office."""

    SEE = "see"
    ANSWER = "answer"  # change answers, make what-if copies
    NOTE = "note"
    ASK = "ask"  # send requests
    MOVE = "move"  # change the status
    ASSIGN = "assign"
    SIGN_OFF = "sign_off"
    REOPEN = "reopen"
    CREATE = "create"  # begin clients, one by one or from a file
    DELETE = "delete"  # clients that the office began and that no family has taken over
    EXPORT = "export"
    EXPORT_NAMES = "export_names"
    EVALUATE = "evaluate"  # work out a file of households
    SHARE_VIEWS = "share_views"
    MANAGE_TEXTS = "manage_texts"
    MANAGE_TEAM = "manage_team"
    SEE_AUDIT = "see_audit"


_ASSISTANT = {Action.SEE, Action.ANSWER, Action.NOTE, Action.ASK, Action.CREATE}
_ADVISOR = _ASSISTANT | {
    Action.MOVE, Action.ASSIGN, Action.SIGN_OFF, Action.REOPEN, Action.EXPORT, Action.EVALUATE, Action.SHARE_VIEWS,
}  # fmt: skip
ALLOWED: dict[str, frozenset[Action]] = {
    Role.OWNER: frozenset(Action),
    Role.ADVISOR: frozenset(_ADVISOR),
    Role.ASSISTANT: frozenset(_ASSISTANT),
    Role.AUDITOR: frozenset({Action.SEE, Action.SEE_AUDIT, Action.EXPORT}),
}
SEES_ALL_CLIENTS = frozenset({Role.OWNER, Role.AUDITOR})
"""Whatever `Office.only_own_clients` says."""
LARGEST_KEY = 2**63 - 1
"""Databases take no larger one, and addresses are typed by anybody."""


def allows(seat: OfficeMember, action: Action) -> bool:
    """Whether somebody in this seat may do it at all; with which clients, `files` says."""
    return action in ALLOWED.get(seat.role, frozenset())


def seats_of(user: User | AnonymousUser) -> QuerySet[OfficeMember]:
    """Where somebody works, by the office's name. Nobody who is not signed in, or was switched off, has a seat."""
    if not user.is_authenticated or not user.is_active:
        return OfficeMember.objects.none()
    return OfficeMember.objects.filter(user=user).select_related("office", "user").order_by("office__name", "pk")


def seat_in(user: User | AnonymousUser, office: int) -> OfficeMember | None:
    """Somebody's seat in one office. One query; none for a number that no office can have."""
    if office > LARGEST_KEY:
        return None
    return seats_of(user).filter(office=office).first()


def files(seat: OfficeMember, action: Action = Action.SEE) -> QuerySet[ClientFile]:
    """The clients of an office with which somebody in this seat may do it.

    The conditions on the draft are in every query, so that a draft that its family no longer shares, or has deleted,
    is nowhere from that moment on, whatever the copies in the file say.
    """
    seen = Draft.objects.kept().filter(pk=OuterRef("draft"), office=OuterRef("office"))
    return files_to_list(seat, action).filter(Exists(seen.order_by()))


def files_to_list(seat: OfficeMember, action: Action = Action.SEE) -> QuerySet[ClientFile]:
    """The same clients for long lists and counts, which would be slow if they looked at every draft.

    `shared` says the same as the draft: triggers of the database keep it so, within the transaction of the change.
    """
    if not allows(seat, action):
        return ClientFile.objects.none()
    return ClientFile.objects.of_office(seat.office_id).filter(seen_from(seat))


def seen_from(seat: OfficeMember) -> Q:
    """What the rows of the office's files say of each client that somebody in this seat may see."""
    seen = Q(shared=True)
    return seen & (Q(assignee=seat.user_id) | Q(assignee=None)) if sees_only_own(seat) else seen


def sees_only_own(seat: OfficeMember) -> bool:
    """Whether somebody sees the clients that are assigned to them or to nobody, and no others."""
    return seat.office.only_own_clients and seat.role not in SEES_ALL_CLIENTS


def colleagues(office: int) -> QuerySet[User]:
    """The people who can be assigned to clients of an office and mentioned in notes."""
    seats = OfficeMember.objects.filter(office=office).exclude(role=Role.AUDITOR)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True).order_by("first_name", "username")


def is_colleague(person: User, office: int) -> bool:
    """Whether somebody can be assigned to clients of an office. One query."""
    return colleagues(office).filter(pk=person.pk).exists()
