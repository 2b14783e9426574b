"""The filters that are on, each with the address of the list without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from interview.firms.list_filters import ME, NOBODY, Filters
from interview.firms.list_query import asked_for, canonical
from interview.local_formats import long_date, money, number


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words."""

    text: str
    without: str


def chips(form: Filters, query: str, people: Mapping[int, str]) -> list[Chip]:
    """One for each value of each filter of a valid form. `query` is the canonical address."""
    found = []
    for name, value in asked_for(form).items():
        label = _("Search") if name == "q" else str(form.fields[name].label)
        if isinstance(value, list):
            words = _choices(form, name, people)
            found += [
                Chip(f"{label}: {words.get(str(each), each)}", _without(query, name, str(each))) for each in value
            ]
        else:
            text = label if value is True else f"{label}: {_in_words(name, value)}"
            found.append(Chip(text, _without(query, name)))
    return found


def name_the_choices(form: Filters, years: list[int], people: Mapping[int, str], me: int) -> None:
    """Give the lists of years and people their entries; an address may ask for others as well."""
    _choose(form, "year", [(str(year), str(year)) for year in years])
    others = [(str(pk), name) for pk, name in people.items() if pk != me]
    _choose(form, "assignee", [(ME, _("Me")), (NOBODY, _("Nobody")), *others])


def _choose(form: Filters, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
    field.choices = choices


def _choices(form: Filters, name: str, people: Mapping[int, str]) -> dict[str, Any]:
    field = form.fields[name]
    words = {str(code): words for code, words in getattr(field, "choices", [])}
    return {**{str(pk): person for pk, person in people.items()}, **words} if name == "assignee" else words


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return long_date(value)
    if name == "gain":
        return money(value)
    return number(value) if isinstance(value, int) else str(value)


def _without(query: str, name: str, value: str | None = None) -> str:
    fewer = QueryDict(query, mutable=True)
    left = [each for each in fewer.getlist(name) if value is not None and each != value]
    fewer.setlist(name, left)
    return canonical(fewer, "sort", "columns")


@dataclass(frozen=True, slots=True)
class Group:
    """Some filters that open together, and how many values of them are on."""

    label: str
    fields: list[forms.BoundField]
    chosen: int
    wrong: bool


def groups(form: Filters, query: str) -> list[Group]:
    """The filters as the page folds them together."""
    found = [
        (_("Status"), ("stage", "status", "waiting")),
        (_("Tax year"), ("year",)),
        (_("What blocks"), ("blocked", "route")),
        (_("Assigned to"), ("assignee",)),
        (_("Dates"), ("due_in", "due_by", "changed_since")),
        (_("More"), ("gain", "children", "open", "flagged", "old_figures", "new_figures", "language", "country")),
    ]
    given = QueryDict(query)
    return [
        Group(
            label,
            [form[name] for name in names],
            sum(len(given.getlist(name)) for name in names),
            any(name in form.errors for name in names),
        )
        for label, names in found
    ]
