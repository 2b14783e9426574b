"""Who did what to the yearly figures, when, from what to what, and why. Entries are added and never change."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.years.differences import Difference
from interview.years.models import HistoryEntry, ParameterRevision

What = HistoryEntry.What
LONGEST_LABEL = 300
MOST_REFUSED = 50
"""Attempts of one person within an hour that are kept: nothing can ever empty the history again."""
AN_HOUR = timedelta(hours=1)
log = logging.getLogger("interview.years.history")


class Words(TypedDict, total=False):
    """What an entry says, where there is something to say: the figure, from what to what, and why."""

    path: str
    label: str
    old: str
    new: str
    reason: str


def record(
    what: HistoryEntry.What,
    of: ParameterRevision | int,
    *,
    by: User | None,
    at: datetime | None = None,
    **words: Unpack[Words],
) -> HistoryEntry:
    """Add one entry about a revision, or about a tax year. Without `by` it is what the program did by itself."""
    entry = _entry(what, of, by, at or timezone.now())
    for name, text in words.items():
        setattr(entry, name, text)
    entry.label = _short(entry.label)
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
        entry = _entry(what, revision, by, now)
        entry.path, entry.label = difference.path, _short(difference.label)
        entry.old, entry.new, entry.reason = difference.old, difference.new, reason
        entries.append(entry)
    HistoryEntry.objects.bulk_create(entries)


def record_refused(
    by: User | None, revision: ParameterRevision | None, tax_year: int, what_in_words: str
) -> HistoryEntry | None:
    """Somebody tried what they may not do: kept in the history, and a line in the log for whoever watches it.

    Of somebody who tries again and again the log has every attempt, the history the first ones of an hour; None for
    the others. The last that is kept says so.
    """
    log.warning(
        "Refused: %s. Tax year %d, revision %s, account %s.",
        what_in_words.rstrip("."),
        tax_year,
        revision.number if revision else "none",
        by.pk if by else "none",
    )
    kept = HistoryEntry.objects.filter(what=What.REFUSED, by=by, at__gt=timezone.now() - AN_HOUR).count()
    if kept >= MOST_REFUSED:
        return None
    more = _("Further attempts within an hour are in the log alone.") if kept == MOST_REFUSED - 1 else ""
    return record(What.REFUSED, revision or tax_year, by=by, new=what_in_words, reason=more)


def entries(tax_year: int | None = None, revision: ParameterRevision | None = None) -> QuerySet[HistoryEntry]:
    """The history, newest first: all of it, of one year or of one revision."""
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


def _entry(what: HistoryEntry.What, of: ParameterRevision | int, by: User | None, at: datetime) -> HistoryEntry:
    tax_year, revision = (of, None) if isinstance(of, int) else (of.tax_year, of)
    name = by.get_username() if by else ""
    return HistoryEntry(what=what, tax_year=tax_year, revision=revision, by=by, by_name=name, at=at)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
