"""Fields of the calculators. What was typed is kept as it was; every message says what to enter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from interview.local_formats import money
from interview.result.explain.words import say
from interview.steps.amounts import NotAnAmount, named_currency, read_amount, read_rate

LONGEST_NUMBER = 40
MOST_DOLLARS = 1_000_000
"""Pay above this belongs to nobody these pages are for; no credit is left far below it."""
MOST_UNITS = Decimal(10) ** 13
MOST_PERCENT = 100
SELECTED = SafeString(" selected")


class NumberInput(forms.TextInput):
    """A short field for a number, in which phones show digits first."""

    def __init__(self, *, decimals: bool = False) -> None:
        mode = "decimal" if decimals else "numeric"
        super().__init__({"class": "input", "inputmode": mode, "autocomplete": "off"})


class Picker(forms.Select):
    """A list to choose from, written in one go: Django's own takes a template for each option, and there are many."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, SELECTED if code == str(value) else "", label) for code, label in self.choices),
        )
        attributes = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(attributes), options)


class CountField(forms.Field):
    """A whole number from `lowest` to `highest`."""

    def __init__(self, label: str, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest
        super().__init__(label=label, widget=NumberInput())

    def clean(self, value: Any) -> int:
        text = "".join(str(unicodedata.decimal(sign, sign)) for sign in str(value or "")).strip()
        if not re.fullmatch(r"[0-9]{1,3}", text) or not self.lowest <= int(text) <= self.highest:
            raise ValidationError(
                say(_("Enter a whole number from {lowest} to {highest}"), lowest=self.lowest, highest=self.highest)
            )
        return int(text)


class AmountField(forms.Field):
    """An amount of money in some currency. It may be left empty where `required` is off."""

    def __init__(self, label: str, *, empty: str = "", in_dollars: bool = False, **kwargs: Any) -> None:
        self.empty, self.in_dollars = empty, in_dollars
        super().__init__(label=label, widget=NumberInput(decimals=True), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        typed = str(value or "").strip()
        if not typed:
            if self.required:
                raise ValidationError(self.empty)
            return None
        amount = read(typed, read_amount, _("Amount must be a number, like 25000 or 25,000.50"))
        if amount < 0:
            raise ValidationError(_("Amount must be 0 or more"))
        if self.in_dollars and named_currency(typed) not in (None, "USD"):
            raise ValidationError(_("Enter the amount in US dollars"))
        if amount > (MOST_DOLLARS if self.in_dollars else MOST_UNITS):
            raise ValidationError(too_much())
        return amount


class PercentField(forms.Field):
    """A percentage with up to two decimals. It may be left empty."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, widget=NumberInput(decimals=True))

    def clean(self, value: Any) -> Decimal | None:
        typed = str(value or "").strip().removesuffix("%").strip()
        if not typed:
            return None
        wrong = say(_("Enter a percentage from 0 to {most}, like 20"), most=MOST_PERCENT)
        percent = read(typed, read_rate, wrong)
        if not 0 <= percent <= MOST_PERCENT:
            raise ValidationError(wrong)
        return percent.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


class PickField(forms.ChoiceField):
    """One of a list."""

    def __init__(self, label: str, choices: list[tuple[str, str]], wrong: str) -> None:
        messages = {"required": wrong, "invalid_choice": wrong.replace("%", "%%")}
        super().__init__(label=label, choices=choices, error_messages=messages, widget=Picker({"class": "input"}))


def read(typed: str, how: Callable[[str], Decimal], wrong: str) -> Decimal:
    """The number that was typed. Raises ValidationError with `wrong` for anything else."""
    try:
        number = how(typed[: LONGEST_NUMBER + 1])
    except NotAnAmount:
        raise ValidationError(wrong) from None
    if len(typed) > LONGEST_NUMBER:
        raise ValidationError(wrong)
    return number


def too_much() -> str:
    """The message for pay that nobody has."""
    return say(_("Enter an amount of no more than {most} in dollars"), most=money(MOST_DOLLARS))
