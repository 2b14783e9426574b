"""What the family told us, as the page quotes it: the answer behind a test, and the screen where it can be changed.

A household of the contract alone was told by nobody: then there is nothing to quote and nowhere to change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from interview.adapter import Exchange, Notebook
from interview.drafts.answers_in_words import value_in_words, words_of
from interview.steps import CHILDREN, QUICK, Route, Saved, depth
from interview.years import YearInForce


class Place(NamedTuple):
    """Where one answer was given: the screen's address and the question's name on it. Empty: nowhere."""

    screen: str = ""
    question: str = ""


class Quote(NamedTuple):
    """One answer in words; `question` is its short form, and both are empty where nobody was asked."""

    question: str = ""
    answer: str = ""


NOTHING_SAID = Quote()


@dataclass(frozen=True, slots=True)
class Told:
    """The answers of one family, read as its result reads them."""

    route: Route | None = None
    year: YearInForce | None = None

    @property
    def quick(self) -> bool:
        """The family answered the quick check only."""
        return self.route is not None and depth(self.route.answers) == QUICK

    @property
    def child_keys(self) -> tuple[str, ...]:
        """The keys of the children on the family's list, by place; whoever else is claimed has no screens."""
        if self.route is None or self.quick:
            return ()
        return tuple(self.route.saved.keys(CHILDREN))

    @property
    def saved(self) -> Saved | None:
        """The answers that count."""
        return self.route.saved if self.route is not None else None

    def says(self, screen: str, question: str, *codes: str | bool) -> bool:
        """Whether one answer is one of these codes."""
        return self.route is not None and self.route.saved.get(screen, question) in codes

    def first_seen(self, places: Iterable[Place]) -> Place:
        """The first of these places that the family sees; an empty one if it sees none of them."""
        seen = self.route.pages if self.route is not None else {}
        return next((place for place in places if place.screen in seen), Place())

    def quote(self, place: Place) -> Quote:
        """The answer given there."""
        if self.route is None or self.year is None or place.screen not in self.route.pages:
            return NOTHING_SAID
        page, year = self.route.pages[place.screen], self.year
        question = next((one for one in page.questions if one.name == place.question), None)
        value = self.route.used.get(place.screen, {}).get(place.question)
        if question is None or value in (None, ""):
            return NOTHING_SAID
        words = words_of(page.saved, lambda: year)
        exchange = Exchange(self.route.saved, year.rates, Notebook())
        return Quote(words.say(question.short), value_in_words(question, value, words, exchange))


NOBODY = Told()
