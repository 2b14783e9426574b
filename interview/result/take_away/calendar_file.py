"""The days of a result as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from interview.engine import Assessment, Deadline
from interview.result.explain.words import in_words, say

LONGEST_LINE = 73


def calendar_file(assessment: Assessment, *, today: date) -> str:
    """One whole-day event for each day that is still ahead."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fledge//Dates//EN"]
    for deadline in assessment.deadlines:
        if deadline.on >= today:
            lines += _event(deadline, assessment.tax_year, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(deadline: Deadline, tax_year: int, today: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{tax_year}-{deadline.code}@fledge"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{deadline.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{deadline.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(say(_('US tax year {year}: {what}'), year=tax_year, what=in_words(deadline.text)))}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A line may have 75 bytes; what is longer goes on below, after a space."""
    start = ""
    while len((start + line).encode()) > LONGEST_LINE:
        cut = LONGEST_LINE // 4
        while len((start + line[: cut + 1]).encode()) <= LONGEST_LINE:
            cut += 1
        yield start + line[:cut]
        start, line = " ", line[cut:]
    yield start + line
