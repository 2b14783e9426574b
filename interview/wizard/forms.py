"""The form of one screen, made from its questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.drafts.answers_in_words import currency_in_words
from interview.steps import Page, Words
from interview.wizard.question_fields import Asked, Year_, question_field
from interview.wizard.tax_years import season_is_open
from interview.wizard.widgets import MoneyInput

BUTTONS = ("no_children",)
"""Buttons that are answers themselves."""


class PageForm(forms.Form):
    """Checks one screen and nothing else; `answer` is what is saved of it."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, page: Page, words: Words, year: Year_, unchecked: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.words, self.unchecked = page, words, unchecked
        questions = page.questions
        headings = [] if words.say(page.step.title) else questions[:1]
        self.told: dict[str, Any] = {}
        for question in questions:
            if question.before_the_season is not None and not season_is_open(page.saved.tax_year):
                self.told[question.name] = question.before_the_season
                continue
            self.fields[question.name] = question_field(question, words, year, is_heading=question in headings)

    def full_clean(self) -> None:
        """What was only typed is shown as it was, without a word on what is wrong: nobody has sent it yet."""
        if self.unchecked:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.page.questions:
            if not question.unless or question.name in self.errors:
                continue
            if cleaned.get(question.unless):
                cleaned[question.name] = None
            elif cleaned.get(question.name) is None:
                self.add_error(question.name, self.words.say(getattr(question.kind, "empty", "")))
        self._check_together(cleaned)
        return cleaned

    def _check_together(self, cleaned: dict[str, Any]) -> None:
        check = self.page.step.check
        if check is None:
            return
        pressed = {button: True for button in BUTTONS if button in self.data}
        for name, message in check(self.page.saved, {**cleaned, **pressed}).items():
            self.add_error(name or None, self.words.say(message, typed=cleaned.get("name", "")))

    def warnings(self) -> dict[str, str]:
        """What is odd but possible in the checked answers, by question. Each is shown beside its field too."""
        warn = self.page.step.warn
        found = warn(self.page.saved, self.cleaned_data) if warn else {}
        said = {name: self.words.say(message) for name, message in found.items()}
        for name, message in said.items():
            self.asked(name).warning = message
        return said

    def warning_links(self) -> list[tuple[str, str]]:
        """For the summary: where each odd answer is, and the words that stand beside it."""
        return [(self._anchor(name), message) for name, message in self.warnings().items()]

    def answer(self) -> dict[str, Any]:
        """The checked answers as plain data; anything else that was posted is dropped."""
        return {question.name: self.cleaned_data.get(question.name) for question in self.page.questions} | self.told

    def anything_typed(self) -> bool:
        """Whether leaving now would lose something."""
        return self.has_changed()

    def say_the_year_before(self, before: dict[str, Any]) -> None:
        """In a draft that was copied from another year: what was entered there, as a hint beside the box."""
        for name, value in (before.get("pages", {}).get(self.page.address) or {}).items():
            if name in self.fields:
                amount = currency_in_words(Decimal(value["amount"]), value["currency"])
                said = _("For {year} you entered {amount}.").format(year=before["year"], amount=amount)
                self.asked(name).year_before = said

    def asked(self, name: str) -> Asked:
        """What the template says of one field."""
        asked: Asked = self.fields[name].asked  # type: ignore[attr-defined]
        return asked

    def error_links(self) -> list[tuple[str, str]]:
        """For the summary: where each wrong answer is, and the same words that stand beside it."""
        links = []
        for name, messages in self.errors.items():
            anchor = "main" if name == "__all__" else self._anchor(name)
            links += [(anchor, str(message)) for message in messages]
        return links

    def _anchor(self, name: str) -> str:
        """The control itself: the first tile of a group, the wrong part of a date or an amount."""
        field = self.fields[name]
        base = f"id_{name}"
        if isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{base}_0"
        if isinstance(field.widget, MoneyInput) and not getattr(field, "wrong_part", ""):
            return f"{base}_amount"
        part = getattr(field, "wrong_part", "")
        return f"{base}_{part}" if part else base

    @property
    def error_heading(self) -> str:
        """How many answers need another look."""
        count = len(self.error_links())
        return ngettext("One answer needs another look", "{count} answers need another look", count).format(count=count)
