"""Saved answers as people read them: the rows of the review page, and of the advisor's page of a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interview.adapter import Exchange, Notebook, Unfinished, usual_standard_deduction, whole
from interview.drafts.store import ADVISOR, CARRIED, CARRIED_TO_CHECK, QUICK_ANSWER, carried_from, provenance
from interview.local_formats import long_date
from interview.local_formats import money as currency_in_words
from interview.steps import (
    Answers,
    Choice,
    Country,
    Day,
    Kind,
    Money,
    Page,
    Question,
    Rate,
    Route,
    Saved,
    Several,
    Tick,
    Words,
)
from interview.steps.conditions import children, income_rows
from interview.steps.sections import EXCHANGE_RATES, QUICK_CHECK, SECTIONS, Section
from interview.steps.wording import country_name
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer; `value` is empty while it is open."""

    label: str
    value: str
    page: str
    anchor: str
    guess: bool = False
    tag: str = ""
    """Whose answer it is, where it is not simply the family's own."""
    question: str = ""
    """The name of the field, the same in every year and language."""


@dataclass(slots=True)
class SectionInWords:
    """One section of the interview with its rows."""

    slug: str
    title: str
    rows: list[Row] = field(default_factory=list)


class Later:
    """Words that are only worked out when a text shows them, so that most screens need no yearly figures."""

    def __init__(self, words: Callable[[], str]) -> None:
        self._words = words

    def __str__(self) -> str:
        return self._words()


def words_of(saved: Saved, year: Callable[[], YearInForce]) -> Words:
    """The words of one screen, with the figures of its year that a question names."""
    amount = Later(
        lambda: currency_in_words(Decimal(usual_standard_deduction(saved, year().parameters)), "USD"),
    )
    return Words(saved, lambda: year().parameters.dates, {"standard_deduction": amount})


def sections_in_words(route: Route, year: YearInForce) -> list[SectionInWords]:
    """All answers that count, section by section. Sections without a row are left out."""
    in_words = {
        section.slug: SectionInWords(section.slug, str(section.title))
        for section in (*SECTIONS, QUICK_CHECK, EXCHANGE_RATES)
    }
    exchange = Exchange(route.saved, year.rates, Notebook())
    for page in route.pages.values():
        in_words[page.step.section].rows += _rows(page, route, exchange, year)
    return [section for section in in_words.values() if section.rows]


def _rows(page: Page, route: Route, exchange: Exchange, year: YearInForce) -> Iterator[Row]:
    words = words_of(page.saved, lambda: year)
    answer = route.used.get(page.address, {})
    filled_in = {} if page.address in route.answers else _from_quick_check(page, route)
    whose = provenance_in_words(route.answers, page.address)
    anchor = f"row-{page.address}"
    for question in page.questions:
        value = answer.get(question.name)
        tag = whose
        if value is None and filled_in.get(question.name) is not None:
            value, tag = filled_in[question.name], str(TAGS[QUICK_ANSWER])
        if page.step.aside and not question.optional and value is None:
            continue
        if (isinstance(question.kind, Tick) and not value) or (question.optional and value in (None, "")):
            continue
        if question.id == "income.exactness":
            continue
        yield Row(
            label=row_label(page, question, words),
            value="" if value is None else value_in_words(question, value, words, exchange),
            page=page.address,
            anchor=anchor,
            guess=bool(isinstance(question.kind, Money) and answer.get("guess")),
            tag=tag,
            question=question.name,
        )
        anchor = ""


def _from_quick_check(page: Page, route: Route) -> dict[str, Any]:
    """What the quick check has filled in on a screen that the family has not confirmed yet."""
    saved = Saved(route.answers, page.key)
    return {question.name: question.quick(saved) for question in page.questions if question.quick is not None}


def provenance_in_words(answers: Answers, page: str) -> str:
    """The tag of an answer that is not simply the family's own; nothing for one that is."""
    whose = provenance(answers, page)
    return str(TAGS.get(whose, "")).format(year=carried_from(answers))


def row_label(page: Page, question: Question, words: Words) -> str:
    """The short form of a question, with the child or the job that it is about."""
    short = words.say(question.short)
    if page.step.each is children:
        return gettext("{about}: {what}").format(about=words["name"], what=short)
    if page.step.each is income_rows and page.step.title:
        return gettext("{about}: {what}").format(about=words.say(page.step.title), what=short)
    return short


def value_in_words(question: Question, value: Any, words: Words, exchange: Exchange) -> str:
    """One answer as people read it."""
    kind = question.kind
    if isinstance(kind, Choice):
        return _chosen_in_words(kind, value, words)
    if isinstance(kind, Money):
        return money_in_words(value, exchange)
    in_words = _IN_WORDS.get(type(kind))
    return in_words(value) if in_words else str(value)


def _chosen_in_words(kind: Choice, value: Any, words: Words) -> str:
    chosen = value if isinstance(kind, Several) else [value]
    texts = {option.code: words.say(option.text) for option in kind.offered(words.saved)}
    return "; ".join(texts[code] for code in chosen if code in texts)


_IN_WORDS: dict[type[Kind], Callable[[Any], str]] = {
    Day: lambda value: long_date(date.fromisoformat(value)) if len(value) > 4 else str(value),
    Country: country_name,
    Tick: lambda _value: gettext("Yes"),
    Rate: lambda value: gettext("{rate} for one dollar").format(rate=value),
}


def money_in_words(value: dict[str, str], exchange: Exchange) -> str:
    """An amount in its own currency, and in dollars where the rate is known."""
    amount = currency_in_words(Decimal(value["amount"]), value["currency"])
    if value["currency"] == "USD":
        return amount
    try:
        dollars = exchange.dollars(value)
    except Unfinished:
        return amount
    return f"{amount} = {currency_in_words(Decimal(whole(dollars)), 'USD')}"


OPEN = _("Not answered yet")
TAGS: dict[str, Any] = {
    QUICK_ANSWER: _("From your quick check"),
    CARRIED: _("From your {year} draft"),
    CARRIED_TO_CHECK: _("From your {year} draft"),
    ADVISOR: _("Added by your advisor"),
}

__all__ = [
    "OPEN",
    "Row",
    "Section",
    "SectionInWords",
    "currency_in_words",
    "money_in_words",
    "sections_in_words",
    "words_of",
]
