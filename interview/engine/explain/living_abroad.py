"""Forms 2555 and 1116, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.form_1116 import Form1116
from interview.engine.form_2555 import Form2555
from interview.engine.scenario import WHO_EXCLUDES, Facts, Outcome
from interview.engine.wording import Line, gettext_noop, text

FORM_2555_OF = ("form_2555", "form_2555_spouse")


def form_2555_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The form of each person who uses it in this scenario."""
    for index in WHO_EXCLUDES[outcome.key]:
        yield from _form_2555(FORM_2555_OF[index], outcome.forms_2555[index], shared)


def _form_2555(form: str, filed: Form2555, shared: Facts) -> Iterator[Line]:
    days_in_year = shared.parameters.exclusion.days_in_year
    source = "IRC 911(b); Form 2555"
    if filed.line_19:
        yield Line(
            form,
            "19",
            text(gettext_noop("Pay for work abroad")),
            filed.line_19,
            text(gettext_noop("Wages for work outside the US.")),
            source,
        )
    if filed.line_20a:
        yield Line(
            form,
            "20a",
            text(gettext_noop("Self-employment abroad")),
            filed.line_20a,
            text(
                gettext_noop(
                    "Your net profit. With high costs the real form starts from your receipts and may come out a "
                    "little different."
                )
            ),
            source,
        )
    yield Line(
        form,
        "26",
        text(gettext_noop("Foreign earned income")),
        filed.line_26,
        text(gettext_noop("{pay:$} + {profit:$}."), pay=filed.line_19, profit=filed.line_20a),
        source,
    )
    if filed.line_36:
        yield from _housing(form, filed)
    yield Line(
        form,
        "37",
        text(gettext_noop("Most that can be left out in a full year")),
        filed.line_37,
        text(gettext_noop("The figure of the year.")),
        shared.parameters.source("exclusion.maximum"),
    )
    yield Line(
        form,
        "38",
        text(gettext_noop("Days that count")),
        filed.line_38,
        text(gettext_noop("Days of the year inside your qualifying period.")),
        source,
        "count",
    )
    yield Line(
        form,
        "39",
        text(gettext_noop("Part of the year")),
        filed.line_39 / 1000,
        text(gettext_noop("{days} ÷ {year_days} days, to three decimals."), days=filed.line_38, year_days=days_in_year),
        source,
        "ratio",
    )
    yield Line(
        form, "40", text(gettext_noop("Your limit")), filed.line_40, text(gettext_noop("Line 37 × line 39.")), source
    )
    yield Line(
        form,
        "41",
        text(gettext_noop("Earned income after housing")),
        filed.line_41,
        text(gettext_noop("{earned:$} less {housing:$}."), earned=filed.line_26, housing=filed.line_36),
        source,
    )
    yield Line(
        form,
        "42",
        text(gettext_noop("Exclusion")),
        filed.line_42,
        text(gettext_noop("The smaller of {limit:$} and {earned:$}."), limit=filed.line_40, earned=filed.line_41),
        source,
    )
    yield Line(
        form,
        "43",
        text(gettext_noop("Left out together")),
        filed.line_43,
        text(gettext_noop("{housing:$} + {exclusion:$}."), housing=filed.line_36, exclusion=filed.line_42),
        source,
    )
    yield Line(
        form,
        "44",
        text(gettext_noop("Deductions that belong to the income left out")),
        filed.line_44,
        text(gettext_noop("The share of half the self-employment tax.")),
        "IRC 911(d)(6); Form 2555 line 44",
    )
    yield Line(
        form,
        "45",
        text(gettext_noop("Foreign earned income exclusion")),
        filed.line_45,
        text(gettext_noop("{a:$} less {b:$}."), a=filed.line_43, b=filed.line_44),
        "IRC 911(a); Form 2555 line 45",
    )
    if filed.line_50:
        yield Line(
            form,
            "50",
            text(gettext_noop("Housing deduction")),
            filed.line_50,
            text(gettext_noop("For the self-employed, as far as pay is left.")),
            "IRC 911(c)(4); Form 2555 line 50",
        )


def _housing(form: str, filed: Form2555) -> Iterator[Line]:
    source = "IRC 911(c); Form 2555 Part VI"
    if filed.line_28:
        yield Line(
            form,
            "28",
            text(gettext_noop("Housing costs")),
            filed.line_28,
            text(gettext_noop("The amount you gave us.")),
            source,
        )
        yield Line(
            form,
            "30",
            text(gettext_noop("Costs up to the limit")),
            filed.line_30,
            text(gettext_noop("The smaller of {a:$} and {b:$}."), a=filed.line_28, b=filed.line_29b),
            source,
        )
        yield Line(
            form,
            "32",
            text(gettext_noop("Base amount")),
            filed.line_32,
            text(gettext_noop("For {days} days."), days=filed.line_31),
            source,
        )
        yield Line(
            form,
            "33",
            text(gettext_noop("Costs above the base amount")),
            filed.line_33,
            text(gettext_noop("{a:$} less {b:$}, not below zero."), a=filed.line_30, b=filed.line_32),
            source,
        )
    yield Line(
        form,
        "36",
        text(gettext_noop("Housing exclusion")),
        filed.line_36,
        text(gettext_noop("The part that your employer’s pay covers.")),
        source,
    )


def form_1116_lines(outcome: Outcome) -> Iterator[Line]:
    """One form for each kind of income, then the credit."""
    credit = outcome.foreign_tax_credit
    if credit.general is not None:
        yield from _form_1116("form_1116_general", credit.general)
    if credit.passive is not None:
        yield from _form_1116("form_1116_passive", credit.passive)
    if credit.general is not None or credit.passive is not None:
        tax = outcome.tax.amount
        yield Line(
            "form_1116",
            "35",
            text(gettext_noop("Foreign tax credit")),
            credit.line_35,
            text(gettext_noop("All kinds of income together, at most your US tax of {tax:$}."), tax=tax),
            "IRC 904(a); Form 1116 line 35",
        )


def _form_1116(form: str, filed: Form1116) -> Iterator[Line]:
    source = "IRC 901, 904; Form 1116"
    yield Line(
        form,
        "1a",
        text(gettext_noop("Income from abroad that the US taxes")),
        filed.line_1a,
        text(gettext_noop("Without what Form 2555 leaves out.")),
        source,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Deductions that belong to it")),
        filed.line_2,
        text(gettext_noop("Half of self-employment tax on profit abroad, and the housing deduction.")),
        source,
    )
    yield Line(
        form,
        "3c",
        text(gettext_noop("Deductions that belong to all income")),
        filed.line_3c,
        text(gettext_noop("{deduction:$} + {adjustments:$}."), deduction=filed.line_3a, adjustments=filed.line_3b),
        source,
    )
    yield Line(
        form,
        "3d",
        text(gettext_noop("Income of this kind from abroad, all of it")),
        filed.line_3d,
        text(gettext_noop("Income left out with Form 2555 included.")),
        source,
    )
    yield Line(
        form,
        "3e",
        text(gettext_noop("Income of all kinds from everywhere")),
        filed.line_3e,
        text(gettext_noop("Before losses and adjustments.")),
        source,
    )
    yield Line(
        form,
        "3f",
        text(gettext_noop("Share of this income")),
        filed.line_3f / 10_000,
        text(gettext_noop("{a:$} ÷ {b:$}, to four decimals."), a=filed.line_3d, b=filed.line_3e),
        source,
        "ratio",
    )
    yield Line(
        form,
        "3g",
        text(gettext_noop("Deductions for this income")),
        filed.line_3g,
        text(gettext_noop("{deductions:$} × line 3f."), deductions=filed.line_3c),
        source,
    )
    yield Line(
        form,
        "7",
        text(gettext_noop("Net income of this kind")),
        filed.line_7,
        text(gettext_noop("{gross:$} less {deductions:$}."), gross=filed.line_1a, deductions=filed.line_6),
        source,
    )
    yield Line(
        form,
        "9",
        text(gettext_noop("Tax paid abroad")),
        filed.line_9,
        text(gettext_noop("The amount you gave us, in dollars.")),
        source,
    )
    if filed.line_10:
        yield Line(
            form,
            "10",
            text(gettext_noop("Unused tax from earlier years")),
            filed.line_10,
            text(gettext_noop("The amount you gave us.")),
            "IRC 904(c)",
        )
    if filed.line_12:
        yield Line(
            form,
            "12",
            text(gettext_noop("Tax on income left out")),
            -filed.line_12,
            text(gettext_noop("Tax on income that Form 2555 leaves out cannot be credited.")),
            "IRC 911(d)(6); Treas. Reg. 1.911-6(c)",
        )
    yield Line(
        form,
        "14",
        text(gettext_noop("Tax that can be credited")),
        filed.line_14,
        text(gettext_noop("{tax:$} less {reduction:$}."), tax=filed.line_11, reduction=filed.line_12),
        source,
    )
    yield Line(
        form, "17", text(gettext_noop("Net income abroad")), filed.line_17, text(gettext_noop("Line 7.")), source
    )
    yield Line(
        form,
        "18",
        text(gettext_noop("Taxable income")),
        filed.line_18,
        text(gettext_noop("From everywhere, after deductions.")),
        source,
    )
    yield Line(
        form,
        "19",
        text(gettext_noop("Share of taxable income from abroad")),
        filed.line_19 / 10_000,
        text(gettext_noop("Line 17 ÷ line 18, to four decimals, at most 1.")),
        source,
        "ratio",
    )
    yield Line(
        form, "20", text(gettext_noop("US tax")), filed.line_20, text(gettext_noop("From Form 1040 line 16.")), source
    )
    yield Line(
        form,
        "21",
        text(gettext_noop("Most that can be credited")),
        filed.line_21,
        text(gettext_noop("{tax:$} × line 19."), tax=filed.line_20),
        source,
    )
    yield Line(
        form,
        "24",
        text(gettext_noop("Credit for this kind of income")),
        filed.line_24,
        text(gettext_noop("The smaller of {paid:$} and {most:$}."), paid=filed.line_14, most=filed.line_21),
        source,
    )
