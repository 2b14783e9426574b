"""How one value of the yearly figures is shown, and read again from what an admin types."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interview.identity_numbers import refuse_identity_numbers
from interview.local_formats import long_date

_AROUND_A_NUMBER = re.compile(r"[\s$%]")
# Commas only where thousands end: "1,5" or "2.000" is somebody's decimal comma or point, and guessing would be wrong.
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,2})?")


def unit_of(holds: str) -> str:
    """What an admin types into a cell."""
    return {
        "dollars": _("Dollars"),
        "cents": _("Dollars and cents"),
        "rate": _("Percent"),
        "count": _("Number"),
        "day": _("Date, like 2026-04-15"),
        "flag": _("Yes or no"),
        "words": _("Text"),
    }[holds]


def shown(value: Any, holds: str) -> str:
    """A stored value in the words of a page; a value of a wrong type as it stands."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return {"dollars": "${}", "cents": "${}", "rate": "{}%"}.get(holds, "{}").format(typed(value, holds))
    return _day_in_words(str(value)) if holds == "day" else str(value)


def _day_in_words(day: str) -> str:
    try:
        return long_date(date.fromisoformat(day))
    except ValueError:
        return day


def typed(value: Any, holds: str) -> str:
    """A stored value as an admin would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if holds == "rate":
            return _percent(value)
        return f"{value:,.2f}" if holds == "cents" else f"{value:,}"
    return str(value)


def _percent(value: float) -> str:
    return f"{(Decimal(str(value)) * 100).normalize():f}"


class CellField(forms.CharField):
    """One value of a figure; `clean` gives it as the year's document holds it. A draft may leave it empty."""

    def __init__(self, holds: str, name: str) -> None:
        """`name` is what the messages call this value."""
        super().__init__(required=False, label=name)
        self.holds = holds
        self.name = name
        self.widget.attrs["autocomplete"] = "off"
        if holds in ("dollars", "count", "rate", "cents"):
            self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Any:
        """The value for the document, None for an empty box, or one message in words."""
        text = (value or "").strip()
        if not text:
            return None
        if self.holds == "words":
            refuse_identity_numbers(text)
            return text
        if self.holds == "day":
            return self._day(text)
        if self.holds == "flag":
            return self._flag(text)
        return self._amount(self._number(text))

    def _day(self, text: str) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise self._refused(_("%(name)s must be a date like 2026-04-15")) from None

    def _flag(self, text: str) -> bool:
        if text not in ("yes", "no"):
            raise self._refused(_("%(name)s must be yes or no"))
        return text == "yes"

    def _number(self, text: str) -> Decimal:
        plain = _AROUND_A_NUMBER.sub("", text)
        if not _NUMBER.fullmatch(plain):
            raise self._refused(_("%(name)s must be a number, like 1,700 or 7.65"))
        number = Decimal(plain.replace(",", ""))
        if number < 0:
            raise self._refused(_("%(name)s must be 0 or more"))
        return number

    def _amount(self, number: Decimal) -> int | float:
        if self.holds == "rate":
            if number > 100:
                raise self._refused(_("%(name)s must be between 0 and 100 percent"))
            return float(number / 100)
        if self.holds == "cents":
            return float(number)
        if number != int(number):
            whole = _("%(name)s must be a whole dollar amount"), _("%(name)s must be a whole number")
            raise self._refused(whole[self.holds == "count"])
        return int(number)

    def _refused(self, message: str) -> ValidationError:
        return ValidationError(message % {"name": self.name})


class FlagField(CellField):
    """Yes or no, as a list of two."""

    def __init__(self, name: str) -> None:
        super().__init__("flag", name)
        self.widget = forms.Select(choices=[("", "–"), ("yes", _("Yes")), ("no", _("No"))])


def field_for(holds: str, name: str) -> CellField:
    """The field for one cell."""
    return FlagField(name) if holds == "flag" else CellField(holds, name)
