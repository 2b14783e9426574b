"""PolicyEngine US (policyengine-us on PyPI): its names for the facts, and what it says."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from interview.engine.credit_limit import WorksheetA
from interview.engine.schedule_8812_2021 import PartOneA, PartOneB
from interview.engine.schedule_8812_2021 import _part_one_b as part_one_b
from tests.comparison.amounts import Change, Theirs, ours
from tests.comparison.families import age
from tests.comparison.known_differences import EVERYWHERE
from tests.engine.families import Document, figures

NAME, PACKAGE = "PolicyEngine US", "policyengine_us"
ABROAD = True
STATUS = {
    "single": "SINGLE",
    "married_joint": "JOINT",
    "married_separate": "SEPARATE",
    "head_of_household": "HEAD_OF_HOUSEHOLD",
    "surviving_spouse": "SURVIVING_SPOUSE",
}


def _first_phaseout_from_the_500s(one_a: PartOneA, limit: WorksheetA, advance: int) -> PartOneB:
    """The program refunds what is left of all, up to the children's amounts before the first phaseout."""
    law = figures(2021)
    assert law.american_rescue_plan is not None
    children = one_a.line_4b * law.american_rescue_plan.per_young_child + one_a.line_4c * law.child_tax_credit.per_child
    refunded = max(0, min(children - one_a.line_11, one_a.line_12))
    return part_one_b(one_a._replace(line_7=one_a.line_12 - refunded), limit, advance)


KNOWN: tuple[Change, ...] = (
    *EVERYWHERE,
    Change(
        "reduction of 2021's first phaseout taken from the credit for other dependents, which is then refunded",
        "Schedule 8812 (2021) lines 14a and 14b: the other dependents' credit is set apart whole, and not refunded",
        patches=(("interview.engine.schedule_8812_2021._part_one_b", _first_phaseout_from_the_500s),),
        of=lambda document: document["tax_year"] == 2021,
    ),
)

OF_A_RETURN = (
    *("adjusted_gross_income", "taxable_income", "income_tax_main_rates", "capital_gains_tax"),
    *("income_tax_before_credits", "eitc", "ctc", "ctc_value", "refundable_ctc"),
    *("qualified_business_income_deduction", "additional_senior_deduction", "elderly_disabled_credit"),
)


def results(documents: list[Document]) -> list[Theirs]:
    """The program's amounts in the order of the households."""
    found: dict[int, Theirs] = {}
    for tax_year in sorted({document["tax_year"] for document in documents}):
        of_the_year = [place for place, document in enumerate(documents) if document["tax_year"] == tax_year]
        answers = _of_a_year([documents[place] for place in of_the_year], tax_year)
        found |= dict(zip(of_the_year, answers, strict=True))
    return [found[place] for place in range(len(documents))]


def _of_a_year(documents: list[Document], tax_year: int) -> list[Theirs]:
    simulation = import_module("policyengine_us").Simulation(situation=_situation(documents, tax_year))
    said = {name: simulation.calculate(name, tax_year) for name in OF_A_RETURN}
    said["self_employment_tax"] = simulation.calculate("self_employment_tax", tax_year, map_to="tax_unit")
    return [
        _theirs({name: float(amounts[place]) for name, amounts in said.items()}, document)
        for place, document in enumerate(documents)
    ]


def _theirs(said: dict[str, float], document: Document) -> Theirs:
    of_2021 = document["tax_year"] == 2021
    # It takes every home to be in the US, which decides these two.
    abroad = "residence" in document
    refundable = said["refundable_ctc"]
    return Theirs(
        agi=said["adjusted_gross_income"],
        taxable_income=said["taxable_income"],
        tax=said["income_tax_main_rates"] + said["capital_gains_tax"],
        tax_with_minimum_tax=said["income_tax_before_credits"],
        self_employment_tax=said["self_employment_tax"],
        earned_income_credit=None if abroad else said["eitc"],
        nonrefundable_credit=None if abroad and of_2021 else said["ctc_value"] - refundable,
        additional_child_tax_credit=(None if abroad else 0) if of_2021 else refundable,
        refundable_child_tax_credit=(None if abroad else refundable) if of_2021 else 0,
        deductions=said["qualified_business_income_deduction"] + said["additional_senior_deduction"],
        elderly_credit=said["elderly_disabled_credit"],
    )


def _situation(documents: list[Document], tax_year: int) -> dict[str, Any]:
    people: dict[str, Any] = {}
    groups: dict[str, dict[str, Any]] = {
        name: {} for name in ("tax_units", "families", "spm_units", "households", "marital_units")
    }
    for number, document in enumerate(documents):
        adults = [f"filer {number}", *([f"spouse {number}"] if document.get("spouse") else [])]
        children = [f"child {number} {place}" for place in range(len(document["children"]))]
        people |= _people(adults, children, document, tax_year)
        members = [*adults, *children]
        unit: dict[str, Any] = {
            "members": members,
            "filing_status": {tax_year: STATUS[document["filing_status"]]},
            "tax_unit_itemizes": {tax_year: False},
        }
        left_out = excluded(document)
        if left_out:
            unit["foreign_earned_income_exclusion"] = {tax_year: left_out}
        groups["tax_units"][f"unit {number}"] = unit
        for name in ("families", "spm_units"):
            groups[name][f"{name} {number}"] = {"members": members}
        # A state without an income tax.
        groups["households"][f"household {number}"] = {"members": members, "state_name": {tax_year: "TX"}}
        groups["marital_units"][f"adults {number}"] = {"members": adults}
        for place, name in enumerate(children):
            groups["marital_units"][f"child {number} {place}"] = {"members": [name]}
    return {"people": people, **groups}


def excluded(document: Document) -> int:
    """Form 2555 line 45; the program is told the pay that is left, and the rest for its rates and limits."""
    if document["filer"].get("exclusion", {}).get("choice") != "elect":
        return 0
    found = ours(document)
    return found.modified_agi - found.agi


def _people(adults: list[str], children: list[str], document: Document, tax_year: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, facts in zip(adults, (document["filer"], document.get("spouse", {})), strict=False):
        found[name] = {
            "age": age(facts, tax_year),
            "employment_income": facts.get("wages_us", 0) + facts.get("wages_foreign", 0),
            "self_employment_income": facts.get("self_employment_us", 0),
        }
    found[adults[0]]["employment_income"] -= excluded(document)
    income = document["unearned_income"]
    qualified = income.get("qualified_dividends_us", 0)
    found[adults[0]] |= {
        "taxable_interest_income": income.get("interest_us", 0),
        "qualified_dividend_income": qualified,
        "non_qualified_dividend_income": income.get("ordinary_dividends_us", 0) - qualified,
        "short_term_capital_gains": income.get("short_term_gains", 0),
        "long_term_capital_gains": income.get("long_term_gains", 0),
        "taxable_private_pension_income": income.get("pensions_us", 0),
        "social_security_retirement": income.get("social_security_benefits", 0),
        "unemployment_compensation": income.get("unemployment", 0),
    }
    for name, facts in zip(children, document["children"], strict=True):
        found[name] = {"age": age(facts, tax_year), "is_tax_unit_dependent": True}
    return {name: {fact: {tax_year: value} for fact, value in facts.items()} for name, facts in found.items()}
