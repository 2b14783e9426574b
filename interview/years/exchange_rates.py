"""Yearly average exchange rates: how many units of a currency one dollar bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.years.legal_tender import currency_problem

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_IRS = "IRS yearly average"
_CENTRAL_BANK = re.compile(r"ECB euro reference rates, mean of (?P<days>\d+) daily cross rates\b")


@dataclass(frozen=True, slots=True)
class Rate:
    """One currency's average of the year, and where it was read."""

    currency: str
    per_dollar: Decimal
    source: str

    @property
    def source_in_words(self) -> str:
        """Where it was read, in the reader's language if it is one of the two sources of the shipped years."""
        if self.source == _IRS:
            return _("IRS yearly average")
        found = _CENTRAL_BANK.match(self.source)
        if found is None:
            return self.source
        if self.source.endswith("provisional"):
            words = _("{days} daily rates of the European Central Bank so far, not final")
        else:
            words = _("{days} daily rates of the European Central Bank")
        return words.format(days=found["days"])


def read_rates(document: Mapping[str, Any]) -> dict[str, Rate]:
    """The rates of a document that was checked, by currency code in alphabetical order."""
    rates = document.get("exchange_rates", {})
    return {code: Rate(code, Decimal(rates[code]["per_dollar"]), rates[code]["source"]) for code in sorted(rates)}


def rate_problems(document: Mapping[str, Any], tax_year: int) -> Iterator[Problem]:
    """Every fault in the exchange rates of a year's document, with its path."""
    rates = document.get("exchange_rates", {})
    if not isinstance(rates, dict):
        yield Problem("exchange_rates", "must hold one entry for each currency")
        return
    for code, entry in rates.items():
        if problem := currency_problem(code, tax_year):
            yield Problem(f"exchange_rates.{code}", problem)
        elif not isinstance(entry, dict):
            yield Problem(f"exchange_rates.{code}", "must have per_dollar and a source")
        else:
            yield from _entry_problems(f"exchange_rates.{code}", entry)


def _entry_problems(path: str, entry: Mapping[str, Any]) -> Iterator[Problem]:
    yield from (Problem(f"{path}.{key}", "is not a known key") for key in entry if key not in ("per_dollar", "source"))
    per_dollar = entry.get("per_dollar")
    if not isinstance(per_dollar, str) or not _NUMBER.fullmatch(per_dollar) or not Decimal(per_dollar):
        yield Problem(f"{path}.per_dollar", f'must be a text with a number above 0, like "0.886", not {per_dollar!r}')
    source = entry.get("source")
    if not isinstance(source, str) or not source.strip():
        yield Problem(f"{path}.source", "must say where the rate was read")
