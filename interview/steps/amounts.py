"""Amounts as people type them: 38,400 and 38.400,00 and 38 400 are the same money."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache

from babel.numbers import list_currencies

_MINUS = "-−–‒﹣-"
_SPACES_AND_QUOTES = re.compile(r"[\s'’‘`´]")
# Spaces and quotes group thousands, or hundreds before them as in India; any other grouping is not an amount.
_SPACED = re.compile(r"\d{1,3}(?:[\s'’‘`´]\d{2,3})*[\s'’‘`´]\d{3}(?:[.,]\d*)?")
_LETTERS = re.compile(r"[^\W\d_]+\.?")
_LOCAL_SIGNS = {"kr", "zł", "zl", "fr", "r", "rs", "ft", "kč", "lei", "rm", "rp", "us", "ca", "au", "nz", "hk", "nt"}
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}")
DECIMAL_SIGNS = ".,"


class NotAnAmount(ValueError):
    """The text is no number in any spelling that we know."""


def read_amount(typed: str) -> Decimal:
    """The number in what was typed. A lone separator before exactly three digits groups thousands."""
    text, negative = _plain(typed)
    whole, fraction = _parts(text)
    if not (whole or fraction) or not (whole + fraction).isdecimal() or re.match(r"0\d", whole):
        raise NotAnAmount
    number = Decimal(f"{whole or 0}.{fraction or 0}")
    return -number if negative and number else number


def read_rate(typed: str) -> Decimal:
    """An exchange rate, in which a lone separator always starts the decimals: 1.082 and 1,082 are the same rate."""
    text, negative = _plain(typed)
    if negative:
        raise NotAnAmount
    if sum(text.count(sign) for sign in DECIMAL_SIGNS) != 1:
        return read_amount(typed)
    whole, fraction = re.split("[.,]", text)
    if not (whole + fraction).isdecimal():
        raise NotAnAmount
    return Decimal(f"{whole or 0}.{fraction or 0}")


def stored(number: Decimal) -> str:
    """The number as text without an exponent or trailing zeros: what is saved, and read again exactly."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(typed: str) -> tuple[str, bool]:
    """Digits and separators only, and whether there was a minus sign."""
    text = "".join(_ascii_digit(sign) for sign in unicodedata.normalize("NFKC", typed).strip())
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Sc", "Cf"))
    text = text.replace("٬", ",").replace("٫", ".").strip()
    text = re.sub(r"[.,][-–—]+$", "", text)  # Swiss and German prices end in ".-"
    text = _LETTERS.sub(_without_currency, text).strip()
    negative = text[:1] in tuple(_MINUS) or text[-1:] in tuple(_MINUS)
    number = text.strip(_MINUS).strip()
    if _SPACES_AND_QUOTES.search(number) and not _SPACED.fullmatch(number):
        raise NotAnAmount
    return _SPACES_AND_QUOTES.sub("", number), negative


def _without_currency(letters: re.Match[str]) -> str:
    """A currency's name says nothing about the number; other letters, as in 60k, might."""
    word = letters.group().rstrip(".")
    return "" if word.lower() in _LOCAL_SIGNS or word.upper() in currency_codes() else letters.group()


@cache
def currency_codes() -> frozenset[str]:
    """Every currency code there is."""
    return frozenset(list_currencies())


def named_currency(typed: str) -> str | None:
    """The currency that was typed beside the number, if it says so beyond doubt."""
    if "€" in typed:
        return "EUR"
    words = (word.group().rstrip(".").upper() for word in _LETTERS.finditer(typed))
    return next((word for word in words if word in currency_codes()), None)


def _ascii_digit(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


def _parts(text: str) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    used = [sign for sign in DECIMAL_SIGNS if sign in text]
    if len(used) == 2:
        decimal_sign = max(used, key=text.rindex)
        whole, _, fraction = text.rpartition(decimal_sign)
        other = "," if decimal_sign == "." else "."
        if decimal_sign in whole or not _GROUPED.fullmatch(whole):
            raise NotAnAmount
        return whole.replace(other, ""), fraction
    if not used:
        return text, ""
    sign = used[0]
    groups = text.split(sign)
    if len(groups) > 2 or (len(groups[1]) == 3 and 1 <= len(groups[0]) <= 3 and groups[0] != "0"):
        if not _GROUPED.fullmatch(text):
            raise NotAnAmount
        return "".join(groups), ""
    return groups[0], groups[1]
