"""From documents to assessments, one or a million: on one core or several, always in the order of the input."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.contract import Problem, Refused, assessment_document, read_household, summary_text
from interview.engine import Assessment, Parameters, evaluate

if TYPE_CHECKING:
    from concurrent.futures import Future

# Lines handed to another process at once: enough that the handing over does not count.
LINES_AT_ONCE = 500
CHUNKS_WAITING_PER_WORKER = 3

Figures = Callable[[int], Parameters]
"""The figures of a tax year; raises LookupError with a sentence for a year that has none."""


class Evaluated(NamedTuple):
    """What became of one document: the assessment, or the problems for which it was refused."""

    assessment: Assessment | None
    problems: list[Problem]


def evaluate_document(document: Any, figures: Figures, *, summary: bool) -> Evaluated:
    """One household. Nothing is raised for a document that is wrong."""
    try:
        household = read_household(document)
        parameters = figures(household.tax_year)
    except Refused as refused:
        return Evaluated(None, refused.problems)
    except LookupError as unknown:
        return Evaluated(None, [Problem("tax_year", str(unknown))])
    return Evaluated(evaluate(household, parameters, detail=not summary), [])


class Lines(NamedTuple):
    """What became of one line or more: the text to write, and the messages about lines that were refused."""

    text: str
    messages: list[str]


def evaluate_lines(lines: Iterable[bytes], figures: Figures, *, summary: bool, workers: int = 1) -> Iterator[Lines]:
    """JSON Lines in, JSON Lines out. Memory stays the same however many there are.

    One process answers each line before it asks for the next. With several, `figures` must be something that can be
    pickled and knows every year already.
    """
    numbered = enumerate(lines, start=1)
    if workers <= 1:
        for number, line in numbered:
            yield _evaluate_line(number, line, figures, summary)
        return
    # Only those who ask for processes wait until Python has loaded what starts them.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    chunks = iter(lambda: list(islice(numbered, LINES_AT_ONCE)), [])
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(figures, summary)) as pool:
        waiting: deque[Future[Lines]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_evaluate_prepared, chunk))
            if len(waiting) > workers * CHUNKS_WAITING_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _evaluate_line(number: int, line: bytes, figures: Figures, summary: bool) -> Lines:
    line = line.strip()
    if not line:
        return Lines("", [])
    assessment, problems = evaluate_document(line, figures, summary=summary)
    if assessment is None:
        return Lines("", [f"line {number}: {problem}" for problem in problems])
    return Lines(line_of(assessment, summary=summary) + "\n", [])


def line_of(assessment: Assessment, *, summary: bool) -> str:
    """The assessment on one line of JSON."""
    if summary:
        return summary_text(assessment)
    return json.dumps(assessment_document(assessment), ensure_ascii=False, separators=(",", ":"))


# What a worker process holds for all its chunks; a process has no other memory between them.
_prepared: dict[str, tuple[Figures, bool]] = {}


def _prepare(figures: Figures, summary: bool) -> None:
    _prepared["run"] = figures, summary


def _evaluate_prepared(chunk: list[tuple[int, bytes]]) -> Lines:
    answers = [_evaluate_line(number, line, *_prepared["run"]) for number, line in chunk]
    return Lines("".join([answer.text for answer in answers]), [each for answer in answers for each in answer.messages])
