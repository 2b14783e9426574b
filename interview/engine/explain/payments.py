"""The return from payments to the balance, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from interview.engine.common_facts import Facts
from interview.engine.earned_income import earned_income_worksheet
from interview.engine.explain.sums import Part, added, line_at, lines_of, part, sum_in_words
from interview.engine.explain.used_credit import where_the_credit_stands
from interview.engine.places import Place
from interview.engine.scenario import Outcome
from interview.engine.schedule_8812_2021 import Schedule8812Of2021
from interview.engine.wording import Line, Text, gettext_noop, text


def payment_lines(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    """What was paid in, the refundable credits, and what comes back or is still owed."""
    lines = lines_of(shared)
    amounts = _amounts(shared, outcome)
    yield from _paid_in(shared, amounts)
    yield from _refundable_credits(shared, outcome)
    schedule, total = lines.other_payments, lines.total_payments
    on_schedule = {place: amount for place, amount in amounts.items() if schedule and place.form == schedule.form}
    on_return = {place: amount for place, amount in amounts.items() if place not in on_schedule}
    if any(on_schedule.values()):
        parts = [part(place, amount, schedule) for place, amount in on_schedule.items()]
        label = gettext_noop("Other payments and refundable credits")
        yield line_at(schedule, label, added(parts), sum_in_words(parts), "IRC 31, 6315")
        brought = lines.other_payments_on_1040
        if brought:
            yield line_at(
                brought, label, added(parts), text(gettext_noop("From {place}."), place=schedule.named), "IRC 31"
            )
        on_return[brought or schedule] = added(parts)
    if lines.refundable_credits:
        paid = (lines.withheld, lines.estimated_tax)
        place = lines.refundable_credits
        parts = [part(where, on_return.pop(where), place) for where in list(on_return) if where not in paid]
        label = gettext_noop("Other payments and refundable credits together")
        yield line_at(place, label, added(parts), sum_in_words(parts), "IRC 6402(a)")
        on_return[place] = added(parts)
    parts = [part(place, amount, total) for place, amount in on_return.items()]
    label = gettext_noop("Payments and refundable credits together")
    yield line_at(total, label, added(parts), sum_in_words(parts), "IRC 6402(a)")
    yield _balance(shared, outcome, added(parts))


def _amounts(shared: Facts, outcome: Outcome) -> dict[Place, int]:
    """What was paid and what is refundable, by its place; nothing where the return has no line for it."""
    lines, paid = lines_of(shared), shared.household.payments
    amounts = (
        (lines.withheld, paid.income_tax_withheld + shared.form_8959.line_22),
        (lines.estimated_tax, paid.estimated_tax),
        (lines.earned_income_credit, outcome.eic.credit),
        (lines.additional_child_tax_credit, outcome.child_credits.additional + outcome.child_credits.refundable),
        (lines.excess_social_security, paid.excess_social_security),
        (lines.other_refundable_credits, paid.other_refundable_credits),
    )
    return {place: amount for place, amount in amounts if place}


def _paid_in(shared: Facts, amounts: dict[Place, int]) -> Iterator[Line]:
    lines, given = lines_of(shared), text(gettext_noop("The amount you gave us."))
    withheld = (
        Part(shared.household.payments.income_tax_withheld, text(gettext_noop("income tax"))),
        Part(shared.form_8959.line_22, text(gettext_noop("Form 8959 line 22"))),
    )
    for place, label, how, source in (
        (lines.withheld, gettext_noop("Tax withheld"), sum_in_words(withheld), "IRC 31"),
        (lines.estimated_tax, gettext_noop("Estimated tax paid"), given, "IRC 6315"),
        (lines.excess_social_security, gettext_noop("Excess social security tax withheld"), given, "IRC 31(b)"),
        (lines.other_refundable_credits, gettext_noop("Other refundable credits"), given, "IRC 6402(a)"),
    ):
        if amounts.get(place):
            yield line_at(place, label, amounts[place], how, source)


def _refundable_credits(shared: Facts, outcome: Outcome) -> Iterator[Line]:
    lines = lines_of(shared)
    if lines.earned_income_credit:
        yield line_at(
            lines.earned_income_credit,
            gettext_noop("Earned income credit"),
            outcome.eic.credit,
            _eic_how(shared, outcome),
            shared.parameters.source("earned_income_credit.maximum"),
        )
    credits = outcome.child_credits
    all_paid_out = isinstance(credits.form, Schedule8812Of2021) and credits.form.one_b is not None
    yield line_at(
        lines.additional_child_tax_credit,
        gettext_noop("Refundable child tax credit") if all_paid_out else gettext_noop("Additional child tax credit"),
        credits.additional + credits.refundable,
        where_the_credit_stands(shared, outcome).refundable,
        "IRC 24(i)(1) as in force for 2021" if all_paid_out else "IRC 24(d)",
    )


def _balance(shared: Facts, outcome: Outcome, together: int) -> Line:
    lines = lines_of(shared)
    if outcome.balance >= 0:
        how = text(gettext_noop("{payments:$} less {tax:$} of total tax."), payments=together, tax=outcome.total_tax)
        return line_at(lines.refund, gettext_noop("Refund"), outcome.balance, how, "IRC 6402(a)")
    how = text(gettext_noop("{tax:$} of total tax less {payments:$}."), tax=outcome.total_tax, payments=together)
    return line_at(lines.amount_owed, gettext_noop("Amount you owe"), -outcome.balance, how, "IRC 6151(a)")


EIC_REASONS = {
    "form_2555": gettext_noop("Not allowed with Form 2555."),
    "no_us_home": gettext_noop("Your main home was not in the US for more than half of the year."),
    "nonresident": gettext_noop("Not for nonresidents."),
    "number": gettext_noop("Everyone on the return needs a Social Security number valid for work, in time."),
    "investment_income": gettext_noop("Your investment income is above the limit of {limit:$}."),
    "married_separate": gettext_noop("Not for married people who file apart, unless they live apart with a child."),
    "dependent": gettext_noop("Not for someone whom another person can claim."),
    "qualifying_child": gettext_noop("Not for someone under 24 whom a parent or another relative can claim."),
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
    table = text(
        gettext_noop(
            "From the EIC Table, for {earned:$} of earned income and {agi:$} of adjusted gross income. Children who "
            "count: {children}."
        ),
        earned=outcome.eic.earned_income,
        agi=outcome.agi.agi,
        children=outcome.eic.children,
    )
    choice = _choice_of_earned_income(shared, outcome)
    return text(gettext_noop("{table} {choice}"), table=table, choice=text(choice)) if choice else table


def _choice_of_earned_income(shared: Facts, outcome: Outcome) -> str | None:
    """Combat pay may be counted or left out, and in some years the income of an earlier one may be taken."""
    used, combat_pay = outcome.eic.earned_income, shared.earned.combat_pay
    without = earned_income_worksheet(shared.earned, count_combat_pay=False).line_7
    if used not in (without, earned_income_worksheet(shared.earned).line_7):
        return gettext_noop("That is your earned income of an earlier year, which you may choose.")
    if not combat_pay:
        return None
    if used > without:
        return gettext_noop("Combat pay is counted, as you may choose.")
    return gettext_noop("Combat pay is left out, as you may choose.")
