"""The return from deductions to total tax, line by line, with the schedules that carry credits and other taxes."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.explain.other_taxes import other_tax_parts
from interview.engine.explain.sums import Part, added, line_at, lines_of, part, sum_in_words
from interview.engine.explain.used_credit import where_the_credit_stands
from interview.engine.places import Place
from interview.engine.scenario import Outcome
from interview.engine.wording import Line, Text, gettext_noop, text


def tax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Deductions, exemptions, taxable income, and the tax before credits."""
    parameters, lines = shared.parameters, lines_of(shared)
    yield from _deductions(shared, outcome)
    deductions = outcome.deduction + shared.household.other_deductions
    yield line_at(
        lines.taxable_income,
        gettext_noop("Taxable income"),
        outcome.taxable_income,
        text(
            gettext_noop("{agi:$} less {deductions:$} and {exemptions:$} of exemptions, not below zero."),
            agi=outcome.agi.agi,
            deductions=deductions,
            exemptions=outcome.exemptions,
        )
        if lines.exemptions
        else text(
            gettext_noop("{agi:$} less {deductions:$}, not below zero."), agi=outcome.agi.agi, deductions=deductions
        ),
        "IRC 63",
    )
    yield line_at(
        lines.tax,
        gettext_noop("Tax"),
        outcome.tax.amount,
        _tax_method(shared, outcome),
        parameters.source("income_tax.upper_bounds"),
    )
    yield line_at(
        lines.tax_before_credits,
        gettext_noop("Tax before credits"),
        outcome.tax_before_credits,
        text(gettext_noop("From your finished return."))
        if outcome.tax_is_known
        else text(
            gettext_noop("{tax:$} of tax (line {line}). We do not work out the alternative minimum tax."),
            tax=outcome.tax.amount,
            line=lines.tax.line,
        ),
        "IRC 1, 26(b)",
    )


def _deductions(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    household, parameters, lines = shared.household, shared.parameters, lines_of(shared)
    other = household.other_deductions
    itemizes = bool(household.itemized_deductions) and outcome.deduction == household.itemized_deductions
    apart = other if lines.other_deductions else 0
    yield line_at(
        lines.deduction,
        gettext_noop("Itemized deductions")
        if itemizes or household.nonresident_return
        else gettext_noop("Standard deduction"),
        outcome.deduction + other - apart,
        _deduction_how(shared, outcome, other - apart, itemizes=itemizes),
        "IRC 63" if itemizes or household.nonresident_return else parameters.source("deductions.standard"),
    )
    if apart:
        yield line_at(
            lines.other_deductions,
            gettext_noop("Other deductions"),
            apart,
            text(gettext_noop("The amount you gave us.")),
            "IRC 63(b)",
        )
    if lines.all_deductions:
        parts = (
            part(lines.deduction, outcome.deduction, lines.all_deductions),
            part(lines.other_deductions, apart, lines.all_deductions),
        )
        yield line_at(lines.all_deductions, gettext_noop("Deductions"), added(parts), sum_in_words(parts), "IRC 63")
    if lines.income_before_exemptions:
        yield line_at(
            lines.income_before_exemptions,
            gettext_noop("Income before exemptions"),
            outcome.agi.agi - outcome.deduction - other,
            text(
                gettext_noop("{agi:$} less {deductions:$}."), agi=outcome.agi.agi, deductions=outcome.deduction + other
            ),
            "IRC 63",
        )
    if lines.exemptions:
        yield line_at(
            lines.exemptions,
            gettext_noop("Exemptions"),
            outcome.exemptions,
            text(
                gettext_noop(
                    "{amount:$} for each person on the return and each dependent, less with an income above {limit:$}."
                ),
                amount=parameters.personal_exemptions.amount if parameters.personal_exemptions else 0,
                limit=parameters.personal_exemptions.phaseout_start[household.filing_status]
                if parameters.personal_exemptions
                else 0,
            ),
            "IRC 151",
        )


def _deduction_how(shared: Facts, outcome: Outcome, other: int, *, itemizes: bool) -> Text:
    if shared.household.nonresident_return and not other:
        return text(
            gettext_noop("Itemized deductions of {deduction:$}; Form 1040-NR has no standard deduction."),
            deduction=outcome.deduction,
        )
    if itemizes and other:
        template = gettext_noop("Itemized deductions of {deduction:$} and other deductions of {other:$}.")
    elif itemizes:
        template = gettext_noop("Itemized deductions of {deduction:$}, more than the standard deduction.")
    elif other:
        template = gettext_noop("The standard deduction of {deduction:$} and other deductions of {other:$}.")
    elif shared.household.unearned_income.puerto_rico_excluded:
        template = gettext_noop("The standard deduction, only the share that goes with the income that the US taxes.")
    elif shared.household.of_a_dependent:
        template = gettext_noop("The standard deduction of someone whom another person can claim.")
    elif outcome.deduction > shared.parameters.deductions.standard[shared.household.filing_status]:
        template = gettext_noop("The standard deduction for your filing status, with more for age or blindness.")
    else:
        template = gettext_noop("The standard deduction for your filing status.")
    return text(template, deduction=outcome.deduction, other=other)


def _tax_method(shared: Facts, outcome: Outcome) -> Text:
    tax = outcome.tax
    if outcome.tax_is_known:
        return text(gettext_noop("From your finished return."))
    if tax.stacking is not None:
        return text(
            gettext_noop(
                "From the Foreign Earned Income Tax Worksheet: the rates start above the {excluded:$} left out."
            ),
            excluded=tax.stacking.line_2c,
        )
    if tax.gains is not None:
        return text(gettext_noop("From the Qualified Dividends and Capital Gain Tax Worksheet."))
    if outcome.taxable_income < shared.parameters.income_tax.tax_table_below:
        return text(gettext_noop("From the Tax Table for {income:$}."), income=outcome.taxable_income)
    return text(gettext_noop("From the Tax Computation Worksheet for {income:$}."), income=outcome.taxable_income)


def total_tax_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """Credits against tax, and the taxes that they do not reduce."""
    lines = lines_of(shared)
    repayment = outcome.child_credits.repayment
    after_credits = outcome.total_tax - outcome.self_employment_tax - outcome.other_taxes - repayment
    yield from _credits(shared, outcome)
    credits = outcome.child_credits.nonrefundable + outcome.foreign_tax_credit.line_35 + outcome.other_credits
    yield line_at(
        lines.tax_after_credits,
        gettext_noop("Tax after credits"),
        after_credits,
        text(
            gettext_noop("{tax:$} less {credits:$} of credits, not below zero."),
            tax=outcome.tax_before_credits,
            credits=credits,
        ),
        "IRC 26(a)",
    )
    others = list(other_tax_parts(shared, outcome))
    owed = sum([amount for _, amount in others])
    parts = [part(lines.tax_after_credits, after_credits, lines.total_tax)]
    if lines.other_taxes_on_1040:
        parts.append(part(lines.other_taxes_on_1040, owed, lines.total_tax))
    else:
        parts += [part(place, amount, lines.total_tax) for place, amount in others]
    if owed and lines.other_taxes:
        together, source = gettext_noop("Other taxes"), "IRC 1401, 1411, 3101(b)(2)"
        how = sum_in_words([part(place, amount, lines.other_taxes) for place, amount in others])
        yield line_at(lines.other_taxes, together, owed, how, source)
        yield line_at(
            lines.other_taxes_on_1040,
            together,
            owed,
            text(gettext_noop("From {place}. No credit for children reduces them."), place=lines.other_taxes.named),
            source,
        )
    yield line_at(lines.total_tax, gettext_noop("Total tax"), outcome.total_tax, sum_in_words(parts), "IRC 1, 26(a)")


def _credits(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    lines, used = lines_of(shared), outcome.child_credits.nonrefundable
    beside = outcome.foreign_tax_credit.line_35 + outcome.other_credits
    yield from _each_credit(shared, outcome)
    label = gettext_noop("Credits other than for children")
    if lines.other_credits and beside:
        how = sum_in_words(_parts_beside(shared, outcome, lines.other_credits))
        yield line_at(lines.other_credits, label, beside, how, "IRC 26(a)")
        if lines.other_credits_on_1040:
            how = text(gettext_noop("From {place}."), place=lines.other_credits.named)
            yield line_at(lines.other_credits_on_1040, label, beside, how, "IRC 26(a)")
    yield line_at(
        lines.nonrefundable_credit,
        gettext_noop("Child tax credit and credit for other dependents")
        if shared.parameters.child_tax_credit.other_dependent
        else gettext_noop("Child tax credit"),
        used,
        where_the_credit_stands(shared, outcome).nonrefundable,
        "IRC 24(a)",
    )
    total = lines.all_credits
    parts = [part(lines.nonrefundable_credit, used, total)]
    if lines.other_credits:
        parts.append(part(lines.other_credits_on_1040 or lines.other_credits, beside, total))
    else:
        parts += _parts_beside(shared, outcome, total)
    yield line_at(total, gettext_noop("Credits together"), used + beside, sum_in_words(parts), "IRC 26(a)")


def _each_credit(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    lines, foreign = lines_of(shared), outcome.foreign_tax_credit.line_35
    if foreign:
        label = gettext_noop("Foreign tax credit")
        yield line_at(lines.foreign_tax_credit, label, foreign, _foreign_how(shared, outcome), "IRC 901")
    for place, label, amount, source in _given_credits(shared):
        if place and amount:
            yield line_at(place, label, amount, text(gettext_noop("The amount you gave us.")), source)


def _given_credits(shared: Facts) -> tuple[tuple[Place, str, int, str], ...]:
    """The credits that a family gives us and that have a line of their own in every year."""
    lines, given = lines_of(shared), shared.household.credits
    return (
        (
            lines.dependent_care_credit,
            gettext_noop("Credit for child and dependent care"),
            given.dependent_care,
            "IRC 21",
        ),
        (lines.education_credits, gettext_noop("Education credits"), given.education, "IRC 25A"),
        (lines.savers_credit, gettext_noop("Retirement savings contributions credit"), given.savers, "IRC 25B"),
    )


def _parts_beside(shared: Facts, outcome: Outcome, total: Place) -> list[Part]:
    own = [part(place, amount, total) for place, _, amount, _ in _given_credits(shared) if place]
    left = outcome.other_credits - added(own)
    return [
        part(lines_of(shared).foreign_tax_credit, outcome.foreign_tax_credit.line_35, total),
        *own,
        Part(left, text(gettext_noop("the other credits you gave us"))),
    ]


def _foreign_how(shared: Facts, outcome: Outcome) -> Text:
    if outcome.foreign_tax_credit.without_form_1116:
        return text(
            gettext_noop("Foreign tax of at most {limit:$} on dividends and interest needs no Form 1116."),
            limit=shared.parameters.foreign_tax_credit.small_credit_limit[shared.household.filing_status],
        )
    return text(gettext_noop("From {place}."), place=lines_of(shared).foreign_tax_credit_of_all.named)
