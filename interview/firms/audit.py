"""The record of a whole office: what happened, newest first, a page at a time or all of it.

Answers stay out of it: whoever reads what a family answered, reads it on that family's own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.firms import activity
from interview.firms.file_models import Activity, ClientFile
from interview.firms.names import name_of
from interview.firms.office_models import Office
from interview.firms.team import name_of_change

ROWS = 50
AT_ONCE = 1000
NOBODY = {activity.FAMILY: gettext_lazy("The family"), activity.PROGRAM: gettext_lazy("The program")}
WITH_VALUES = frozenset({activity.STATUS, activity.ASSIGNED, activity.SETTINGS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of whom (a user's id, or "family" or "program") and of which kind; nothing: everybody, everything."""

    who: str = ""
    kind: str = ""


def entries(office: Office, wanted: Wanted) -> QuerySet[Activity]:
    """The record of an office, newest first."""
    found = Activity.objects.filter(office=office.pk).order_by("-id")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.who.isdecimal():
        return found.filter(actor=int(wanted.who))
    return found.filter(actor=None, by=wanted.who) if wanted.who else found


def page_before(found: QuerySet[Activity], before: int | None) -> tuple[list[Activity], int | None]:
    """Some entries, and the id before which the next ones stand; None on the last page."""
    if before is not None:
        found = found.filter(pk__lt=before)
    some = list(found.select_related("actor")[: ROWS + 1])
    return some[:ROWS], some[ROWS - 1].pk if len(some) > ROWS else None


def every(found: QuerySet[Activity]) -> Iterator[Activity]:
    """All entries, of which only a thousand are in memory at a time."""
    before: int | None = None
    while some := list((found.filter(pk__lt=before) if before else found).select_related("actor")[:AT_ONCE]):
        yield from some
        before = some[-1].pk


def people(office: Office) -> list[tuple[str, str]]:
    """Who can be chosen: everybody who works or worked here, the family and the program."""
    acted = Activity.objects.filter(office=office.pk).order_by().values("actor").distinct()
    staff = User.objects.filter(pk__in=acted) | User.objects.filter(seats__office=office)
    named = sorted({(str(user.pk), name_of(user)) for user in staff.distinct()}, key=lambda each: each[1].casefold())
    return [*named, *((code, str(name)) for code, name in NOBODY.items())]


def who_did(entry: Activity) -> str:
    """Who it was, in words. Of a member of staff whose account is gone nothing but that is left."""
    if entry.actor is not None:
        return name_of(entry.actor)
    return str(NOBODY.get(entry.by, _("Somebody whose account is gone")))


def what_changed(entry: Activity) -> str:
    """What an entry says beyond its kind: never an answer, an amount or a note."""
    if entry.kind == activity.TEAM:
        return name_of_change(entry.old, entry.new, entry.page)
    if entry.kind == activity.SETTINGS and entry.page == "share_code":
        return _("A new code for families")
    if entry.kind == activity.FETCHED and isinstance(entry.new, dict):
        return str(entry.new.get("file", ""))
    if entry.kind not in WITH_VALUES:
        return ""
    words = {"old": _in_words(entry, entry.old), "new": _in_words(entry, entry.new)}
    return _("%(old)s → %(new)s") % words


def _in_words(entry: Activity, value: object) -> str:
    if entry.kind == activity.STATUS and value in ClientFile.Status.values:
        return str(ClientFile.Status(value).label)
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return _("nobody") if value is None and entry.kind == activity.ASSIGNED else str(value or "–")
