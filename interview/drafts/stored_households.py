"""The households of a finished draft as they are stored beside its result, so that figures can be tried on them fast.

To make a household out of answers takes much longer than to work it out. A stored one stands for the answers as long as
its mark is that of the program and of the figures and rates that it was made with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from interview.adapter import figures_read
from interview.contract import read_household
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.ways_compared import ShownWay, better_way
from interview.engine import Assessment, Child, ChildId, Household, Parameters, Scenario, evaluate
from interview.steps.conditions import currencies
from interview.years import YearInForce

MARKS_REMEMBERED = 1_000
FIGURES = (
    "children",
    "qualifying_children",
    "best",
    "way",
    "outside",
    "paid",
    "additional_child_tax_credit",
    "better",
    "possible",
    "tax",
    "balance",
    "why_zero",
)
"""The columns of DraftResult that say what came out."""
STORED = ("draft_version", "revision", "households", "households_mark", *FIGURES, "created_at")
"""What a new result writes over an older one."""


class StoredHouseholds(NamedTuple):
    """As a row keeps them: `documents` as plain JSON, `mark` of what they were made with.

    Each of `documents` is {"way": code of a way to file, "document": household, "currencies": those of the answers}.
    """

    documents: list[dict[str, Any]]
    mark: str


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A finished draft under one year's figures: the better way to file, and in it the way that is shown."""

    household: Household
    assessment: Assessment
    shown: Scenario
    parameters: Parameters

    @property
    def figures(self) -> dict[str, Any]:
        """The columns of FIGURES; whole dollars."""
        better = _paid_the_better_way(self.assessment, self.shown)
        return {
            "children": len(self.assessment.children),
            "qualifying_children": sum(child.credit == "child_tax_credit" for child in self.assessment.children),
            "best": self.assessment.best or "",
            "way": self.shown.key,
            "outside": self.assessment.best is None,
            "paid": paid_out(self.shown),
            "additional_child_tax_credit": self.shown.additional_child_tax_credit,
            "better": better,
            "possible": max(better, self._paid_with_numbers()),
            "tax": self.shown.total_tax,
            "balance": self.shown.balance,
            "why_zero": list(self.shown.why_zero),
        }

    def _paid_with_numbers(self) -> int:
        """What would be paid out the better way if every child that lacks a number had one in time; 0 if none does."""
        if self.assessment.best is None:
            return 0
        counted = zip(self.household.children, self.assessment.children, strict=True)
        without = [child for child, found in counted if found.credit != "child_tax_credit" and _lacks_number(child)]
        if not without:
            return 0
        children = tuple(
            replace(child, taxpayer_id=ChildId()) if child in without else child for child in self.household.children
        )
        household = replace(self.household, children=children)
        assessment = evaluate(household, self.parameters, detail=False)
        return _paid_the_better_way(assessment, shown_way(household, assessment))


def to_store(ways: Iterable[ShownWay], year: YearInForce) -> StoredHouseholds:
    """The households of all ways to file, with their mark."""
    ways = list(ways)
    named = sorted({code for way in ways for code in currencies(way.adapted.route.saved)})
    documents = [{"way": way.code, "document": _short(way), "currencies": named} for way in ways]
    return StoredHouseholds(documents, _mark(year, tuple(named)))


def _short(way: ShownWay) -> dict[str, Any]:
    """The document without what the contract takes for granted: half as long, and read twice as fast."""
    short: dict[str, Any] = _without_defaults(way.household)
    return short if read_household(short) == way.household else way.adapted.document


def _without_defaults(value: Any) -> Any:
    if is_dataclass(value):
        given = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _without_defaults(one) for field, one in given if one != field.default}
    if isinstance(value, tuple):
        return [_without_defaults(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def still_fit(stored: StoredHouseholds, year: YearInForce) -> bool:
    """Whether the answers would come to the same households under this year's figures, with this program."""
    documents, mark = stored
    try:
        return bool(mark) and bool(documents) and mark == _mark(year, tuple(documents[0]["currencies"]))
    except (KeyError, IndexError, TypeError):  # not as this program writes them
        return False


def read_stored(stored: StoredHouseholds) -> dict[str, Household]:
    """The households by the code of their way to file. Raises contract.Refused for one the program no longer takes."""
    return {each["way"]: read_household(each["document"]) for each in stored.documents}


def work_out(households: Mapping[str, Household], year: YearInForce) -> WorkedOut:
    """The result of the better way to file."""
    worked = {code: _work_out(household, year) for code, household in households.items()}
    if len(worked) == 1:
        return next(iter(worked.values()))
    return worked[better_way({code: one.shown for code, one in worked.items()})]


def _work_out(household: Household, year: YearInForce) -> WorkedOut:
    assessment = evaluate(household, year.parameters, detail=False)
    return WorkedOut(household, assessment, shown_way(household, assessment), year.parameters)


def _lacks_number(child: Child) -> bool:
    """Whether a child has no Social Security number that lets it work, or had it late."""
    return child.taxpayer_id.kind != "ssn" or child.taxpayer_id.issued_on is not None


def _paid_the_better_way(assessment: Assessment, shown: Scenario) -> int:
    """Whatever way the family has chosen; of one that this app cannot work out, what is shown."""
    return paid_out(assessment.scenario(assessment.best or "") or shown)


def _mark(year: YearInForce, named: tuple[str, ...]) -> str:
    """Worked out once for each set of figures: jobs ask for it twice for each draft."""
    key = (year.tax_year, year.parameters.digest, named)
    mark = _marks.get(key)
    if mark is None:
        if len(_marks) >= MARKS_REMEMBERED:
            _marks.clear()
        read = figures_read(year.parameters, year.rates, named)
        mark = _marks[key] = hashlib.sha256(f"{read} {_taken_for_granted()}".encode()).hexdigest()[: len(read)]
    return mark


_marks: dict[tuple[int, str, tuple[str, ...]], str] = {}


@cache
def _taken_for_granted() -> str:
    """A digest of the module that says what a household is where its document does not. Read once in each process."""
    digest = hashlib.sha256()
    for file in sorted(files("interview.engine").iterdir(), key=lambda file: file.name):
        if file.name.startswith("household.") and file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()
