"""What the open answers are worth: the range that the result can fall in, and each answer's part in it.

The careful household is the one that the page explains. Beside it stand one household for each reading of an open
answer, one with all of them at their best, and one for each that is left as it is while the others are at their best:
an answer that changes nothing alone can be the missing half of two. Without an open answer nothing is worked out.

Of a family that compares ways to file, each reading ends in the better way, which need not be the one that is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from interview.adapter import Adapted, Assumption, Exchange, Notebook, Unfinished, Ways, household_as_read, ways_to_file
from interview.contract import read_household
from interview.drafts.answers_in_words import row_label, value_in_words
from interview.drafts.shown_way import chosen_way, paid_out, shown_way
from interview.engine import Assessment, Household, Scenario, evaluate
from interview.steps import Answers, Money, Route, Words
from interview.steps.open_answers import Choices, OpenAnswer, Reading, all_at_best, follow_up, open_answers
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class Worth:
    """One open answer that matters, both ways to read it, and what the better reading changes in dollars.

    `best` is empty for an amount: any that is high enough will do. `paid` is the change of the credit that is paid out,
    `balance` that of what the family ends up with. `together`: it needs the other open answers to turn out well too.
    """

    label: str
    page: str
    taken: tuple[str, ...]
    best: str
    paid: int
    balance: int
    together: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """The lowest and highest credit paid out that the open answers leave room for; what matters most comes first."""

    low: int
    high: int
    open: tuple[Worth, ...]


def outlook(answers: Answers, adapted: Adapted, careful: Scenario, year: YearInForce) -> Outlook:
    """The range around the careful result, and what each open answer is worth.

    `answers` are the family's own; `adapted` is what the result made of them, in one way to file of those compared.
    """
    route = Route(answers)
    found = open_answers(route)
    if not found:
        return Outlook(paid_out(careful), paid_out(careful), ())
    return _Readings(route, careful, adapted.assumptions, year).outlook(found)


class _Ending(NamedTuple):
    """What one reading ends in."""

    paid: int
    balance: int

    def beyond(self, other: _Ending) -> _Ending:
        """How much more this is."""
        return _Ending(self.paid - other.paid, self.balance - other.balance)


class _Flip(NamedTuple):
    """One open answer in one reading, with all others as they are."""

    answer: OpenAnswer
    reading: Reading
    end: _Ending


@dataclass(frozen=True, slots=True)
class _Readings:
    """The careful result, and the means to work out others."""

    route: Route
    careful: Scenario
    assumptions: list[Assumption]
    year: YearInForce

    @property
    def now(self) -> _Ending:
        return _Ending(paid_out(self.careful), self.careful.balance)

    def outlook(self, found: tuple[OpenAnswer, ...]) -> Outlook:
        tried = [self._tried(answer) for answer in found]
        chosen = {flip.answer.key: flip.reading for flip in map(_most_helpful, tried)}
        best = self._ending(all_at_best(self.route, chosen)) or self.now
        worth = [self._worth(self._telling(flips), best, chosen) for flips in tried]
        ends = [self.now, best, *(flip.end for flips in tried for flip in flips)]
        return Outlook(
            min(end.paid for end in ends),
            max(end.paid for end in ends),
            tuple(sorted(filter(_changes_something, worth), key=_how_much, reverse=True)),
        )

    def _tried(self, answer: OpenAnswer) -> list[_Flip]:
        """Every reading of one answer; where one cannot be worked out, it changes nothing."""
        return [
            _Flip(answer, reading, self._ending(follow_up(answer.read_as(self.route, reading))) or self.now)
            for reading in answer.readings
        ]

    def _telling(self, flips: list[_Flip]) -> _Flip:
        """The reading to tell of: the most helpful one, or the worst where that is all that changes anything."""
        helpful, worst = _most_helpful(flips), min(flips, key=lambda flip: flip.end)
        return worst if helpful.end == self.now else helpful

    def _ending(self, route: Route) -> _Ending | None:
        """What these answers end in: of two ways to file that are compared, in the better one."""
        ways = ways_to_file(route)
        ends = [self._end(ways, way) for way in ways]
        return max((end for end in ends if end is not None), key=lambda end: (end.balance, end.paid), default=None)

    def _end(self, ways: Ways, way: str) -> _Ending | None:
        try:
            adapted = household_as_read(ways, way, rates=self.year.rates, parameters=self.year.parameters)
        except Unfinished:  # an answer in a currency without a rate came back into question
            return None
        household = read_household(adapted.document)
        assessment = evaluate(household, self.year.parameters, detail=False)
        return _Ending(self._paid(household, assessment), shown_way(household, assessment).balance)

    def _paid(self, household: Household, assessment: Assessment) -> int:
        """The credit paid out in the way of filing that this reading leads to.

        Where that pays out less than the way that the page shows, the family may still file in that one, unless it
        has chosen its way.
        """
        shown, chosen = shown_way(household, assessment), chosen_way(household, assessment)
        same = assessment.scenario(self.careful.key)
        if shown is chosen or same is None or not same.allowed:
            return paid_out(shown)
        return max(paid_out(shown), paid_out(same))

    def _with_others(self, flip: _Flip, best: _Ending, chosen: Choices) -> _Ending:
        """What the answer adds when all others turn out well."""
        without = self._ending(all_at_best(self.route, chosen, but=flip.answer))
        return best.beyond(without or best)

    def _worth(self, flip: _Flip, best_end: _Ending, chosen: Choices) -> Worth:
        page, question = flip.answer.page, flip.answer.question
        best = flip.reading[question.name]
        words = Words(page.saved, lambda: self.year.parameters.dates)
        exchange = Exchange(page.saved, self.year.rates, Notebook())
        alone = flip.end.beyond(self.now)
        with_others = alone if alone.paid else self._with_others(flip, best_end, chosen)
        return Worth(
            label=row_label(page, question, words),
            page=page.address,
            taken=tuple(assumption.text for assumption in self.assumptions if assumption.page == page.address),
            best="" if isinstance(question.kind, Money) else value_in_words(question, best, words, exchange),
            paid=alone.paid or with_others.paid,
            balance=alone.balance or with_others.balance,
            together=not alone.paid and (bool(with_others.paid) or not alone.balance),
        )


def _most_helpful(flips: list[_Flip]) -> _Flip:
    """The reading that brings the family most."""
    return max(flips, key=lambda flip: flip.end)


def _changes_something(worth: Worth) -> bool:
    return bool(worth.paid or worth.balance)


def _how_much(worth: Worth) -> tuple[int, int]:
    return abs(worth.paid), abs(worth.balance)
