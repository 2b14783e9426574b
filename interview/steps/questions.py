"""What a question is, what a screen is, and the kinds of answer there are.

A new question is one `Question` in the `Step` where people think of it. Its form field, its checks, its row on the
review page and its place in the tests follow from that entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.steps.saved import Condition, Saved, always, never

Phrase = str | Promise
Wording = Phrase | Callable[[Saved], Phrase]
"""Words with named placeholders like {year}; a function where the words depend on earlier answers."""

CLASH = _("Choose either None of these, or the ones that apply")
NO_AMOUNT = _("Enter an amount. If none, enter 0")
NO_YEAR = _("Enter a year with 4 numbers, like 2019")
YEAR_TOO_LATE = _("Year must be {year} or earlier")

NONE_OF_THESE = "none"
NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer that can be chosen. The code is stored and never changes; the words may."""

    code: str
    text: Wording
    small: Wording = ""
    shown: Condition = always
    best: str | tuple[str, ...] | Callable[[Saved], Any] = ""
    """For "I'm not sure": the answer that would help the family most. Empty where a later screen settles it."""


def unsure(best: str | tuple[str, ...] | Callable[[Saved], Any] = "") -> Option:
    """The honest answer that every question of fact offers. The household takes it on the careful side; `best` is the
    answer, or the one of several, that the range on the result tries in its place.
    """
    return Option(code=NOT_SURE, text=_("I'm not sure"), best=best)


class AnyValue:
    """A kind of answer of which whatever was saved once still holds."""

    __slots__ = ()

    def fits(self, _saved: Saved, value: Any) -> bool:
        """Whether a saved value is one that could be given today."""
        return value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(AnyValue):
    """One of a few answers."""

    options: tuple[Option, ...]
    empty: Wording

    def offered(self, saved: Saved) -> list[Option]:
        """The options that this family can choose from."""
        return [option for option in self.options if option.shown(saved)]

    def fits(self, saved: Saved, value: Any) -> bool:
        return any(option.code == value and option.shown(saved) for option in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Choice):
    """Any of a few answers, or "None of these" alone."""

    clash: Wording = CLASH

    def fits(self, saved: Saved, value: Any) -> bool:
        one = Choice.fits
        return isinstance(value, list) and bool(value) and all(one(self, saved, code) for code in value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(AnyValue):
    """One checkbox. It is never wrong and never missing."""

    def fits(self, _saved: Saved, _value: Any) -> bool:
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(AnyValue):
    """A whole number in a range."""

    empty: Wording
    outside: Wording
    highest: Callable[[Saved], int]
    lowest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(AnyValue):
    """An amount in the currency that it was paid in, or in dollars where only dollars can be."""

    empty: Wording = NO_AMOUNT
    losses: Condition = never
    dollars_only: bool = False
    part_of: Callable[[Saved], dict[str, str] | None] | None = None
    """The amount that this one is a part of: it has the same currency and is not more."""
    too_much: Wording = ""
    currency: Callable[[Saved], str] | None = None
    """The only currency that this amount can be in; an empty word where it can be in any."""

    def only_currency(self, saved: Saved) -> str:
        """The one currency to choose from, or an empty word."""
        whole = self.part_of(saved) if self.part_of else None
        if whole:
            return whole["currency"]
        return self.currency(saved) if self.currency else ""

    def fits(self, saved: Saved, value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        only, whole = self.only_currency(saved), self.part_of(saved) if self.part_of else None
        if only and value["currency"] != only:
            return False
        return whole is None or Decimal(value["amount"]) <= Decimal(whole["amount"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(AnyValue):
    """How many units of a currency one US dollar was worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(AnyValue):
    """A date in three boxes. Where the law needs only the year, month and day may stay empty."""

    what: Wording
    empty: Wording
    year_is_enough: bool = False
    future: Wording = ""
    """What is wrong with a day after today. The forms know which day it is."""
    check: Callable[[Saved, date], Phrase | None] | None = None

    def fits(self, saved: Saved, value: Any) -> bool:
        if self.check is None:
            return value is not None
        return isinstance(value, str) and self.check(saved, day_meant(value)) is None


def day_meant(saved: str) -> date:
    """The day of a saved answer; a year alone stands for the middle of it."""
    return date.fromisoformat(saved if len(saved) > 4 else f"{saved}-07-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(AnyValue):
    """A year of four digits."""

    empty: Wording = NO_YEAR
    after: Wording = YEAR_TOO_LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxYear(AnyValue):
    """One of the tax years that we have figures for."""

    empty: Wording
    not_offered: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(AnyValue):
    """A few words. Nine-digit numbers are refused in every spelling."""

    empty: Wording
    too_long: Wording
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(AnyValue):
    """One country of the world."""

    empty: Wording


Kind = Choice | Several | Tick | Count | Money | Rate | Day | Year | TaxYear | Text | Country


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: what is asked, why, how it is answered."""

    id: str
    name: str
    kind: Kind
    text: Wording
    short: Wording
    why: Wording = ""
    more: Wording = ""
    shown: Condition = always
    optional: bool = False
    unless: str = ""
    """The name of a tick on the same screen that stands in for an answer, such as "I'm not sure"."""
    best: Callable[[Saved], Any] | None = None
    """The answer that would help the family most, for the range on the result: where that tick says "I'm not sure",
    and on a screen that only another answer's best opens.
    """
    default: Any = None
    before_the_season: Any = None
    """What holds until returns of the year can be filed; nobody is asked before. The forms know the day."""
    quick: Callable[[Saved], Any] | None = None

    @property
    def may_be_missing(self) -> bool:
        """Whether a screen is complete without it."""
        return self.optional or isinstance(self.kind, Tick)

    def answered(self, saved: Saved, value: Any) -> bool:
        """Whether a saved value still answers this question, as it would be asked today."""
        return self.optional or self.kind.fits(saved, value)

    def suggestion(self, saved: Saved) -> Any:
        """What stands in the field before the first answer: from the quick check, else the usual answer."""
        from_quick = self.quick(saved) if self.quick else None
        if from_quick is not None:
            return from_quick
        return self.default(saved) if callable(self.default) else self.default


Each = Callable[[Saved], list[str]]
Check = Callable[[Saved, Mapping[str, Any]], dict[str, Phrase]]


def once(_saved: Saved) -> list[str]:
    """The loop of a screen that is no loop."""
    return [""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One screen. Neighbours with the same `each` form a loop: all screens of one child, then of the next."""

    name: str
    section: str
    questions: tuple[Question, ...] = ()
    each: Each = once
    shown: Condition = always
    title: Wording = ""
    intro: Wording = ""
    check: Check | None = None
    warn: Check | None = None
    """What is odd but possible, by question. It is shown once for each set of answers, and then saved as it is."""
    more: tuple[str, ...] = ()
    """Asides that this screen leads to under "More options"."""
    template: str = "interview/step.html"
    ends: bool = False
    """The interview cannot go on from here: we say why, and the draft is kept."""
    tells: bool = False
    """It says something and asks nothing: read on the way, and never open."""
    aside: bool = False
    """Open to whoever goes there, but nobody has to."""


def yes_no(
    *,
    yes: Wording,
    no: Wording,
    empty: Wording,
    or_unsure: bool = False,
    best: str | Callable[[Saved], Any] = "",
) -> Choice:
    """Two worded answers, and "I'm not sure" where the fact can be unknown; `best` as in `unsure`."""
    options = (Option(code="yes", text=yes), Option(code="no", text=no))
    return Choice(options=(*options, unsure(best)) if or_unsure else options, empty=empty)
