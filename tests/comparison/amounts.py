"""The amounts that are held side by side, and how Fledge arrives at them with some of its figures changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any, NamedTuple
from unittest.mock import patch

from interview.contract import read_household
from interview.engine import Household, Parameters, Scenario, evaluate
from tests.engine.families import Document, figures


class Theirs(NamedTuple):
    """What a program says of one household; None where it has no such amount.

    The last two the contract takes as given and the program works out by itself: what is deducted below AGI, and the
    credit of Schedule R.
    """

    agi: float
    taxable_income: float
    tax: float
    tax_with_minimum_tax: float
    self_employment_tax: float
    earned_income_credit: float | None
    nonrefundable_credit: float | None
    additional_child_tax_credit: float | None
    refundable_child_tax_credit: float | None
    deductions: float
    elderly_credit: float


# What is asked with everything worked out by Fledge, and what is asked with the program's own income and tax given,
# so that a difference in the tax is not counted again in each credit that the tax limits.
FROM_INCOME = ("agi", "taxable_income", "tax", "self_employment_tax", "earned_income_credit")
FROM_TAX = ("nonrefundable_credit", "additional_child_tax_credit", "refundable_child_tax_credit")


class Change(NamedTuple):
    """One known difference as a change: with it, Fledge should say what the program says."""

    name: str
    source: str
    figures: Callable[[Parameters], Parameters] = lambda parameters: parameters
    patches: tuple[tuple[str, Any], ...] = ()
    document: Callable[[Document], Document] = lambda document: document
    of: Callable[[Document], bool] = lambda document: True


def ours(document: Document, changes: Iterable[Change] = ()) -> Scenario:
    """The scenario that the family's own choice about Form 2555 makes."""
    law = figures(document["tax_year"])
    with ExitStack() as stack:
        for change in changes:
            law = change.figures(law)
            document = change.document(document)
            for target, value in change.patches:
                stack.enter_context(patch(target, value))
        household: Household = read_household(document)
        key = "exclude_filer" if household.filer.exclusion.choice == "elect" else "no_exclusion"
        found = evaluate(household, law, detail=False).scenario(key)
    if found is None:
        raise ValueError(f"no scenario {key} of {document}")
    return found


def with_what_they_worked_out(document: Document, theirs: Theirs) -> Document:
    credits = {"elderly_or_disabled": round(theirs.elderly_credit)}
    return {**document, "other_deductions": round(theirs.deductions), "credits": credits}


def with_their_tax(document: Document, theirs: Theirs) -> Document:
    known = {"agi": round(theirs.agi), "tax_before_credits": round(theirs.tax_with_minimum_tax)}
    return {**document, "known_amounts": known}


def our_amount(name: str, found: Scenario) -> int:
    return int(found.tax_before_credits if name == "tax" else getattr(found, name))
