"""From "before the due date or after it" to a day of issue that stands for the answer and is never shown."""

from __future__ import annotations

from datetime import date, timedelta

from interview.steps import Saved
from interview.steps.conditions import home_abroad
from interview.steps.wording import Dates

ONE_DAY = timedelta(days=1)


def issued_on(saved: Saved, window: str | None, dates: Dates) -> date | None:
    """A day inside the window; None means long before the due date. Not knowing counts as too late."""
    if window in (None, "by_due"):
        return None
    if window == "by_abroad":
        return dates.return_due + ONE_DAY
    if window == "by_ext":
        return (dates.return_due_abroad if home_abroad(saved) else dates.return_due) + ONE_DAY
    return dates.return_due_extended + ONE_DAY
