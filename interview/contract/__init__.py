"""The border: documents are read strictly into the engine's types and written from them. Every fault has its path.

Documents without a fault take a quick way in. What words a refusal and writes the schemas takes long to load, so it is
loaded when it is needed.
"""

from __future__ import annotations

from typing import Any

from interview.contract.plain_objects import plain_object
from interview.contract.problems import Problem, Refused
from interview.contract.quick_reading import read_quickly
from interview.contract.writing import assessment_document, household_document, summary_text
from interview.engine import Household

__all__ = [
    "Problem",
    "Refused",
    "assessment_document",
    "assessment_schema",
    "household_document",
    "household_schema",
    "plain_object",
    "read_household",
    "summary_text",
]


def read_household(document: Any) -> Household:
    """A household from a JSON text or from the plain object it holds. Raises Refused with every fault."""
    household = read_quickly(document)
    if household is not None:
        return household
    from interview.contract.careful_reading import read_carefully  # noqa: PLC0415

    return read_carefully(document)


def household_schema() -> dict[str, Any]:
    """JSON Schema of a household document."""
    from interview.contract import careful_reading  # noqa: PLC0415

    return careful_reading.household_schema()


def assessment_schema() -> dict[str, Any]:
    """JSON Schema of an assessment document, in which sentences are plain texts."""
    from interview.contract import careful_reading  # noqa: PLC0415

    return careful_reading.assessment_schema()
