"""The lists that a family adds to: children, and further jobs or businesses. A key stands for one entry for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from interview.drafts.models import Draft
from interview.drafts.store import Answers, change_answers, change_once
from interview.steps import CHILDREN, FULL, MORE_INCOME, QUICK_CARDS, REMOVED_INCOME, Saved
from interview.steps.children_together import MOST_CHILDREN
from interview.steps.conditions import income_rows

_NUMBER_AT_END = re.compile(r"(\d+)$")
MOST_ROWS = 40


class ListFull(Exception):
    """There is no room for one more."""


def add_child(draft: Draft, mark: str = "") -> str:
    """Put one more child at the end of the list; its key was never used before. `mark` as in `change_once`."""

    def with_child(answers: Answers) -> tuple[Answers, str]:
        keys = answers.get(CHILDREN, [])
        if len(keys) >= MOST_CHILDREN:
            raise ListFull
        added = _next_child(answers)
        return {**answers, CHILDREN: [*keys, added]}, added

    return change_once(draft, "add child", mark, with_child)


def remove_child(draft: Draft, key: str) -> None:
    """Take a child off the list. What was said about it stays, so that it can be put back."""
    change_answers(draft, lambda answers: _without(answers, CHILDREN, key))


def restore_child(draft: Draft, key: str) -> None:
    """Put a removed child back, in the order in which the children were first added."""

    def with_child_again(answers: Answers) -> Answers:
        keys = answers.get(CHILDREN, [])
        if key in keys or not was_on_list(answers, key):
            return answers
        if len(keys) >= MOST_CHILDREN:
            raise ListFull
        return {**answers, CHILDREN: sorted([*keys, key], key=_number)}

    change_answers(draft, with_child_again)


def was_on_list(answers: Mapping[str, Any], key: str) -> bool:
    """Whether this key belongs to a child that something was said about; any other key was made up."""
    return f"child_basics-{key}" in answers or key in Saved(answers).keys(QUICK_CARDS)


def go_deeper(draft: Draft) -> None:
    """Turn a quick check into the full interview; each child that was counted becomes an entry of the list."""

    def in_full(answers: Answers) -> Answers:
        deeper = {**answers, "start": {**answers.get("start", {}), "depth": FULL}}
        if CHILDREN in answers:
            return deeper
        cards = [f"c{number}" for number in range(1, int(Saved(answers).get("quick_children", "total") or 0) + 1)]
        return {**deeper, CHILDREN: cards, QUICK_CARDS: cards}

    change_answers(draft, in_full)


def add_income_row(draft: Draft, first: str, mark: str = "") -> str:
    """One more row of the same person and kind of income as `first`, such as "you-wages"; its key was never used.

    `mark` as in `change_once`.
    """

    def with_row(answers: Answers) -> tuple[Answers, str]:
        keys = answers.get(MORE_INCOME, [])
        if len(keys) >= MOST_ROWS:
            raise ListFull
        known = {*keys, *_keys_of(answers, "income-")}
        added = f"{first}-{_next_number(other for other in (first, *known) if other.startswith(f'{first}-'))}"
        shown = income_rows(Saved(answers))
        removed = [key for key in answers.get(REMOVED_INCOME, []) if key not in shown]
        lists = {MORE_INCOME: [*keys, added], **({REMOVED_INCOME: removed} if REMOVED_INCOME in answers else {})}
        return {**answers, **lists}, added

    return change_once(draft, f"add {first}", mark, with_row)


def remove_income_row(draft: Draft, key: str) -> None:
    """Take one row off the list. All that was typed stays, to be put back. The last row of a kind unticks its kind."""

    def without_row(answers: Answers) -> Answers:
        if key not in income_rows(Saved(answers)):
            return answers
        removed = {**answers, REMOVED_INCOME: [*answers.get(REMOVED_INCOME, []), key]}
        first = first_row(key)
        # A kind that stays ticked would bring its first row back.
        others = [other for other in income_rows(Saved(answers)) if other != key and first_row(other) == first]
        return removed if others else _with_kind(removed, first, ticked=False)

    change_answers(draft, without_row)


def restore_income_row(draft: Draft, key: str) -> None:
    """Put a removed row back with all that was typed, and tick its kind again."""

    def with_row_again(answers: Answers) -> Answers:
        if not row_was_removed(answers, key):
            return answers
        return _with_kind(_without(answers, REMOVED_INCOME, key), first_row(key), ticked=True)

    change_answers(draft, with_row_again)


def with_kinds_in_step(before: Answers, answers: Answers) -> Answers:
    """Answers in which another list of added or removed rows was put, with kinds ticked as buttons leave them.

    A kind whose only row comes back is ticked again; one that has lost its last row is not ticked any more.
    """
    removed_then, removed = (set(Saved(of).keys(REMOVED_INCOME)) for of in (before, answers))
    added_then, added = (set(Saved(of).keys(MORE_INCOME)) for of in (before, answers))
    for first in sorted({first_row(key) for key in (removed_then ^ removed) | (added_then ^ added)}):
        was_empty = _of_kind(first, added_then) <= removed_then
        is_empty = _of_kind(first, added) <= removed
        if was_empty != is_empty:
            answers = _with_kind(answers, first, ticked=not is_empty)
    return answers


def _of_kind(first: str, added: set[str]) -> set[str]:
    """All rows of a person and kind: the first, and those that were added to it."""
    return {first, *(key for key in added if first_row(key) == first)}


def row_was_removed(answers: Mapping[str, Any], key: str) -> bool:
    """Whether this row was taken off the list; any other key was made up."""
    return key in Saved(answers).keys(REMOVED_INCOME)


def first_row(key: str) -> str:
    """The first row of the same person and kind: "you-wages" for "you-wages-2"."""
    return "-".join(key.split("-")[:2])


def _with_kind(answers: Answers, first: str, *, ticked: bool) -> Answers:
    """The kind of a row ticked or not; a person without any kind has "None of these"."""
    person, _dash, kind = first.partition("-")
    page = f"income_kinds-{person}"
    kinds = [other for other in Saved(answers).get(page, "kinds") or [] if other not in (kind, "none")]
    kinds += [kind] if ticked else []
    return {**answers, page: {**answers.get(page, {}), "kinds": kinds or ["none"]}}


def _without(answers: Answers, name: str, key: str) -> Answers:
    return {**answers, name: [other for other in answers.get(name, []) if other != key]}


def _next_child(answers: Answers) -> str:
    return f"c{_next_number((*answers.get(CHILDREN, []), *_keys_of(answers, 'child_')), first=1)}"


def _next_number(keys: Iterable[str], *, first: int = 2) -> int:
    """A number that no key has had; the keys of removed entries are not used again."""
    return max([first - 1, *(_number(key) for key in keys)]) + 1


def _keys_of(answers: Answers, prefix: str) -> set[str]:
    return {page.partition("-")[2] for page in answers if page.startswith(prefix) and "-" in page}


def _number(key: str) -> int:
    found = _NUMBER_AT_END.search(key)
    return int(found.group(1)) if found else 0
