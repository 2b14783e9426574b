"""A form field for each kind of answer. Every message is ours, and what was typed is kept as it was."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from interview.identity_numbers import LONGEST_TEXT, refuse_identity_numbers
from interview.local_formats import number as number_in_words
from interview.steps.amounts import NotAnAmount, named_currency, read_amount, read_rate, stored
from interview.steps.questions import Count, Day, Money, Text, Year
from interview.steps.wording import Words
from interview.wizard.widgets import DayInput, MoneyInput

MOST_DOLLARS = Decimal(100_000_000)
MOST_UNITS = Decimal(10) ** 13
# One dollar has never bought more of any currency in use; a longer number is something else, perhaps a tax number.
WEAKEST_CURRENCY = 10_000_000
LONGEST_NUMBER = 40
FIRST_YEAR = 1900

TURNS_TEXT_AROUND = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


class AnswerField(forms.Field):
    """What our fields share: an empty field is judged by the question, not by the field."""

    wrong_part = ""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return {**data, "typed": True} if isinstance(data, dict) else data

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something was typed that is not saved yet; what cannot be read was typed."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return not self.is_blank(data)

    def is_blank(self, data: Any) -> bool:
        """Whether nothing was typed at all."""
        return not str(data or "").strip()


class CountField(AnswerField):
    """A whole number in a range."""

    def __init__(self, kind: Count, words: Words, **kwargs: Any) -> None:
        self.kind, self.words = kind, words
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = plain_digits(str(value or "")).strip()
        if not text:
            if self.required:
                raise ValidationError(self.words.say(self.kind.empty))
            return None
        highest = self.kind.highest(self.words.saved)
        if not re.fullmatch(r"-?\d{1,9}([.,]0+)?", text):
            raise ValidationError(self.words.say(self.kind.empty))
        number = int(re.split(r"[.,]", text)[0])
        if not self.kind.lowest <= number <= highest:
            raise ValidationError(self.words.say(self.kind.outside, highest=highest))
        return number


class MoneyField(AnswerField):
    """An amount and its currency, saved as {"amount": "38400", "currency": "EUR"}."""

    widget = MoneyInput

    def __init__(self, kind: Money, words: Words, **kwargs: Any) -> None:
        self.kind, self.words = kind, words
        super().__init__(**kwargs)

    def is_blank(self, data: Any) -> bool:
        return not str((data or {}).get("amount") or "").strip()

    def clean(self, value: Any) -> dict[str, str] | None:
        if self.is_blank(value):
            if self.required:
                raise self._wrong("amount", self.words.say(self.kind.empty))
            return None
        typed, currency = str(value["amount"]), str(value.get("currency") or "")
        number = self._number(typed)
        self._check_currency(typed, currency)
        self._check_size(number, currency)
        return {"amount": stored(number), "currency": currency}

    def _number(self, typed: str) -> Decimal:
        try:
            number = read_amount(typed[: LONGEST_NUMBER + 1])
        except NotAnAmount:
            number = None
        if number is None or len(typed) > LONGEST_NUMBER:
            raise self._wrong("amount", _("Amount must be a number, like 25000 or 25,000.50"))
        if number < 0 and not self.kind.losses(self.words.saved):
            raise self._wrong("amount", _("Amount must be 0 or more"))
        return number

    def _check_currency(self, typed: str, currency: str) -> None:
        if currency not in self.widget.rates:
            raise self._wrong("currency", _("Choose a currency"))
        named = named_currency(typed)
        if named not in (None, currency):
            message = _("You typed {typed} but chose {chosen}. Choose the currency that the amount is in")
            raise self._wrong("currency", message.format(typed=named, chosen=currency))

    def _check_size(self, number: Decimal, currency: str) -> None:
        rate = self.widget.rates.get(currency)
        most = MOST_UNITS if rate is None else MOST_DOLLARS * rate
        if abs(number) >= most:
            message = _("Amount must be less than {most}")
            raise self._wrong("amount", message.format(most=number_in_words(most)))
        if not self.kind.fits(self.words.saved, {"amount": number, "currency": currency}):
            raise self._wrong("amount", self.words.say(self.kind.too_much))

    def _wrong(self, part: str, message: str) -> ValidationError:
        self.wrong_part = self.widget.wrong_part = part
        return ValidationError(message)


class RateField(AnswerField):
    """How many units of a currency one dollar was worth; empty takes the year's rate where there is one."""

    def __init__(self, words: Words, *, yearly: Decimal | None, largest: Decimal, **kwargs: Any) -> None:
        self.words, self.yearly, self.largest = words, yearly, largest
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        typed = str(value or "").strip()
        if not typed:
            if self.yearly is None:
                raise ValidationError(
                    _("Enter the exchange rate we should use for {currency}").format(currency=self.words["currency"])
                )
            return ""
        try:
            rate = read_rate(typed[:LONGEST_NUMBER])
        except NotAnAmount:
            raise ValidationError(_("Enter the exchange rate, like 1.082")) from None
        if rate <= 0:
            raise ValidationError(_("Exchange rate must be more than 0"))
        if rate > WEAKEST_CURRENCY:
            raise ValidationError(_("Enter how much of your currency one dollar was worth, like 1.082"))
        if self.largest / rate >= MOST_DOLLARS:
            raise ValidationError(_("With this rate your amount is 100,000,000 dollars or more. Check the rate"))
        return stored(rate)


class DayField(AnswerField):
    """A date as 2015-03-01, or as 2015 where the year is enough."""

    widget = DayInput

    def __init__(self, kind: Day, words: Words, **kwargs: Any) -> None:
        self.kind, self.words = kind, words
        super().__init__(**kwargs)

    def is_blank(self, data: Any) -> bool:
        return not any(str(part).strip() for part in (data or {}).values())

    def clean(self, value: Any) -> str | None:
        if self.is_blank(value):
            if self.required:
                raise self._wrong("month", self.words.say(self.kind.empty))
            return None
        month, day, year = (plain_digits(str(value.get(part) or "")).strip() for part in ("month", "day", "year"))
        year_alone = self.kind.year_is_enough and not month and not day
        if year_alone:
            month, day = "7", "1"
        born = self._date(month, day, year)
        if self.kind.future and born > timezone.localdate():
            raise self._wrong("year", self.words.say(self.kind.future))
        problem = self.kind.check(self.words.saved, born) if self.kind.check else None
        if problem is not None:
            raise self._wrong("year", self.words.say(problem))
        return str(born.year) if year_alone else born.isoformat()

    def _date(self, month: str, day: str, year: str) -> date:
        what = self.words.say(self.kind.what)
        if not month:
            raise self._wrong("month", _("{what} must include a month").format(what=what))
        if not day:
            raise self._wrong("day", _("{what} must include a day").format(what=what))
        if not year:
            raise self._wrong("year", _("{what} must include a year").format(what=what))
        if not re.fullmatch(r"\d{4}", year):
            raise self._wrong("year", _("Year must have 4 numbers, like 2015"))
        try:
            found = date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            found = date.min
        if found.year < FIRST_YEAR:
            raise self._wrong("day", _("{what} must be a real date").format(what=what))
        return found

    def _wrong(self, part: str, message: str) -> ValidationError:
        self.wrong_part = self.widget.wrong_part = part
        return ValidationError(message)


class YearField(AnswerField):
    """A year of four digits that is not after the tax year."""

    def __init__(self, kind: Year, words: Words, **kwargs: Any) -> None:
        self.kind, self.words = kind, words
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = plain_digits(str(value or "")).strip()
        if not text and not self.required:
            return None
        if not re.fullmatch(r"(19|20)\d\d", text):
            raise ValidationError(self.words.say(self.kind.empty))
        if int(text) > self.words.saved.tax_year:
            raise ValidationError(self.words.say(self.kind.after))
        return int(text)


class TextField(AnswerField):
    """A few words on one line, without anything that could be a tax number."""

    def __init__(self, kind: Text, words: Words, **kwargs: Any) -> None:
        self.kind, self.words = kind, words
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        shown = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", str(value or "")))
        text = " ".join("".join(sign for sign in shown if _can_be_shown(sign)).split())
        if not text:
            raise ValidationError(self.words.say(self.kind.empty))
        if len(text) <= LONGEST_TEXT:
            refuse_identity_numbers(text)
        if len(text) > self.kind.longest:
            raise ValidationError(self.words.say(self.kind.too_long))
        return text


def _can_be_shown(sign: str) -> bool:
    """No control signs, and none that would turn the rest of a sentence around. Joiners inside emoji stay."""
    return unicodedata.category(sign) not in ("Cc", "Cs") and unicodedata.bidirectional(sign) not in TURNS_TEXT_AROUND


def plain_digits(text: str) -> str:
    """Digits of every script as 0-9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
