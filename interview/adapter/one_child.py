"""A household of children only, to say on the list which of them count."""

from __future__ import annotations

from typing import Any

from interview.adapter.assumptions import Notebook
from interview.adapter.children import child_document
from interview.engine import Parameters
from interview.steps import Saved


def household_of_children(saved: Saved, keys: list[str], parameters: Parameters) -> dict[str, Any]:
    """These children with a parent of whom nothing stands in the way."""
    notebook = Notebook()
    return {
        "schema": 1,
        "tax_year": saved.tax_year,
        "children": [child_document(saved.about(key), parameters.dates, notebook) for key in keys],
    }
