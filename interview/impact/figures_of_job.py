"""The two sets of figures that a job compares. Each process builds them once for a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from interview.engine import read_parameters
from interview.impact.models import FigureJob
from interview.years import YearInForce, year_as_it_was
from interview.years.exchange_rates import read_rates
from interview.years.models import ParameterRevision


@dataclass(frozen=True, slots=True)
class JobFigures:
    """`new` are the figures of the job, as they were when it began. `old` are those before; None if there were none."""

    job: int
    saves: bool
    revision: int
    against: int | None
    new: YearInForce
    old: YearInForce | None

    @property
    def tax_year(self) -> int:
        return self.new.tax_year


def figures_of(job: int) -> JobFigures:
    """The figures of a job, by its primary key. Raises ParameterProblems if this program cannot read them."""
    kind, digest = FigureJob.objects.values_list("kind", "digest").get(pk=job)
    return _figures_of(job, kind, digest)


@lru_cache(maxsize=4)
def _figures_of(pk: int, kind: str, _digest: str) -> JobFigures:
    job = FigureJob.objects.select_related("revision", "against").defer("revision__document", "families").get(pk=pk)
    against = job.against
    return JobFigures(
        job=pk,
        saves=kind == FigureJob.Kind.REEVALUATION,
        revision=job.revision_id,
        against=job.against_id,
        new=year_of(job.document, job.revision),
        old=year_as_it_was(against.tax_year, against, against.digest) if against is not None else None,
    )


def year_of(document: Mapping[str, Any], revision: ParameterRevision) -> YearInForce:
    """A year's document as figures that the engine takes. Raises ParameterProblems."""
    parameters = read_parameters(document, revision=revision.number)
    return YearInForce(revision.tax_year, parameters, read_rates(document), revision)
