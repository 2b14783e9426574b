"""What keeps a client from the whole credit, as one code for the list. Pure functions of stored columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interview.drafts.shown_way import NO_FORM_2555
from interview.drafts.why_zero_words import WHY_ZERO

UNFINISHED, OUTSIDE, TOO_LATE, CHILD_NUMBER, FORM_2555 = (
    "unfinished",
    "outside",
    "too_late",
    "child_number",
    "form_2555",
)
BETTER_WITH_FORM_2555, FILED = "better_with_form_2555", "filed"
EARNED_TOO_LITTLE, USED_AGAINST_TAX = "earned_too_little", "used_against_tax"
SHORTER = {
    "earned_income_at_or_below_threshold": EARNED_TOO_LITTLE,
    "credit_fully_used_against_tax": USED_AGAINST_TAX,
    "fully_refundable_instead": "paid_another_way",
}
"""The engine's codes of why nothing is paid out that are too long for the column."""
NO_HINDRANCE = ("paid_another_way",)

WHAT_BLOCKS: dict[str, str | Promise] = {
    UNFINISHED: _("Answers missing"),
    OUTSIDE: _("This app cannot work it out"),
    TOO_LATE: _("Too late to claim"),
    CHILD_NUMBER: _("A child lacks a number"),
    BETTER_WITH_FORM_2555: _("Better off with Form 2555"),
    FILED: _("Nothing: the return is filed"),
    **{SHORTER.get(code, code): words for code, words in WHY_ZERO.items() if SHORTER.get(code) not in NO_HINDRANCE},
}
"""What the list calls each code; empty in the column means that nothing blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out of finished answers, in whole dollars.

    `now` is paid out in the way that is shown, `better` in the better way, and `possible` in the better way with a
    number in time for every child. `best` is the key of the better way.
    """

    now: int
    better: int
    possible: int
    outside: bool
    why_zero: Sequence[str]
    best: str = NO_FORM_2555
    has_filed: bool = False


def what_blocks(outcome: Outcome, *, too_late: bool) -> str:
    """The code of what keeps the family from more; empty if nothing does. What binds first comes first."""
    if outcome.outside:
        return OUTSIDE
    if too_late and outcome.possible:
        return TOO_LATE
    if outcome.better > outcome.now:
        return FORM_2555
    if outcome.possible > outcome.better:
        return CHILD_NUMBER
    if outcome.has_filed and outcome.now:
        return FILED  # what is paid out is claimed already, as far as that return says the same
    code = SHORTER.get(binding := _binding(outcome), binding)
    return code if code in WHAT_BLOCKS else ""


def _binding(outcome: Outcome) -> str:
    """The engine's first reason for paying nothing out. Leaving Form 2555 off would bring nothing here."""
    codes = [] if outcome.now else list(outcome.why_zero)
    if codes[:1] != [FORM_2555]:
        return codes[0] if codes else ""
    if outcome.best != NO_FORM_2555:
        return BETTER_WITH_FORM_2555
    return codes[1] if len(codes) > 1 else FORM_2555
