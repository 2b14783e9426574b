"""From a question of the table to the field that asks it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django_countries import countries

from interview.steps import (
    Choice,
    Count,
    Country,
    Day,
    Kind,
    Money,
    Question,
    Rate,
    Several,
    TaxYear,
    Text,
    Tick,
    Words,
    Year,
)
from interview.steps.questions import NONE_OF_THESE
from interview.wizard.currencies import DOLLAR, currency_groups, only_group, per_dollar, usual_currency
from interview.wizard.fields import (
    CountField,
    DayField,
    MoneyField,
    RateField,
    TextField,
    YearField,
)
from interview.wizard.tax_years import tax_year_choices
from interview.wizard.widgets import ChoiceTiles, SeveralTiles, TickBox
from interview.years import YearInForce

FIELD_TEMPLATE = "interview/question.html"
NOT_ABROAD = {"US", "PR", "GU", "VI", "AS", "MP", "UM"}


class Asked:
    """What a field's template says: the question, its reason, and whether it is the heading of the screen."""

    def __init__(self, question: Question, words: Words, *, is_heading: bool) -> None:
        self.id = question.id
        self.text = words.say(question.text)
        self.why = words.say(question.why)
        self.more = words.say(question.more)
        self.year_before = ""
        self.is_heading = is_heading
        self.is_tick = isinstance(question.kind, Tick)
        self.warning = ""


Year_ = Callable[[], YearInForce]


def question_field(question: Question, words: Words, year: Year_, *, is_heading: bool) -> forms.Field:
    """The field of one question, with its words and its messages."""
    asked = Asked(question, words, is_heading=is_heading)
    field = _MAKERS[type(question.kind)](question.kind, words, year, asked)
    field.label = asked.text
    field.help_text = asked.why if not asked.is_tick else ""
    field.required = not (question.optional or question.unless or asked.is_tick)
    field.template_name = FIELD_TEMPLATE
    field.asked = asked
    return field


class ChoiceField(forms.ChoiceField):
    """One of the offered answers."""

    widget = ChoiceTiles


class SeveralField(forms.MultipleChoiceField):
    """Any of the offered answers, or none of them."""

    widget = SeveralTiles
    clash = ""

    def clean(self, value: Any) -> list[str]:
        codes: list[str] = super().clean(value)
        if NONE_OF_THESE in codes and len(codes) > 1:
            raise forms.ValidationError(self.clash)
        return codes


def _messages(empty: str) -> dict[str, str]:
    not_offered = _("Choose one of the answers on the page")
    return {"required": empty, "invalid_choice": not_offered, "invalid_list": not_offered}


def _choice(kind: Choice, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    offered = kind.offered(words.saved)
    choices = [(option.code, words.say(option.text)) for option in offered]
    messages = _messages(words.say(kind.empty))
    if isinstance(kind, Several):
        field: forms.ChoiceField = SeveralField(choices=choices, error_messages=messages)
        field.clash = words.say(kind.clash)  # type: ignore[attr-defined]
    else:
        field = ChoiceField(choices=choices, error_messages=messages)
    field.widget.small = {option.code: words.say(option.small) for option in offered if option.small}
    return field


def _tick(_kind: Tick, _words: Words, _year: Year_, asked: Asked) -> forms.Field:
    widget = TickBox()
    widget.label, widget.small = asked.text, asked.why
    return forms.BooleanField(widget=widget)


def _money(kind: Money, words: Words, year: Year_, _asked: Asked) -> forms.Field:
    field = MoneyField(kind, words)
    widget = field.widget
    only = kind.only_currency(words.saved)
    if kind.dollars_only or only == DOLLAR:
        widget.dollars_only = True
        widget.rates = {DOLLAR: Decimal(1)}
        return field
    rates = year().rates
    widget.groups = only_group(only) if only else currency_groups(words.saved, rates)
    widget.usual = only or usual_currency(words.saved)
    widget.rates = {
        code: per_dollar(code, words.saved, rates) for _name, group in widget.groups for code, _text in group
    }
    return field


def _rate(_kind: Rate, words: Words, year: Year_, asked: Asked) -> forms.Field:
    currency = words.saved.key
    yearly = year().rates.get(currency)
    if yearly is not None:
        known = _("The average of {year} is {rate} ({source}). To use it, leave the box empty.")
        known = known.format(year=words["year"], rate=yearly.per_dollar, source=yearly.source_in_words)
        asked.why = f"{asked.why} {known}"
    amounts = [
        abs(Decimal(value["amount"]))
        for answer in words.saved.answers.values()
        if isinstance(answer, dict)
        for value in answer.values()
        if isinstance(value, dict) and value.get("currency") == currency
    ]
    widget = forms.TextInput(attrs={"class": "input w-10", "inputmode": "decimal", "autocomplete": "off"})
    return RateField(
        words, yearly=yearly.per_dollar if yearly else None, largest=max(amounts, default=Decimal(0)), widget=widget
    )


def _count(kind: Count, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    widget = forms.TextInput(attrs={"class": "input w-2", "inputmode": "numeric", "autocomplete": "off"})
    return CountField(kind, words, widget=widget)


def _day(kind: Day, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    return DayField(kind, words)


def _one_year(kind: Year, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    attrs = {"class": "input w-10", "inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}
    return YearField(kind, words, widget=forms.TextInput(attrs=attrs))


def _text(kind: Text, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    return TextField(kind, words, widget=forms.TextInput(attrs={"class": "input w-20", "autocomplete": "off"}))


def _country(kind: Country, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    abroad = [(code, name) for code, name in countries if code not in NOT_ABROAD]
    widget = forms.Select(attrs={"class": "input w-20"})
    return forms.ChoiceField(
        choices=[("", _("Choose a country")), *abroad], widget=widget, error_messages=_messages(words.say(kind.empty))
    )


def _tax_year(kind: TaxYear, words: Words, _year: Year_, _asked: Asked) -> forms.Field:
    choices = tax_year_choices()
    not_offered = words.say(kind.not_offered, first=choices[-1][0], last=choices[0][0])
    return forms.TypedChoiceField(
        choices=choices,
        coerce=int,
        empty_value=None,
        widget=ChoiceTiles,
        error_messages={"required": words.say(kind.empty), "invalid_choice": not_offered},
    )


_MAKERS: dict[type[Kind], Callable[[Any, Words, Year_, Asked], Any]] = {
    Choice: _choice,
    Several: _choice,
    Tick: _tick,
    Count: _count,
    Money: _money,
    Rate: _rate,
    Day: _day,
    Year: _one_year,
    TaxYear: _tax_year,
    Text: _text,
    Country: _country,
}
