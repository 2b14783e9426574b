"""Form 1040 from payments to the balance, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.scenario import Facts, Outcome
from interview.engine.wording import Line, Text, gettext_noop, text

FORM = "form_1040"


def payment_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """What was paid in, the refundable credits, and what comes back or is still owed."""
    yield from _paid_in(shared)
    yield from _refundable_credits(shared, outcome)
    yield from _other_payments(shared)
    refundable = outcome.additional_child_tax_credit + outcome.eic.credit
    together = outcome.payments + refundable
    yield Line(
        FORM,
        "33",
        text(gettext_noop("Payments and refundable credits together")),
        together,
        text(
            gettext_noop("{payments:$} paid in and {credits:$} of refundable credits."),
            payments=outcome.payments,
            credits=refundable,
        ),
        "IRC 6402(a)",
    )
    yield _balance(shared, outcome, together)


def _paid_in(shared: Facts) -> Iterator[Line]:
    paid, medicare = shared.household.payments, shared.form_8959.line_22
    if paid.income_tax_withheld + medicare:
        yield Line(
            FORM,
            "25d",
            text(gettext_noop("Tax withheld")),
            paid.income_tax_withheld + medicare,
            text(
                gettext_noop("{withheld:$} of income tax and {medicare:$} of Additional Medicare Tax."),
                withheld=paid.income_tax_withheld,
                medicare=medicare,
            ),
            "IRC 31",
        )
    if paid.estimated_tax:
        yield Line(
            FORM,
            "26",
            text(gettext_noop("Estimated tax paid")),
            paid.estimated_tax,
            text(gettext_noop("The amount you gave us.")),
            "IRC 6315",
        )


def _refundable_credits(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    lines = shared.parameters.form_lines
    yield Line(
        FORM,
        lines.earned_income_credit,
        text(gettext_noop("Earned income credit")),
        outcome.eic.credit,
        _eic_how(shared, outcome),
        shared.parameters.source("earned_income_credit.maximum"),
    )
    yield Line(
        FORM,
        lines.additional_child_tax_credit,
        text(gettext_noop("Additional child tax credit")),
        outcome.additional_child_tax_credit,
        text(gettext_noop("From Schedule 8812 line 27.")),
        "IRC 24(d)",
    )


def _other_payments(shared: Facts) -> Iterator[Line]:
    paid = shared.household.payments
    if paid.excess_social_security + paid.other_refundable_credits:
        yield Line(
            FORM,
            "31",
            text(gettext_noop("Other payments and refundable credits")),
            paid.excess_social_security + paid.other_refundable_credits,
            text(
                gettext_noop("{excess:$} of excess social security tax and {others:$} of other refundable credits."),
                excess=paid.excess_social_security,
                others=paid.other_refundable_credits,
            ),
            "IRC 31(b)",
        )


def _balance(shared: Facts, outcome: Outcome, together: int) -> Line:
    lines = shared.parameters.form_lines
    if outcome.balance >= 0:
        how = text(gettext_noop("{payments:$} less {tax:$} of total tax."), payments=together, tax=outcome.total_tax)
        return Line(FORM, lines.refund, text(gettext_noop("Refund")), outcome.balance, how, "IRC 6402(a)")
    how = text(gettext_noop("{tax:$} of total tax less {payments:$}."), tax=outcome.total_tax, payments=together)
    return Line(FORM, lines.amount_owed, text(gettext_noop("Amount you owe")), -outcome.balance, how, "IRC 6151(a)")


EIC_REASONS = {
    "form_2555": gettext_noop("Not allowed with Form 2555."),
    "no_us_home": gettext_noop("Your main home was not in the US for more than half of the year."),
    "nonresident": gettext_noop("Not for nonresidents."),
    "number": gettext_noop("Everyone on the return needs a Social Security number valid for work, in time."),
    "investment_income": gettext_noop("Your investment income is above the limit of {limit:$}."),
    "married_separate": gettext_noop("Not for married people who file apart, unless they live apart with a child."),
    "dependent": gettext_noop("Not for someone whom another person can claim."),
    "age": gettext_noop("Without a child in the US, your age has to be {minimum} or more and under {maximum}."),
    "no_earned_income": gettext_noop("There is no earned income."),
}


def _eic_how(shared: Facts, outcome: Outcome) -> Text:
    figures = shared.parameters.earned_income_credit
    if outcome.eic.why_not is not None:
        return text(
            EIC_REASONS[outcome.eic.why_not],
            minimum=figures.minimum_age,
            maximum=figures.maximum_age_under,
            limit=figures.investment_income_limit,
        )
    return text(
        gettext_noop(
            "From the EIC Table, by earned income and by adjusted gross income. Children who count: {children}."
        ),
        children=outcome.eic.children,
    )
