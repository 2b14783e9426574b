"""Who works in an office: invitations, roles, and what happens to the clients of somebody who leaves.

Every change locks the office first, so that two owners cannot leave it at the same moment without one.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.firms import activity
from interview.firms.activity import STAFF, TEAM, Change, record, record_all
from interview.firms.file_models import ClientFile
from interview.firms.job_models import SavedView
from interview.firms.names import name_of, person_document
from interview.firms.office_models import Invitation, Office, OfficeMember
from interview.firms.rights import ALLOWED, Action

Role = OfficeMember.Role
MANAGERS = [role for role, actions in ALLOWED.items() if Action.MANAGE_TEAM in actions]
DAYS_OF_AN_INVITATION = 7
MOST_INVITATIONS = 50
"""So many invitations of one office can be open at a time."""
ONE_PRESS = timedelta(minutes=1)
"""The same invitation again within this time is the same press of the button."""
TOKEN_BYTES = 32
GIVEN_BACK_AT_ONCE = 1000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class LastOwner(Exception):
    """An office always has an owner who can sign in."""


class ChangedMeanwhile(Exception):
    """Somebody else was quicker: what the page showed is not so any more."""


class MemberAlready(Exception):
    """Somebody with this account or address works in the office."""


class TooManyInvitations(Exception):
    """The office has as many open invitations as it may have."""


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation that was just made, with the token that nobody can read again later."""

    invitation: Invitation
    token: str


# Seats ------------------------------------------------------------------------------------------------------------


def seat_of(office: Office, user: User, role: str, *, by: User | None) -> OfficeMember:
    """Give somebody a seat. Raises MemberAlready."""
    with transaction.atomic():
        _lock(office.pk)
        seat, new = OfficeMember.objects.get_or_create(office=office, user=user, defaults={"role": role})
        if not new:
            raise MemberAlready
        seat_was_given(seat, by=by or user)
    return seat


def seat_was_given(seat: OfficeMember, *, by: User) -> None:
    """Write down that somebody works here now."""
    record(TEAM, seat.office, actor=by, change=Change(old=None, new=_in_words(seat.user, seat.role)))


def change_role(seat: OfficeMember, role: str, *, was: str, by: User) -> None:
    """Give a seat another role. `was` is the role that the page showed. Raises LastOwner, ChangedMeanwhile."""
    with transaction.atomic():
        _lock(seat.office_id)
        stored = OfficeMember.objects.select_related("user", "office").filter(pk=seat.pk).first()
        if stored is None or stored.role != was:
            raise ChangedMeanwhile
        if role == was:
            return
        if was == Role.OWNER:
            _refuse_to_lose_the_last_owner(stored)
        OfficeMember.objects.filter(pk=seat.pk).update(role=role)
        stored.role = role
        role_was_changed(stored, was=was, by=by)


def role_was_changed(seat: OfficeMember, *, was: str, by: User) -> None:
    """Write it down; whoever is an auditor now has no clients any more."""
    if seat.role == was:
        return
    change = Change(old=_in_words(seat.user, was), new=_in_words(seat.user, seat.role))
    record(TEAM, seat.office, actor=by, change=change)
    if seat.role not in MANAGERS:
        _end_invitations_by(seat)
    if seat.role == Role.AUDITOR:
        give_back_clients(seat.user, seat.office_id, by=by)


def remove(seat: OfficeMember, *, by: User) -> None:
    """Take somebody's seat away, or leave. Raises LastOwner; a seat that is gone already stays gone."""
    with transaction.atomic():
        _lock(seat.office_id)
        stored = OfficeMember.objects.select_related("user", "office").filter(pk=seat.pk).first()
        if stored is None:
            return
        if stored.role == Role.OWNER:
            _refuse_to_lose_the_last_owner(stored)
        stored.removed_by = by
        stored.delete()


def before_a_seat_goes(instance: OfficeMember, origin: object, **_signal: Any) -> None:
    """What the deletion of a seat calls, also one by the admin or of the whole account."""
    whole_office = isinstance(origin, Office) or getattr(origin, "model", None) is Office
    if not whole_office:
        with transaction.atomic():
            _clear_desk(instance, by=instance.removed_by)


def _clear_desk(seat: OfficeMember, *, by: User | None) -> None:
    """Clients return to the office; own views and open invitations end."""
    give_back_clients(seat.user, seat.office_id, by=by)
    SavedView.objects.filter(office=seat.office_id, owner=seat.user_id, shared=False).delete()
    _end_invitations_by(seat)
    gone = Change(old=_in_words(seat.user, seat.role), new=None)
    record(TEAM, seat.office, actor=by, by=STAFF if by else activity.PROGRAM, change=gone)


def give_back_clients(user: User, office: int, *, by: User | None) -> int:
    """Nobody is assigned any more to the clients that somebody had in an office; gives how many there were."""
    had = ClientFile.objects.filter(office=office, assignee=user).order_by("pk")
    given_back = 0
    while some := list(had.select_related("draft").defer("draft__answers")[:GIVEN_BACK_AT_ONCE]):
        ClientFile.objects.filter(pk__in=[file.pk for file in some]).update(assignee=None)
        record_all(activity.ASSIGNED, some, actor=by, change=Change(old=person_document(user), new=None))
        given_back += len(some)
    return given_back


def is_last_owner(seat: OfficeMember) -> bool:
    """Whether the office would be left without an owner who can sign in."""
    if seat.role != Role.OWNER:
        return False
    others = OfficeMember.objects.filter(office=seat.office_id, role=Role.OWNER, user__is_active=True)
    return not others.exclude(pk=seat.pk).exists()


def _refuse_to_lose_the_last_owner(seat: OfficeMember) -> None:
    if is_last_owner(seat):
        raise LastOwner


def _lock(office: int) -> None:
    Office.objects.select_for_update().only("pk").get(pk=office)


def _in_words(user: User, role: str) -> list[str]:
    """What the record of the office keeps of a seat: who, and the code of the role."""
    return [name_of(user), role]


# Invitations ------------------------------------------------------------------------------------------------------


def token_hash(token: str) -> str:
    """What is stored of a token. It is random and long, so a plain hash cannot be turned around."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitations(office: Office) -> QuerySet[Invitation]:
    """The invitations that can still be accepted, newest first."""
    return office.invitations.filter(accepted_at=None, expires_at__gt=timezone.now())


def _end_invitations_by(seat: OfficeMember) -> None:
    """Nobody keeps a way back in by an invitation from before."""
    open_invitations(seat.office).filter(invited_by=seat.user_id).update(expires_at=timezone.now())


def _to_be_accepted(now: datetime) -> QuerySet[Invitation]:
    """Invitations that count: whoever invited still manages the office, and can still sign in."""
    managers = OfficeMember.objects.filter(
        office=OuterRef("office"), user=OuterRef("invited_by"), role__in=MANAGERS, user__is_active=True
    )
    return Invitation.objects.filter(Exists(managers.order_by()), accepted_at=None, expires_at__gt=now)


def invite(office: Office, email: str, role: str, *, by: User) -> NewInvitation | None:
    """Offer a seat. A new invitation to the same address replaces the one before.

    None: the very same was offered a moment ago, and its mail is on the way. Raises MemberAlready, TooManyInvitations.
    """
    now = timezone.now()
    with transaction.atomic():
        _lock(office.pk)
        if office.seats.filter(user__email__iexact=email).exists():
            raise MemberAlready
        before = open_invitations(office).filter(email__iexact=email)
        if before.filter(role=role, invited_by=by, created_at__gt=now - ONE_PRESS).exists():
            return None
        before.update(expires_at=now)
        if open_invitations(office).count() >= MOST_INVITATIONS:
            raise TooManyInvitations
        token = secrets.token_urlsafe(TOKEN_BYTES)
        invitation = Invitation.objects.create(
            office=office,
            email=email,
            role=role,
            token_hash=token_hash(token),
            invited_by=by,
            created_at=now,
            expires_at=now + timedelta(days=DAYS_OF_AN_INVITATION),
        )
        record(TEAM, office, actor=by, change=Change(page="invited", new=[email, role]))
    return NewInvitation(invitation, token)


def take_back(invitation: Invitation, *, by: User) -> None:
    """End an invitation, from the next request on. One that has ended or was accepted stays as it is."""
    with transaction.atomic():
        still_open = open_invitations(invitation.office).filter(pk=invitation.pk)
        if still_open.update(expires_at=timezone.now()):
            taken_back = Change(page="taken_back", old=[invitation.email, invitation.role])
            record(TEAM, invitation.office, actor=by, change=taken_back)


def invitation_behind(token: str, *, now: datetime | None = None) -> Invitation | None:
    """The invitation that a link opens; None for one that was taken back, was used, has expired, or never was."""
    if not _TOKEN.fullmatch(token):
        return None
    still_open = _to_be_accepted(now or timezone.now())
    return still_open.filter(token_hash=token_hash(token)).select_related("office", "invited_by").first()


def accept(invitation: Invitation, user: User) -> OfficeMember | None:
    """Take the offered seat; None if the invitation has ended meanwhile. Raises MemberAlready."""
    with transaction.atomic():
        _lock(invitation.office_id)
        now = timezone.now()
        if not _to_be_accepted(now).filter(pk=invitation.pk).update(accepted_at=now):
            return None
        return seat_of(invitation.office, user, invitation.role, by=user)


def name_of_change(old: object, new: object, page: str) -> str:
    """What an entry about the team says, in words."""
    who, role = _read(new) or _read(old) or ("", "")
    words = {"who": who, "role": Role(role).label if role in Role.values else role}
    if page == "invited":
        return _("Invited %(who)s: %(role)s") % words
    if page == "taken_back":
        return _("Took back the invitation of %(who)s") % words
    if old is None:
        return _("%(who)s joined: %(role)s") % words
    if new is None:
        return _("%(who)s left, or was removed") % words
    before = _read(old)
    words["before"] = Role(before[1]).label if before and before[1] in Role.values else ""
    return _("%(who)s: from %(before)s to %(role)s") % words


def _read(value: object) -> tuple[str, str] | None:
    if isinstance(value, list) and len(value) == 2:
        return str(value[0]), str(value[1])
    return None
