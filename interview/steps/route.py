"""The way of one family through the interview, worked out from its saved answers alone.

The screens are visited once, in order. A condition sees only the answers of screens that are still shown before it, so
an answer that no longer applies is kept, has no effect, and comes back when the change is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from interview.steps.questions import Question, Step, once
from interview.steps.saved import REMEMBERED, Answers, Saved
from interview.steps.table import LOOPS, QUICK_LOOPS, QUICK_STEPS, STEPS, Loops

QUICK = "quick"
FULL = "full"
FORGOTTEN_AFTER = {
    step.name: [fact for fact, steps in REMEMBERED.items() if step.name in steps] for step in (*STEPS, *QUICK_STEPS)
}
"""The remembered facts that one more answer to a step can change."""


def depth(answers: Answers) -> str:
    """Whether this family is in the quick check or in the full interview."""
    return QUICK if Saved(answers).says("start", "depth", QUICK) else FULL


@dataclass(slots=True)
class Page:
    """One screen of one family, under its address, with the questions that this family sees on it."""

    address: str
    step: Step
    saved: Saved
    questions: list[Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.questions = [question for question in self.step.questions if question.shown(self.saved)]

    @property
    def key(self) -> str:
        return self.saved.key

    def read(self, answer: Any) -> tuple[dict[str, Any] | None, bool]:
        """The part of a saved answer that still answers a question asked here, and whether it leaves nothing open."""
        if not isinstance(answer, dict):
            return None, False
        used, complete = {}, not self.step.ends
        for question in self.questions:
            name = question.name
            if name in answer and question.answered(self.saved, answer[name]):
                used[name] = answer[name]
            elif not (question.may_be_missing or answer.get(question.unless)):
                complete = False
        return used, complete

    def used(self, answer: Any) -> dict[str, Any] | None:
        """The part of a saved answer that still answers a question asked here."""
        return self.read(answer)[0]

    def answered(self, answer: Any) -> bool:
        """Whether nothing on this screen is left to answer."""
        return self.read(answer)[1]

    def suggestions(self, answers: Answers) -> dict[str, Any]:
        """What the fields hold before the first answer."""
        saved = Saved(answers, self.key)
        found = {question.name: question.suggestion(saved) for question in self.questions}
        return {name: value for name, value in found.items() if value is not None}

    def from_quick_check(self, answers: Answers) -> bool:
        """Whether the quick check has filled in a field of this screen."""
        saved = Saved(answers, self.key)
        return any(question.quick and question.quick(saved) is not None for question in self.questions)


class Route:
    """All screens that this family sees, which of them are open, and the answers that count."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.used: dict[str, Any] = {name: value for name, value in answers.items() if isinstance(value, list)}
        self._facts: dict[object, Any] = {}
        self.saved = Saved(self.used, "", self._facts)
        """The answers that count, seen from no screen in particular."""
        self.pages: dict[str, Page] = {}
        self.open: list[str] = []
        for page in self._on_the_way(QUICK_LOOPS if depth(answers) == QUICK else LOOPS):
            step, address = page.step, page.address
            self.pages[address] = page
            used, complete = page.read(answers.get(address))
            if used is not None:
                self.used[address] = used
                for fact in FORGOTTEN_AFTER[step.name]:
                    self._facts.pop(fact, None)
            if not (complete or step.aside or step.tells):
                self.open.append(address)
            if step.ends:
                break

    def _on_the_way(self, loops: Loops) -> Iterator[Page]:
        """The screens as they come up: what is added of one decides whether the next is shown."""
        for each, steps in loops:
            for key in each(self.saved):
                saved = self.saved.about(key)
                for step in steps:
                    if step.shown(saved):
                        yield Page(f"{step.name}-{key}" if key else step.name, step, saved)

    @property
    def first_open(self) -> str | None:
        """Where the family goes on; None when nothing is left to answer."""
        return self.open[0] if self.open else None

    @property
    def sequence(self) -> list[str]:
        """The addresses that everybody walks through, in order."""
        return [address for address, page in self.pages.items() if not page.step.aside]

    def before(self, address: str) -> str | None:
        """The screen that Back leads to."""
        sequence = self.sequence
        if address not in sequence:
            return self.first_open
        position = sequence.index(address)
        return sequence[position - 1] if position else None

    def after(self, address: str) -> str | None:
        """The screen that Continue leads to; a finished child or row is not walked through again."""
        sequence = self.sequence
        if address not in sequence:
            return self.first_open
        here = self.pages[address]
        following = sequence[sequence.index(address) + 1 :]
        in_the_same_loop = here.step.each is not once
        for candidate in following:
            there = self.pages[candidate]
            in_the_same_loop = in_the_same_loop and there.step.each is here.step.each
            if in_the_same_loop and there.key != here.key and candidate not in self.open:
                continue
            return candidate
        return None

    def knows(self, address: str) -> bool:
        """Whether an address belongs to a screen of this interview, shown to this family today or not."""
        if address in self.pages:
            return True
        name, _, key = address.partition("-")
        named = [step for step in (*STEPS, *QUICK_STEPS) if step.name == name]
        return bool(named) and (address in self.answers or any(key in step.each(self.saved) for step in named))


def pages(answers: Answers) -> dict[str, Page]:
    """The screens that this family sees, by address."""
    return Route(answers).pages


def first_open(answers: Answers) -> str | None:
    """The first screen that is still to be answered; guards the result."""
    return Route(answers).first_open
