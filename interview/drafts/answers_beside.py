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
    said: list[dict[tuple[str, str], str]] = []
    labels: dict[tuple[str, str], str] = {}
    for route, year in sets:
        rows = [row for section in sections_in_words(route, year) for row in section.rows]
        said.append({(row.page, row.question): row.value for row in rows})
        labels = {**{(row.page, row.question): row.label for row in rows}, **labels}
    questions = dict.fromkeys(question for answers in said for question in answers)
    found = (
        AnswerBeside(labels[question], question[0], tuple(answers.get(question) for answers in said))
        for question in questions
    )
    return tuple(row for row in found if len(set(row.values)) > 1)
