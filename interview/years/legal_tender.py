"""What was money somewhere in a year, by the dates that Unicode's CLDR keeps for ISO 4217 codes; Babel carries them.

A code that no country paid with in that year has no yearly average: DEM in 2025, but also XXX, XTS, gold and units of
account. A currency that is newer than the installed Babel is refused until Babel is updated.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import list_currencies
from django.utils.translation import gettext as _

# Names of countries that CLDR writes in another way than English texts of US offices do.
_OTHER_NAMES = {"hongkong": "HK", "macau": "MO", "turkey": "TR", "czechrepublic": "CZ", "burma": "MM", "euroarea": "EZ"}
_EUROZONE = "EZ"


@cache
def legal_tender(tax_year: int) -> frozenset[str]:
    """The ISO 4217 codes of all currencies that were legal tender in some country on some day of the year."""
    return frozenset(code for country in get_global("territory_currencies") for code in tender_of(country, tax_year))


def tender_of(country: str, tax_year: int) -> list[str]:
    """What was legal tender in a country (ISO 3166-1, two letters) on some day of the year; empty if unknown."""
    first, last = (tax_year, 1, 1), (tax_year, 12, 31)
    return [
        code
        for code, start, end, tender in get_global("territory_currencies").get(country, ())
        if tender and (start is None or start <= last) and (end is None or end >= first)
    ]


def currency_problem(code: str, tax_year: int) -> str:
    """Why a code cannot have a rate in a year, in words, with the nearest code that can; empty if it can."""
    if code in legal_tender(tax_year):
        return ""
    nearest = _nearest(code, tax_year)
    if code in list_currencies():
        if nearest:
            words = _("%(code)s was not legal tender anywhere in %(year)s. Did you mean %(nearest)s?")
        else:
            words = _("%(code)s was not legal tender anywhere in %(year)s.")
    elif nearest:
        words = _("This is not the code of a currency (ISO 4217). Did you mean %(nearest)s?")
    else:
        words = _("This is not the code of a currency (ISO 4217). A code has three capital letters, like EUR.")
    return words % {"code": code, "year": tax_year, "nearest": nearest}


def _nearest(code: str, tax_year: int) -> str:
    """The legal tender that is written most alike, or that followed an old currency in its country."""
    successors = [tender_of(country, tax_year) for country in _countries_of(code)]
    if successors and successors[0]:
        return successors[0][-1]
    typed, known = code[:8].upper(), sorted(legal_tender(tax_year))
    swapped = (other for other in known if sorted(other) == sorted(typed))
    return next(swapped, None) or next(iter(get_close_matches(typed, known, n=1, cutoff=0.6)), "")


def _countries_of(code: str) -> Iterator[str]:
    """Where a code was ever money, countries that carry its letters first: DEM is of DE."""
    found = [
        country
        for country, entries in get_global("territory_currencies").items()
        if any(entry[0] == code and entry[3] for entry in entries)
    ]
    yield from sorted(found, key=lambda country: (country != code[:2], country))


def currency_of(country: str, name: str, tax_year: int) -> str:
    """The code of a currency by the English names of its country and, where a country has several, its own.

    "Denmark", "Krone" is DKK; "Euro Zone", "Euro" is EUR. Empty if it cannot be told.
    """
    territory = _territories().get(_letters(country), "")
    codes = ["EUR"] if territory == _EUROZONE else tender_of(territory, tax_year)
    if len(codes) > 1:
        names = Locale("en").currencies
        codes = [code for code in codes if _letters(name) and _letters(name) in _letters(names.get(code, ""))]
    return codes[0] if len(codes) == 1 else ""


@cache
def _territories() -> dict[str, str]:
    by_name = {_letters(name): code for code, name in Locale("en").territories.items() if len(code) == len("US")}
    return {**by_name, **_OTHER_NAMES}


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text).casefold())
