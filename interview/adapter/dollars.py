"""Other currencies into dollars, exactly; whole dollars only at the end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook, Unfinished
from interview.steps import Saved

ZERO = Decimal(0)


class YearlyRate(Protocol):
    """A stored exchange rate: units of the currency for one dollar, and who says so."""

    @property
    def per_dollar(self) -> Decimal: ...
    @property
    def source_in_words(self) -> str: ...


Rates = Mapping[str, YearlyRate]


class Exchange:
    """The rates of one family: its own where it gave one, else the year's."""

    def __init__(self, saved: Saved, rates: Rates, notebook: Notebook) -> None:
        self._saved = saved
        self._rates = rates
        self._notebook = notebook

    def quietly(self) -> Exchange:
        """The same rates, for amounts that are not this household's own and need no mention."""
        return Exchange(self._saved, self._rates, Notebook())

    def dollars(self, money: Any) -> Decimal:
        """The exact value of one saved amount. Raises Unfinished if its currency has no rate."""
        if not isinstance(money, dict):
            return ZERO
        amount, currency = Decimal(money["amount"]), str(money["currency"])
        return amount if currency == "USD" or not amount else amount / self.per_dollar(currency)

    def per_dollar(self, currency: str) -> Decimal:
        """How many units of a currency one dollar was worth."""
        own = self._saved.get(f"rate-{currency}", "rate")
        if own:
            return Decimal(own)
        yearly = self._rates.get(currency)
        if yearly is None:
            raise Unfinished(f"rate-{currency}")
        self._notebook.note(
            _("We turned {currency} into dollars at {rate} for one dollar, the average of {year} ({source})."),
            f"rate-{currency}",
            currency=currency,
            rate=lambda: yearly.per_dollar,
            year=self._saved.tax_year,
            source=lambda: yearly.source_in_words,
        )
        return yearly.per_dollar


def whole(dollars: Decimal) -> int:
    """Whole dollars; fifty cents round up, as the instructions of Form 1040 say."""
    return int(dollars.quantize(Decimal(1), rounding=ROUND_HALF_UP))
