"""Section 5, second part: payroll taxes on the pay, the list of all rows, and the exchange rates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import (
    EXCLUDABLE_SOURCES,
    W2_SOURCES,
    adults,
    currencies,
    home_is,
    income_rows,
    is_business,
    is_kind,
    may_use_payroll_method,
    rows_of,
    source_of,
)
from interview.steps.income import nothing
from interview.steps.people import said
from interview.steps.questions import Choice, Money, Option, Phrase, Question, Rate, Step, unsure
from interview.steps.saved import REMOVED_INCOME, Saved
from interview.steps.sections import INCOME, RATES


def has_excludable_profit(saved: Saved) -> bool:
    """A business with profit from work abroad, where another country's system may collect instead."""
    amount = saved.own("income", "amount")
    profit = isinstance(amount, dict) and Decimal(amount["amount"]) > 0
    return is_business(saved) and source_of(saved) in EXCLUDABLE_SOURCES and profit


def may_have_payroll_tax_taken(saved: Saved) -> bool:
    """Enough children for the second method, and pay from which US payroll tax is taken."""
    return may_use_payroll_method(saved) and any(source_of(row) in W2_SOURCES for row in jobs_of(saved))


def jobs_of(saved: Saved) -> list[Saved]:
    """The jobs of the person that the screen is about."""
    return [row for row in rows_of(saved, saved.key) if is_kind("wages")(row)]


def may_have_combat_pay(saved: Saved) -> bool:
    """On military orders outside the US, or paid by the US government there."""
    return in_military_home(saved) or any(source_of(row) == "foreign_gov" for row in jobs_of(saved))


# What an employer takes is 6.2 percent and 1.45 percent, on high pay 0.9 percent more; with some room for rounding.
MOST_TAKEN = {"social_security": Decimal("0.065"), "medicare": Decimal("0.025")}
LOOKS_HIGH = _("That looks high. Check boxes 4 and 6 of your Form W-2")


def looks_high(saved: Saved, answer: Mapping[str, Any]) -> dict[str, Phrase]:
    """More than any employer takes from the pay that was entered. Pay in other currencies is not compared."""
    pay = Decimal(0)
    for row in jobs_of(saved):
        amount = row.own("income", "amount")
        if source_of(row) in W2_SOURCES and isinstance(amount, dict):
            if amount["currency"] != "USD":
                return {}
            pay += Decimal(amount["amount"])
    taken = {field: answer.get(field) for field in MOST_TAKEN}
    return {
        field: LOOKS_HIGH
        for field, money in taken.items()
        if isinstance(money, dict) and Decimal(money["amount"]) > pay * MOST_TAKEN[field]
    }


in_puerto_rico = home_is("pr")
in_military_home = home_is("us_military")

PAYROLL_TAX = (
    Step(
        name="income_social_security",
        section=INCOME,
        each=income_rows,
        shown=has_excludable_profit,
        questions=(
            Question(
                id="income.se_tax",
                name="system",
                text=said(
                    _("Do you pay US Social Security tax on your business profit?"),
                    _("Does your spouse pay US Social Security tax on the business profit?"),
                ),
                why=_(
                    "Half of that tax comes off your income. Some countries have a deal with the US so that you pay "
                    "only there. The answer can also change your refund."
                ),
                short=_("Social Security tax on the profit"),
                kind=Choice(
                    empty=_("Choose where you pay Social Security tax"),
                    options=(
                        Option(code="us", text=_("Yes, to the US")),
                        Option(
                            code="certificate",
                            text=_("No"),
                            small=_("Paid into another country's system, with a certificate that says so"),
                        ),
                        unsure(best="certificate"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="income_combat",
        section=INCOME,
        each=adults,
        shown=may_have_combat_pay,
        questions=(
            Question(
                id="income.combat_pay",
                name="amount",
                text=said(
                    _("How much combat pay did you get that was not taxed?"),
                    _("How much combat pay did your spouse get that was not taxed?"),
                ),
                why=_("It counts as earned income for this credit, which can raise your refund."),
                short=said(_("Your combat pay"), _("Your spouse's combat pay")),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="income_withheld",
        section=INCOME,
        each=adults,
        shown=may_have_payroll_tax_taken,
        warn=looks_high,
        title=said(
            _("How much Social Security and Medicare tax was taken from your pay?"),
            _("How much Social Security and Medicare tax was taken from your spouse's pay?"),
        ),
        intro=_(
            "With three or more children, or in Puerto Rico, there is a second way to work out the refund. "
            "You get the larger one."
        ),
        questions=(
            Question(
                id="income.withheld.ss",
                name="social_security",
                text=lambda saved: (
                    _("Social Security tax, box 21 of Form 499R-2/W-2PR")
                    if in_puerto_rico(saved)
                    else _("Social Security tax, box 4 of Form W-2")
                ),
                short=_("Social Security tax taken"),
                kind=Money(dollars_only=True),
            ),
            Question(
                id="income.withheld.medicare",
                name="medicare",
                text=lambda saved: (
                    _("Medicare tax, box 23 of Form 499R-2/W-2PR")
                    if in_puerto_rico(saved)
                    else _("Medicare tax, box 6 of Form W-2")
                ),
                short=_("Medicare tax taken"),
                kind=Money(dollars_only=True),
            ),
        ),
    ),
    Step(
        name="income_list",
        section=INCOME,
        shown=lambda saved: bool(income_rows(saved) or saved.keys(REMOVED_INCOME)),
        title=_("Your income in {year}"),
        template="interview/income_list.html",
    ),
)

EXCHANGE_RATE_STEPS = (
    Step(
        name="rate",
        section=RATES,
        each=currencies,
        aside=True,
        questions=(
            Question(
                id="income.fx",
                name="rate",
                text=_("How much {currency} was one US dollar worth in {year}?"),
                why=_("The IRS lets you use any fair posted rate if you use it every time."),
                short=_("Your own rate"),
                optional=True,
                kind=Rate(),
            ),
        ),
    ),
)
