"""Families of the tests: one good family as saved answers, changed in one place by each test."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from interview.adapter import Adapted, household_from
from interview.contract import read_household
from interview.engine import Assessment, evaluate
from interview.years.year_in_force import shipped_year

BERLIN: dict[str, Any] = {
    "start": {"depth": "full"},
    "year": {"tax_year": 2025},
    "home": {"main_place": "abroad"},
    "home_country": {"country": "DE"},
    "marital": {"marital": "never"},
    "paid_home": {"paid": "yes"},
    "filing_status": {"status": "hoh"},
    "papers-you": {"papers": "citizen_ssn", "age_band": "24_64"},
    "children": ["c1", "c2"],
    "child_basics-c1": {"name": "Mia", "birth_date": "2019-05-04", "died": False, "relationship": "birth"},
    "child_home-c1": {"lived": "all"},
    "child_papers-c1": {"papers": "citizen_ssn"},
    "child_basics-c2": {"name": "Leo", "birth_date": "2015-03-01", "died": False, "relationship": "birth"},
    "child_home-c2": {"lived": "all"},
    "child_papers-c2": {"papers": "citizen_ssn"},
    "children_list": {"others": 0},
    "children_issued": {"all_issued": "yes"},
    "children_facts": {"facts": ["none"]},
    "income_kinds-you": {"kinds": ["wages"]},
    "income-you-wages": {"amount": {"amount": "60000", "currency": "EUR"}, "guess": False, "source": "foreign"},
    "income_list": {},
    "exclusion_plan": {"plan": "compare"},
    "exclusion_all_year": {"you": "yes"},
    "exclusion_prior": {"you": "never"},
    "foreign_tax": {"paid": "yes"},
    "foreign_tax_amount": {"general": {"amount": "15000", "currency": "EUR"}, "another": False},
    "deductions": {"standard": "yes"},
    "history": {"denied": "no", "filed": "no"},
}
"""A mother in Berlin, not married, who pays for the home of two children with Social Security numbers."""

MARRIED_IN_BERLIN: dict[str, Any] = {
    **BERLIN,
    "marital": {"marital": "married"},
    "spouse_us": {"status": "citizen"},
    "joint": {"files": "joint"},
    "papers-spouse": {"papers": "ssn", "age_band": "24_64"},
    "income_kinds-spouse": {"kinds": ["none"]},
}

QUICK_BERLIN: dict[str, Any] = {
    "start": {"depth": "quick"},
    "year": {"tax_year": 2025},
    "quick_home": {"home": "abroad"},
    "quick_status": {"status": "single"},
    "quick_children": {"total": 2},
    "quick_children_numbers": {"with_number": 2, "not_sure": False},
    "quick_filer": {"numbers": "yes"},
    "quick_earned": {"earned": {"amount": "60000", "currency": "EUR"}},
    "quick_foreign_tax": {"tax": {"amount": "15000", "currency": "EUR"}, "not_sure": False},
    "quick_exclusion": {"uses": "compare"},
}


def family(base: dict[str, Any] = BERLIN, /, **changes: Any) -> dict[str, Any]:
    """A family's answers with some pages replaced; a page of None is taken away. "__" in a name stands for "-"."""
    answers = deepcopy(base)
    for name, answer in changes.items():
        page = name.replace("__", "-")
        if answer is None:
            answers.pop(page, None)
        else:
            answers[page] = answer
    return answers


def adapted(answers: dict[str, Any]) -> Adapted:
    """What the adapter makes of a family's answers with the shipped figures of its year."""
    year = shipped_year(answers["year"]["tax_year"])
    return household_from(answers, rates=year.rates, parameters=year.parameters)


def document(answers: dict[str, Any]) -> dict[str, Any]:
    """The household document of a family's answers."""
    return adapted(answers).document


def assumed(answers: dict[str, Any]) -> list[str]:
    """The sentences about what was taken for granted."""
    return [assumption.text for assumption in adapted(answers).assumptions]


def assessed(answers: dict[str, Any]) -> Assessment:
    """What the engine finds for a family's answers."""
    household = read_household(document(answers))
    return evaluate(household, shipped_year(household.tax_year).parameters)
