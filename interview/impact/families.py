"""The example families: the design's personas as household documents, moved to any tax year, before and after.

Amounts are in dollars already, so that exchange rates do not touch them. One persona is left out: the family on Guam,
whose interview ends before there is a household.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.contract import Refused, read_household
from interview.drafts.shown_way import paid_out, shown_way
from interview.engine import Household, ParameterProblems, Parameters, evaluate, read_parameters
from interview.years.figure_table import Figure, all_figures

FILE = Path(__file__).parent / "example_families.json"

FAMILY_TITLES: dict[str, str | Promise] = {
    "P1-ohio-couple": _("Couple in Ohio, two children, wages of $50,000"),
    "P2-texas-mother": _("Mother in Texas, one child, wages of $10,000"),
    "P3-spain-one-number-missing": _("Mother in Spain, two children, one without a number"),
    "P4-dubai-no-tax": _("Couple in Dubai, three children, no foreign tax, Form 2555"),
    "P5-puerto-rico": _("Mother in Puerto Rico, one child"),
    "P6-canada-shared-custody": _("Father in Canada, two children, shared custody"),
    "P7-2021-berlin-to-boston": _("Couple that moved from Berlin to Boston, a newborn and one more child"),
    "P8-green-cards-and-an-itin": _("Couple with green cards, one child with an ITIN"),
    "P10-2017-itin": _("Mother with a green card, one child with an ITIN, wages of $15,000"),
    "P11-never-sure": _("Mother in Germany who is not sure of anything, two children"),
    "P13-berlin": _("Mother in Berlin, two children, German tax"),
    "P13-berlin-quick": _("The same mother in Berlin by the quick check"),
}

# Facts of one year's law; in any other year the contract refuses them.
ONLY_2021 = ("lookback_earned_income", "advance_child_credit_received", "advance_children")


@dataclass(frozen=True, slots=True)
class ExampleFamily:
    """One persona. `document` is a household document of the contract."""

    code: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One family before and after, in dollars: the credit paid out, and refund or less than 0 for tax due.

    Amounts are None where the engine gives none: no figures were in force before, or the family is outside the app.
    `by_figure`: what each changed figure alone, put among the figures of before, adds to either amount; only figures
    that move this family. A figure that cannot stand alone among the others (a longer table of brackets) is under
    `not_alone`.
    """

    code: str
    paid_before: int | None
    paid_after: int | None
    balance_before: int | None
    balance_after: int | None
    by_figure: tuple[tuple[str, int, int], ...] = ()
    not_alone: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data for a job's `families`."""
        return {
            "code": self.code,
            "paid": [self.paid_before, self.paid_after],
            "balance": [self.balance_before, self.balance_after],
            "by_figure": [list(effect) for effect in self.by_figure],
            "not_alone": list(self.not_alone),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> FamilyRow:
        """A row as `as_json` wrote it."""
        by_figure = tuple((str(path), int(paid), int(balance)) for path, paid, balance in row["by_figure"])
        (paid_before, paid_after), (balance_before, balance_after) = row["paid"], row["balance"]
        not_alone = tuple(row["not_alone"])
        return cls(row["code"], paid_before, paid_after, balance_before, balance_after, by_figure, not_alone)


def example_families(tax_year: int) -> list[ExampleFamily]:
    """The personas as of a tax year: dates are moved by whole years, so that everybody is as old as in their own."""
    return [ExampleFamily(code, moved(document, tax_year)) for code, document in _documents().items()]


def moved(document: Mapping[str, Any], tax_year: int) -> dict[str, Any]:
    """A household document as of another year. February 29 becomes the 28th where the year has none.

    Who qualified for Form 2555 on every day of their own year does so on every day of the other one, leap day or not.
    """
    years = tax_year - int(document["tax_year"])
    new: dict[str, Any] = _moved(document, years)
    new["tax_year"] = tax_year
    if tax_year != 2021 and "history" in new:
        new["history"] = {name: value for name, value in new["history"].items() if name not in ONLY_2021}
    for person in (new.get("filer"), new.get("spouse")):
        exclusion = (person or {}).get("exclusion") or {}
        if exclusion.get("qualifying_days") == _days_of(int(document["tax_year"])):
            exclusion["qualifying_days"] = _days_of(tax_year)
    return new


def _days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def family_rows(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[FamilyRow]:
    """Every example family under two documents of one year's figures; `before` is None for a new year.

    Figures of before that this version of the program cannot read count as none. Raises ParameterProblems if those of
    after are no whole year.
    """
    new, old = read_parameters(after), _read_figures(before)
    alone = list(_each_alone(before, after)) if before is not None and old is not None else []
    families = [(family.code, _read(family.document)) for family in example_families(new.tax_year)]
    return [_row(code, household, old, new, alone) for code, household in families if household is not None]


def changed_figures(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Figure]:
    """The figures whose value differs, in the order of the pages."""
    return [
        figure
        for figure in all_figures()
        if figure.entry_in(before).get("value") != figure.entry_in(after).get("value")
    ]


def _row(
    code: str,
    household: Household,
    old: Parameters | None,
    new: Parameters,
    alone: list[tuple[str, Parameters | None]],
) -> FamilyRow:
    was, now = _end(household, old), _end(household, new)
    effects, not_alone = [], []
    for path, parameters in alone:
        if parameters is None:
            not_alone.append(path)
            continue
        end = _end(household, parameters)
        if end != was and None not in (*end, *was):
            effects.append((path, (end[0] or 0) - (was[0] or 0), (end[1] or 0) - (was[1] or 0)))
    return FamilyRow(code, was[0], now[0], was[1], now[1], tuple(effects), tuple(not_alone))


def _end(household: Household, parameters: Parameters | None) -> tuple[int | None, int | None]:
    """The credit paid out and the balance."""
    if parameters is None:
        return None, None
    assessment = evaluate(household, parameters, detail=False)
    if assessment.best is None:
        return None, None
    way = shown_way(household, assessment)
    return paid_out(way), way.balance


def _each_alone(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Parameters | None]]:
    for figure in changed_figures(before, after):
        document = {**before, "figures": {**before["figures"]}}
        section = {**before["figures"].get(figure.section, {}), figure.name: figure.entry_in(after)}
        document["figures"][figure.section] = section
        yield figure.path, _read_figures(document)


def _read_figures(document: Mapping[str, Any] | None) -> Parameters | None:
    try:
        return read_parameters(document) if document is not None else None
    except ParameterProblems:
        return None


def _read(document: dict[str, Any]) -> Household | None:
    try:
        return read_household(document)
    except Refused:  # a family that the law of that year does not know; a test says which
        return None


def _moved(value: Any, years: int) -> Any:
    if isinstance(value, Mapping):
        return {
            name: inner + years if name == "revoked_in" and inner is not None else _moved(inner, years)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_moved(inner, years) for inner in value]
    return _day_moved(value, years) if isinstance(value, str) else value


def _day_moved(text: str, years: int) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return day.replace(year=day.year + years, day=28).isoformat()


@cache
def _documents() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
