"""Families for the engine's tests: documents that hold only what a test is about, and what the engine finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from interview.contract import read_household
from interview.engine import Assessment, Parameters, Scenario, evaluate, read_parameters
from interview.engine.form_lines import FormLines
from interview.engine.places import Place
from interview.years.shipped import read_shipped

TEN_YEARS = tuple(range(2017, 2027))
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


def places_of(lines: FormLines) -> Iterator[tuple[str, Place]]:
    """Each of a year's places on the return by its name; lines that the year did not have are left out."""
    for entry in fields(lines):
        place = getattr(lines, entry.name)
        if isinstance(place, Place) and place:
            yield entry.name, place


def finding_codes(document: Document) -> set[str]:
    return {found.code for found in assess(document).findings}


def expect_lines(found: Scenario, **amounts: int) -> None:
    """Lines of Schedule 8812, written as line_16a=3_400, all at once so that a failure shows every one of them."""
    expected = {name.removeprefix("line_"): amount for name, amount in amounts.items()}
    assert schedule_8812(found, *expected) == expected


def tax_known(tax: int, agi: int) -> Document:
    """The tax as a given fact: what examples call line 13 when no other credit stands before it."""
    return {"agi": agi, "tax_before_credits": tax}


def earning(amount: int, **facts: Any) -> Document:
    """Someone with foreign wages, which bear no US payroll tax and bring no earned income credit."""
    return {"wages_foreign": amount, **facts}


def with_tax(tax_year: int, tax: int, earned: int, count: int, filing_status: str = "head_of_household") -> Scenario:
    """So many children, foreign wages and a given tax."""
    return scenario(
        abroad(
            tax_year,
            filing_status,
            filer=earning(earned),
            children=children(count),
            known_amounts=tax_known(tax, earned),
        )
    )


def refund(found: Scenario) -> int:
    return found.additional_child_tax_credit
