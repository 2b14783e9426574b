"""What `manage.py evaluate` does, whoever runs it: households in, assessments out, as the contract describes."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Protocol

from interview.contract import (
    Refused,
    assessment_document,
    assessment_schema,
    household_schema,
    plain_object,
)
from interview.engine import Assessment, ParameterProblems, Parameters
from interview.evaluation import Figures, evaluate_document, evaluate_lines
from interview.years.no_figures import no_figures

DONE = 0
SOME_REFUSED = 2


class Unreadable(Exception):
    """A file that cannot be opened; the message names it."""


class Source(Protocol):
    """Where figures come from."""

    def years(self) -> Iterable[int]:
        """The tax years that have figures."""

    def parameters(self, tax_year: int) -> Parameters:
        """The figures of a year. Raises LookupError with a sentence for a year that has none."""


class Output(Protocol):
    """Where text goes."""

    def write(self, text: str, /) -> object: ...

    def flush(self) -> object: ...


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments and options of the command."""
    parser.add_argument("file", nargs="?", default="-", help="the file to read; - or nothing means standard input")
    parser.add_argument("--jsonl", action="store_true", help="one household on each line, one assessment on each line")
    parser.add_argument("--summary", action="store_true", help="leave out lines, tests and findings")
    parser.add_argument(
        "--workers",
        type=_workers,
        default=1,
        metavar="N",
        help="with --jsonl: use this many processes, 0 for one on each core; the order stays that of the input",
    )
    parser.add_argument("--schema", choices=("household", "assessment"), help="write the JSON Schema and stop")


def run(options: dict[str, Any], source: Source, out: Output, err: Output) -> int:
    """Do what the options say; the exit status. Raises Unreadable."""
    if options["schema"]:
        schema = household_schema() if options["schema"] == "household" else assessment_schema()
        out.write(json.dumps(schema, indent=2) + "\n")
        return DONE
    if isinstance(sys.stdout, TextIOWrapper):
        # JSON is UTF-8, whatever the terminal's own encoding is.
        sys.stdout.reconfigure(encoding="utf-8")
    this_run = _Run(_figures(source, options["workers"]), options["summary"], out, err)
    try:
        with _opened(options["file"]) as stream:
            if options["jsonl"]:
                this_run.lines(stream, options["workers"])
            else:
                this_run.document(stream.read())
        out.flush()
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        # Whoever read our output has gone; keep Python from complaining when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return SOME_REFUSED if this_run.refused else DONE


@dataclass(frozen=True, slots=True)
class FiguresOfAllYears:
    """Every year's figures, fetched before the first household, because worker processes cannot ask for more."""

    years: dict[int, Parameters | None]

    def __call__(self, tax_year: int) -> Parameters:
        if tax_year not in self.years:
            raise LookupError(no_figures(tax_year, sorted(self.years)))
        parameters = self.years[tax_year]
        if parameters is None:
            raise LookupError(_unusable(tax_year))
        return parameters


def _figures(source: Source, workers: int) -> Figures:
    """The figures of each year are fetched once, so that no run mixes two revisions."""

    def usable(tax_year: int) -> Parameters | None:
        try:
            return source.parameters(tax_year)
        except ParameterProblems:
            return None

    if workers > 1:
        return FiguresOfAllYears({tax_year: usable(tax_year) for tax_year in source.years()})

    @cache
    def parameters(tax_year: int) -> Parameters:
        found = usable(tax_year)
        if found is None:
            raise LookupError(_unusable(tax_year))
        return found

    return parameters


def _unusable(tax_year: int) -> str:
    """A newer program may need figures that a stored year lacks until somebody brings them."""
    return (
        f"The figures in force of tax year {tax_year} do not fit this version of the program. "
        f"Run `manage.py load_years`: it adds what is missing, or says what is wrong."
    )


class _Run:
    """One run over a file: what it answers, what it refuses, and whether it refused anything."""

    def __init__(self, figures: Figures, summary: bool, out: Output, err: Output) -> None:
        self.figures, self.summary, self.out, self.err = figures, summary, out, err
        self.refused = False

    def lines(self, stream: IO[bytes], workers: int) -> None:
        for text, messages in evaluate_lines(stream, self.figures, summary=self.summary, workers=workers):
            if text:
                self.out.write(text)
            if messages:
                self._refuse(messages)

    def document(self, text: bytes) -> None:
        if not text.lstrip().startswith(b"["):
            found = evaluate_document(text, self.figures, summary=self.summary)
            self._refuse(map(str, found.problems))
            if found.assessment is not None:
                self._write(assessment_document(found.assessment, summary=self.summary))
            return
        try:
            documents = plain_object(text)
        except Refused as refused:
            self._refuse(map(str, refused.problems))
            return
        assessments: list[Assessment] = []
        for index, document in enumerate(documents):
            found = evaluate_document(json.dumps(document), self.figures, summary=self.summary)
            self._refuse(f"[{index}] {problem}" for problem in found.problems)
            if found.assessment is not None:
                assessments.append(found.assessment)
        self._write([assessment_document(each, summary=self.summary) for each in assessments])

    def _write(self, document: Any) -> None:
        self.out.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def _refuse(self, messages: Iterable[str]) -> None:
        """Say what is wrong, one line for each problem."""
        for message in messages:
            self.refused = True
            self.err.write(_on_one_line(message) + "\n")


def _workers(text: str) -> int:
    """How many processes: a number, or 0 for as many as there are cores."""
    number = int(text)
    if number < 0:
        raise ArgumentTypeError(f"must be 0 or more, not {number}")
    return number or os.cpu_count() or 1


def _on_one_line(message: str) -> str:
    """Keys of a document stand in messages: none may break a line or send orders to the terminal."""
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in message)


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  # closed below, after the caller is done
    except OSError as error:
        raise Unreadable(f"{name}: {error.strerror}") from None
    with stream:
        yield stream
