"""Form 2555 of each person who uses it, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.form_2555 import Form2555
from interview.engine.scenario import WHO_EXCLUDES, Outcome
from interview.engine.schedule_se import ScheduleSE
from interview.engine.wording import Line, gettext_noop, text

FORM_2555_OF = ("form_2555", "form_2555_spouse")


def form_2555_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """The form of each person who uses it in this scenario."""
    for index in WHO_EXCLUDES[outcome.key]:
        yield from _form_2555(FORM_2555_OF[index], outcome.forms_2555[index], shared, shared.schedules_se[index])


def _form_2555(form: str, filed: Form2555, shared: Facts, schedule_se: ScheduleSE) -> Iterator[Line]:
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
    if filed.line_28 or filed.line_36:
        yield from _housing(form, filed)
    yield Line(
        form,
        "37",
        text(gettext_noop("Most that can be left out in a full year")),
        filed.line_37,
        text(gettext_noop("The figure of {year}."), year=str(shared.parameters.tax_year)),
        shared.parameters.source("exclusion.maximum"),
    )
    yield Line(
        form,
        "38",
        text(gettext_noop("Days that count")),
        filed.line_38,
        text(
            gettext_noop("Days inside your qualifying period, of the {days} days of the year."),
            days=shared.parameters.exclusion.days_in_year,
        ),
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
        form,
        "40",
        text(gettext_noop("Your limit")),
        filed.line_40,
        text(gettext_noop("{most:$} × {part}."), most=filed.line_37, part=f"{filed.line_39 / 1000:.3f}"),
        source,
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
        text(
            gettext_noop("{left_out:$} ÷ {earned:$} of {half:$}, half the self-employment tax on the profit abroad."),
            left_out=filed.line_43,
            earned=filed.line_26,
            half=schedule_se.half_on_foreign_profit,
        )
        if filed.line_44
        else text(gettext_noop("No self-employment tax belongs to the income left out.")),
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
            text(
                gettext_noop(
                    "The smaller of {costs:$}, the costs that the exclusion leaves, and {income:$}, the income that it "
                    "leaves."
                ),
                costs=filed.line_33 - filed.line_36,
                income=filed.line_26 - filed.line_43,
            )
            if filed.line_28
            else text(
                gettext_noop("The amount you gave us, at most the {income:$} that the exclusion leaves."),
                income=filed.line_26 - filed.line_43,
            ),
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
            text(
                gettext_noop("What everyone is taken to pay for a home. Days that count: {days}."), days=filed.line_31
            ),
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
    if filed.line_28:
        yield Line(
            form,
            "34",
            text(gettext_noop("Amounts from employers")),
            filed.line_34,
            text(gettext_noop("All of the pay counts.")),
            source,
        )
        yield Line(
            form,
            "35",
            text(gettext_noop("Share of pay in the earned income")),
            filed.line_35 / 1000,
            text(gettext_noop("{pay:$} ÷ {earned:$}, to three decimals."), pay=filed.line_34, earned=filed.line_26),
            source,
            "ratio",
        )
    yield Line(
        form,
        "36",
        text(gettext_noop("Housing exclusion")),
        filed.line_36,
        text(
            gettext_noop("{costs:$} × {share}, the part that goes with pay, not with profit."),
            costs=filed.line_33,
            share=f"{filed.line_35 / 1000:.3f}",
        )
        if filed.line_28
        else text(gettext_noop("The amount you gave us, at most the pay.")),
        source,
    )
