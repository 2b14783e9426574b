"""A return of one's own and one together with the spouse: the better is the result, the other stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interview.adapter import Adapted, Exchange, Notebook, households_from
from interview.contract import read_household
from interview.drafts.answers_in_words import row_label, value_in_words
from interview.drafts.shown_way import paid_out, shown_way
from interview.engine import Household, Scenario, evaluate
from interview.steps import Answers, Route, Words
from interview.steps.conditions import ended_joint_choice
from interview.steps.filing_status import TOGETHER, WAYS_TO_FILE
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class OtherWay:
    """A way to file that is not the result: what it ends in, or why it is not allowed.

    `differs` names the answers that differ from those of the result, each with what it says here and its screen.
    """

    code: str
    page: str
    why_not: str = ""
    filing_status: str = ""
    paid: int = 0
    balance: int = 0
    differs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownWay:
    """The way to file that the result is about. `code` is empty where the family did not ask for others."""

    code: str
    adapted: Adapted
    household: Household


def ways_compared(answers: Answers, year: YearInForce) -> tuple[ShownWay, tuple[OtherWay, ...]]:
    """The better way to file and the others. Raises Unfinished, naming the first screen that is still open."""
    return compared(ways_to_file(answers, year), year)


def compared(ways: Sequence[ShownWay], year: YearInForce) -> tuple[ShownWay, tuple[OtherWay, ...]]:
    """The better of a draft's ways to file, and the others."""
    if len(ways) == 1:
        return ways[0], tuple(_ruled_out(ways[0].adapted.route))
    ends = {way.code: _end(way, year) for way in ways}
    better = better_way(ends)
    page = next(page for page in WAYS_TO_FILE if page in ways[0].adapted.route.pages)
    others = (_other(way, ends[way.code], page, year) for way in ways if way.code != better)
    return next(way for way in ways if way.code == better), tuple(others)


def ways_to_file(answers: Answers, year: YearInForce) -> list[ShownWay]:
    """The one way of a family that did not ask for others; else a return of one's own and one together.

    Raises Unfinished, naming the first screen that is still open.
    """
    ways = households_from(answers, rates=year.rates, parameters=year.parameters)
    return [ShownWay(way, adapted, read_household(adapted.document)) for way, adapted in ways.items()]


def better_way(ends: Mapping[str, Scenario]) -> str:
    """The code of the better way to file, of those that end like this: of equal ones the first."""
    return max(ends, key=lambda code: (ends[code].balance, paid_out(ends[code])))


def _end(way: ShownWay, year: YearInForce) -> Scenario:
    return shown_way(way.household, evaluate(way.household, year.parameters, detail=False))


def _ruled_out(route: Route) -> Iterator[OtherWay]:
    """A joint return with a nonresident spouse, once the choice for it was ended: IRC 6013(g)(6)."""
    if ended_joint_choice(route.saved):
        yield OtherWay(TOGETHER, "joint_before", why_not="ended")


def _other(way: ShownWay, end: Scenario, page: str, year: YearInForce) -> OtherWay:
    return OtherWay(
        code=way.code,
        page=page,
        filing_status=way.household.filing_status,
        paid=paid_out(end),
        balance=end.balance,
        differs=tuple(_differs(way, page, year)),
    )


def _differs(way: ShownWay, address: str, year: YearInForce) -> Iterator[tuple[str, str]]:
    route = way.adapted.route
    page, answer = route.pages[address], route.used[address]
    words = Words(page.saved, lambda: year.parameters.dates)
    exchange = Exchange(route.saved, year.rates, Notebook())
    for question in page.questions:
        yield row_label(page, question, words), value_in_words(question, answer[question.name], words, exchange)
