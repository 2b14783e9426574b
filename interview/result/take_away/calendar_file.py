"""The days of a result as a calendar file (RFC 5545). It holds no names and no amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.next_steps import NextStep
from interview.result.explain.what_if import filed_in_time_left, is_open, last_day
from interview.result.explain.words import in_words, say

LONGEST_LINE = 75
"""Bytes of a line, without its end (RFC 5545, 3.1)."""
DAYS_BEFORE = 14
HOURS_OF_THE_REMINDER = 9


@dataclass(frozen=True, slots=True)
class Event:
    """One whole day. `code` makes the entry the same one when the file is taken again."""

    code: str
    on: date
    title: str
    text: str


def calendar_file(case: Case, steps: Iterable[NextStep], *, made_at: datetime) -> str:
    """One event for each day that is still ahead: those of the next steps, and those of what can still be mended."""
    ahead = {step.day for step in steps if step.day is not None and step.day >= case.today}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Fledge//Dates//{(get_language() or 'en').upper()}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for event in sorted(_events(case, ahead), key=lambda event: (event.on, event.code)):
        lines += _component(event, case, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _events(case: Case, ahead: set[date]) -> Iterator[Event]:
    titles = _titles()
    told = set()
    for deadline in case.assessment.deadlines:
        if deadline.on in ahead:
            told.add(deadline.on)
            yield Event(deadline.code, deadline.on, titles[deadline.code], in_words(deadline.text))
    for event in _numbers(case):
        told.add(event.on)
        yield event
    for day in ahead - told:
        yield Event(f"step-{day:%Y%m%d}", day, _("A day on your list of next steps."), "")


def _numbers(case: Case) -> Iterator[Event]:
    """The days of tax numbers that are still missing, and of asking for the time to get them."""
    texts = {
        "get_ssn": _("A child’s tax number has to be issued before this day."),
        "get_filer_ssn": _("A parent’s Social Security number has to be issued before this day."),
        "get_filer_itin": _("Send Form W-7 with the return by this day."),
    }
    last = {
        remedy.code: day
        for child in case.assessment.children
        for remedy in child.remedies
        if remedy.code in texts and (day := last_day(remedy, case)) is not None and is_open(remedy, case)
    }
    filed = filed_in_time_left(case)
    only_with_time = "" if filed else _("This counts only if you asked for more time to file (Form 4868).")
    for code, day in last.items():
        yield Event(code, day, texts[code], only_with_time)
    if last and not (filed or case.had_more_time) and case.today <= case.filing_day:
        text = _("Without it a tax number that comes later is too late.")
        yield Event("ask_for_time", case.filing_day, _("Ask for more time to file with Form 4868."), text)


def _titles() -> dict[str, str]:
    may_have = _("You may have until this day.")
    return {
        "file_by": _("File Form 1040."),
        "file_by_abroad": _("File, if you live and work abroad."),
        "file_by_extended": _("File, if you asked for more time."),
        "file_by_granted": _("File by the day you were given."),
        "refund_not_before": _("Look for the refund from here on."),
        "claim_refund_by": _("Claim the refund by this day."),
        "claim_refund_by_abroad": may_have,
        "claim_refund_by_extended": may_have,
    }


def _component(event: Event, case: Case, made_at: datetime) -> Iterator[str]:
    """An entry that takes no time of the day, with a reminder at nine in the morning some days before.

    SEQUENCE is the revision of the year's figures: when they move a day, calendars replace the entry they have.
    """
    summary = say(_("US tax year {year}: {what}"), year=case.year, what=event.title)
    yield "BEGIN:VEVENT"
    yield f"UID:{case.year}-{event.code}@fledge"
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{case.assessment.parameters.revision}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    if event.text:
        yield f"DESCRIPTION:{_escaped(event.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(summary)}"
    yield f"TRIGGER:{_reminder((event.on - case.today).days)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _reminder(days_left: int) -> str:
    """The time before the midnight with which the day begins; a day that is near is told of the day before."""
    whole_days = (DAYS_BEFORE if days_left > DAYS_BEFORE else 1) - 1
    return f"-P{f'{whole_days}D' if whole_days else ''}T{24 - HOURS_OF_THE_REMINDER}H"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split("\n"))


def _folded(line: str) -> Iterator[str]:
    """What is longer than a line may be goes on below, after a space. No letter is cut in two."""
    start = ""
    while len((start + line).encode()) > LONGEST_LINE:
        cut = len((start + line).encode()[:LONGEST_LINE].decode(errors="ignore")) - len(start)
        yield start + line[:cut]
        start, line = " ", line[cut:]
    yield start + line
