"""Saved answers, as one screen of the interview may read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple, TypeVar

Answers = Mapping[str, Any]

CHILDREN = "children"
"""Where the stable keys of the children are kept, in the family's order."""
QUICK_CARDS = "quick_cards"
"""Where the keys of the children are kept that the quick check only counted."""
MORE_INCOME = "income_more"
"""Where the keys of second and third income rows of one kind are kept."""
REMOVED_INCOME = "income_removed"
"""Where the keys of income rows are kept that were taken off the list. Their answers stay, to be put back."""


class Saved(NamedTuple):
    """What the family has answered, seen from one screen; `key` names the person, child or row that it is about."""

    answers: Answers
    key: str = ""
    facts: dict[object, Any] | None = None
    """Where a route keeps what is `remembered` of these answers."""

    def get(self, page: str, field: str) -> Any:
        """One answer, or None while there is none."""
        answer = self.answers.get(page)
        return answer.get(field) if isinstance(answer, dict) else None

    def own(self, step: str, field: str) -> Any:
        """The answer that this person, child or row has on another of its screens."""
        return self.get(f"{step}-{self.key}", field)

    def says(self, page: str, field: str, *codes: str) -> bool:
        """Whether the answer is one of these codes, or a list that holds one of them."""
        answers = self.answers.get(page)
        answer = answers.get(field) if isinstance(answers, dict) else None
        return answer in codes if not isinstance(answer, list) else not set(codes).isdisjoint(answer)

    def own_says(self, step: str, field: str, *codes: str) -> bool:
        """Like `says`, on a screen of the same person, child or row."""
        return self.says(f"{step}-{self.key}", field, *codes)

    def keys(self, name: str) -> list[str]:
        """The keys of a list that the family adds to, such as the children."""
        keys = self.answers.get(name)
        return [key for key in keys if isinstance(key, str)] if isinstance(keys, list) else []

    def about(self, key: str) -> Saved:
        """The same answers, seen from the screens of another person, child or row."""
        return Saved(self.answers, key, self.facts)

    @property
    def tax_year(self) -> int:
        """The tax year of this interview; every draft has one from its first moment."""
        return int(self.get("year", "tax_year"))


Condition = Callable[[Saved], bool]


Fact = TypeVar("Fact")
REMEMBERED: dict[Callable[[Saved], Any], tuple[str, ...]] = {}
"""Every remembered fact with the names of the steps that it depends on."""


def remembered(*steps: str) -> Callable[[Callable[[Saved], Fact]], Callable[[Saved], Fact]]:
    """A fact of the whole family that many screens ask for. A route works it out once, and again after an answer to one
    of the steps that it depends on; a test holds `steps` to what it reads. It does not look at `key`.
    """

    def remember(fact: Callable[[Saved], Fact]) -> Callable[[Saved], Fact]:
        @wraps(fact)
        def known(saved: Saved) -> Fact:
            facts = saved.facts
            if facts is None:
                return fact(saved)
            if known not in facts:
                facts[known] = fact(saved)
            found: Fact = facts[known]
            return found

        REMEMBERED[known] = steps
        return known

    return remember


def always(_saved: Saved) -> bool:
    """The condition of whatever every family sees."""
    return True


def never(_saved: Saved) -> bool:
    """The condition of what is off unless a question turns it on."""
    return False
