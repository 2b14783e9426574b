"""Where a client stands, whose it is, and on whom the work waits. Every change of these is made and written down here.

A change is a compare-and-swap: whoever decided on what somebody else has changed meanwhile is told so. Moves that are
not in the table are refused with the ones that are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.drafts.models import Draft
from interview.firms import activity
from interview.firms.activity import FAMILY, PROGRAM, STAFF, Change, record
from interview.firms.file_models import ClientFile
from interview.firms.names import name_of, person_document
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.rights import Role, is_colleague
from interview.firms.rows import NOTHING_AHEAD, refresh_many

Status = ClientFile.Status
WaitingOn = ClientFile.WaitingOn
LONGEST_REASON = 200
LONGEST_WORDS = LONGEST_REASON - 20
"""Of a reason that people write: the code of a reason to close may stand before it."""

BY_PEOPLE: dict[str, tuple[Status, ...]] = {
    Status.RECEIVED: (Status.IN_REVIEW, Status.ON_HOLD, Status.CLOSED),
    Status.IN_REVIEW: (Status.READY, Status.ON_HOLD, Status.CLOSED),
    Status.WAITING_FAMILY: (Status.IN_REVIEW, Status.CLOSED),
    Status.READY: (Status.ADVISED, Status.IN_REVIEW),
    Status.ADVISED: (Status.CLAIMED, Status.IN_REVIEW, Status.CLOSED),
    Status.CLAIMED: (Status.PAID, Status.IN_REVIEW, Status.CLOSED),
    Status.PAID: (Status.CLOSED,),
    Status.ON_HOLD: (Status.IN_REVIEW, Status.CLOSED),
    Status.STALE: (Status.IN_REVIEW, Status.ON_HOLD, Status.CLOSED),
    Status.CLOSED: (Status.IN_REVIEW,),
}
"""Where people may move a client. That it was received, waits for its family or hears nothing, the program says."""
MAY_WAIT = frozenset({Status.RECEIVED, Status.IN_REVIEW, Status.READY, Status.ON_HOLD, Status.STALE})
"""From here a request to the family moves a client to waiting; elsewhere it only says on whom the work waits."""
WAITS_ON: dict[str, WaitingOn] = {
    Status.RECEIVED: WaitingOn.US,
    Status.IN_REVIEW: WaitingOn.US,
    Status.READY: WaitingOn.US,
    Status.WAITING_FAMILY: WaitingOn.FAMILY,
    Status.ADVISED: WaitingOn.FAMILY,
}
"""On whom each status waits; the others wait on nobody."""
NEEDS_REASON = frozenset({Status.ON_HOLD, Status.CLOSED})
CLOSING_REASONS = {
    "done": gettext_lazy("Everything is done"),
    "not_claiming": gettext_lazy("The family does not claim the credit"),
    "nothing_to_gain": gettext_lazy("There is nothing to gain"),
    "no_reply": gettext_lazy("The family does not reply"),
    "elsewhere": gettext_lazy("Somebody else does it"),
    "duplicate": gettext_lazy("There are two drafts of the same year"),
    "other": gettext_lazy("Another reason"),
}
"""By code. A reason to close is one of these, with or without words after a colon; or words alone."""


class Refused(Exception):
    """It cannot be done; the message tells people why, and what they can do."""


class ChangedMeanwhile(Refused):
    """Somebody else was quicker."""


def next_statuses(file: ClientFile, seat: OfficeMember) -> list[Status]:
    """Where somebody in this seat may move a client now."""
    return [status for status in BY_PEOPLE[file.status] if not _hindrance(file, status, seat)]


def check_move(file: ClientFile, to: str, seat: OfficeMember, reason: str = "") -> None:
    """Raise Refused if somebody in this seat may not move the client there, or not without a reason. No query.

    The office of the seat has to be loaded.
    """
    if to not in BY_PEOPLE[file.status]:
        raise Refused(_say_where(next_statuses(file, seat)))
    if hindrance := _hindrance(file, Status(to), seat):
        raise Refused(hindrance)
    if not reason.strip() and (to in NEEDS_REASON or file.status == Status.CLOSED):
        raise Refused(_("Say why."))


def move(file: ClientFile, to: str, *, seat: OfficeMember, reason: str = "") -> None:
    """Move a client to another status. Raises Refused; a second press of the same button changes nothing."""
    if to == file.status:
        return
    check_move(file, to, seat, reason)
    _set_status(file, Status(to), actor=seat.user, reason=reason.strip())


def check_assign(file: ClientFile, to: User | None) -> None:
    """Raise Refused unless this person can be given clients of the office. One query."""
    if to is not None and not is_colleague(to, file.office_id):
        raise Refused(_("Only somebody who works with clients in this office can be chosen."))


def assign(file: ClientFile, to: User | None, *, seat: OfficeMember, reason: str = "") -> None:
    """Give a client to somebody of the office, or back to nobody. Raises Refused."""
    if file.assignee_id == (to.pk if to is not None else None):
        return
    check_assign(file, to)
    before = file.assignee
    with transaction.atomic():
        _swap(file, {"assignee": file.assignee_id}, {"assignee": to}, by=STAFF)
        change = Change(old=person_document(before), new=person_document(to), reason=reason)
        record(activity.ASSIGNED, file, actor=seat.user, change=change)


def flag(file: ClientFile, flagged: bool, *, seat: OfficeMember, text: str = "", page: str = "") -> None:
    """Put a flag on a client, with a few words why, or take it off. `page` is the screen that it is about."""
    if flagged == file.flagged and not text:
        return
    with transaction.atomic():
        _swap(file, {}, {"flagged": flagged}, by=STAFF)
        record(
            activity.FLAGGED, file, actor=seat.user, change=Change(page=page, old=not flagged, new=flagged, reason=text)
        )


def waiting_for_family(file: ClientFile, *, seat: OfficeMember | None = None) -> None:
    """A request went out. A result that is signed off, and a client that is closed, keep their status."""
    actor = seat.user if seat is not None else None
    if file.status == Status.WAITING_FAMILY:
        return
    if file.status in MAY_WAIT and not file.frozen:
        _set_status(file, Status.WAITING_FAMILY, actor=actor, by=STAFF if actor else PROGRAM)
    elif file.status != Status.CLOSED:
        _swap(file, {}, {"waiting_on": WaitingOn.FAMILY}, by=STAFF if actor else PROGRAM)


def family_answered(file: ClientFile, *, reason: str = "") -> None:
    """A request was answered or withdrawn. When it was the last one, it is our turn again. One query at least.

    `reason` is what it came to, like "Refund changed by +$1,700", in the words of whoever reads the activity.
    """
    if ClientRequest.objects.filter(file=file, state=ClientRequest.State.OPEN).exists():
        return
    if file.status in (Status.WAITING_FAMILY, Status.STALE):
        _set_status(file, Status.IN_REVIEW, by=PROGRAM, reason=reason)
    elif file.status != Status.CLOSED:
        _swap(file, {}, {"waiting_on": WaitingOn.US}, by=PROGRAM)


def no_reply(file: ClientFile) -> None:
    """The reminders of a request are used up: somebody of the office has to find another way."""
    if file.status != Status.CLOSED and file.waiting_on != WaitingOn.US:
        _swap(file, {}, {"waiting_on": WaitingOn.US}, by=PROGRAM)


def received(file: ClientFile) -> None:
    """A family shares its draft again. What is signed off stays where it is."""
    if file.status != Status.RECEIVED and not file.frozen:
        _set_status(file, Status.RECEIVED, by=PROGRAM)


def family_changed(file: ClientFile) -> None:
    """A family changed its answers by itself: what was silent or checked has to be looked at again."""
    if file.frozen or file.status == Status.ADVISED:
        if file.waiting_on != WaitingOn.US:
            _swap(file, {}, {"waiting_on": WaitingOn.US}, by=PROGRAM)
        return
    if file.status == Status.READY:
        _set_status(file, Status.IN_REVIEW, by=PROGRAM)
    elif file.status == Status.STALE:
        waits = ClientRequest.objects.filter(file=file, state=ClientRequest.State.OPEN).exists()
        _set_status(file, Status.WAITING_FAMILY if waits else Status.IN_REVIEW, by=PROGRAM)


SAYS: dict[str, Status] = {Status.ADVISED: Status.CLAIMED, Status.CLAIMED: Status.PAID}
"""What a family tells its advisor by itself: that the return was filed, that the refund has come."""


def family_may_say(draft: Draft) -> Status | None:
    """What the family could say next. One query, for a draft that an office reads."""
    if draft.office_id is None:
        return None
    status = ClientFile.objects.filter(draft=draft, office=draft.office_id).values_list("status", flat=True).first()
    return SAYS.get(status or "")


def family_says(file: ClientFile, to: str) -> None:
    """The family says that the return was filed, or that the refund has come. Raises Refused.

    What is no longer to be said, because somebody was quicker, changes nothing.
    """
    if file.status == to:
        return
    if SAYS.get(file.status) != to:
        raise Refused(_("Your advisor has changed this meanwhile."))
    _set_status(file, Status(to), by=FAMILY)


def fell_silent(file: ClientFile) -> None:
    """The family was asked and has not come back for long."""
    _set_status(file, Status.STALE, by=PROGRAM)


def _hindrance(file: ClientFile, to: Status, seat: OfficeMember) -> str:
    """Why a move that is in the table cannot be made now; empty if it can."""
    if to == Status.IN_REVIEW and file.frozen:
        return _("The result is signed off. Reopen it first.")
    if file.status == Status.CLOSED and seat.role != Role.OWNER:
        return _("Only an owner of the office can reopen what is closed.")
    if to == Status.ADVISED and seat.office.second_person_signs and not file.frozen:
        return _("In this office a second person signs the result off first.")
    return ""


def _say_where(statuses: Iterable[Status]) -> str:
    names = [str(status.label) for status in statuses]
    if not names:
        return _("You cannot move this anywhere now.")
    return _("You can move this to {statuses}.").format(statuses=get_text_list(names, _("or")))


def _set_status(file: ClientFile, to: Status, *, actor: User | None = None, by: str = STAFF, reason: str = "") -> None:
    """One change of status with its entry. What was closed and comes back is written down as reopened."""
    before = file.status
    kind = activity.REOPENED if before == Status.CLOSED and actor is not None else activity.STATUS
    values: dict[str, Any] = {
        "status": to,
        "status_reason": reason[:LONGEST_REASON],
        "status_at": timezone.now(),
        "waiting_on": waits_on(to),
    }
    with transaction.atomic():
        _swap(file, {"status": before, "frozen": file.frozen}, values, by=by)
        record(kind, file, actor=actor, by=by, change=Change(old=str(before), new=str(to), reason=reason))
        if (before in NOTHING_AHEAD) != (to in NOTHING_AHEAD):
            refresh_many([file.draft_id])


def closing_reason(code: str, words: str) -> str:
    """What is kept of a reason to close: its code, and what somebody adds to it."""
    return f"{code}: {words}" if words else code


def reason_in_words(status: str, reason: str) -> str:
    """Why a client has its status, as people read it; the codes of reasons to close in words."""
    code, _colon, words = reason.partition(": ")
    if status != Status.CLOSED or code not in CLOSING_REASONS:
        return reason
    return f"{CLOSING_REASONS[code]}: {words}" if words else str(CLOSING_REASONS[code])


def waits_on(status: str) -> WaitingOn:
    """On whom the work waits in a status."""
    return WAITS_ON.get(status, WaitingOn.NOBODY)


def swap_staff(file: ClientFile, expected: dict[str, Any], values: dict[str, Any]) -> None:
    """Write what a member of staff changed, if the file still holds what was expected; else raise ChangedMeanwhile."""
    _swap(file, expected, values, by=STAFF)


def _swap(file: ClientFile, expected: dict[str, Any], values: dict[str, Any], *, by: str) -> None:
    """Write the values if the file still holds what was expected. What people do counts as their last activity."""
    if by in (STAFF, FAMILY):
        now = timezone.now()
        values = {**values, f"last_{by}_at": now, "last_activity_at": now}
    if not ClientFile.objects.filter(pk=file.pk, **expected).update(**values):
        raise ChangedMeanwhile(_say_what_happened(file))
    for name, value in values.items():
        setattr(file, name, value)


def _say_what_happened(file: ClientFile) -> str:
    now = ClientFile.objects.filter(pk=file.pk).select_related("assignee").first()
    if now is None:
        return _("This client is no longer there.")
    return _("Somebody changed this meanwhile. It is now: {status}, {person}. Look at it again.").format(
        status=now.get_status_display(), person=name_of(now.assignee) or _("assigned to nobody")
    )
