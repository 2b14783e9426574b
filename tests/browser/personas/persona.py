"""What a persona is: answers in words, a household of the contract, and the sentence at the top of the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser.answering import Answer

Answers = dict[str, Answer]

USUAL: Answers = {
    "how is this child related": "by birth",
    "how much of .* live with you": "All|From birth",
    "which of these fits (you|your spouse) for": "citizen with a Social Security number|^Has a Social Security number",
    "how old (were you|was your spouse)": "24 to 64",
    "how many other people do you claim": "0",
    "numbers? issued (on or )?before": "Yes",
    "any of these true for any of your children": "None of these",
    "what kinds of": "Pay from a job",
    "standard deduction": "Yes",
    "ever cut or denied": "^No$",
    "have you filed": "Not yet",
}
"""What most families say where only a few have something to tell."""


@dataclass(frozen=True, kw_only=True)
class Persona:
    """One family. `screens` is the design's count from the first page to the result, both counted."""

    id: str
    tax_year: int = 2025
    full: Answers
    children: int
    quick: Answers = field(default_factory=dict)
    otherwise: str = ""
    """What it says wherever it has no answer of its own."""
    household: dict[str, Any] | None
    """The facts of the full interview in the contract's words; None where no return comes out of them."""
    amount: int = 0
    """What the household is paid of the credit, worked out by hand beside it."""
    says: str
    reads: str = ""
    """An amount further down the page, where the sentence at the top has none."""
    quick_says: str = ""
    screens: int
    more_screens: int = 0
    """How many more than the design counts, where they differ by more than two; the reason stands beside it."""

    def __str__(self) -> str:
        return self.id


def usually(answers: Answers) -> Answers:
    """A family's own answers, and the usual ones where it has nothing special to say."""
    return {**answers, **{question: answer for question, answer in USUAL.items() if question not in answers}}


def money(amount: str, currency: str) -> Answer:
    """An amount in a currency."""
    return {"amount|how much": amount, "currency": currency}


def born(*dates: str) -> Answer:
    """Birth dates of the children in order, each like "April 5 2019"."""
    parts = [date.split() for date in dates]
    return [{"month": month, "day": day, "year": year} for month, day, year in parts]
