"""Households of the contract, and what the result page says about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from interview.contract import read_household
from interview.drafts.results import Assessed
from interview.engine import Parameters, evaluate
from interview.result.explain import ResultPage, explain
from interview.years.shipped import shipped_years
from interview.years.year_in_force import shipped_year

MARCH = date(2026, 3, 9)
"""A day on which the return of 2025 is not due yet."""


def child(name: str = "Mia", *, born: str = "2015-03-01", **changes: Any) -> dict[str, Any]:
    return {"name": name, "birth_date": born, **changes}


def household(**changes: Any) -> dict[str, Any]:
    """A mother in Berlin with two children, who has not decided about Form 2555."""
    document: dict[str, Any] = {
        "tax_year": 2025,
        "filing_status": "head_of_household",
        "filer": {"wages_foreign": 67_720, "exclusion": {"test": "physical_presence", "qualifying_days": 365}},
        "residence": {"place": "abroad", "country": "DE"},
        "foreign_tax": {"general": 16_930},
        "filing": {"abroad_on_due_date": True},
        "children": [child("Mia", born="2019-05-04"), child("Leo")],
    }
    filer = {**document["filer"], **changes.pop("filer", {})}
    return {**document, "filer": filer, **changes}


def choosing(choice: str, **changes: Any) -> dict[str, Any]:
    """What she says about Form 2555."""
    return {"exclusion": {"test": "physical_presence", "qualifying_days": 365, "choice": choice, **changes}}


def assessed(document: dict[str, Any], *, rough: bool = False) -> Assessed:
    family = read_household(document)
    year = shipped_year(family.tax_year)
    return Assessed(family, evaluate(family, year.parameters), [], year, rough)


def every_years_figures() -> dict[int, Parameters]:
    """What views hand on besides the result: the figures of every year."""
    return {year: shipped_year(year).parameters for year in shipped_years()}


def page(document: dict[str, Any], *, today: date = MARCH, rough: bool = False) -> ResultPage:
    return explain(assessed(document, rough=rough), today=today, figures=every_years_figures())


def plain(text: str) -> str:
    """A headline without the mark around its figure."""
    return text.replace('<span class="hit">', "").replace("</span>", "")
