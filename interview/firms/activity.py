"""What happened to a client, written down as it happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import Office

STAFF, FAMILY, PROGRAM = "staff", "family", "program"
LENGTH_OF_REFERENCE = 8

SHARED, STOPPED, VIEWED = "shared", "stopped", "viewed"
BEGUN, INVITED, TAKEN_OVER, REFUSED = "begun", "invited", "taken_over", "refused"
DETAILS = "details"
ANSWERED, UNDONE, READ = "answered", "undone", "read"
STATUS, ASSIGNED, NOTED, FLAGGED = "status", "assigned", "noted", "flagged"
ASKED, REQUEST_CLOSED = "asked", "request_closed"
SIGNED_OFF, REOPENED = "signed_off", "reopened"
FETCHED = "fetched"
WHAT_IF, EXPORTED, IMPORTED, DELETED = "what_if", "exported", "imported", "deleted"
TEAM, SETTINGS = "team", "settings"

KINDS = {
    SHARED: _("Shared with the office"),
    STOPPED: _("Stopped sharing"),
    VIEWED: _("Looked at"),
    BEGUN: _("Began the draft"),
    INVITED: _("Invited the family"),
    TAKEN_OVER: _("Took the draft over"),
    REFUSED: _("Refused to take the draft over"),
    DETAILS: _("Changed the name, email or language"),
    ANSWERED: _("Changed an answer"),
    UNDONE: _("Took back a change"),
    READ: _("Read what the office changed"),
    STATUS: _("Moved to another status"),
    ASSIGNED: _("Assigned"),
    NOTED: _("Wrote a note"),
    FLAGGED: _("Changed the flag"),
    ASKED: _("Asked the family"),
    REQUEST_CLOSED: _("Closed a request"),
    SIGNED_OFF: _("Signed off"),
    REOPENED: _("Reopened"),
    WHAT_IF: _("Changed a what-if copy"),
    EXPORTED: _("Exported"),
    FETCHED: _("Fetched a file"),
    IMPORTED: _("Imported"),
    DELETED: _("Deleted"),
    TEAM: _("Changed the team"),
    SETTINGS: _("Changed the settings"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: the address of a screen, values before and after as plain JSON, and why."""

    page: str = ""
    old: Any = None
    new: Any = None
    reason: str = ""
    revision: int | None = None


NOTHING_MORE = Change()


def record(
    kind: str, about: ClientFile | Office, *, actor: User | None = None, by: str = STAFF, change: Change = NOTHING_MORE
) -> Activity:
    """Write down one thing that happened, to a client or in an office. One query; a client's draft has to be loaded.

    `actor` is the member of staff; `by` says who it was where nobody is named: the family or the program.
    """
    row = entry(kind, about, actor=actor, by=by, change=change)
    row.save(force_insert=True)
    return row


def record_all(
    kind: str, files: Iterable[ClientFile], *, actor: User | None = None, by: str = "", change: Change = NOTHING_MORE
) -> None:
    """Write down the same of many clients, whose drafts have to be loaded. Nobody named: the program. One query."""
    who = by or (STAFF if actor else PROGRAM)
    Activity.objects.bulk_create([entry(kind, file, actor=actor, by=who, change=change) for file in files])


def entry(
    kind: str, about: ClientFile | Office, *, actor: User | None, by: str = STAFF, change: Change = NOTHING_MORE
) -> Activity:
    """One thing that happened, not yet stored. A client's draft has to be loaded. No query."""
    file = about if isinstance(about, ClientFile) else None
    return Activity(
        office_id=about.office_id if isinstance(about, ClientFile) else about.pk,
        file=file,
        reference=reference(file) if file is not None else "",
        actor=actor,
        by=by,
        kind=kind,
        page=change.page,
        old=change.old,
        new=change.new,
        reason=change.reason,
        revision_id=change.revision,
        created_at=timezone.now(),
    )


def reference(file: ClientFile) -> str:
    """The short id by which people name a draft. The draft has to be loaded."""
    return str(file.draft.public_id)[:LENGTH_OF_REFERENCE].upper()
