"""Part III of Schedule 8812 of tax year 2021: advance payments beyond the credit, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.money import WHOLE
from interview.engine.schedule_8812_2021 import PartOneA, PartThree
from interview.engine.sections import AmericanRescuePlan
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "schedule_8812"


def _line(number: str, label: str, amount: int, how: Text, source: str, unit: str = "dollars") -> Line:
    return Line(FORM, number, text(label), amount, how, source, unit)


def part_three_lines(three: PartThree, one: PartOneA, shared: Facts, plan: AmericanRescuePlan) -> Iterator[Line]:
    """Lines 28a to 40; to 29 where the payments were just the credit."""
    source = "IRC 24(j)(2) as in force for 2021; Schedule 8812 (2021) Part III"
    yield _line(
        "28a",
        gettext_noop("Paid to you early"),
        three.line_28a,
        text(gettext_noop("The advance payments that Letter 6419 shows.")),
        source,
    )
    yield _line(
        "28b",
        gettext_noop("Credit for the year"),
        three.line_28b,
        text(gettext_noop("From line {line}."), line="14e" if one.fully_refundable else "15d"),
        source,
    )
    yield _line(
        "29",
        gettext_noop("Paid too much"),
        three.line_29,
        text(gettext_noop("{a:$} less {b:$}."), a=three.line_28a, b=three.line_28b),
        source,
    )
    if not three.line_29:
        return
    yield _line(
        "30",
        gettext_noop("Children the early payments were for"),
        three.line_30,
        text(gettext_noop("The number you gave us.")),
        source,
        "count",
    )
    yield _line(
        "31",
        gettext_noop("Of them, at most those on this return"),
        three.line_31,
        text(gettext_noop("The smaller of {a} and {b}."), a=one.line_4a, b=three.line_30),
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
            text(gettext_noop("The amount for your filing status.")),
            source,
        )
        yield _line(
            "34",
            gettext_noop("Income above it"),
            three.line_34,
            text(gettext_noop("{income:$} less {limit:$}, not below zero."), income=one.line_3, limit=three.line_33),
            source,
        )
        yield _line(
            "35",
            gettext_noop("Range in which the protection fades"),
            three.line_35,
            text(gettext_noop("The same as line 33.")),
            source,
        )
        yield Line(
            FORM,
            "36",
            text(gettext_noop("Share of the protection lost")),
            three.line_36 / WHOLE,
            text(gettext_noop("{above:$} ÷ {range:$}, at most 1."), above=three.line_34, range=three.line_35),
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
            text(gettext_noop("{amount:$} × {share:ratio}."), amount=three.line_37, share=three.line_36 / WHOLE),
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
        "40",
        gettext_noop("Additional tax"),
        three.line_40,
        text(
            gettext_noop("{excess:$} less {protected:$}, not below zero. It goes to {place}."),
            excess=three.line_29,
            protected=three.line_39,
            place=shared.parameters.form_lines.advance_credit_repayment.named,
        ),
        source,
    )
