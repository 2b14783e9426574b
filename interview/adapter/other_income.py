"""Rows of income that is not from work into the contract's `unearned_income`, both spouses together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import ZERO, Exchange, whole
from interview.adapter.places import FOREIGN, PUERTO_RICO, US, places
from interview.steps import Saved
from interview.steps.conditions import adults, is_work, kind_of, rows_of

# The contract's key of each kind from the US and from abroad. It has one key for some kinds, wherever they come from.
KEYS = {
    "interest": {US: "interest_us", FOREIGN: "interest_foreign"},
    "dividends": {US: "ordinary_dividends_us", FOREIGN: "ordinary_dividends_foreign"},
    "qualified": {US: "qualified_dividends_us", FOREIGN: "qualified_dividends_foreign"},
    "short": {US: "short_term_gains", FOREIGN: "short_term_gains"},
    "long": {US: "long_term_gains", FOREIGN: "long_term_gains"},
    "pension": {US: "pensions_us", FOREIGN: "pensions_foreign"},
    "social": {US: "social_security_benefits", FOREIGN: "social_security_benefits"},
    "unemployment": {US: "unemployment", FOREIGN: "unemployment"},
    "other": {US: "other_us", FOREIGN: "other_foreign"},
}
PASSIVE_ABROAD = ("interest_foreign", "ordinary_dividends_foreign", "other_foreign")


class OtherIncome:
    """All income of the people on the return that is not from work. Sums are exact; each key is rounded once."""

    def __init__(self, saved: Saved, exchange: Exchange, notebook: Notebook) -> None:
        self._sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        self._excluded: dict[str, Decimal] = defaultdict(lambda: ZERO)
        self._exchange = exchange
        self._notebook = notebook
        for person in adults(saved):
            for row in rows_of(saved, person):
                if not is_work(row):
                    self._add_row(row)

    def document(self) -> dict[str, int]:
        """The amounts by their names in the contract; what there is none of is left out."""
        rounded = {name: whole(amount) for name, amount in self._sums.items()}
        return {name: amount for name, amount in rounded.items() if amount}

    def puerto_rico_excluded(self) -> Decimal:
        """What section 933 leaves out, still exact. A loss from there is left out too, and lowers no other kind."""
        return sum((max(ZERO, amount) for amount in self._excluded.values()), ZERO)

    def pensions_abroad(self) -> Decimal:
        """Pensions from other countries, which Form 1116 counts with pay."""
        return self._sums["pensions_foreign"]

    def passive_abroad(self) -> Decimal:
        """Income from savings and investments abroad that the contract can tell from that in the US."""
        return sum((max(ZERO, self._sums[name]) for name in PASSIVE_ABROAD), ZERO)

    def _add_row(self, row: Saved) -> None:
        kind = kind_of(row)
        amount = self._exchange.dollars(row.own("income", "amount"))
        if row.own("income", "guess"):
            self._notebook.note(_("One of your amounts is a best guess."), f"income-{row.key}")
        special: dict[str, Callable[[Saved, Decimal], None]] = {
            "dividends": self._add_dividends,
            "gains": self._add_gains,
            "social": self._add_social_security,
        }
        if kind in special:
            special[kind](row, amount)
        else:
            self._add(kind, row, amount)

    def _add(self, name: str, row: Saved, amount: Decimal) -> dict[str, Decimal]:
        parts = places(row, amount, self._notebook)
        for place, part in parts.items():
            if place == PUERTO_RICO:
                self._excluded[name] += part
            else:
                self._sums[KEYS[name][place]] += part
        if parts.get(FOREIGN) and KEYS[name][US] == KEYS[name][FOREIGN]:
            self._notebook.note(
                _(
                    "For the foreign tax credit we count gains and unemployment pay as US income, wherever they come "
                    "from. That is the safe side."
                ),
                f"income-{row.key}",
            )
        return parts

    def _add_dividends(self, row: Saved, amount: Decimal) -> None:
        """The qualified part is inside the dividends, here and abroad alike. Not known, none of it is qualified."""
        self._add("dividends", row, amount)
        if row.own("income_qualified", "not_sure"):
            self._notebook.note(
                _("You were not sure how much of the dividends is qualified. We took it as none."),
                f"income_qualified-{row.key}",
            )
        qualified = min(amount, self._part(row, "income_qualified"))
        for place, part in places(row, qualified, self._notebook).items():
            if place != PUERTO_RICO:
                self._sums[KEYS["qualified"][place]] += part

    def _add_gains(self, row: Saved, amount: Decimal) -> None:
        """A gain is split by how long things were held. A loss counts as a short-term one, which costs no less tax."""
        if row.own("income_long", "not_sure"):
            self._notebook.note(
                _("You were not sure how long you held what you sold. We took it as a year or less."),
                f"income_long-{row.key}",
            )
        held_long = max(ZERO, min(amount, self._part(row, "income_long")))
        self._add("long", row, held_long)
        self._add("short", row, amount - held_long)

    def _add_social_security(self, row: Saved, amount: Decimal) -> None:
        """Benefits come from the US wherever they are paid to, and bring tax-free interest into their worksheet."""
        self._sums["social_security_benefits"] += amount
        self._sums["tax_exempt_interest"] += self._exchange.dollars(row.own("income", "tax_free"))

    def _part(self, row: Saved, step: str) -> Decimal:
        """The part that was given; unless it was left open, then none."""
        if row.own(step, "not_sure"):
            return ZERO
        return self._exchange.dollars(row.own(step, "part"))


def unearned_income(income: OtherIncome, excluded_pay: Decimal) -> dict[str, Any]:
    """The contract's `unearned_income`, with everything that section 933 leaves out, pay included."""
    return {**income.document(), "puerto_rico_excluded": whole(excluded_pay + income.puerto_rico_excluded())}
