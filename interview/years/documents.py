"""One year's document, checked as a whole: the figures by the engine, the exchange rates by us."""

from __future__ import annotations

import copy
from typing import Any

from interview.engine import ParameterProblems, Problem, read_parameters
from interview.years.exchange_rates import rate_problems


def document_problems(document: Any, tax_year: int) -> list[Problem]:
    """Everything that keeps a document from being published as this tax year's figures, each with its path."""
    problems: list[Problem] = []
    try:
        parameters = read_parameters(document)
    except ParameterProblems as refused:
        problems += refused.problems
    else:
        if parameters.tax_year != tax_year:
            problems.append(Problem("tax_year", f"must be {tax_year}, not {parameters.tax_year}"))
    if isinstance(document, dict):
        problems += rate_problems(document, tax_year)
    return problems


def completed(document: dict[str, Any], shipped: dict[str, Any]) -> dict[str, Any]:
    """A copy with every figure that the program reads, and no other; those that it lacks are the shipped ones."""
    fits = copy.deepcopy(document)
    held = document.get("figures", {})
    fits["figures"] = {
        section: {name: held.get(section, {}).get(name, entry) for name, entry in entries.items()}
        for section, entries in shipped["figures"].items()
    }
    return fits
