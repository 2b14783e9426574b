"""Entries of the activity as people read them: who, what, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from interview.drafts.models import Draft
from interview.firms import activity
from interview.firms.answer_words import both_in_words, title_of
from interview.firms.asked import refund_in_words
from interview.firms.file_models import Activity, ClientFile
from interview.firms.names import name_of
from interview.firms.what_if_words import what_if_in_words
from interview.firms.workflow import reason_in_words
from interview.local_formats import money
from interview.years import UnknownYear, YearInForce, in_force
from interview.years.models import ParameterRevision

MOVES = frozenset({activity.STATUS, activity.REOPENED})
ANSWERS = frozenset({activity.ANSWERED, activity.UNDONE})
LANGUAGES = dict(settings.LANGUAGES)
REASONS_FOR_FAMILIES = frozenset({activity.ANSWERED, activity.UNDONE})
"""Families read why their answers were changed. Of all else they read that it happened; why is between colleagues."""
WITHOUT_DETAILS = frozenset({activity.FLAGGED, activity.WHAT_IF})
"""Where an office has doubts, and what it tries out, is its own; the family reads what is recommended to it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value before and after in words; empty for none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in words. `about` is the screen of the interview, where it is about one, and `figures` the
    yearly figures that it came from. `effect` says what it did to the refund, where that is known. `page` is where
    the history of the answer stands, for entries about answers.
    """

    pk: int
    at: datetime
    who: str
    kind: str
    what: str
    reason: str
    differences: tuple[Difference, ...]
    about: str
    figures: str
    effect: str = ""
    page: str = ""


def in_words(entries: Iterable[Activity], draft: Draft | None = None, *, for_family: bool = False) -> list[Entry]:
    """Entries in words, with the values of answers if it is known whose draft they are about. The actors are loaded.

    One query at most.
    """
    answers = _AnswersInWords(draft) if draft is not None else None
    entries = list(entries)
    named = {entry.revision_id for entry in entries} - {None}
    revisions = ParameterRevision.objects.only("tax_year", "number").in_bulk(named) if named else {}
    figures = {
        pk: _("{year} figures, revision {number}").format(year=revision.tax_year, number=revision.number)
        for pk, revision in revisions.items()
    }
    return [
        replace(_entry(entry, answers, for_family=for_family), figures=figures.get(entry.revision_id, ""))
        for entry in entries
    ]


def who(entry: Activity) -> str:
    """Who did it."""
    if entry.actor is not None:
        return name_of(entry.actor)
    if entry.by == activity.FAMILY:
        return _("The family")
    return _("Fledge") if entry.by == activity.PROGRAM else _("Somebody whose account is gone")


def what(entry: Activity) -> str:
    """What happened, in one sentence without values of answers."""
    if entry.kind in MOVES and isinstance(entry.old, str) and isinstance(entry.new, str):
        text = _("Reopened: from {old} to {new}") if entry.kind == activity.REOPENED else _("Moved from {old} to {new}")
        return text.format(old=_status(entry.old), new=_status(entry.new))
    if entry.kind == activity.ASSIGNED:
        return _assigned(_name(entry.old), _name(entry.new))
    if entry.kind == activity.FLAGGED and isinstance(entry.new, bool):
        return _("Put a flag on it") if entry.new else _("Took the flag off")
    if entry.kind == activity.WHAT_IF and not entry.page:
        return what_if_in_words(entry.old, entry.new) or str(activity.KINDS[activity.WHAT_IF])
    return str(activity.KINDS.get(entry.kind, entry.kind))


def _assigned(old: str, new: str) -> str:
    if new and old:
        return _("Assigned to {new}, before to {old}").format(new=new, old=old)
    if new:
        return _("Assigned to {new}").format(new=new)
    return _("Assigned to nobody, before to {old}").format(old=old) if old else _("Assigned to nobody")


def _name(person: Any) -> str:
    return str(person.get("name", "")) if isinstance(person, dict) else ""


def _status(code: str) -> str:
    return str(ClientFile.Status(code).label) if code in ClientFile.Status.values else code


def _entry(entry: Activity, answers: _AnswersInWords | None, *, for_family: bool) -> Entry:
    reason = "" if for_family and entry.kind not in REASONS_FOR_FAMILIES else entry.reason
    if for_family and entry.kind in WITHOUT_DETAILS:
        entry = Activity(pk=entry.pk, actor=entry.actor, by=entry.by, kind=entry.kind, created_at=entry.created_at)
    if entry.kind == activity.STATUS and reason:
        reason = reason_in_words(str(entry.new), reason)
    return Entry(
        pk=entry.pk,
        at=entry.created_at,
        who=who(entry),
        kind=entry.kind,
        what=what(entry),
        reason=reason,
        differences=tuple(_differences(entry, answers)),
        about=answers.title(entry.page) if entry.page and answers is not None else "",
        figures="",
        effect=_effect(entry),
        page=entry.page if entry.kind in ANSWERS else "",
    )


def _effect(entry: Activity) -> str:
    """What an answer to a request did to the refund. Unknown while another question is open."""
    if entry.kind != activity.REQUEST_CLOSED or not isinstance(entry.old, dict) or not isinstance(entry.new, dict):
        return ""
    before, after = entry.old.get("refund"), entry.new.get("refund")
    return refund_in_words(before, after) if isinstance(before, int) and isinstance(after, int) else ""


def _differences(entry: Activity, answers: _AnswersInWords | None) -> Iterator[Difference]:
    if entry.kind == activity.SIGNED_OFF and isinstance(entry.new, dict):
        names = {
            "paid": _("Child credit paid out"),
            "tax": _("US tax"),
            "balance": _("Refund, or tax due below $0"),
        }
        for key, name in names.items():
            if isinstance(entry.new.get(key), int):
                yield Difference(name, "", money(entry.new[key]))
    elif entry.kind == activity.DETAILS and isinstance(entry.old, dict) and isinstance(entry.new, dict):
        names = {"name": _("Name in the list"), "email": _("Email"), "language": _("Language")}
        for key, name in names.items():
            if key in entry.new:
                yield Difference(name, _detail(entry.old, key), _detail(entry.new, key))
    elif entry.kind in ANSWERS and entry.page and answers is not None:
        yield from answers.differences(entry.page, entry.old, entry.new)


def _detail(values: dict[str, Any], key: str) -> str:
    value = str(values.get(key) or "")
    return LANGUAGES.get(value, value) if key == "language" else value


class _AnswersInWords:
    """The answers of one screen before and after, in the words of the draft as it is now."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def title(self, page: str) -> str:
        """What the screen is about."""
        return title_of(self._draft.answers, page)

    def differences(self, page: str, old: Any, new: Any) -> Iterator[Difference]:
        """What differs, question by question; nothing for answers that the screens of today cannot read."""
        try:
            found = both_in_words(self._draft.answers, page, old, new, self._figures)
        except (KeyError, TypeError, ValueError, ArithmeticError, UnknownYear):
            return
        for row in found:
            yield Difference(row.label, row.old, row.new)

    @cached_property
    def _figures(self) -> YearInForce:
        return in_force(self._draft.tax_year)
