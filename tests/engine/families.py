"""Families for the engine's tests: contract documents that hold only what a test is about, and what the engine finds."""

from __future__ import annotations

from functools import cache
from typing import Any

from interview.contract import read_household
from interview.engine import Assessment, Parameters, Scenario, evaluate, read_parameters
from interview.years.shipped import read_shipped

YEARS = (2024, 2025, 2026)

Document = dict[str, Any]


@cache
def figures(tax_year: int) -> Parameters:
    """The shipped figures of a year."""
    return read_parameters(read_shipped(tax_year))


def child(birth_date: str = "2015-05-01", **facts: Any) -> Document:
    """A child of ten in 2025, for whom every test is passed unless the facts say otherwise."""
    return {"name": "Ana", "birth_date": birth_date, **facts}


def children(count: int) -> list[Document]:
    """So many children for whom every test is passed."""
    return [child(name=f"Child {number}") for number in range(1, count + 1)]


def excluding(days: int = 365, **facts: Any) -> Document:
    """Someone who passes the bona fide residence test on so many days of the year."""
    return {"test": "bona_fide_residence", "qualifying_days": days, **facts}


def family(tax_year: int = 2025, filing_status: str = "head_of_household", **facts: Any) -> Document:
    """A household with one child unless the facts say otherwise; a joint one has a spouse."""
    document: Document = {"tax_year": tax_year, "filing_status": filing_status, "children": [child()], **facts}
    if filing_status == "married_joint":
        document.setdefault("spouse", {})
    return document


def abroad(tax_year: int = 2025, filing_status: str = "head_of_household", **facts: Any) -> Document:
    """A family that lives outside the United States."""
    return family(tax_year, filing_status, residence={"place": "abroad"}, **facts)


def assess(document: Document) -> Assessment:
    """The assessment under the shipped figures of the document's year."""
    household = read_household(document)
    return evaluate(household, figures(household.tax_year))


def scenario(document: Document, key: str = "no_exclusion") -> Scenario:
    """One scenario of the assessment."""
    found = assess(document).scenario(key)
    assert found is not None, f"the household has no scenario {key}"
    return found


def line(found: Scenario, form: str, number: str) -> int | float:
    """The amount on a line that the scenario holds exactly once."""
    amounts = [entry.amount for entry in found.lines if (entry.form, entry.line) == (form, number)]
    assert len(amounts) == 1, f"{form} line {number} stands {len(amounts)} times"
    return amounts[0]


def schedule_8812(found: Scenario, *numbers: str) -> dict[str, int | float]:
    """Some lines of Schedule 8812 by their numbers."""
    return {number: line(found, "schedule_8812", number) for number in numbers}


def has_line(found: Scenario, form: str, number: str) -> bool:
    return any((entry.form, entry.line) == (form, number) for entry in found.lines)


def how(found: Scenario, form: str, number: str) -> str:
    """The sentence that explains a line."""
    sentences = [str(entry.how) for entry in found.lines if (entry.form, entry.line) == (form, number)]
    assert len(sentences) == 1, f"{form} line {number} stands {len(sentences)} times"
    return sentences[0]


def finding_codes(document: Document) -> set[str]:
    return {found.code for found in assess(document).findings}
