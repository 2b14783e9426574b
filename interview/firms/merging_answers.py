"""Two sets of answers that began as one: what a copy has changed is put over what the family has changed since."""

from __future__ import annotations

from typing import Any

from interview.drafts.store import MARKS, PROVENANCE, Answers

_NOTHING = object()


def merged(began_as: Answers, copy: Answers, family: Answers) -> Answers:
    """The family's answers of now with the differences of the copy kept, screen by screen and field by field."""
    pages = dict.fromkeys([*family, *copy])
    found = {
        page: _merged(began_as.get(page, _NOTHING), copy.get(page, _NOTHING), family.get(page, _NOTHING))
        for page in pages
        if page not in (PROVENANCE, MARKS)
    }
    answers = {page: answer for page, answer in found.items() if answer is not _NOTHING}
    whose = _merged(began_as.get(PROVENANCE, {}), copy.get(PROVENANCE, {}), family.get(PROVENANCE, {}))
    return {**answers, PROVENANCE: whose} if whose else answers


def _merged(began_as: Any, copy: Any, family: Any) -> Any:
    """One value: the copy's where the copy has changed it, else the family's."""
    if copy == began_as:
        return family
    if family == began_as or copy is _NOTHING or family is _NOTHING:
        return copy
    if isinstance(copy, dict) and isinstance(family, dict):
        before = began_as if isinstance(began_as, dict) else {}
        fields = {
            name: _merged(before.get(name, _NOTHING), copy.get(name, _NOTHING), family.get(name, _NOTHING))
            for name in dict.fromkeys([*family, *copy])
        }
        return {name: value for name, value in fields.items() if value is not _NOTHING}
    if isinstance(copy, list) and isinstance(family, list):
        before_list = began_as if isinstance(began_as, list) else []
        kept = [each for each in family if each in copy or each not in before_list]
        return [*kept, *(each for each in copy if each not in before_list and each not in kept)]
    return copy
