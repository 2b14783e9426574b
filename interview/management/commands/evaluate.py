"""manage.py evaluate: households in, assessments out, as the contract describes."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from interview.contract import (
    Problem,
    Refused,
    assessment_document,
    assessment_schema,
    household_schema,
    plain_object,
    read_household,
)
from interview.engine import Parameters, evaluate
from interview.years import UnknownYear, in_force
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
        parser.add_argument("--schema", choices=("household", "assessment"), help="write the JSON Schema and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schema"]:
            schema = household_schema() if options["schema"] == "household" else assessment_schema()
            self.stdout.write(json.dumps(schema, indent=2))
            return
        evaluation = _Evaluation(self.stderr, summary=options["summary"])
        if isinstance(sys.stdout, TextIOWrapper):
            # JSON is UTF-8, whatever the terminal's own encoding is.
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            with _opened(options["file"]) as stream:
                if options["jsonl"]:
                    self._lines(stream, evaluation)
                else:
                    self._document(stream, evaluation)
            self.stdout.flush()
        except KeyboardInterrupt:
            return
        except BrokenPipeError:
            # Whoever read our output has gone; keep Python from complaining when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if evaluation.refused:
            sys.exit(SOME_REFUSED)

    def _lines(self, stream: IO[bytes], evaluation: _Evaluation) -> None:
        """One household at a time, so that a million of them need no more memory than one."""
        for number, line in enumerate(stream, start=1):
            if line.strip():
                found = evaluation.of(line.strip(), f"line {number}: ")
                if found is not None:
                    self.stdout.write(json.dumps(found, ensure_ascii=False, separators=(",", ":")))

    def _document(self, stream: IO[bytes], evaluation: _Evaluation) -> None:
        text = stream.read()
        if not text.lstrip().startswith(b"["):
            found = evaluation.of(text, "")
            if found is not None:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        try:
            documents = plain_object(text)
        except Refused as refused:
            evaluation.refuse("", refused.problems)
            return
        found_all = [
            found
            for index, document in enumerate(documents)
            if (found := evaluation.of(json.dumps(document), f"[{index}] ")) is not None
        ]
        self.stdout.write(json.dumps(found_all, ensure_ascii=False, indent=2))


class _Evaluation:
    """One run: the figures of each year are fetched once, so that no run mixes two revisions."""

    def __init__(self, stderr: Any, *, summary: bool) -> None:
        self._stderr = stderr
        self._summary = summary
        self._parameters: dict[int, Parameters] = {}
        self.refused = False

    def of(self, document: Any, where: str) -> dict[str, Any] | None:
        """The assessment as plain data; None, and a message for each problem, if the document is refused."""
        try:
            household = read_household(document)
            parameters = self._figures(household.tax_year)
        except Refused as refused:
            self.refuse(where, refused.problems)
            return None
        except UnknownYear as unknown:
            self.refuse(where, [Problem("tax_year", str(unknown))])
            return None
        return assessment_document(evaluate(household, parameters, detail=not self._summary), summary=self._summary)

    def refuse(self, where: str, problems: list[Problem]) -> None:
        """Say what is wrong, one line for each problem."""
        self.refused = True
        for problem in problems:
            self._stderr.write(where + _on_one_line(str(problem)))

    def _figures(self, tax_year: int) -> Parameters:
        if tax_year not in self._parameters:
            try:
                year = in_force(tax_year)
            except DatabaseError:
                # A clone without a database still has the shipped figures, which are revision 1.
                year = shipped_year(tax_year)
            self._parameters[tax_year] = year.parameters
        return self._parameters[tax_year]


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
