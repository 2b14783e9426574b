"""How answers are typed: tiles to choose from, an amount beside its currency, a date in three boxes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.dates import MONTHS

from interview.local_formats import money as money_in_words
from interview.local_formats import number
from interview.steps.amounts import NotAnAmount, read_amount
from interview.wizard.currencies import DOLLAR, Groups


class TilesMixin:
    """Options as large tiles, each with its words and, if need be, a smaller line."""

    small: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["small"] = self.small.get(str(value), "")
        option["attrs"].pop("aria-invalid", None)  # not a property of one radio button; the group says it
        return option


class ChoiceTiles(TilesMixin, forms.RadioSelect):
    """One of a few answers."""

    template_name = "interview/widgets/tiles.html"


class SeveralTiles(TilesMixin, forms.CheckboxSelectMultiple):
    """Any of a few answers."""

    template_name = "interview/widgets/tiles.html"


class TickBox(forms.CheckboxInput):
    """One tile to tick."""

    template_name = "interview/widgets/tick.html"
    label = ""
    small = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "label": self.label, "small": self.small}


class MoneyInput(forms.Widget):
    """A currency list and an amount, with the dollars that come of them."""

    template_name = "interview/widgets/money.html"
    groups: Groups = []
    usual = ""
    rates: Mapping[str, Decimal | None] = {}
    dollars_only = False
    wrong_part = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        currency = DOLLAR if self.dollars_only else data.get(f"{name}_currency", "")
        return {"amount": data.get(f"{name}_amount", ""), "currency": currency}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_amount" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        money = value if isinstance(value, dict) else {}
        currency = money.get("currency") or self.usual
        amount = str(money.get("amount", ""))
        return {
            **context,
            "groups": self.groups,
            "currency": currency,
            "amount": amount if money.get("typed") else grouped(amount),
            "dollars": self._dollars(amount, currency),
            "dollars_only": self.dollars_only,
            "wrong_part": self.wrong_part,
            "described_by": (attrs or {}).get("aria-describedby", ""),
        }

    def _dollars(self, amount: str, currency: str) -> str:
        """What we understood, in dollars; nothing while there is nothing to understand."""
        rate = self.rates.get(currency)
        if currency == DOLLAR or rate is None:
            return ""
        try:
            return money_in_words((read_amount(amount) / rate).quantize(Decimal(1)), DOLLAR)
        except (NotAnAmount, InvalidOperation):  # no number, or more digits than money has
            return ""


class DayInput(forms.Widget):
    """Month, day and year, each with its own label, month first as Americans write."""

    template_name = "interview/widgets/day.html"
    use_fieldset = True
    wrong_part = ""
    year_alone = False
    other_way = ""
    """Where the same question stands with the year alone, or with the whole day."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        return {part: data.get(f"{name}_{part}", "") for part in ("month", "day", "year")}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        parts = value if isinstance(value, dict) else parts_of_day(value)
        months = [(str(number), month) for number, month in MONTHS.items()]
        return {
            **context,
            "months": months,
            "parts": parts,
            "wrong_part": self.wrong_part,
            "year_alone": self.year_alone,
            "other_way": self.other_way,
        }


def offer_the_year_alone(form: forms.Form, address: str, *, year_alone: bool) -> None:
    """Give each date whose year is enough a link to the other way of asking for it."""
    for field in form.fields.values():
        if isinstance(field.widget, DayInput) and field.kind.year_is_enough:  # type: ignore[attr-defined]
            field.widget.year_alone = year_alone
            mark = "&" if "?" in address else "?"
            field.widget.other_way = address if year_alone else f"{address}{mark}only=year"


def parts_of_day(saved: Any) -> dict[str, str]:
    """A saved date in its three boxes; a year alone fills only the last."""
    year, month, day = [*str(saved or "").split("-"), "", ""][:3]
    return {"year": year, "month": month.lstrip("0"), "day": day.lstrip("0")}


def grouped(amount: str) -> str:
    """A saved amount as people read it: 38,400."""
    value = Decimal(amount or 0)
    return number(value, max(0, -int(value.as_tuple().exponent))) if amount else ""
