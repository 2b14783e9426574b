"""The currencies that a family can choose from, its own first, and what one dollar was worth in each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from babel.core import get_global
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.local_formats import currency_name
from interview.steps import Saved
from interview.steps.conditions import currencies as currencies_in_use
from interview.years import Rate

DOLLAR = "USD"
HOME_IN_DOLLARS = ("us", "pr", "us_military", "territory")

Groups = list[tuple[str | Promise, list[tuple[str, str]]]]


def currency_groups(saved: Saved, rates: Mapping[str, Rate]) -> Groups:
    """The options of a currency list: yours, those with a yearly rate, all others that are money somewhere today."""
    yours = list(dict.fromkeys([DOLLAR, *currencies_in_use(saved), *_of_country(_country(saved))]))
    with_rate = [code for code in rates if code not in yours]
    others = [code for code in sorted(_in_circulation()) if code not in yours and code not in rates]
    return [
        (_("Yours"), [(code, _named(code)) for code in yours]),
        (_("With a yearly rate"), [(code, _named(code)) for code in with_rate]),
        (_("Others"), [(code, _named(code)) for code in others]),
    ]


def only_group(code: str) -> Groups:
    """The options of an amount that can only be in one currency, because it is a part of another amount."""
    return [(_("Yours"), [(code, _named(code))])]


def usual_currency(saved: Saved) -> str:
    """The currency that stands in an empty field: the last one used, or that of the home. Empty if we cannot tell."""
    used = currencies_in_use(saved)
    if used:
        return used[-1]
    of_home = _of_country(_country(saved))
    if of_home:
        return of_home[0]
    home = saved.get("home", "main_place") or saved.get("quick_home", "home")
    return DOLLAR if home in HOME_IN_DOLLARS else ""


def per_dollar(currency: str, saved: Saved, rates: Mapping[str, Rate]) -> Decimal | None:
    """The rate that counts for this family, if there is one: its own before the year's."""
    if currency == DOLLAR:
        return Decimal(1)
    own = saved.get(f"rate-{currency}", "rate")
    if own:
        return Decimal(own)
    yearly = rates.get(currency)
    return yearly.per_dollar if yearly else None


def _country(saved: Saved) -> Any:
    return saved.get("home_country", "country")


def _named(code: str) -> str:
    return f"{code} {currency_name(code)}"


def _of_country(country: Any) -> list[str]:
    """What people pay with in a country today."""
    entries = get_global("territory_currencies").get(country, ())
    return [code for code, _start, end, tender in entries if tender and end is None]


@cache
def _in_circulation() -> frozenset[str]:
    return frozenset(code for country in get_global("territory_currencies") for code in _of_country(country))
