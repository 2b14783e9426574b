"""Answers that were recorded once, as people read them: what a change was about, and both values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.adapter import Exchange, Notebook
from interview.drafts.answers_in_words import row_label, value_in_words, words_of
from interview.firms.answering import without_whose
from interview.steps import CHILDREN, MORE_INCOME, QUICK_STEPS, REMOVED_INCOME, STEPS, Answers, Page, Saved, Tick
from interview.steps.income_words import row_title
from interview.steps.wording import child_name
from interview.years import YearInForce

LISTS = {
    CHILDREN: gettext_lazy("Children"),
    MORE_INCOME: gettext_lazy("Income added to the list"),
    REMOVED_INCOME: gettext_lazy("Income taken off the list"),
}
"""Lists that people add to and take from, which are answers without a question of their own."""
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class BothValues:
    """One question that was answered differently; a value is empty where there was no answer."""

    label: str
    old: str
    new: str


def both_in_words(answers: Answers, page: str, old: Any, new: Any, year: YearInForce) -> list[BothValues]:
    """What differs between two answers to one screen. `answers` are those of the draft, for names and currencies."""
    was, now = without_whose(old), without_whose(new)
    if page in LISTS:
        return [BothValues(title_of(answers, page), listed(answers, page, was), listed(answers, page, now))]
    before, after = dict(_rows(answers, page, was, year)), dict(_rows(answers, page, now, year))
    labels = dict.fromkeys([*before, *after])
    return [
        BothValues(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label) != after.get(label)
    ]


def title_of(answers: Answers, page: str) -> str:
    """What a screen is about, in a few words."""
    if page in LISTS:
        return str(LISTS[page])
    if page == "start":
        return _("How many questions")
    found = page_at(answers, page)
    if found is None:
        return page
    words = words_of(found.saved, _no_year)
    title = words.say(found.step.title)
    return title or (row_label(found, found.questions[0], words) if found.questions else page)


def page_at(answers: Answers, address: str) -> Page | None:
    """A screen by its address, whether this family is asked it today or not."""
    name, _dash, key = address.partition("-")
    step = next((step for step in (*STEPS, *QUICK_STEPS) if step.name == name), None)
    return Page(address, step, Saved(answers, key)) if step else None


def _rows(answers: Answers, address: str, answer: Any, year: YearInForce) -> Iterator[tuple[str, str]]:
    page = page_at({**answers, address: answer}, address) if isinstance(answer, dict) else None
    if page is None:
        return
    words, exchange = words_of(page.saved, lambda: year), Exchange(page.saved, year.rates, Notebook())
    for question in page.questions:
        value = answer.get(question.name)
        if value in (None, "", []) or (isinstance(question.kind, Tick) and not value):
            continue
        try:
            in_words = value_in_words(question, value, words, exchange)
        except (KeyError, TypeError, ValueError, ArithmeticError):
            in_words = _("an earlier answer")  # from long ago, when it had another shape
        yield row_label(page, question, words), in_words


def listed(answers: Answers, page: str, keys: Any) -> str:
    """The entries of one of the LISTS by their names."""
    name = child_name if page == CHILDREN else row_title
    return SEPARATOR.join(str(name(Saved(answers, key))) for key in keys or []) or _("None")


def _no_year() -> YearInForce:
    raise LookupError("a title names no figure of a year")
