"""The families of the public pages, as the engine reads them: wages only, the standard deduction, numbers in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from interview.contract import read_household
from interview.engine import Assessment, Household, Parameters, Scenario, evaluate

EXCLUDING, NOT_EXCLUDING = "exclude_filer", "no_exclusion"
GROWN = 18
"""The age of a child who only counts as another dependent: too old for the credit in every year."""


def abroad(parameters: Parameters, filing_status: str, ages: Sequence[int], *, wages: int, **facts: Any) -> Household:
    """One wage earned abroad, in dollars. `foreign_tax` is in dollars too; other facts are those of the contract."""
    country, foreign_tax = facts.pop("country", "DE"), facts.pop("foreign_tax", 0)
    return _read(
        parameters,
        filing_status,
        ages,
        {
            **facts,
            "filer": {"wages_foreign": wages, **facts.get("filer", {})},
            "residence": {"place": "abroad", "country": country},
            "foreign_tax": {"general": foreign_tax},
        },
    )


def all_year_abroad(parameters: Parameters) -> dict[str, Any]:
    """What makes the filer somebody who may use Form 2555 for the whole year."""
    return {"exclusion": {"test": "physical_presence", "qualifying_days": parameters.exclusion.days_in_year}}


def in_the_us(
    parameters: Parameters, filing_status: str, ages: Sequence[int], *, wages: int, **facts: Any
) -> Household:
    """One wage earned in the US, in dollars. Other facts are those of the contract."""
    filer = {"wages_us": wages, **facts.get("filer", {})}
    return _read(parameters, filing_status, ages, {**facts, "filer": filer, "residence": {"place": "united_states"}})


def earning(household: Household, wages: int) -> Household:
    """The same family with another wage, earned in the same place."""
    filer = household.filer
    if household.residence.place == "abroad":
        return replace(household, filer=replace(filer, wages_foreign=wages))
    return replace(household, filer=replace(filer, wages_us=wages))


def taxed_abroad(household: Household, foreign_tax: int) -> Household:
    """The same family with another income tax abroad, in dollars."""
    return replace(household, foreign_tax=replace(household.foreign_tax, general=foreign_tax))


def way(household: Household, parameters: Parameters) -> Scenario:
    """The family's return without Form 2555, worked out. This way is always there."""
    return _found(evaluate(household, parameters, detail=False), NOT_EXCLUDING)


def both_ways(household: Household, parameters: Parameters) -> tuple[Scenario, Scenario]:
    """Without Form 2555, and with it, for a wage earned abroad by somebody who meets a test."""
    assessment = evaluate(household, parameters, detail=False)
    return _found(assessment, NOT_EXCLUDING), _found(assessment, EXCLUDING)


def _found(assessment: Assessment, key: str) -> Scenario:
    found = assessment.scenario(key)
    if found is None:
        raise LookupError(key)
    return found


def paid_back(scenario: Scenario) -> int:
    """What the child credit pays out, in dollars."""
    return scenario.additional_child_tax_credit + scenario.refundable_child_tax_credit


def _read(parameters: Parameters, filing_status: str, ages: Sequence[int], facts: Mapping[str, Any]) -> Household:
    year = parameters.tax_year
    children = [{"birth_date": f"{year - age}-05-05"} for age in ages]
    document: dict[str, Any] = {
        "tax_year": year,
        "filing_status": filing_status,
        "children": children,
        "filing": {"abroad_on_due_date": facts["residence"]["place"] == "abroad"},
        **facts,
    }
    if filing_status == "married_joint":
        document.setdefault("spouse", {})
    return read_household(document)
