"""Tax paid to other countries into the contract's `foreign_tax`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import ZERO, Exchange, whole
from interview.adapter.other_income import OtherIncome
from interview.adapter.pay import Pay
from interview.steps import Saved
from interview.steps.conditions import adults
from interview.steps.foreign_tax import asked

ENOUGH = Decimal("0.4")
SETS = ("foreign_tax_amount", "foreign_tax_second")


def foreign_tax(
    saved: Saved, exchange: Exchange, abroad: Mapping[str, Decimal], notebook: Notebook, *, both: Saved | None = None
) -> dict[str, int]:
    """Tax of both categories, from every country together, and unused credit of earlier years; each rounded once.

    `abroad` is this return's income by category.

    Not knowing counts none, the careful side. Where tax was paid and no amount is known, as when the range on the
    result tries "yes" in place of "I'm not sure", it is taken as 40 percent of the income from abroad: more than the
    top US rate of 37 percent, so enough to cover US tax on that income whatever else there is.

    A family that compares ways to file is asked once for the tax of both spouses, who are in `both`: a return of one's
    own has the share that its income from abroad has in theirs.
    """
    if not asked(saved):
        return {}
    if saved.says("foreign_tax", "paid", "not_sure"):
        notebook.note(
            _("You were not sure about tax paid to another country. We counted none, which is the safe side."),
            "foreign_tax",
        )
    shares = _shares(abroad, both, exchange)
    tax = {category: _paid(saved, category, amount, shares[category], exchange) for category, amount in abroad.items()}
    carried = {
        category: exchange.dollars(saved.get("foreign_tax_carryover", category)) * shares[category]
        for category in abroad
    }
    if any(tax.values()):
        _note_when(saved, notebook)
    if any((tax[category] or carried[category]) and shares[category] != 1 for category in abroad):
        notebook.note(
            _("On your own return we counted your share of the tax paid to other countries, by income."), "foreign_tax"
        )
    if saved.get("foreign_tax_carryover", "general") is None:
        notebook.note(
            _("We took it that you have no unused foreign tax credit from earlier years."), "foreign_tax_carryover"
        )
    return {
        **{category: whole(amount) for category, amount in tax.items()},
        **{f"carryover_{category}": whole(amount) for category, amount in carried.items()},
    }


def from_abroad(saved: Saved, pay: Pay, income: OtherIncome) -> dict[str, Decimal]:
    """Income from abroad of the people on the return, exactly, by the categories of Form 1116."""
    return {
        "general": pay.earned_abroad(adults(saved)) + income.pensions_abroad(),
        "passive": income.passive_abroad(),
    }


def _shares(abroad: Mapping[str, Decimal], both: Saved | None, exchange: Exchange) -> dict[str, Decimal]:
    """Which part of the tax goes with the income on this return."""
    if both is None:
        return dict.fromkeys(abroad, Decimal(1))
    silent, quietly = Notebook(), exchange.quietly()
    of_both = from_abroad(both, Pay(both, quietly, silent), OtherIncome(both, quietly, silent))
    return {
        category: amount / of_both[category] if of_both[category] else Decimal(1) for category, amount in abroad.items()
    }


def _paid(saved: Saved, category: str, abroad: Decimal, share: Decimal, exchange: Exchange) -> Decimal:
    """The tax on one category of this return's income in dollars, exactly, all countries together."""
    if not saved.says("foreign_tax", "paid", "yes"):
        return ZERO
    if SETS[0] not in saved.answers:
        return abroad * ENOUGH
    return share * sum((exchange.dollars(saved.get(page, category)) for page in SETS), ZERO)


def _note_when(saved: Saved, notebook: Notebook) -> None:
    """The contract has one amount for the year; which payments are in it is the family's to see to."""
    method = saved.get("foreign_tax_when", "method")
    if method == "paid":
        notebook.note(
            _("You count foreign tax in the year you pay it. Check that your amounts are what you paid in {year}."),
            "foreign_tax_when",
            year=saved.tax_year,
        )
    else:
        notebook.note(_("We count foreign tax in the year it was for."), "foreign_tax_when")
