"""manage.py evaluate: households in, assessments out, as the contract describes."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from interview.contract import Refused, assessment_schema, household_schema, plain_object
from interview.engine import Parameters
from interview.evaluation import evaluate_document, evaluate_lines
from interview.years import available_years, in_force
from interview.years.shipped import shipped_years
from interview.years.year_in_force import shipped_year

SOME_REFUSED = 2


class Command(BaseCommand):
    """Households in, assessments out, as the contract says."""

    help = (
        "Read a household, an array of them or, with --jsonl, one on each line, and write what the engine finds. "
        "Problems go to standard error; the exit status is 2 if a document was refused."
    )
    # Starting fast matters here, and nothing below depends on what the checks look at.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="the file to read; - or nothing means standard input")
        parser.add_argument(
            "--jsonl", action="store_true", help="one household on each line, one assessment on each line"
        )
        parser.add_argument("--summary", action="store_true", help="leave out lines, tests and findings")
        parser.add_argument(
            "--workers",
            type=_workers,
            default=1,
            metavar="N",
            help="with --jsonl: use this many processes, 0 for one on each core; the order stays that of the input",
        )
        parser.add_argument("--schema", choices=("household", "assessment"), help="write the JSON Schema and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            schema = household_schema() if options["schema"] == "household" else assessment_schema()
            self.stdout.write(json.dumps(schema, indent=2))
            return
        figures = _Figures(eager=options["workers"] > 1)
        self.refused = False
        if isinstance(sys.stdout, TextIOWrapper):
            # JSON is UTF-8, whatever the terminal's own encoding is.
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            with _opened(options["file"]) as stream:
                if options["jsonl"]:
                    self._lines(stream, figures, options["summary"], options["workers"])
                else:
                    self._document(stream.read(), figures, options["summary"])
            self.stdout.flush()
        except KeyboardInterrupt:
            return
        except BrokenPipeError:
            # Whoever read our output has gone; keep Python from complaining when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if self.refused:
            sys.exit(SOME_REFUSED)

    def _lines(self, stream: IO[bytes], figures: _Figures, summary: bool, workers: int) -> None:
        for lines in evaluate_lines(stream, figures, summary=summary, workers=workers):
            if lines.text:
                self.stdout.write(lines.text)
            self._refuse(lines.messages)

    def _document(self, text: bytes, figures: _Figures, summary: bool) -> None:
        if not text.lstrip().startswith(b"["):
            found = evaluate_document(text, figures, summary=summary)
            self._refuse(map(str, found.problems))
            if found.assessment is not None:
                self.stdout.write(json.dumps(found.assessment, ensure_ascii=False, indent=2))
            return
        try:
            documents = plain_object(text)
        except Refused as refused:
            self._refuse(map(str, refused.problems))
            return
        assessments = []
        for index, document in enumerate(documents):
            found = evaluate_document(json.dumps(document), figures, summary=summary)
            self._refuse(f"[{index}] {problem}" for problem in found.problems)
            if found.assessment is not None:
                assessments.append(found.assessment)
        self.stdout.write(json.dumps(assessments, ensure_ascii=False, indent=2))

    def _refuse(self, messages: Iterable[str]) -> None:
        """Say what is wrong, one line for each problem."""
        for message in messages:
            self.refused = True
            self.stderr.write(_on_one_line(message))


class _Figures:
    """The figures of each year, fetched once, so that no run mixes two revisions.

    Eager ones are fetched for all years before the first household, because worker processes cannot ask for more.
    """

    def __init__(self, *, eager: bool) -> None:
        self._parameters: dict[int, Parameters] = {}
        if eager:
            for tax_year in _years():
                self(tax_year)

    def __call__(self, tax_year: int) -> Parameters:
        if tax_year not in self._parameters:
            try:
                year = in_force(tax_year)
            except DatabaseError:
                # A clone without a database still has the shipped figures, which are revision 1.
                year = shipped_year(tax_year)
            self._parameters[tax_year] = year.parameters
        return self._parameters[tax_year]


def _years() -> Iterable[int]:
    try:
        return available_years()
    except DatabaseError:
        return shipped_years()


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
        raise CommandError(f"{name}: {error.strerror}", returncode=SOME_REFUSED) from None
    with stream:
        yield stream
