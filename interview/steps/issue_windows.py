"""When a tax number was issued: the answers to choose from, for adults and children alike."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import home_abroad, on_the_day_is_in_time
from interview.steps.questions import Option, Phrase, Wording, unsure
from interview.steps.saved import Condition, Saved, never


def window_options(
    *, asked_for: Condition, on_the_day: Condition = on_the_day_is_in_time, late: Condition = never
) -> tuple[Option, ...]:
    """When a number was issued. A Social Security number must come before the due date (IRC 24(h)(7)(B)).

    For ITINs and adoption numbers the due date itself is in time, and the day of asking counts (IRC 24(e)(2)).
    `on_the_day` tells whether it is for other numbers too, and `late` that the number is known to have come after it.
    """

    def worded(before: Phrase, by: Phrase, issued_or_asked: Phrase) -> Wording:
        return lambda saved: issued_or_asked if asked_for(saved) else by if on_the_day(saved) else before

    def best(saved: Saved) -> str:
        if not late(saved):
            return "by_due"
        return "by_abroad" if home_abroad(saved) else "by_ext"

    return (
        Option(
            code="by_due",
            text=worded(
                _("Before {due_date}"),
                _("On or before {due_date}"),
                _("Issued, or asked for, on or before {due_date}"),
            ),
            shown=lambda saved: not late(saved),
        ),
        Option(
            code="by_abroad",
            text=worded(
                _("Later, but before {abroad_date}"),
                _("Later, but on or before {abroad_date}"),
                _("Issued, or asked for, after that, but on or before {abroad_date}"),
            ),
            shown=home_abroad,
        ),
        Option(
            code="by_ext",
            text=worded(
                _("Later, but before {ext_date}"),
                _("Later, but on or before {ext_date}"),
                _("Issued, or asked for, after that, but on or before {ext_date}"),
            ),
        ),
        Option(
            code="after",
            text=worded(
                _("On {ext_date} or later"), _("After {ext_date}"), _("Issued, or asked for, after {ext_date}")
            ),
        ),
        unsure(best=best),
    )
