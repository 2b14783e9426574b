"""manage.py evaluate as a command of the site; `evaluate_alone` is the way around it that starts faster."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from interview.engine import ParameterProblems, Parameters
from interview.management.evaluating import SOME_REFUSED, Unreadable, add_arguments, run
from interview.years import available_years, in_force
from interview.years.shipped import shipped_years
from interview.years.year_in_force import FiguresDoNotFit, shipped_year


class Command(BaseCommand):
    """Households in, assessments out, as the contract says."""

    help = (
        "Read a household, an array of them or, with --jsonl, one on each line, and write what the engine finds. "
        "Problems go to standard error; the exit status is 2 if a document was refused."
    )
    # Starting fast matters here, and nothing below depends on what the checks look at.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = run(options, _InForce(), self.stdout, self.stderr)
        except Unreadable as unreadable:
            raise CommandError(str(unreadable), returncode=SOME_REFUSED) from None
        if status:
            sys.exit(status)


class _InForce:
    """The published figures; a clone without a database still has the shipped ones, which are revision 1."""

    def years(self) -> Iterable[int]:
        try:
            return available_years()
        except DatabaseError:
            return shipped_years()

    def parameters(self, tax_year: int) -> Parameters:
        try:
            return in_force(tax_year).parameters
        except FiguresDoNotFit as unfit:
            # What is said about that is the same on the way around this command.
            raise ParameterProblems(unfit.problems) from unfit
        except DatabaseError:
            return shipped_year(tax_year).parameters
