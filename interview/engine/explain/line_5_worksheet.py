"""The Line 5 Worksheet of tax year 2021: the first income limit, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.schedule_8812_2021 import Line5Worksheet
from interview.engine.sections import AmericanRescuePlan
from interview.engine.wording import Line, gettext_noop, text

WORKSHEET = "line_5_worksheet"


def line_5_worksheet_lines(sheet: Line5Worksheet, shared: Facts, plan: AmericanRescuePlan) -> Iterator[Line]:
    """Every line of the worksheet."""
    source = "IRC 24(i)(3), (4) as in force for 2021; Schedule 8812 (2021) Line 5 Worksheet"
    per_child = shared.parameters.child_tax_credit.per_child
    rows = (
        (
            "1",
            gettext_noop("Young children"),
            sheet.line_1,
            text(
                gettext_noop("{children} × {amount:$}, for children under {age}."),
                children=shared.young_children,
                amount=plan.per_young_child,
                age=plan.young_age_limit,
            ),
        ),
        (
            "2",
            gettext_noop("Older children"),
            sheet.line_2,
            text(
                gettext_noop("{children} × {amount:$}."),
                children=shared.qualifying_children - shared.young_children,
                amount=per_child,
            ),
        ),
        (
            "3",
            gettext_noop("All children"),
            sheet.line_3,
            text(gettext_noop("{a:$} + {b:$}."), a=sheet.line_1, b=sheet.line_2),
        ),
        (
            "4",
            gettext_noop("Amount of the years before"),
            sheet.line_4,
            text(
                gettext_noop("{children} × {amount:$}."),
                children=shared.qualifying_children,
                amount=plan.kept_per_child,
            ),
        ),
        (
            "5",
            gettext_noop("Increase for 2021"),
            sheet.line_5,
            text(gettext_noop("{a:$} less {b:$}."), a=sheet.line_3, b=sheet.line_4),
        ),
        (
            "6",
            gettext_noop("Largest reduction"),
            sheet.line_6,
            text(gettext_noop("The amount for your filing status.")),
        ),
        (
            "7",
            gettext_noop("What can be lost at most"),
            sheet.line_7,
            text(gettext_noop("The smaller of {a:$} and {b:$}."), a=sheet.line_5, b=sheet.line_6),
        ),
        (
            "8",
            gettext_noop("First income limit"),
            sheet.line_8,
            text(gettext_noop("The amount for your filing status.")),
        ),
        (
            "9",
            gettext_noop("Income above it, rounded up"),
            sheet.line_9,
            text(
                gettext_noop("What is above {limit:$}, in whole {step:$} steps."),
                limit=sheet.line_8,
                step=shared.parameters.phaseout.step,
            ),
        ),
        (
            "10",
            gettext_noop("Reduction by income"),
            sheet.line_10,
            text(
                gettext_noop("{amount:$} for each {step:$} of {excess:$}."),
                amount=shared.parameters.phaseout.reduction_per_step,
                step=shared.parameters.phaseout.step,
                excess=sheet.line_9,
            ),
        ),
        (
            "11",
            gettext_noop("Reduction"),
            sheet.line_11,
            text(gettext_noop("The smaller of {a:$} and {b:$}."), a=sheet.line_7, b=sheet.line_10),
        ),
        (
            "12",
            gettext_noop("Credit after the first limit"),
            sheet.line_12,
            text(gettext_noop("{a:$} less {b:$}."), a=sheet.line_3, b=sheet.line_11),
        ),
    )
    for number, label, amount, how in rows:
        yield Line(WORKSHEET, number, text(label), amount, how, source)
