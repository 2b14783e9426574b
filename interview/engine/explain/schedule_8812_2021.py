"""Schedule 8812 of tax year 2021, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.advance_payments_2021 import part_three_lines
from interview.engine.explain.credit_of_2021 import part_one_b_lines, part_one_c_lines
from interview.engine.explain.line_5_worksheet import line_5_worksheet_lines
from interview.engine.explain.sums import lines_of
from interview.engine.schedule_8812_2021 import (
    PartOneA,
    Schedule8812Of2021,
)
from interview.engine.sections import AmericanRescuePlan
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"


def _line(number: str, label: str, amount: int, how: Text, source: str, unit: str = "dollars") -> Line:
    return Line(FORM, number, text(label), amount, how, source, unit)


def schedule_8812_of_2021_lines(shared: Facts, form: Schedule8812Of2021, plan: AmericanRescuePlan) -> Iterator[Line]:
    """Parts I-A, I-B or I-C, and III, as far as the family follows them; Part II is the same as in later years."""
    yield from line_5_worksheet_lines(form.line_5_worksheet, shared, plan)
    yield from _part_one_a(form.one_a, shared, plan)
    if form.one_b is not None:
        yield from part_one_b_lines(form.one_b, form.one_a)
    if form.one_c is not None:
        yield from part_one_c_lines(form.one_c, form)
    if form.three.line_28a:
        yield from part_three_lines(form.three, form.one_a, shared, plan)


def _part_one_a(one: PartOneA, shared: Facts, plan: AmericanRescuePlan) -> Iterator[Line]:
    parameters = shared.parameters
    source = "Schedule 8812 (2021) Part I-A"
    yield _line(
        "1",
        gettext_noop("Adjusted gross income"),
        one.line_1,
        text(gettext_noop("From {place}."), place=lines_of(shared).agi_for_other_forms.named),
        source,
    )
    if one.line_2d:
        yield from _left_out(one)
    yield _line(
        "2d",
        gettext_noop("Income left out, together"),
        one.line_2d,
        text(gettext_noop("{a:$} + {b:$} + {c:$}."), a=one.line_2a, b=one.line_2b, c=one.line_2c),
        "IRC 24(b)(1)",
    )
    yield _line(
        "3",
        gettext_noop("Modified adjusted gross income"),
        one.line_3,
        text(gettext_noop("{a:$} + {b:$}."), a=one.line_1, b=one.line_2d),
        "IRC 24(b)(1)",
    )
    yield _line(
        "4a",
        gettext_noop("Children who count for the child tax credit"),
        one.line_4a,
        text(
            gettext_noop("Under {age} at the end of the year, with a number in time, and all other tests passed."),
            age=parameters.child_tax_credit.age_limit,
        ),
        "IRC 24(i)(2) as in force for 2021",
        "count",
    )
    yield _line(
        "4b",
        gettext_noop("Young children among them"),
        one.line_4b,
        text(gettext_noop("Under {age} at the end of the year; they bring more."), age=plan.young_age_limit),
        "IRC 24(i)(3) as in force for 2021",
        "count",
    )
    yield _line(
        "4c",
        gettext_noop("The others"),
        one.line_4c,
        text(gettext_noop("{a} less {b}."), a=one.line_4a, b=one.line_4b),
        source,
        "count",
    )
    yield _line(
        "5",
        gettext_noop("Child tax credit at most"),
        one.line_5,
        text(gettext_noop("From the Line 5 Worksheet.")),
        source,
    )
    yield _line(
        "6",
        gettext_noop("Other dependents"),
        one.line_6,
        text(gettext_noop("Dependents who miss line 4a, with a tax number in time.")),
        "IRC 24(h)(4)",
        "count",
    )
    yield _line(
        "7",
        gettext_noop("Credit for other dependents at most"),
        one.line_7,
        text(
            gettext_noop("{dependents} × {amount:$}."),
            dependents=one.line_6,
            amount=parameters.child_tax_credit.other_dependent,
        ),
        parameters.source("child_tax_credit.other_dependent"),
    )
    yield _line(
        "8",
        gettext_noop("Both credits before the second income limit"),
        one.line_8,
        text(gettext_noop("{a:$} + {b:$}."), a=one.line_5, b=one.line_7),
        source,
    )
    yield _line(
        "9",
        gettext_noop("Second income limit"),
        one.line_9,
        text(gettext_noop("The limit of a joint return."))
        if shared.household.joint
        else text(gettext_noop("Only a joint return has the higher limit.")),
        parameters.source("phaseout.threshold"),
    )
    yield _line(
        "10",
        gettext_noop("Income above the limit, rounded up"),
        one.line_10,
        text(
            gettext_noop("{income:$} against {limit:$}, in whole {step:$} steps."),
            income=one.line_3,
            limit=one.line_9,
            step=parameters.phaseout.step,
        ),
        parameters.source("phaseout.step"),
    )
    yield _line(
        "11",
        gettext_noop("Reduction by the income limit"),
        one.line_11,
        text(
            gettext_noop("{reduction:$} for each {step:$} of {excess:$}."),
            reduction=parameters.phaseout.reduction_per_step,
            step=parameters.phaseout.step,
            excess=one.line_10,
        ),
        parameters.source("phaseout.reduction_per_step"),
    )
    yield _line(
        "12",
        gettext_noop("Credit after the income limits"),
        one.line_12,
        text(gettext_noop("{before:$} less {reduction:$}, not below zero."), before=one.line_8, reduction=one.line_11),
        "IRC 24(b)(1)",
    )


def _left_out(one: PartOneA) -> Iterator[Line]:
    yield _line(
        "2a",
        gettext_noop("Puerto Rico income left out"),
        one.line_2a,
        text(gettext_noop("Income of Puerto Rico residents that the US does not tax.")),
        "IRC 933",
    )
    yield _line(
        "2b",
        gettext_noop("Income left out with Form 2555"),
        one.line_2b,
        text(gettext_noop("Form 2555 lines 45 and 50 of everyone on the return.")),
        "IRC 24(b)(1)",
    )
    yield _line(
        "2c",
        gettext_noop("American Samoa income left out"),
        one.line_2c,
        text(gettext_noop("Form 4563 line 15.")),
        "IRC 931",
    )
