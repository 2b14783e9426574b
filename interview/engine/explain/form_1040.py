"""Form 1040 and the forms around it, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.capital_gain_tax import QualifiedDividendsWorksheet
from interview.engine.scenario import Facts, Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "form_1040"


def form_1040_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Income, deductions, tax, credits and the balance, in form order."""
    yield from _income(shared, outcome)
    yield from _deductions_and_tax(shared, outcome)
    yield from _balance(shared, outcome)


def _income(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    received, agi, lines = shared.income, outcome.agi, shared.parameters.form_lines
    source = "IRC 61"
    kinds = (
        (
            "1z",
            gettext_noop("Wages"),
            received.wages,
            gettext_noop("Pay of everyone on the return, from every country."),
        ),
        ("2b", gettext_noop("Taxable interest"), received.interest, gettext_noop("Interest from every country.")),
        (
            "3b",
            gettext_noop("Ordinary dividends"),
            received.dividends,
            gettext_noop("Dividends from every country, the qualified part included."),
        ),
        (
            "5b",
            gettext_noop("Taxable pensions"),
            received.pensions,
            gettext_noop("The taxable part of pensions from every country."),
        ),
        (
            "6b",
            gettext_noop("Taxable social security benefits"),
            agi.taxable_benefits,
            gettext_noop("From the Social Security Benefits Worksheet."),
        ),
        (
            lines.capital_gain,
            gettext_noop("Capital gain or loss"),
            received.gains,
            gettext_noop("Short and long term together; a loss only up to the yearly limit."),
        ),
    )
    for line, label, amount, how in kinds:
        if amount or line == "1z":
            yield Line(FORM, line, text(label), amount, text(how), source)
    yield from _schedule_1(shared, outcome)
    yield Line(
        FORM,
        lines.agi,
        text(gettext_noop("Adjusted gross income")),
        agi.agi,
        text(
            gettext_noop("{income:$} of income, less {excluded:$} left out and {adjustments:$} of adjustments."),
            income=agi.total_income_before_exclusion,
            excluded=agi.excluded,
            adjustments=agi.half_self_employment_tax + agi.adjustments + agi.housing_deduction,
        )
        if agi.agi == _computed_agi(outcome)
        else text(gettext_noop("From your finished return.")),
        "IRC 62",
    )


def _computed_agi(outcome: Outcome) -> int:
    agi = outcome.agi
    return (
        agi.total_income_before_exclusion
        - agi.excluded
        - agi.half_self_employment_tax
        - agi.adjustments
        - agi.housing_deduction
    )


def _schedule_1(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    received, agi, lines = shared.income, outcome.agi, shared.parameters.form_lines
    form = "schedule_1"
    if received.business:
        yield Line(
            form,
            "3",
            text(gettext_noop("Business income or loss")),
            received.business,
            text(gettext_noop("Net profit or loss of everyone on the return.")),
            "IRC 61(a)(2)",
        )
    if received.unemployment:
        yield Line(
            form,
            "7",
            text(gettext_noop("Unemployment pay")),
            received.unemployment,
            text(gettext_noop("All of it is taxable.")),
            "IRC 85",
        )
    if agi.excluded:
        yield Line(
            form,
            lines.exclusion,
            text(gettext_noop("Foreign earned income exclusion")),
            -agi.excluded,
            text(gettext_noop("Form 2555 line 45 of everyone who uses it, taken off.")),
            "IRC 911(a)",
        )
    if received.other:
        yield Line(
            form,
            "9",
            text(gettext_noop("Other income")),
            received.other,
            text(gettext_noop("Such as rent, from every country.")),
            "IRC 61",
        )
    if agi.half_self_employment_tax:
        yield Line(
            form,
            lines.half_self_employment_tax,
            text(gettext_noop("Deductible half of self-employment tax")),
            agi.half_self_employment_tax,
            text(gettext_noop("Schedule SE line 13.")),
            "IRC 164(f)",
        )
    if agi.housing_deduction:
        yield Line(
            form,
            "24j",
            text(gettext_noop("Housing deduction")),
            agi.housing_deduction,
            text(gettext_noop("Form 2555 line 50.")),
            "IRC 911(c)(4)",
        )
    if agi.adjustments:
        yield Line(
            form,
            "26",
            text(gettext_noop("Other adjustments")),
            agi.adjustments,
            text(gettext_noop("The amount you gave us.")),
            "IRC 62",
        )


def _deductions_and_tax(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    household, parameters = shared.household, shared.parameters
    lines = parameters.form_lines
    deductions = outcome.deduction + household.other_deductions
    itemizes = household.itemized_deductions and outcome.deduction == household.itemized_deductions
    yield Line(
        FORM,
        lines.deductions,
        text(gettext_noop("Deductions")),
        deductions,
        text(
            gettext_noop("{deduction:$} of your own deductions and {other:$} of others."),
            deduction=outcome.deduction,
            other=household.other_deductions,
        )
        if itemizes
        else text(
            gettext_noop("The standard deduction of {deduction:$} and {other:$} of others."),
            deduction=outcome.deduction,
            other=household.other_deductions,
        )
        if household.other_deductions
        else text(gettext_noop("The standard deduction for your filing status.")),
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
        text(gettext_noop("Line {line}. We do not work out the alternative minimum tax."), line=lines.tax),
        "Form 1040 line 18",
    )
    if outcome.foreign_tax_credit.line_35:
        yield Line(
            "schedule_3",
            "1",
            text(gettext_noop("Foreign tax credit")),
            outcome.foreign_tax_credit.line_35,
            text(gettext_noop("From Form 1116 line 35.")),
            "IRC 901",
        )


def _tax_method(shared: Facts, outcome: Outcome) -> Text:
    tax = outcome.tax
    known = shared.household.known_amounts
    if known is not None and known.tax_before_credits is not None and tax.amount == known.tax_before_credits:
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


def _balance(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    lines = shared.parameters.form_lines
    used = outcome.schedule_8812.one.line_14
    yield Line(
        FORM,
        lines.nonrefundable_credit,
        text(gettext_noop("Child tax credit and credit for other dependents")),
        used,
        text(gettext_noop("From Schedule 8812 line 14.")),
        "IRC 24(a)",
    )
    yield Line(
        FORM,
        lines.total_tax,
        text(gettext_noop("Total tax")),
        outcome.total_tax,
        text(
            gettext_noop(
                "{income_tax:$} of income tax after credits, {self_employment:$} of self-employment tax and "
                "{other:$} of other taxes."
            ),
            income_tax=outcome.total_tax - outcome.self_employment_tax - outcome.other_taxes,
            self_employment=outcome.self_employment_tax,
            other=outcome.other_taxes,
        ),
        "Form 1040",
    )
    yield Line(
        FORM,
        lines.earned_income_credit,
        text(gettext_noop("Earned income credit")),
        outcome.eic.credit,
        _eic_how(shared, outcome),
        shared.parameters.source("earned_income_credit.maximum"),
    )
    refund = outcome.additional_child_tax_credit
    yield Line(
        FORM,
        lines.additional_child_tax_credit,
        text(gettext_noop("Additional child tax credit")),
        refund,
        text(gettext_noop("From Schedule 8812 line 27.")),
        "IRC 24(d)",
    )
    if outcome.balance >= 0:
        line, label = lines.refund, text(gettext_noop("Refund"))
    else:
        line, label = lines.amount_owed, text(gettext_noop("Amount you owe"))
    yield Line(
        FORM,
        line,
        label,
        abs(outcome.balance),
        text(
            gettext_noop("{payments:$} paid in and {credits:$} of refundable credits, against {tax:$} of total tax."),
            payments=outcome.payments,
            credits=refund + outcome.eic.credit,
            tax=outcome.total_tax,
        ),
        "Form 1040",
    )


EIC_REASONS = {
    "form_2555": gettext_noop("Not allowed with Form 2555."),
    "no_us_home": gettext_noop("Your main home was not in the US for more than half of the year."),
    "nonresident": gettext_noop("Not for nonresidents."),
    "number": gettext_noop("Everyone on the return needs a Social Security number valid for work, in time."),
    "investment_income": gettext_noop("Your investment income is above the limit."),
    "married_separate": gettext_noop("Not for married people who file apart, unless they live apart with a child."),
    "dependent": gettext_noop("Not for someone whom another person can claim."),
    "age": gettext_noop("Without a child in the US, your age has to be {minimum} or more and under {maximum}."),
    "no_earned_income": gettext_noop("There is no earned income."),
}


def _eic_how(shared: Facts, outcome: Outcome) -> Text:
    if outcome.eic.why_not is not None:
        figures = shared.parameters.earned_income_credit
        return text(EIC_REASONS[outcome.eic.why_not], minimum=figures.minimum_age, maximum=figures.maximum_age_under)
    return text(
        gettext_noop("From the EIC Table for {children} children, by earned income and by adjusted gross income."),
        children=outcome.eic.children,
    )


def tax_worksheet_lines(outcome: Outcome) -> Iterator[Line]:
    """The worksheets behind line 16, where they were needed."""
    if outcome.tax.gains is not None:
        yield from _gains(outcome.tax.gains)
    stacking = outcome.tax.stacking
    if stacking is None:
        return
    form, source = "foreign_earned_income_tax_worksheet", "IRC 911(f); Form 1040 instructions, line 16"
    yield Line(
        form, "1", text(gettext_noop("Taxable income")), stacking.line_1, text(gettext_noop("From Form 1040.")), source
    )
    yield Line(
        form,
        "2c",
        text(gettext_noop("Income left out with Form 2555")),
        stacking.line_2c,
        text(gettext_noop("Lines 45 and 50 of everyone who uses it.")),
        source,
    )
    yield Line(
        form,
        "3",
        text(gettext_noop("Both together")),
        stacking.line_3,
        text(gettext_noop("{a:$} + {b:$}."), a=stacking.line_1, b=stacking.line_2c),
        source,
    )
    yield Line(
        form,
        "4",
        text(gettext_noop("Tax on line 3")),
        stacking.line_4,
        text(gettext_noop("As if nothing had been left out.")),
        source,
    )
    yield Line(
        form,
        "5",
        text(gettext_noop("Tax on line 2c")),
        stacking.line_5,
        text(gettext_noop("The tax on the part left out.")),
        source,
    )
    yield Line(
        form,
        "6",
        text(gettext_noop("Tax")),
        stacking.line_6,
        text(gettext_noop("{a:$} less {b:$}, not below zero."), a=stacking.line_4, b=stacking.line_5),
        source,
    )


def _gains(gains: QualifiedDividendsWorksheet) -> Iterator[Line]:
    form, source = "qualified_dividends_worksheet", "IRC 1(h); Form 1040 instructions, line 16"
    labels = {
        "1": gettext_noop("Taxable income"),
        "4": gettext_noop("Qualified dividends and net long-term gain"),
        "5": gettext_noop("Income at ordinary rates"),
        "9": gettext_noop("Taxed at the lowest rate"),
        "17": gettext_noop("Taxed at the middle rate"),
        "18": gettext_noop("Tax at the middle rate"),
        "20": gettext_noop("Taxed at the top rate"),
        "21": gettext_noop("Tax at the top rate"),
        "22": gettext_noop("Tax on line 5"),
        "23": gettext_noop("Tax this way"),
        "24": gettext_noop("Tax at ordinary rates on everything"),
        "25": gettext_noop("The smaller of the two"),
    }
    for line, label in labels.items():
        yield Line(
            form,
            line,
            text(label),
            getattr(gains, f"line_{line}"),
            text(gettext_noop("As the worksheet says.")),
            source,
        )


def schedule_se_lines(shared: Facts) -> Iterator[Line]:
    """Self-employment tax of each person who owes it."""
    rate = shared.parameters.payroll_taxes.self_employment_factor
    for form, schedule in zip(("schedule_se", "schedule_se_spouse"), shared.schedules_se, strict=False):
        if not schedule.line_12:
            continue
        source = "IRC 1401, 1402; Schedule SE"
        yield Line(
            form,
            "3",
            text(gettext_noop("Net profit")),
            schedule.line_3,
            text(gettext_noop("From every country; Form 2555 does not lower it.")),
            source,
        )
        yield Line(
            form,
            "4a",
            text(gettext_noop("Part of the profit that bears the tax")),
            schedule.line_4a,
            text(gettext_noop("{rate:%} of {profit:$}."), rate=rate, profit=schedule.line_3),
            source,
        )
        yield Line(
            form,
            "10",
            text(gettext_noop("Social security part")),
            schedule.line_10,
            text(gettext_noop("Up to {room:$}, what is left of the wage base."), room=schedule.line_9),
            source,
        )
        yield Line(
            form,
            "11",
            text(gettext_noop("Medicare part")),
            schedule.line_11,
            text(gettext_noop("On all of line 4a.")),
            source,
        )
        yield Line(
            form,
            "12",
            text(gettext_noop("Self-employment tax")),
            schedule.line_12,
            text(gettext_noop("{a:$} + {b:$}."), a=schedule.line_10, b=schedule.line_11),
            source,
        )
        yield Line(
            form,
            "13",
            text(gettext_noop("Half of it")),
            schedule.line_13,
            text(gettext_noop("Comes off your income.")),
            source,
        )


def surtax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Forms 8959 and 8960, where they give a tax."""
    medicare = shared.form_8959
    if medicare.line_18 or medicare.line_22:
        source = "IRC 3101(b)(2), 1401(b)(2); Form 8959"
        yield Line(
            "form_8959",
            "7",
            text(gettext_noop("Additional Medicare Tax on wages")),
            medicare.line_7,
            text(gettext_noop("On US wages of {wages:$} above the limit."), wages=medicare.line_4),
            source,
        )
        yield Line(
            "form_8959",
            "13",
            text(gettext_noop("Additional Medicare Tax on self-employment")),
            medicare.line_13,
            text(gettext_noop("On {profit:$}, above what wages leave of the limit."), profit=medicare.line_8),
            source,
        )
        yield Line(
            "form_8959",
            "18",
            text(gettext_noop("Additional Medicare Tax")),
            medicare.line_18,
            text(gettext_noop("{a:$} + {b:$}."), a=medicare.line_7, b=medicare.line_13),
            source,
        )
        yield Line(
            "form_8959",
            "22",
            text(gettext_noop("Additional Medicare Tax withheld")),
            medicare.line_22,
            text(gettext_noop("What employers took above the usual rate.")),
            source,
        )
    investment = outcome.form_8960
    if investment.line_17:
        source = "IRC 1411; Form 8960"
        yield Line(
            "form_8960",
            "8",
            text(gettext_noop("Investment income")),
            investment.line_8,
            text(gettext_noop("Interest, dividends and gains.")),
            source,
        )
        yield Line(
            "form_8960",
            "15",
            text(gettext_noop("Income above the limit")),
            investment.line_15,
            text(gettext_noop("{income:$} less {limit:$}."), income=investment.line_13, limit=investment.line_14),
            source,
        )
        yield Line(
            "form_8960",
            "17",
            text(gettext_noop("Net investment income tax")),
            investment.line_17,
            text(gettext_noop("On the smaller of {a:$} and {b:$}."), a=investment.line_8, b=investment.line_15),
            source,
        )
