"""Credit Limit Worksheets A and B of Schedule 8812, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.credit_limit import WorksheetB
from interview.engine.explain.earned_income import taken_as_earned
from interview.engine.explain.sums import lines_of
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, gettext_noop, text


def credit_limit_worksheet_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Worksheet B, where it is used, stands before A, which takes its result."""
    worksheet = outcome.child_credits.worksheet_a
    if worksheet.worksheet_b is not None:
        yield from _worksheet_b(shared, outcome, worksheet.worksheet_b)
    form, source = "credit_limit_worksheet_a", "Schedule 8812 instructions, Credit Limit Worksheet A; IRC 26(a)"
    yield Line(
        form,
        "1",
        text(gettext_noop("Tax before credits")),
        worksheet.line_1,
        text(gettext_noop("From {place}."), place=lines_of(shared).tax_before_credits.named),
        source,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Credits that are used first")),
        worksheet.line_2,
        text(
            gettext_noop(
                "The foreign tax credit of {foreign:$} and {others:$} of other credits that come before this one."
            ),
            foreign=outcome.foreign_tax_credit.line_35,
            others=worksheet.line_2 - outcome.foreign_tax_credit.line_35,
        ),
        source,
    )
    yield Line(
        form,
        "3",
        text(gettext_noop("Tax that is left")),
        worksheet.line_3,
        text(gettext_noop("{tax:$} less {credits:$}, not below zero."), tax=worksheet.line_1, credits=worksheet.line_2),
        source,
    )
    yield Line(
        form,
        "4",
        text(gettext_noop("From Credit Limit Worksheet B")),
        worksheet.line_4,
        text(gettext_noop("{amount:$}, its last line."), amount=worksheet.worksheet_b.line_15)
        if worksheet.worksheet_b is not None
        else text(gettext_noop("Not needed, so zero.")),
        source,
    )
    yield Line(
        form,
        "5",
        text(gettext_noop("Tax that the child credit can use")),
        worksheet.line_5,
        text(
            gettext_noop("{left:$} less {special:$}, not below zero."), left=worksheet.line_3, special=worksheet.line_4
        ),
        source,
    )


def _worksheet_b(shared: Facts, outcome: Outcome, b: WorksheetB) -> Iterator[Line]:
    figures = shared.parameters.child_tax_credit
    form, source = "credit_limit_worksheet_b", "Schedule 8812 instructions, Credit Limit Worksheet B"
    yield Line(
        form,
        "1",
        text(gettext_noop("Credit after the income limit")),
        b.line_1,
        text(gettext_noop("What the income limit leaves of the credit.")),
        source,
    )
    yield Line(
        form,
        "2",
        text(gettext_noop("Most that can be paid out")),
        b.line_2,
        text(gettext_noop("The most for each child, times the children who count.")),
        source,
    )
    yield Line(
        form,
        "3",
        text(gettext_noop("Earned income")),
        b.line_3,
        taken_as_earned(shared, outcome, b.line_3),
        source,
    )
    yield Line(
        form,
        "4",
        text(gettext_noop("Earned income above the threshold")),
        b.line_4,
        text(
            gettext_noop("{earned:$} less {threshold:$}, not below zero."),
            earned=b.line_3,
            threshold=figures.earned_income_threshold,
        ),
        source,
    )
    yield Line(
        form,
        "5",
        text(gettext_noop("Share that can be paid out")),
        b.line_5,
        text(gettext_noop("{rate:%} of {amount:$}."), rate=figures.refund_rate, amount=b.line_4),
        source,
    )
    if b.line_11:
        yield from _payroll_taxes(form, source, b)
    yield Line(
        form,
        "11",
        text(gettext_noop("Payroll tax method")),
        b.line_11,
        text(gettext_noop("{taxes:$} less {back:$}."), taxes=b.line_9, back=b.line_10)
        if b.line_11
        else text(gettext_noop("The method does not help or is not open to you, so zero.")),
        source,
    )
    yield Line(
        form,
        "12",
        text(gettext_noop("The better of both methods")),
        b.line_12,
        text(gettext_noop("The larger of {a:$} and {b:$}."), a=b.line_5, b=b.line_11),
        source,
    )
    yield Line(
        form,
        "13",
        text(gettext_noop("Refund that is possible")),
        b.line_13,
        text(gettext_noop("The smaller of {a:$} and {b:$}."), a=b.line_2, b=b.line_12),
        source,
    )
    yield Line(
        form,
        "14",
        text(gettext_noop("Child credit that has to use tax")),
        b.line_14,
        text(gettext_noop("{a:$} less {b:$}, not below zero."), a=b.line_1, b=b.line_13),
        source,
    )
    yield Line(
        form,
        "15",
        text(gettext_noop("The four special credits")),
        b.line_15,
        text(
            gettext_noop(
                "Mortgage interest, adoption, clean energy and DC homebuyer, as far as tax is left after {credit:$} of "
                "child credit."
            ),
            credit=b.line_14,
        ),
        source,
    )


def _payroll_taxes(form: str, source: str, b: WorksheetB) -> Iterator[Line]:
    yield Line(
        form,
        "9",
        text(gettext_noop("Employment taxes together")),
        b.line_9,
        text(gettext_noop("Social security and Medicare taxes, and half of self-employment tax.")),
        source,
    )
    yield Line(
        form,
        "10",
        text(gettext_noop("Earned income credit and excess social security")),
        b.line_10,
        text(gettext_noop("They come back to you another way, so they are taken off.")),
        source,
    )
