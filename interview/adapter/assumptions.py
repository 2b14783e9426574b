"""What was taken for granted where the family did not say, and where it can say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Assumption:
    """One sentence about what we took, and the screen on which the family can change it."""

    text: str
    page: str | None = None


class Unfinished(Exception):
    """An answer is missing without which there is no household; `page` is the address of its screen."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


@dataclass(slots=True)
class Notebook:
    """Collects the assumptions while a household is made."""

    assumptions: list[Assumption] = field(default_factory=list)

    def note(self, text: str | Promise, page: str | None = None, **values: Any) -> None:
        """Write one down; the same sentence is never listed twice."""
        assumption = Assumption(str(text).format_map(values), page)
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)
