"""Who did what to the yearly figures, when, from what to what, and why. Entries are added and never change."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.years.differences import Difference
from interview.years.models import HistoryEntry, ParameterRevision

What = HistoryEntry.What
log = logging.getLogger("interview.years.history")


def record(
    what: HistoryEntry.What,
    *,
    tax_year: int,
    revision: ParameterRevision | None = None,
    by: User | None = None,
    path: str = "",
    label: str = "",
    old: str = "",
    new: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> HistoryEntry:
    """Add one entry. Without `by` it is what the program did by itself; without `at` it happens now."""
    entry = _entry(what, tax_year, revision, by, at or timezone.now())
    entry.path, entry.label, entry.old, entry.new, entry.reason = path, _short(label), old, new, reason
    entry.save(force_insert=True)
    return entry


def record_differences(
    revision: ParameterRevision,
    found: Iterable[Difference],
    *,
    what: HistoryEntry.What,
    by: User | None,
    reason: str = "",
) -> None:
    """One entry for each value, source or note of a draft that somebody changed."""
    now = timezone.now()
    entries = []
    for difference in found:
        entry = _entry(what, revision.tax_year, revision, by, now)
        entry.path, entry.label = difference.path, _short(difference.label)
        entry.old, entry.new, entry.reason = difference.old, difference.new, reason
        entries.append(entry)
    HistoryEntry.objects.bulk_create(entries)


def record_refused(
    by: User | None, revision: ParameterRevision | None, tax_year: int, what_in_words: str
) -> HistoryEntry:
    """Somebody tried what they may not do: kept in the history, and a line in the log for whoever watches it."""
    log.warning(
        "Refused: %s. Tax year %d, revision %s, account %s.",
        what_in_words.rstrip("."),
        tax_year,
        revision.number if revision else "none",
        by.pk if by else "none",
    )
    return record(What.REFUSED, tax_year=tax_year, revision=revision, by=by, new=what_in_words)


def entries(tax_year: int | None = None, revision: ParameterRevision | None = None) -> QuerySet[HistoryEntry]:
    """The history, newest first: all of it, of one year or of one revision. Two entries are never changed or lost."""
    found = HistoryEntry.objects.select_related("by", "revision").defer("revision__document")
    if tax_year is not None:
        found = found.filter(tax_year=tax_year)
    return found if revision is None else found.filter(revision=revision)


def rows(found: QuerySet[HistoryEntry]) -> Iterator[list[str]]:
    """The history as rows of text to export, the titles of the columns first. Memory stays the same for any length."""
    yield [
        _("When (UTC)"),
        _("Who"),
        _("What"),
        _("Tax year"),
        _("Revision"),
        _("Figure"),
        _("Path"),
        _("From"),
        _("To"),
        _("Why"),
    ]
    for entry in found.iterator(chunk_size=500):
        yield [
            entry.at.strftime("%Y-%m-%d %H:%M:%S"),
            entry.by_name or _("The program"),
            str(entry.get_what_display()),
            str(entry.tax_year),
            str(entry.revision.number) if entry.revision else "",
            entry.label,
            entry.path,
            entry.old,
            entry.new,
            entry.reason,
        ]


def _entry(
    what: HistoryEntry.What, tax_year: int, revision: ParameterRevision | None, by: User | None, at: datetime
) -> HistoryEntry:
    name = by.get_username() if by else ""
    return HistoryEntry(what=what, tax_year=tax_year, revision=revision, by=by, by_name=name, at=at)


def _short(label: str) -> str:
    longest = HistoryEntry._meta.get_field("label").max_length or 0
    return label if len(label) <= longest else label[: longest - 1] + "…"
