"""The lists that a family adds to: children, and further jobs or businesses. A key stands for one entry for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from interview.drafts.models import Draft
from interview.drafts.store import Answers, change_answers, change_once
from interview.steps import CHILDREN, FULL, MORE_INCOME, QUICK_CARDS, Saved
from interview.steps.children_together import MOST_CHILDREN

_NUMBER_AT_END = re.compile(r"(\d+)$")
MOST_ROWS = 10
ROW_STEPS = ("income", "income_share", "income_social_security")


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
    """One more job or business of the same person and kind as the row `first`. `mark` as in `change_once`."""

    def with_row(answers: Answers) -> tuple[Answers, str]:
        keys = answers.get(MORE_INCOME, [])
        if len(keys) >= MOST_ROWS:
            raise ListFull
        known = {*keys, *_keys_of(answers, "income-")}
        added = f"{first}-{_next_number(other for other in (first, *known) if other.startswith(f'{first}-'))}"
        return {**answers, MORE_INCOME: [*keys, added]}, added

    return change_once(draft, f"add {first}", mark, with_row)


def remove_income_row(draft: Draft, key: str, mark: str = "") -> None:
    """Take one row away, once for each `mark`. The next row of the same kind takes the place of the first; the last
    one unticks its kind.
    """

    def without_row(answers: Answers) -> Answers:
        keys = answers.get(MORE_INCOME, [])
        if key in keys:
            return _without(answers, MORE_INCOME, key)
        following = next((other for other in keys if other.startswith(f"{key}-")), None)
        if following is not None:
            moved = {f"{step}-{key}": answers.get(f"{step}-{following}") for step in ROW_STEPS}
            return _without({**answers, **moved}, MORE_INCOME, following)
        return _without_kind(answers, *key.split("-", 1))

    change_once(draft, f"remove {key}", mark, lambda answers: (without_row(answers), key))


def _without_kind(answers: Answers, person: str, kind: str = "") -> Answers:
    page = f"income_kinds-{person}"
    kinds = Saved(answers).get(page, "kinds") or []
    if kind not in kinds:
        return answers
    left = [other for other in kinds if other != kind] or ["none"]
    return {**answers, page: {**answers[page], "kinds": left}}


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
