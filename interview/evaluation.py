"""From documents to assessments, one or a million: on one core or several, always in the order of the input."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, NamedTuple

from interview.contract import Problem, Refused, assessment_document, read_household
from interview.engine import Parameters, evaluate

# Lines handed to another process at once: enough that the handing over does not count.
LINES_AT_ONCE = 500
CHUNKS_WAITING_PER_WORKER = 3

Figures = Callable[[int], Parameters]
"""The figures of a tax year; raises LookupError with a sentence for a year that has none."""


class Evaluated(NamedTuple):
    """What became of one document: the assessment as plain data, or the problems for which it was refused."""

    assessment: dict[str, Any] | None
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
    assessment = evaluate(household, parameters, detail=not summary)
    return Evaluated(assessment_document(assessment, summary=summary), [])


class Lines(NamedTuple):
    """What became of some lines: the text to write, and the messages about lines that were refused."""

    text: str
    messages: list[str]


def evaluate_lines(lines: Iterable[bytes], figures: Figures, *, summary: bool, workers: int = 1) -> Iterator[Lines]:
    """JSON Lines in, JSON Lines out, a chunk at a time, so that memory stays the same however many there are.

    With several workers `figures` is called in this process only, before the first line, for every year that the
    workers may meet: give it as a mapping's `__getitem__`-like callable that can be pickled.
    """
    numbered = ((number, line) for number, line in enumerate(lines, start=1))
    chunks = iter(lambda: list(islice(numbered, LINES_AT_ONCE)), [])
    if workers <= 1:
        for chunk in chunks:
            yield _evaluate_chunk(chunk, figures, summary)
        return
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(figures, summary)) as pool:
        waiting: deque[Future[Lines]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_evaluate_prepared, chunk))
            if len(waiting) > workers * CHUNKS_WAITING_PER_WORKER:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _evaluate_chunk(chunk: list[tuple[int, bytes]], figures: Figures, summary: bool) -> Lines:
    written: list[str] = []
    messages: list[str] = []
    for number, line in chunk:
        stripped = line.strip()
        if not stripped:
            continue
        found = evaluate_document(stripped, figures, summary=summary)
        if found.assessment is not None:
            written.append(json.dumps(found.assessment, ensure_ascii=False, separators=(",", ":")))
        messages += (f"line {number}: {problem}" for problem in found.problems)
    return Lines("\n".join(written), messages)


# What a worker process holds for all its chunks; a process has no other memory between them.
_prepared: dict[str, tuple[Figures, bool]] = {}


def _prepare(figures: Figures, summary: bool) -> None:
    _prepared["run"] = figures, summary


def _evaluate_prepared(chunk: list[tuple[int, bytes]]) -> Lines:
    return _evaluate_chunk(chunk, *_prepared["run"])
