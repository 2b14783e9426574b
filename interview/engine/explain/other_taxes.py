"""Schedule SE and Forms 8959 and 8960, line by line: the taxes that no credit for children reduces."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.scenario import Facts, Outcome
from interview.engine.wording import Line, gettext_noop, text


def schedule_se_lines(shared: Facts) -> Iterator[Line]:
    """Self-employment tax of each person who owes it."""
    rate = shared.parameters.payroll_taxes.self_employment_factor
    for form, schedule in zip(("schedule_se", "schedule_se_spouse"), shared.schedules_se, strict=False):
        if not schedule.line_12:
            continue
        source = "IRC 1401, 1402; Schedule SE"
        yield Line(
            form,
            "3",
            text(gettext_noop("Net profit")),
            schedule.line_3,
            text(gettext_noop("From every country; Form 2555 does not lower it.")),
            source,
        )
        yield Line(
            form,
            "4a",
            text(gettext_noop("Part of the profit that bears the tax")),
            schedule.line_4a,
            text(gettext_noop("{rate:%} of {profit:$}."), rate=rate, profit=schedule.line_3),
            source,
        )
        yield Line(
            form,
            "10",
            text(gettext_noop("Social security part")),
            schedule.line_10,
            text(gettext_noop("Up to {room:$}, what is left of the wage base."), room=schedule.line_9),
            source,
        )
        yield Line(
            form,
            "11",
            text(gettext_noop("Medicare part")),
            schedule.line_11,
            text(gettext_noop("On all of line 4a.")),
            source,
        )
        yield Line(
            form,
            "12",
            text(gettext_noop("Self-employment tax")),
            schedule.line_12,
            text(gettext_noop("{a:$} + {b:$}."), a=schedule.line_10, b=schedule.line_11),
            source,
        )
        yield Line(
            form,
            "13",
            text(gettext_noop("Half of it")),
            schedule.line_13,
            text(gettext_noop("Comes off your income.")),
            source,
        )


def surtax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Forms 8959 and 8960, where they give a tax."""
    medicare = shared.form_8959
    if medicare.line_18 or medicare.line_22:
        source = "IRC 3101(b)(2), 1401(b)(2); Form 8959"
        yield Line(
            "form_8959",
            "7",
            text(gettext_noop("Additional Medicare Tax on wages")),
            medicare.line_7,
            text(gettext_noop("On US wages of {wages:$}, as far as they are above the limit."), wages=medicare.line_4),
            source,
        )
        yield Line(
            "form_8959",
            "13",
            text(gettext_noop("Additional Medicare Tax on self-employment")),
            medicare.line_13,
            text(gettext_noop("On {profit:$}, above what wages leave of the limit."), profit=medicare.line_8),
            source,
        )
        yield Line(
            "form_8959",
            "18",
            text(gettext_noop("Additional Medicare Tax")),
            medicare.line_18,
            text(gettext_noop("{a:$} + {b:$}."), a=medicare.line_7, b=medicare.line_13),
            source,
        )
        yield Line(
            "form_8959",
            "22",
            text(gettext_noop("Additional Medicare Tax withheld")),
            medicare.line_22,
            text(gettext_noop("What employers took above the usual rate.")),
            source,
        )
    investment = outcome.form_8960
    if investment.line_17:
        source = "IRC 1411; Form 8960"
        yield Line(
            "form_8960",
            "8",
            text(gettext_noop("Investment income")),
            investment.line_8,
            text(gettext_noop("Interest, dividends and gains.")),
            source,
        )
        yield Line(
            "form_8960",
            "15",
            text(gettext_noop("Income above the limit")),
            investment.line_15,
            text(gettext_noop("{income:$} less {limit:$}."), income=investment.line_13, limit=investment.line_14),
            source,
        )
        yield Line(
            "form_8960",
            "17",
            text(gettext_noop("Net investment income tax")),
            investment.line_17,
            text(gettext_noop("On the smaller of {a:$} and {b:$}."), a=investment.line_8, b=investment.line_15),
            source,
        )
