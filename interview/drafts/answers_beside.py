"""Several sets of answers side by side: the questions on which they differ, each with what every one of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interview.drafts.answers_in_words import sections_in_words
from interview.steps import Route
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class AnswerBeside:
    """One question in short, its screen, and its answers. An answer is None where the question is not asked, and
    empty where it is open.
    """

    label: str
    page: str
    values: tuple[str | None, ...]


def differing_answers(sets: Sequence[tuple[Route, YearInForce]]) -> tuple[AnswerBeside, ...]:
    """The questions of the first set in the order of the interview, then those that only the others are asked."""
    said = [
        {(row.page, row.label): row.value for section in sections_in_words(route, year) for row in section.rows}
        for route, year in sets
    ]
    questions = dict.fromkeys(question for answers in said for question in answers)
    found = (
        AnswerBeside(label, page, tuple(answers.get((page, label)) for answers in said)) for page, label in questions
    )
    return tuple(row for row in found if len(set(row.values)) > 1)
