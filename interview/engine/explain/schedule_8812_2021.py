"""Schedule 8812 of tax year 2021, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.money import WHOLE
from interview.engine.scenario import Facts
from interview.engine.schedule_8812_2021 import (
    Line5Worksheet,
    PartOneA,
    PartOneB,
    PartOneC,
    PartThree,
    Schedule8812Of2021,
)
from interview.engine.sections import AmericanRescuePlan
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"
WORKSHEET = "line_5_worksheet"


def _line(number: str, label: str, amount: int, how: Text, source: str, unit: str = "dollars") -> Line:
    return Line(FORM, number, text(label), amount, how, source, unit)


def schedule_8812_of_2021_lines(shared: Facts, form: Schedule8812Of2021, plan: AmericanRescuePlan) -> Iterator[Line]:
    """Parts I-A, I-B or I-C, and III, as far as the family follows them; Part II is the same as in later years."""
    yield from _line_5_worksheet(form.line_5_worksheet, shared, plan)
    yield from _part_one_a(form.one_a, shared)
    if form.one_b is not None:
        yield from _part_one_b(form.one_b)
    if form.one_c is not None:
        yield from _part_one_c(form.one_c, form)
    if form.three.line_28a:
        yield from _part_three(form.three, plan)


def _line_5_worksheet(sheet: Line5Worksheet, shared: Facts, plan: AmericanRescuePlan) -> Iterator[Line]:
    source = "IRC 24(i)(3), (4) as in force for 2021; Schedule 8812 (2021) Line 5 Worksheet"
    per_child = shared.parameters.child_tax_credit.per_child
    rows = (
        (
            "1",
            gettext_noop("Young children"),
            sheet.line_1,
            text(
                gettext_noop("{amount:$} for each child under {age}."),
                amount=plan.per_young_child,
                age=plan.young_age_limit,
            ),
        ),
        (
            "2",
            gettext_noop("Older children"),
            sheet.line_2,
            text(gettext_noop("{amount:$} for each of the others."), amount=per_child),
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
            text(gettext_noop("{amount:$} for each child."), amount=plan.kept_per_child),
        ),
        (
            "5",
            gettext_noop("Increase for 2021"),
            sheet.line_5,
            text(gettext_noop("{a:$} less {b:$}."), a=sheet.line_3, b=sheet.line_4),
        ),
        ("6", gettext_noop("Largest reduction"), sheet.line_6, text(gettext_noop("For your filing status."))),
        (
            "7",
            gettext_noop("What can be lost at most"),
            sheet.line_7,
            text(gettext_noop("The smaller of {a:$} and {b:$}."), a=sheet.line_5, b=sheet.line_6),
        ),
        ("8", gettext_noop("First income limit"), sheet.line_8, text(gettext_noop("For your filing status."))),
        (
            "9",
            gettext_noop("Income above it, rounded up"),
            sheet.line_9,
            text(gettext_noop("In whole {step:$} steps."), step=shared.parameters.phaseout.step),
        ),
        (
            "10",
            gettext_noop("Reduction by income"),
            sheet.line_10,
            text(gettext_noop("{amount:$} for each step."), amount=shared.parameters.phaseout.reduction_per_step),
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


def _part_one_a(one: PartOneA, shared: Facts) -> Iterator[Line]:
    parameters = shared.parameters
    source = "Schedule 8812 (2021) Part I-A"
    yield _line(
        "1",
        gettext_noop("Adjusted gross income"),
        one.line_1,
        text(gettext_noop("From Form 1040 line {line}."), line=parameters.form_lines.agi),
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
        text(gettext_noop("They bring more.")),
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
        text(gettext_noop("For your filing status.")),
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
        text(gettext_noop("{amount:$} for each step."), amount=parameters.phaseout.reduction_per_step),
        parameters.source("phaseout.reduction_per_step"),
    )
    yield _line(
        "12",
        gettext_noop("Credit after the income limits"),
        one.line_12,
        text(gettext_noop("{before:$} less {reduction:$}, not below zero."), before=one.line_8, reduction=one.line_11),
        "IRC 24(b)(1)",
    )


def _part_one_b(b: PartOneB) -> Iterator[Line]:
    source = "IRC 24(i)(1) as in force for 2021; Schedule 8812 (2021) Part I-B"
    yield _line(
        "14a",
        gettext_noop("Credit for other dependents in line 12"),
        b.line_14a,
        text(gettext_noop("This part can only lower tax.")),
        source,
    )
    yield _line(
        "14b",
        gettext_noop("Child tax credit in line 12"),
        b.line_14b,
        text(
            gettext_noop(
                "All of it can be paid out, because you lived in the US for more than half of the year, "
                "or in Puerto Rico."
            )
        ),
        source,
    )
    yield _line(
        "14c",
        gettext_noop("Tax that the credit can use"),
        b.line_14c,
        text(gettext_noop("From Credit Limit Worksheet A.")),
        source,
    )
    yield _line(
        "14d",
        gettext_noop("Credit for other dependents used"),
        b.line_14d,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=b.line_14a, b=b.line_14c),
        source,
    )
    yield _line(
        "14e",
        gettext_noop("Both credits"),
        b.line_14e,
        text(gettext_noop("{a:$} + {b:$}."), a=b.line_14b, b=b.line_14d),
        source,
    )
    yield _line(
        "14f",
        gettext_noop("Paid to you early"),
        b.line_14f,
        text(gettext_noop("Letter 6419.")),
        "IRC 24(j) as in force for 2021",
    )
    yield _line(
        "14g",
        gettext_noop("Left to claim"),
        b.line_14g,
        text(gettext_noop("{a:$} less {b:$}, not below zero."), a=b.line_14e, b=b.line_14f),
        source,
    )
    yield _line(
        "14h",
        gettext_noop("Credit for other dependents"),
        b.line_14h,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=b.line_14d, b=b.line_14g),
        source,
    )
    yield _line(
        "14i",
        gettext_noop("Refundable child tax credit"),
        b.line_14i,
        text(gettext_noop("{a:$} less {b:$}."), a=b.line_14g, b=b.line_14h),
        source,
    )


def _part_one_c(c: PartOneC, form: Schedule8812Of2021) -> Iterator[Line]:
    source = "Schedule 8812 (2021) Part I-C"
    refund = (
        text(gettext_noop("Form 2555 is on this return, so none of the credit can be paid out."))
        if form.barred_by_form_2555
        else text(gettext_noop("From line 27."))
    )
    yield _line(
        "15a",
        gettext_noop("Tax that the credit can use"),
        c.line_15a,
        text(gettext_noop("From Credit Limit Worksheet A.")),
        source,
    )
    yield _line(
        "15b",
        gettext_noop("Used against tax"),
        c.line_15b,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=form.one_a.line_12, b=c.line_15a),
        source,
    )
    yield _line("15c", gettext_noop("Additional child tax credit"), c.line_15c, refund, "IRC 24(d)")
    yield _line(
        "15d",
        gettext_noop("Both"),
        c.line_15d,
        text(gettext_noop("{a:$} + {b:$}."), a=c.line_15b, b=c.line_15c),
        source,
    )
    yield _line(
        "15e",
        gettext_noop("Paid to you early"),
        c.line_15e,
        text(gettext_noop("Letter 6419.")),
        "IRC 24(j) as in force for 2021",
    )
    yield _line(
        "15f",
        gettext_noop("Left to claim"),
        c.line_15f,
        text(gettext_noop("{a:$} less {b:$}, not below zero."), a=c.line_15d, b=c.line_15e),
        source,
    )
    yield _line(
        "15g",
        gettext_noop("Child tax credit and credit for other dependents"),
        c.line_15g,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=c.line_15b, b=c.line_15f),
        source,
    )
    yield _line(
        "15h",
        gettext_noop("Additional child tax credit to claim"),
        c.line_15h,
        text(gettext_noop("{a:$} less {b:$}."), a=c.line_15f, b=c.line_15g),
        source,
    )


def _part_three(three: PartThree, plan: AmericanRescuePlan) -> Iterator[Line]:
    source = "IRC 24(j)(2) as in force for 2021; Schedule 8812 (2021) Part III"
    yield _line("28a", gettext_noop("Paid to you early"), three.line_28a, text(gettext_noop("Letter 6419.")), source)
    yield _line(
        "28b", gettext_noop("Credit for the year"), three.line_28b, text(gettext_noop("Line 14e or 15d.")), source
    )
    yield _line(
        "29",
        gettext_noop("Paid too much"),
        three.line_29,
        text(gettext_noop("{a:$} less {b:$}."), a=three.line_28a, b=three.line_28b),
        source,
    )
    yield _line(
        "30",
        gettext_noop("Children the early payments were for"),
        three.line_30,
        text(gettext_noop("Letter 6419.")),
        source,
        "count",
    )
    yield _line(
        "32",
        gettext_noop("Of them, not on this return"),
        three.line_32,
        text(gettext_noop("{a} less {b}."), a=three.line_30, b=three.line_31),
        source,
        "count",
    )
    if three.line_32:
        yield _line(
            "33",
            gettext_noop("Income up to which you are protected in full"),
            three.line_33,
            text(gettext_noop("For your filing status.")),
            source,
        )
        yield _line(
            "34",
            gettext_noop("Income above it"),
            three.line_34,
            text(gettext_noop("Line 3 less line 33, not below zero.")),
            source,
        )
        yield Line(
            FORM,
            "36",
            text(gettext_noop("Share of the protection lost")),
            three.line_36 / WHOLE,
            text(gettext_noop("Line 34 ÷ line 35, at most 1.")),
            source,
            "ratio",
        )
        yield _line(
            "37",
            gettext_noop("Protection"),
            three.line_37,
            text(gettext_noop("{children} × {amount:$}."), children=three.line_32, amount=plan.protected_per_child),
            source,
        )
        yield _line(
            "38",
            gettext_noop("Lost by income"),
            three.line_38,
            text(gettext_noop("{amount:$} × line 36."), amount=three.line_37),
            source,
        )
        yield _line(
            "39",
            gettext_noop("Protection left"),
            three.line_39,
            text(gettext_noop("{a:$} less {b:$}."), a=three.line_37, b=three.line_38),
            source,
        )
    yield _line(
        "40", gettext_noop("Additional tax"), three.line_40, text(gettext_noop("Goes to Schedule 2 line 19.")), source
    )
