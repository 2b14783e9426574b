"""The days of the next steps on a line: those ahead with their names, those that have passed dimmed, and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interview.result.explain.case import Case
from interview.result.explain.next_steps import NextStep
from interview.result.explain.words import full_date, say
from interview.result.pictures.line_of_days import LineOfDays, line_of_days


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing and its sentence. The list of next steps beside it is its table."""

    title: str
    finding: str
    drawing: LineOfDays


def timeline(case: Case, steps: Sequence[NextStep]) -> Timeline | None:
    """None unless a day is ahead and there are two days to see. Shows the days that the list shows, and no other."""
    listed = {step.day for step in steps}
    names = _names()
    days = [
        (deadline.on, names[deadline.code], full_date(deadline.on))
        for deadline in case.assessment.deadlines
        if deadline.on in listed and deadline.code in names
    ]
    ahead = [day for day in days if day[0] >= case.today]
    if case.out_of_scope or not ahead or len(days) < 2:
        return None
    day, name, _words = ahead[0]
    finding = say(_("Today is {today:day}. Next comes {day:day}: {name}."), today=case.today, day=day, name=name)
    return Timeline(_("Your dates on a line"), finding, line_of_days(days, case.today, _("Today")))


def _names() -> dict[str, str]:
    return {
        "file_by": _("Return due"),
        "file_by_abroad": _("Return due, abroad"),
        "file_by_extended": _("Due with more time"),
        "file_by_granted": _("Due as the IRS granted"),
        "refund_not_before": _("Refunds start"),
        "claim_refund_by": _("Last safe day to claim"),
        "claim_refund_by_abroad": _("Maybe later, if abroad"),
        "claim_refund_by_extended": _("Maybe later, more time"),
    }
