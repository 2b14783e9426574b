"""Two answers to one screen, saved in two windows, side by side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from interview.adapter import Exchange
from interview.drafts.answers_in_words import value_in_words
from interview.steps.questions import Tick
from interview.wizard.forms import PageForm


def both_answers(form: PageForm, saved: Any, exchange: Exchange) -> list[dict[str, str]]:
    """What another window saved beside what was typed here, where the two differ, so that the family can choose."""
    typed, words = form.answer(), form.words

    def in_words(question: Any, answer: Any) -> str:
        value = answer.get(question.name) if isinstance(answer, dict) else None
        if isinstance(question.kind, Tick) and not value:
            return _("No")
        return _("No answer") if value in (None, "") else value_in_words(question, value, words, exchange)

    both = [
        {
            "label": words.say(question.short),
            "saved": in_words(question, saved),
            "typed": in_words(question, typed),
        }
        for question in form.page.questions
    ]
    return [one for one in both if one["saved"] != one["typed"]] or both
