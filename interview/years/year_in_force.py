"""The one door through which everything gets a year's figures: the published revision, or the shipped ones."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.utils.translation import gettext

from interview.engine import ParameterProblems, Parameters, read_parameters
from interview.years.documents import completed
from interview.years.exchange_rates import Rate, read_rates
from interview.years.models import ParameterRevision
from interview.years.no_figures import no_figures
from interview.years.one_moment import this_moment
from interview.years.shipped import read_shipped, shipped_with_day, shipped_years

logger = logging.getLogger(__name__)

PUBLISHED = ParameterRevision.State.PUBLISHED


class UnknownYear(LookupError):
    """No figures exist for this tax year; the message names the years that have them."""

    def __init__(self, tax_year: int, available: Iterable[int]) -> None:
        self.tax_year = tax_year
        self.available = list(available)
        super().__init__(tax_year)

    def __str__(self) -> str:
        return no_figures(self.tax_year, self.available, gettext)


class FiguresDoNotFit(UnknownYear):
    """The year's figures in force lack what this version of the program needs; `problems` says what.

    `load_years` brings what a shipped year lacks. A year that came from people alone waits for a corrected copy of
    theirs, and meanwhile it is as if it had no figures: all other years go on.
    """

    def __init__(self, tax_year: int, available: Iterable[int], refused: ParameterProblems) -> None:
        super().__init__(tax_year, available)
        self.problems = refused.problems


@dataclass(frozen=True, slots=True)
class YearInForce:
    """One tax year as it counts now: what the engine needs, the exchange rates, and the revision it all came from.

    `revision` is None when the database holds no published revision of the year: then these are the shipped figures,
    which are revision 1. Its document is not loaded.
    """

    tax_year: int
    parameters: Parameters
    rates: Mapping[str, Rate]
    revision: ParameterRevision | None


def in_force(tax_year: int) -> YearInForce:
    """The year's figures at this moment. One indexed query; a revision's document is read once in each process.

    Within one request all years stay as they were when the first was asked for (`one_moment`). Raises UnknownYear.
    """
    if this_moment() is not None and (found := every_year_in_force().get(tax_year)) is not None:
        return found
    return _in_force(tax_year)


def _in_force(tax_year: int) -> YearInForce:
    revision = ParameterRevision.objects.filter(tax_year=tax_year, state=PUBLISHED).defer("document", "reason").first()
    if revision is None:
        if tax_year not in shipped_years():
            raise UnknownYear(tax_year, available_years())
        return shipped_year(tax_year)
    try:
        return YearInForce(tax_year, *_built(*_identity(revision)), revision)
    except ParameterProblems as refused:
        raise FiguresDoNotFit(tax_year, every_year_in_force(), refused) from refused


def available_years() -> list[int]:
    """The tax years that have figures, oldest first, also those that this version of the program cannot read."""
    published = ParameterRevision.objects.filter(state=PUBLISHED).order_by().values_list("tax_year", flat=True)
    return sorted({*published, *shipped_years()})


def every_year_in_force() -> dict[int, YearInForce]:
    """Every tax year that can be worked out, oldest first, each as it counts now. One query, whatever their number.

    Within one request all years stay as they were when the first was asked for (`one_moment`).
    """
    moment = this_moment()
    if moment is None:
        return _every_year_in_force()
    if moment.years is None:
        moment.years = _every_year_in_force()
    return dict(moment.years)


def _every_year_in_force() -> dict[int, YearInForce]:
    published = ParameterRevision.objects.filter(state=PUBLISHED).order_by().defer("document", "reason")
    found = {year: shipped_year(year) for year in shipped_years()}
    for revision in published:
        try:
            built = _built(*_identity(revision))
        except ParameterProblems:
            logger.exception("%s does not fit this version of the program: run load_years to see why", revision)
            found.pop(revision.tax_year, None)
        else:
            found[revision.tax_year] = YearInForce(revision.tax_year, *built, revision)
    return dict(sorted(found.items()))


def _identity(revision: ParameterRevision) -> tuple[int, str, int, str | None]:
    """What a revision is known by here: a restored database may use a primary key once more, for other figures."""
    return revision.pk, revision.digest, revision.number, _published_on(revision)


@lru_cache(maxsize=64)
def _built(pk: int, _digest: str, number: int, published_on: str | None) -> tuple[Parameters, Mapping[str, Rate]]:
    """A published revision never changes, so what was built from it can be kept."""
    document = ParameterRevision.objects.values_list("document", flat=True).get(pk=pk)
    return _build(document, number, published_on)


def year_as_it_was(tax_year: int, revision: ParameterRevision | None, digest: str) -> YearInForce | None:
    """A year by figures that were in force once. A revision's document is read once in each process.

    Without a revision these are the shipped figures, as long as the program still ships those with this digest. None
    for figures that this version of the program can no longer read.
    """
    if revision is None:
        shipped = shipped_year(tax_year) if tax_year in shipped_years() else None
        return shipped if shipped and shipped.parameters.digest == digest else None
    try:
        return YearInForce(tax_year, *_built_to_fit(*_identity(revision)), revision)
    except ParameterProblems:
        return None


@lru_cache(maxsize=64)
def _built_to_fit(pk: int, digest: str, number: int, published_on: str | None) -> tuple[Parameters, Mapping[str, Rate]]:
    """An old document may lack a figure that the program has learned to read since; it gets the shipped one."""
    try:
        return _built(pk, digest, number, published_on)
    except ParameterProblems:
        revision = ParameterRevision.objects.get(pk=pk)
        if revision.tax_year not in shipped_years():
            raise
        return _build(completed(revision.document, read_shipped(revision.tax_year)), number, published_on)


@cache
def shipped_year(tax_year: int) -> YearInForce:
    """The figures that came with the code, whatever the database holds. Raises UnknownYear."""
    if tax_year not in shipped_years():
        raise UnknownYear(tax_year, shipped_years())
    document, day = shipped_with_day(tax_year)
    return YearInForce(tax_year, *_build(document, 1, day), revision=None)


def _build(document: dict[str, Any], number: int, published_on: str | None) -> tuple[Parameters, Mapping[str, Rate]]:
    return read_parameters(document, revision=number, published_on=published_on), read_rates(document)


def _published_on(revision: ParameterRevision) -> str | None:
    return revision.published_at.date().isoformat() if revision.published_at else None
