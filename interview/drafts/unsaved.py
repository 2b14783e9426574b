"""What a family typed and has not sent yet: raw text, kept so that nothing is lost, read by no rule and no result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from interview.drafts.acting import slot
from interview.drafts.models import Draft
from interview.drafts.store import swap
from interview.identity_numbers import holds_identity_number
from interview.steps.questions import Day, Money, Question, Several, Text

Typed = dict[str, list[str]]
"""The fields of one form as they were typed, each with all its values."""

SEEN = "seen"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
MOST_IN_A_PAGE = 20_000
MOST_IN_A_DRAFT = 100_000
# A name has no such numbers; fewer than nine digits may be a tax number that is still being typed.
MOST_DIGITS_IN_WORDS = 4


def names_of_fields(questions: Iterable[Question]) -> dict[str, Question]:
    """The names that a screen's boxes have in a form."""
    return {f"{question.name}{part}": question for question in questions for part in _parts(question)}


def _parts(question: Question) -> tuple[str, ...]:
    if isinstance(question.kind, Money):
        return ("_amount", "_currency")
    return ("_month", "_day", "_year") if isinstance(question.kind, Day) else ("",)


def keepable(questions: Iterable[Question], posted: Typed) -> tuple[Typed, bool]:
    """What of a form may be kept, and whether something must not be: a tax number, or more than anybody types."""
    fields = names_of_fields(questions)
    # A box has one value, the last one sent, as for every form. Only a list of ticks has several.
    typed = {
        name: values if isinstance(fields[name].kind, Several) else values[-1:]
        for name, values in posted.items()
        if name in fields
    }
    # First of all: what is too much is not even searched for numbers.
    if _size(typed) > MOST_IN_A_PAGE:
        return {}, True
    refused = {name for name, values in typed.items() if not all(_may_be_kept(fields[name], value) for value in values)}
    kept = {name: values for name, values in typed.items() if name not in refused}
    # It comes from a hidden field, and so can be anything.
    seen = [value for value in posted.get(SEEN, [])[:1] if _FINGERPRINT.fullmatch(value)]
    return {**kept, SEEN: seen}, bool(refused)


def _may_be_kept(question: Question, text: str) -> bool:
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        return False  # no database takes these
    if isinstance(question.kind, Text) and sum(sign.isdigit() for sign in text) > MOST_DIGITS_IN_WORDS:
        return False
    return not holds_identity_number(text)


def _size(typed: Any) -> int:
    if isinstance(typed, dict):
        return sum(len(name) + _size(value) for name, value in typed.items())
    return sum(len(value) for value in typed)


def keep_typed(draft: Draft, page: str, typed: Typed) -> None:
    """Keep what was typed on one page in place of what was kept before. The oldest pages make room for it."""
    page = slot(draft.acting, page)

    def with_page(unsaved: dict[str, Any]) -> dict[str, Any]:
        others = {name: value for name, value in unsaved.items() if name != page}
        while others and _size(others) + _size(typed) > MOST_IN_A_DRAFT:
            others.pop(next(iter(others)))
        return {**others, page: typed}

    _change(draft, with_page)


def drop_typed(draft: Draft, page: str) -> None:
    """Forget what was typed on one page."""
    page = slot(draft.acting, page)
    if page in draft.unsaved:
        _change(draft, lambda unsaved: {name: value for name, value in unsaved.items() if name != page})


def typed_on(draft: Draft, page: str) -> Typed | None:
    """What was typed on a page and never sent."""
    typed = draft.unsaved.get(slot(draft.acting, page))
    return typed if isinstance(typed, dict) and set(typed) - {SEEN} else None


def _change(draft: Draft, change: Any) -> None:
    while not swap(draft, {"unsaved": change(draft.unsaved)}):
        pass
