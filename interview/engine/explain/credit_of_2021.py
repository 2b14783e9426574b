"""Parts I-B and I-C of Schedule 8812 of tax year 2021, line by line: the credit with or without a home in the US."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.schedule_8812_2021 import PartOneA, PartOneB, PartOneC, Schedule8812Of2021
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"


def _line(number: str, label: str, amount: int, how: Text, source: str, unit: str = "dollars") -> Line:
    return Line(FORM, number, text(label), amount, how, source, unit)


def part_one_b_lines(b: PartOneB, one: PartOneA) -> Iterator[Line]:
    """Lines 14a to 14i."""
    source = "IRC 24(i)(1) as in force for 2021; Schedule 8812 (2021) Part I-B"
    yield _line(
        "14a",
        gettext_noop("Credit for other dependents in line 12"),
        b.line_14a,
        text(
            gettext_noop("The smaller of {a:$} and {b:$}. This part can only lower tax."), a=one.line_7, b=one.line_12
        ),
        source,
    )
    yield _line(
        "14b",
        gettext_noop("Child tax credit in line 12"),
        b.line_14b,
        text(
            gettext_noop(
                "{credit:$} less {other:$}. All of it can be paid out, because you lived in the US for more than half "
                "of the year, or in Puerto Rico."
            ),
            credit=one.line_12,
            other=b.line_14a,
        ),
        source,
    )
    yield _line(
        "14c",
        gettext_noop("Tax that the credit can use"),
        b.line_14c,
        text(gettext_noop("From Credit Limit Worksheet A line 5."))
        if b.line_14a
        else text(gettext_noop("Zero, as line 14a is.")),
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
        text(gettext_noop("The advance payments that Letter 6419 shows.")),
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


def part_one_c_lines(c: PartOneC, form: Schedule8812Of2021) -> Iterator[Line]:
    """Lines 15a to 15h."""
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
        text(gettext_noop("From Credit Limit Worksheet A line 5.")),
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
        text(gettext_noop("The advance payments that Letter 6419 shows.")),
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
