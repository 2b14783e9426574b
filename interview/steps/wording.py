"""The words of a question as one family reads them: the placeholders filled in from its answers and its year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django_countries import countries

from interview.local_formats import long_date
from interview.steps.conditions import LOOKBACK_YEAR, age_limit, children, days_in_year, half_the_nights
from interview.steps.questions import Wording
from interview.steps.saved import Saved


class Dates(Protocol):
    """The filing dates that questions speak of."""

    @property
    def return_due(self) -> date: ...
    @property
    def return_due_abroad(self) -> date: ...
    @property
    def return_due_extended(self) -> date: ...
    @property
    def claim_refund_by(self) -> date: ...


class Words(dict[str, Any]):
    """Placeholders and what they stand for, worked out when a text needs them.

    `dates` is asked only if a text names a date, so that most screens need no yearly figures.
    """

    def __init__(self, saved: Saved, dates: Callable[[], Dates], more: Mapping[str, Any] | None = None) -> None:
        super().__init__(more or {})
        self.saved = saved
        self.dates = dates

    def __missing__(self, placeholder: str) -> str:
        value = str(_PLACEHOLDERS[placeholder](self))
        self[placeholder] = value
        return value

    def say(self, text: Wording, **more: Any) -> str:
        """The text in words. What people typed is only ever a value, never a template."""
        phrase = str(text(self.saved) if callable(text) else text)
        words = Words(self.saved, self.dates, {**self, **more}) if more else self
        return phrase.format_map(words)

    def about(self, saved: Saved) -> Words:
        """The same year's words for another screen."""
        return Words(saved, self.dates)


def child_name(saved: Saved) -> str:
    """The name that the family typed; until then the child's place in the list."""
    name = saved.own("child_basics", "name")
    if name:
        return str(name)
    keys = children(saved)
    if saved.key not in keys:
        return _("this child")
    return _("Child {number}").format(number=keys.index(saved.key) + 1)


def country_name(code: Any) -> str:
    """The name of a country in the reader's language."""
    return str(countries.name(code)) if code else ""


_PLACEHOLDERS: dict[str, Callable[[Words], object]] = {
    "year": lambda words: words.saved.tax_year,
    "next_year": lambda words: words.saved.tax_year + 1,
    "last_year": lambda words: words.saved.tax_year - 1,
    "year_before_last": lambda words: words.saved.tax_year - 2,
    "name": lambda words: child_name(words.saved),
    "country": lambda words: country_name(words.saved.get("home_country", "country")),
    "due_date": lambda words: long_date(words.dates().return_due),
    "abroad_date": lambda words: long_date(words.dates().return_due_abroad),
    "ext_date": lambda words: long_date(words.dates().return_due_extended),
    "lookback_year": lambda _words: LOOKBACK_YEAR,
    "refund_deadline": lambda words: long_date(words.dates().claim_refund_by),
    "age_limit": lambda words: age_limit(words.saved),
    "half_nights": lambda words: half_the_nights(words.saved),
    "us_days_max": lambda words: days_in_year(words.saved) - 330,
    "kids_total": lambda words: words.saved.get("quick_children", "total"),
    "standard_deduction": lambda _words: _("the usual amount"),
    "currency": lambda words: words.saved.key,
}
