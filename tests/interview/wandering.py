"""Families that a seeded die makes up, screen by screen, so that a test sees every question in every year.

Options that were chosen least so far come first: a few hundred families reach what chance alone would need thousands
for. The same seed makes the same families.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from interview.steps import (
    CHILDREN,
    Choice,
    Count,
    Country,
    Day,
    Money,
    Page,
    Question,
    Rate,
    Route,
    Saved,
    Several,
    TaxYear,
    Text,
    Tick,
    Year,
)
from interview.years.shipped import shipped_years

LONGEST_WALK = 200
MOST_TRIES = 40
AMOUNTS = ("0", "900", "12000", "48000.50", "95000", "260000")
CURRENCIES = ("USD", "EUR", "GBP")
DAYS_BACK = (10, 400, 3_000, 6_400, 7_200, 8_500)


class Wanderer:
    """Makes up one family after the other."""

    def __init__(self, seed: int) -> None:
        self.die = Random(seed)  # noqa: S311 - it makes up families, not keys
        self.chosen: Counter[tuple[int, str, str]] = Counter()
        self.years = shipped_years()
        self.made = 0

    def family(self, depth: str) -> dict[str, Any]:
        """A family that answered every screen until none is left, or until the interview cannot go on."""
        self.made += 1
        answers: dict[str, Any] = {
            "start": {"depth": depth},
            "year": {"tax_year": self.years[self.made % len(self.years)]},
        }
        if depth == "full":
            answers[CHILDREN] = [f"c{number}" for number in range(self.die.choice((0, 1, 2, 2, 4)))]
        return self.with_asides(self.finish(answers))

    def finish(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The same family with the screens answered that it left open, unless the interview ends before."""
        answers = dict(answers)
        for _ in range(LONGEST_WALK):
            route = Route(answers)
            if route.first_open is None or route.pages[route.first_open].step.ends:
                return answers
            answers[route.first_open] = self.screen(route.pages[route.first_open])
        raise AssertionError(f"still open after {LONGEST_WALK} screens: {Route(answers).open}")

    def with_asides(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The same family after it went to some of the screens that nobody has to go to."""
        asides = [page for page in Route(answers).pages.values() if page.step.aside and self.die.random() < 0.5]
        return answers | {page.address: self.screen(page) for page in asides}

    def screen(self, page: Page) -> dict[str, Any]:
        """An answer to every question of a screen that its check across questions lets through."""
        for _ in range(MOST_TRIES):
            answer = {question.name: self.answer(question, page.saved) for question in page.questions}
            for question in page.questions:
                if answer.get(question.unless):
                    answer[question.name] = None
            if page.step.check is None or not page.step.check(page.saved, {**answer, "no_children": True}):
                return answer
        raise AssertionError(f"no answer passes the check of {page.address}")

    def answer(self, question: Question, saved: Saved) -> Any:
        """Any answer that the form of this question would take."""
        return _ANSWERS[type(question.kind)](self, question, saved)

    def others(self, question: Question, saved: Saved, given: Any) -> Iterator[Any]:
        """Other answers to the same question: every option, or a few amounts, days and numbers."""
        kind = question.kind
        if isinstance(kind, Choice):
            codes = [option.code for option in kind.offered(saved)]
            several = isinstance(kind, Several)
            yield from ([code] if several else code for code in codes if given not in (code, [code]))
            return
        if isinstance(kind, Tick):
            yield not given
            return
        for _ in range(6):
            other = self.answer(question, saved)
            if other != given:
                yield other

    def pick(self, question: Question, saved: Saved, codes: list[str]) -> str:
        """One of the options; every second time one that was chosen least in this year."""
        code = self.die.choice(codes)
        if self.die.random() < 0.5:
            code = min(codes, key=lambda one: self.chosen[saved.tax_year, question.id, one])
        self.chosen[saved.tax_year, question.id, code] += 1
        return code

    def choice(self, question: Question, saved: Saved) -> Any:
        kind = question.kind
        assert isinstance(kind, Choice)
        return self.pick(question, saved, [option.code for option in kind.offered(saved)])

    def several(self, question: Question, saved: Saved) -> list[str]:
        first = self.choice(question, saved)
        codes = [option.code for option in question.kind.offered(saved)]  # type: ignore[union-attr]
        more = [code for code in codes if code not in ("none", first) and self.die.random() < 0.3]
        return [first] if first == "none" else [first, *more]

    def money(self, question: Question, saved: Saved) -> dict[str, str]:
        kind = question.kind
        assert isinstance(kind, Money)
        whole = kind.part_of(saved) if kind.part_of else None
        if whole and self.die.random() < 0.5:
            return whole
        amount = "0" if whole else self.die.choice(AMOUNTS)
        if kind.losses(saved) and self.die.random() < 0.2:
            amount = "-3000"
        only = "USD" if kind.dollars_only else kind.only_currency(saved)
        return {"amount": amount, "currency": only or self.die.choice(CURRENCIES)}

    def day(self, question: Question, saved: Saved) -> str:
        last = date(saved.tax_year, 12, 31)
        return (last - timedelta(days=self.die.choice(DAYS_BACK) + self.die.randrange(300))).isoformat()

    def count(self, question: Question, saved: Saved) -> int:
        kind = question.kind
        assert isinstance(kind, Count)
        highest = kind.highest(saved)
        return self.die.choice(
            (kind.lowest, highest, max(kind.lowest, highest - 20), self.die.randint(kind.lowest, highest))
        )


_ANSWERS: dict[type, Callable[[Wanderer, Question, Saved], Any]] = {
    Several: Wanderer.several,
    Choice: Wanderer.choice,
    Tick: lambda self, _question, _saved: self.die.random() < 0.3,
    Count: Wanderer.count,
    Money: Wanderer.money,
    Day: Wanderer.day,
    Year: lambda self, _question, saved: saved.tax_year - self.die.randrange(12),
    TaxYear: lambda self, _question, _saved: self.die.choice(self.years),
    Country: lambda self, _question, _saved: self.die.choice(("DE", "FR", "JP", "BR")),
    Rate: lambda self, _question, _saved: self.die.choice(("0.5", "0.9")),
    Text: lambda self, _question, saved: f"Child {saved.key} {self.die.randrange(100)}",
}
