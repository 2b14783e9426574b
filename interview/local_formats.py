"""Numbers, dates, money and names of currencies as the reader's language writes them in the United States."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.numbers import (
    NumberPattern,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
    parse_pattern,
)
from django.utils.formats import date_format
from django.utils.translation import get_language, to_locale

# The country decides between 1,700.50 and 1.700,50. A language that is not here is written as in its own country.
LOCALES = {"en": "en_US", "es": "es_US"}
_SMALLEST_RATIO = 4


def reader_locale() -> str:
    """The locale of the page that is being written: en_US, es_US."""
    language = get_language() or "en"
    return LOCALES.get(language, to_locale(language))


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> NumberPattern:
    return parse_pattern(pattern)


# The same figures stand on a page again and again, and Babel takes its time with each.
@lru_cache(maxsize=4096)
def _written(value: Any, pattern: str, currency: str | None, locale: str) -> str:
    written: str = _pattern(pattern).apply(value, Locale.parse(locale), currency=currency, currency_digits=False)
    return written


def _number(value: Any, pattern: str, currency: str | None = None) -> str:
    """Babel's arithmetic with a pattern that is read once."""
    return _written(value, pattern, currency, reader_locale())


def number(value: float | Decimal, digits: int = 0) -> str:
    """38,400 or, with two digits, 652.50."""
    return _number(value, "#,##0" + (f".{'0' * digits}" if digits else ""))


def money(amount: Decimal | int, currency: str = "USD") -> str:
    """€38,400 or CHF 652.50, $3,400 or -$820: no cents where there are none."""
    digits = 0 if amount == int(amount) else max(2, get_currency_precision(currency))
    return _number(amount, _money_pattern(currency, digits, reader_locale()), currency)


@lru_cache(maxsize=512)
def _money_pattern(currency: str, digits: int, locale: str) -> str:
    gap = "\xa0" if get_currency_symbol(currency, locale=locale).isalpha() else ""
    return f"¤{gap}#,##0" + (f".{'0' * digits}" if digits else "")


def percent(ten_thousandths: int) -> str:
    """7.65% or 15%, from ten-thousandths."""
    pattern = Locale.parse(reader_locale()).percent_formats[None].pattern
    return _number(Decimal(ten_thousandths) / 10_000, pattern.replace("0%", "0.##%").replace("0\xa0%", "0.##\xa0%"))


def currency_name(code: str) -> str:
    """Swiss Franc, franco suizo."""
    return get_currency_name(code, locale=reader_locale())


def long_date(day: date) -> str:
    """A date in full: April 15, 2026, or 15 de abril de 2026."""
    return date_format(day, "DATE_FORMAT")


def figure(value: Any, how: str) -> str:
    """A figure in a sentence of the engine: `$` dollars, `%` ten-thousandths as percent, `ratio`, `day` a full date."""
    if how == "$":
        return money(value)
    if how == "%":
        return percent(value)
    if how == "ratio":
        return number(value, _SMALLEST_RATIO)
    if how == "day" and isinstance(value, date):
        return long_date(value)
    return format(value, how)
