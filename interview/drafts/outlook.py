"""What the open answers are worth: the range that the result can fall in, and each answer's part in it.

The careful household is the one that the page explains. Beside it stand one household for each reading of an open
answer and one with all of them at their best: n + 2 runs of the engine for n open answers, and none without any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from interview.adapter import Assumption, Exchange, Notebook, Unfinished, household_as_read
from interview.contract import read_household
from interview.drafts.answers_in_words import row_label, value_in_words
from interview.drafts.shown_way import chosen_way, paid_out, shown_way
from interview.engine import Assessment, Household, Scenario, evaluate
from interview.steps import Answers, Route, Words
from interview.steps.open_answers import OpenAnswer, Reading, all_at_best, follow_up, open_answers
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class Worth:
    """One open answer that matters, both ways to read it, and what the better reading changes in dollars.

    `paid` is the change of the credit that is paid out, `balance` that of what the family ends up with.
    """

    label: str
    page: str
    taken: tuple[str, ...]
    best: str
    paid: int
    balance: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The lowest and highest credit paid out that the open answers leave room for; what matters most comes first."""

    low: int
    high: int
    open: tuple[Worth, ...]


def outlook(answers: Answers, careful: Scenario, assumptions: list[Assumption], year: YearInForce) -> Outlook:
    """The range around the careful result of these answers, and what each open one is worth."""
    found = open_answers(Route(answers))
    if not found:
        return Outlook(paid_out(careful), paid_out(careful), ())
    return _Readings(answers, careful, assumptions, year).outlook(found)


class _Ending(NamedTuple):
    """What one reading ends in."""

    paid: int
    balance: int


class _Flip(NamedTuple):
    """One open answer in its most helpful reading, with all others as they are."""

    answer: OpenAnswer
    reading: Reading
    end: _Ending


@dataclass(frozen=True, slots=True)
class _Readings:
    """The careful result, and the means to work out others."""

    answers: Answers
    careful: Scenario
    assumptions: list[Assumption]
    year: YearInForce

    @property
    def now(self) -> _Ending:
        return _Ending(paid_out(self.careful), self.careful.balance)

    def outlook(self, found: tuple[OpenAnswer, ...]) -> Outlook:
        flips = [self._most_helpful(answer) for answer in found]
        chosen = {(flip.answer.address, flip.answer.question.name): flip.reading for flip in flips}
        ends = [self.now, *(flip.end for flip in flips), self._ending(all_at_best(self.answers, chosen)) or self.now]
        worth = [self._worth(flip) for flip in flips if flip.end != self.now]
        return Outlook(
            min(end.paid for end in ends),
            max(end.paid for end in ends),
            tuple(sorted(worth, key=lambda one: (abs(one.paid), abs(one.balance)), reverse=True)),
        )

    def _most_helpful(self, answer: OpenAnswer) -> _Flip:
        """The reading that brings the family most; where none can be worked out, nothing changes."""
        tried = [
            _Flip(answer, reading, self._ending(follow_up(answer.read_as(self.answers, reading))) or self.now)
            for reading in answer.readings
        ]
        return max(tried, key=lambda flip: flip.end)

    def _ending(self, answers: Answers) -> _Ending | None:
        try:
            adapted = household_as_read(answers, rates=self.year.rates, parameters=self.year.parameters)
        except Unfinished:  # an answer in a currency without a rate came back into question
            return None
        household = read_household(adapted.document)
        assessment = evaluate(household, self.year.parameters, detail=False)
        paid = paid_out(self._alike(household, assessment))
        return _Ending(paid, shown_way(household, assessment).balance)

    def _alike(self, household: Household, assessment: Assessment) -> Scenario:
        """The way of filing to compare with the careful one: the same, unless it is gone or another one was chosen."""
        chosen, same = chosen_way(household, assessment), assessment.scenario(self.careful.key)
        if chosen is not None and chosen.allowed:
            return chosen
        return same if same is not None and same.allowed else shown_way(household, assessment)

    def _worth(self, flip: _Flip) -> Worth:
        page, question = flip.answer.page, flip.answer.question
        words = Words(page.saved, lambda: self.year.parameters.dates)
        exchange = Exchange(page.saved, self.year.rates, Notebook())
        return Worth(
            label=row_label(page, question, words),
            page=page.address,
            taken=tuple(assumption.text for assumption in self.assumptions if assumption.page == page.address),
            best=value_in_words(question, flip.reading[question.name], words, exchange),
            paid=flip.end.paid - self.now.paid,
            balance=flip.end.balance - self.now.balance,
        )
