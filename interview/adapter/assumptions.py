"""What was taken for granted where the family did not say, and where it can say so."""

from __future__ import annotations

from collections.abc import Callable
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
    """Collects the assumptions while a household is made. Only who reads them has them put into words."""

    noted: list[tuple[str | Promise, str | None, dict[str, Any]]] = field(default_factory=list)

    def note(self, text: str | Promise, page: str | None = None, **values: str | int | Callable[[], object]) -> None:
        """Write one down. A value that takes its time is a function, called when the sentence is read."""
        self.noted.append((text, page, values))

    @property
    def assumptions(self) -> list[Assumption]:
        """What was written down, in the reader's language; the same sentence is never listed twice."""
        return list(dict.fromkeys(Assumption(_in_words(text, values), page) for text, page, values in self.noted))


def _in_words(text: str | Promise, values: dict[str, Any]) -> str:
    return str(text).format_map({name: value() if callable(value) else value for name, value in values.items()})
