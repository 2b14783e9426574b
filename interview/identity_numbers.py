"""No Social Security number, ITIN or ATIN ever enters our database: text that seems to hold one is refused.

The law needs the kind of number and when it was issued, never the number itself. What is not stored cannot leak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DIGITS = 9
LONGEST_TEXT = 5_000
REFUSAL = _("Do not enter a Social Security number or ITIN here")

# These end a number, as in "3, 5 and 8" or "2025: 4"; every other sign between digits is taken for a separator.
_ENDS_A_NUMBER = ",;:%&"
_DATE = re.compile(
    r"(?<![\d])(?<!\d[-./])"
    r"(?:(?:19|20)\d\d(?P<a>[-./ ])(?:0?[1-9]|1[0-2])(?P=a)(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<b>[-./ ])(?:0?[1-9]|[12]\d|3[01])(?P=b)(?:19|20)\d\d)"
    r"(?!\d|[-./]\d)"
)
# "1,234,567.89" ends at its commas anyway; this is the same amount written with spaces.
_AMOUNT = re.compile(r"(?<!\d)(?<!\d[-./ ])\d{1,3}(?: \d{3})+\.\d\d(?!\d|[-./ ]\d)")
# The shape of the number itself is refused whatever stands between its three parts.
_THREE_TWO_FOUR = re.compile(r"(?<!\d)\d{3}[^0-9a-z]{1,3}\d\d[^0-9a-z]{1,3}\d{4}(?!\d)")


def refuse_identity_numbers(text: str) -> None:
    """Raise ValidationError if the text holds nine digits in any spelling. A validator for every free-text field."""
    if holds_identity_number(text):
        raise ValidationError(REFUSAL, code="identity_number")


def holds_identity_number(text: str) -> bool:
    """Whether nine digits stand together, however they are spelled, spaced, dotted or dashed.

    A text longer than anybody types is not read at all: it counts as one that holds them.
    """
    if len(text) > LONGEST_TEXT:
        return True
    plain = _in_plain_signs(text)
    if _THREE_TWO_FOUR.search(plain):
        return True
    without_dates_and_amounts = _AMOUNT.sub(",", _DATE.sub(",", plain))
    return any(_nine_digits_in(groups) for groups in _numbers(without_dates_and_amounts))


def _in_plain_signs(text: str) -> str:
    """Digits of every script as 0-9, letters as one letter, separators as one of " -./", invisible signs gone."""
    return "".join(map(_plain_sign, unicodedata.normalize("NFKC", text)))


def _plain_sign(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn", "Me", "Mc"):
        return ""  # zero-width signs, soft hyphens, marks drawn over a digit
    if category.startswith("L"):
        return "a"
    if sign in _ENDS_A_NUMBER or category == "Sc":
        return ","
    if category.startswith("Z") or category == "Cc":
        return " "
    return sign if sign in "./" else "-"


def _numbers(plain: str) -> Iterator[list[int]]:
    """The lengths of the digit groups of each number: "123-45-6789" is [3, 2, 4]."""
    for number in re.split(r"[a,]", plain):
        yield [len(group) for group in re.findall(r"\d+", number)]


def _nine_digits_in(groups: list[int]) -> bool:
    """Nine or more digits in one group, or neighbouring groups that add up to exactly nine."""
    for start in range(len(groups)):
        total = 0
        for length in groups[start : start + DIGITS]:
            total += length
            if total == DIGITS or length >= DIGITS:
                return True
            if total > DIGITS:
                break
    return False
