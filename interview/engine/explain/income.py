"""Schedule 1, and Form 1040 from income to adjusted gross income, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from interview.engine.scenario import Facts, Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

SCHEDULE_1 = "schedule_1"
FORM_1040 = "form_1040"


def schedule_1_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Income that has no line of its own on Form 1040, and what comes off income; only lines that hold something."""
    yield from _additional_income(shared, outcome)
    yield from _adjustments(shared, outcome)


def _additional_income(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    received, excluded = shared.income, outcome.agi.excluded
    together = _additional_income_together(shared, outcome)
    kinds = (
        (
            "3",
            gettext_noop("Business income or loss"),
            received.business,
            gettext_noop("Net profit or loss of everyone on the return."),
            "IRC 61(a)(2)",
        ),
        (
            "7",
            gettext_noop("Unemployment pay"),
            received.unemployment,
            gettext_noop("All of it is taxable."),
            "IRC 85",
        ),
        (
            shared.parameters.form_lines.exclusion,
            gettext_noop("Foreign earned income exclusion"),
            -excluded,
            gettext_noop("Form 2555 line 45 of everyone who uses it, taken off."),
            "IRC 911(a)",
        ),
        (
            "8z",
            gettext_noop("Other income"),
            received.other,
            gettext_noop("The other income you told us about, from every country."),
            "IRC 61",
        ),
        ("10", gettext_noop("Additional income"), together, gettext_noop("Lines 3 to 8z together."), "IRC 61"),
    )
    for line, label, amount, how, source in kinds:
        if amount:
            yield Line(SCHEDULE_1, line, text(label), amount, text(how), source)


def _additional_income_together(shared: Facts, outcome: Outcome) -> int:
    received = shared.income
    return received.business + received.unemployment + received.other - outcome.agi.excluded


def _adjustments(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    agi = outcome.agi
    if agi.half_self_employment_tax:
        yield Line(
            SCHEDULE_1,
            shared.parameters.form_lines.half_self_employment_tax,
            text(gettext_noop("Deductible half of self-employment tax")),
            agi.half_self_employment_tax,
            text(gettext_noop("Schedule SE line 13.")),
            "IRC 164(f)",
        )
    if agi.housing_deduction:
        yield Line(
            SCHEDULE_1,
            "24j",
            text(gettext_noop("Housing deduction")),
            agi.housing_deduction,
            text(gettext_noop("Form 2555 line 50.")),
            "IRC 911(c)(4)",
        )
    if agi.deducted:
        yield Line(
            SCHEDULE_1,
            "26",
            text(gettext_noop("Adjustments to income")),
            agi.deducted,
            text(
                gettext_noop("{given:$} that you gave us, and {others:$} on the lines above."),
                given=agi.adjustments,
                others=agi.deducted - agi.adjustments,
            ),
            "IRC 62",
        )


def income_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Form 1040 from wages to adjusted gross income."""
    agi, lines = outcome.agi, shared.parameters.form_lines
    for line, label, amount, how in _kinds_of_income(shared, outcome):
        if amount or line == "1z":
            yield Line(FORM_1040, line, text(label), amount, text(how), "IRC 61")
    yield Line(
        FORM_1040,
        "9",
        text(gettext_noop("Total income")),
        agi.total_income_before_exclusion - agi.excluded,
        text(gettext_noop("Lines 1z, 2b, 3b, 5b, 6b, {gain} and 8 together."), gain=lines.capital_gain),
        "IRC 61",
    )
    if agi.deducted:
        yield Line(
            FORM_1040,
            "10",
            text(gettext_noop("Adjustments to income")),
            agi.deducted,
            text(gettext_noop("From Schedule 1 line 26.")),
            "IRC 62",
        )
    yield Line(FORM_1040, lines.agi, text(gettext_noop("Adjusted gross income")), agi.agi, _agi_how(outcome), "IRC 62")


def _kinds_of_income(shared: Facts, outcome: Outcome) -> Iterator[tuple[str, str, Any, str]]:
    received = shared.income
    yield (
        "1z",
        gettext_noop("Wages"),
        received.wages,
        gettext_noop("Pay of everyone on the return, from every country."),
    )
    yield "2b", gettext_noop("Taxable interest"), received.interest, gettext_noop("Interest from every country.")
    yield (
        "3a",
        gettext_noop("Qualified dividends"),
        received.qualified_dividends,
        gettext_noop("The part of line 3b that may be taxed at lower rates."),
    )
    yield (
        "3b",
        gettext_noop("Ordinary dividends"),
        received.dividends,
        gettext_noop("Dividends from every country, the qualified part included."),
    )
    yield (
        "5b",
        gettext_noop("Taxable pensions"),
        received.pensions,
        gettext_noop("The taxable part of pensions from every country."),
    )
    yield (
        "6b",
        gettext_noop("Taxable social security benefits"),
        outcome.agi.taxable_benefits,
        gettext_noop("From the Social Security Benefits Worksheet."),
    )
    yield (
        shared.parameters.form_lines.capital_gain,
        gettext_noop("Capital gain or loss"),
        received.gains,
        gettext_noop("Short and long term together; a loss only up to the yearly limit."),
    )
    yield (
        "8",
        gettext_noop("Additional income"),
        _additional_income_together(shared, outcome),
        gettext_noop("From Schedule 1 line 10."),
    )


def _agi_how(outcome: Outcome) -> Text:
    agi = outcome.agi
    if agi.agi != agi.computed:
        return text(gettext_noop("From your finished return."))
    return text(
        gettext_noop("{income:$} of income, less {excluded:$} left out and {adjustments:$} of adjustments."),
        income=agi.total_income_before_exclusion,
        excluded=agi.excluded,
        adjustments=agi.deducted,
    )
