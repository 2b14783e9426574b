"""Flags on a client: on the whole of it, or on one screen and what we assumed there, each with a few words.

They are entries of the activity, so that who put one up and who took it down stays. The list shows that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from interview.firms import workflow
from interview.firms.activity import FLAGGED, Change, record
from interview.firms.file_models import Activity, ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag that is up. Without a page it is on the whole client."""

    page: str
    text: str
    who: str
    when: datetime


def flags_of(file: ClientFile) -> list[Flag]:
    """The flags that are up, the first one put up in front. One query."""
    if not file.flagged:
        return []
    return flags_among(Activity.objects.filter(file=file, kind=FLAGGED).select_related("actor").order_by("id"))


def flags_among(entries: Iterable[Activity]) -> list[Flag]:
    """The flags that are up after these entries, which stand oldest first."""
    up: dict[str, Flag] = {}
    for entry in entries:
        if entry.new:
            up[entry.page] = Flag(entry.page, entry.reason, name_of(entry.actor), entry.created_at)
        elif entry.page:
            up.pop(entry.page, None)
        else:
            up.clear()
    return list(up.values())


def put_up(file: ClientFile, *, seat: OfficeMember, page: str, text: str) -> None:
    """Put a flag up; one that is there gets the new words."""
    workflow.flag(file, True, seat=seat, text=text, page=page)


def take_down(file: ClientFile, *, seat: OfficeMember, page: str) -> None:
    """Take one flag down; without a page all of them. Pressing twice is the same as once."""
    up = flags_of(file)
    if page and page not in {flag.page for flag in up}:
        return
    if page and len(up) > 1:
        record(FLAGGED, file, actor=seat.user, change=Change(page=page, old=True, new=False))
        return
    workflow.flag(file, False, seat=seat, page=page)
