"""Form 1040 from deductions to the balance, and Schedule 3, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.scenario import Facts, Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "form_1040"


def schedule_3_lines(outcome: Outcome) -> Iterator[Line]:
    """The credits beside the one for children, where there are any."""
    foreign, others = outcome.foreign_tax_credit.line_35, outcome.other_credits
    if foreign:
        yield Line(
            "schedule_3",
            "1",
            text(gettext_noop("Foreign tax credit")),
            foreign,
            text(gettext_noop("From Form 1116 line 35.")),
            "IRC 901",
        )
    if foreign + others:
        yield Line(
            "schedule_3",
            "8",
            text(gettext_noop("Credits other than for children")),
            foreign + others,
            text(
                gettext_noop("{foreign:$} of foreign tax credit and {others:$} of the other credits you gave us."),
                foreign=foreign,
                others=others,
            ),
            "IRC 26(a)",
        )


def tax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Deductions, taxable income, and the tax before credits."""
    household, parameters = shared.household, shared.parameters
    lines = parameters.form_lines
    deductions = outcome.deduction + household.other_deductions
    itemizes = household.itemized_deductions and outcome.deduction == household.itemized_deductions
    yield Line(
        FORM,
        lines.deductions,
        text(gettext_noop("Deductions")),
        deductions,
        _deductions_how(shared, outcome, itemizes=bool(itemizes)),
        "IRC 63" if itemizes else parameters.source("deductions.standard"),
    )
    yield Line(
        FORM,
        lines.taxable_income,
        text(gettext_noop("Taxable income")),
        outcome.taxable_income,
        text(gettext_noop("{agi:$} less {deductions:$}, not below zero."), agi=outcome.agi.agi, deductions=deductions),
        "IRC 63",
    )
    yield Line(
        FORM,
        lines.tax,
        text(gettext_noop("Tax")),
        outcome.tax.amount,
        _tax_method(shared, outcome),
        parameters.source("income_tax.upper_bounds"),
    )
    yield Line(
        FORM,
        lines.tax_before_credits,
        text(gettext_noop("Tax before credits")),
        outcome.tax_before_credits,
        text(gettext_noop("From your finished return."))
        if outcome.tax_is_known
        else text(gettext_noop("Line {line}. We do not work out the alternative minimum tax."), line=lines.tax),
        "IRC 1, 26(b)",
    )


def _deductions_how(shared: Facts, outcome: Outcome, *, itemizes: bool) -> Text:
    other = shared.household.other_deductions
    if itemizes:
        template = gettext_noop("Itemized deductions of {deduction:$} and other deductions of {other:$}.")
    elif other:
        template = gettext_noop("The standard deduction of {deduction:$} and other deductions of {other:$}.")
    else:
        template = gettext_noop("The standard deduction for your filing status.")
    return text(template, deduction=outcome.deduction, other=other)


def _tax_method(shared: Facts, outcome: Outcome) -> Text:
    tax = outcome.tax
    if outcome.tax_is_known:
        return text(gettext_noop("From your finished return."))
    if tax.stacking is not None:
        return text(
            gettext_noop("From the Foreign Earned Income Tax Worksheet: the rates start above the income left out.")
        )
    if tax.gains is not None:
        return text(gettext_noop("From the Qualified Dividends and Capital Gain Tax Worksheet."))
    if outcome.taxable_income < shared.parameters.income_tax.tax_table_below:
        return text(gettext_noop("From the Tax Table for {income:$}."), income=outcome.taxable_income)
    return text(gettext_noop("From the Tax Computation Worksheet for {income:$}."), income=outcome.taxable_income)


def total_tax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Credits against tax, and the taxes that they do not reduce."""
    lines = shared.parameters.form_lines
    used = outcome.child_credits.nonrefundable
    others = outcome.foreign_tax_credit.line_35 + outcome.other_credits
    other_taxes = outcome.self_employment_tax + outcome.other_taxes
    after_credits = outcome.total_tax - other_taxes
    yield Line(
        FORM,
        lines.nonrefundable_credit,
        text(gettext_noop("Child tax credit and credit for other dependents")),
        used,
        text(gettext_noop("From Schedule 8812 line 14.")),
        "IRC 24(a)",
    )
    if others:
        yield Line(
            FORM,
            "20",
            text(gettext_noop("Credits other than for children")),
            others,
            text(gettext_noop("From Schedule 3 line 8.")),
            "IRC 26(a)",
        )
    yield Line(
        FORM,
        "22",
        text(gettext_noop("Tax after credits")),
        after_credits,
        text(
            gettext_noop("{tax:$} less {children:$} and {others:$} of credits, not below zero."),
            tax=outcome.tax_before_credits,
            children=used,
            others=others,
        ),
        "IRC 26(a)",
    )
    if other_taxes:
        yield Line(
            FORM,
            "23",
            text(gettext_noop("Other taxes")),
            other_taxes,
            text(
                gettext_noop(
                    "Self-employment tax of {self_employment:$}, Additional Medicare Tax of {medicare:$} and net "
                    "investment income tax of {investment:$}. No credit for children reduces them."
                ),
                self_employment=outcome.self_employment_tax,
                medicare=shared.form_8959.line_18,
                investment=outcome.form_8960.line_17,
            ),
            "IRC 1401, 1411, 3101(b)(2)",
        )
    yield Line(
        FORM,
        lines.total_tax,
        text(gettext_noop("Total tax")),
        outcome.total_tax,
        text(gettext_noop("{a:$} + {b:$}."), a=after_credits, b=other_taxes),
        "IRC 1, 26(a)",
    )
