"""What keeps a year's figures from review, and what an editor has to confirm with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interview.engine import OPTIONAL_SECTIONS, ParameterProblems, Problem, read_parameters
from interview.years.checks.cross_checks import cross_problems
from interview.years.checks.edge_households import engine_problems
from interview.years.checks.held_values import Document
from interview.years.checks.unusual import Warning, warnings  # noqa: A004 - Python's own have no place among yearly figures
from interview.years.documents import document_problems
from interview.years.figure_table import Cell, Figure, all_figures
from interview.years.models import ParameterRevision
from interview.years.revisions import published_revision

__all__ = ["Warning", "faults", "incomplete", "open_warnings", "set_problems", "warnings"]

NOT_CONFIRMED = gettext_lazy("Confirm that this figure is still right")
"""What a problem says about a figure of last year that nobody has looked at."""


def set_problems(revision: ParameterRevision) -> list[Problem]:
    """Everything that keeps a revision from review, each with its path: what is missing, wrong, or not confirmed.

    Only when nothing is wrong with the figures themselves, the engine tries them on families at the edges.
    """
    document, tax_year = revision.document, revision.tax_year
    before = published_revision(tax_year - 1)
    problems = [*incomplete(document), *faults(document, tax_year, before.document if before else None)]
    problems = problems or _engine_runs(document)
    problems += (Problem(path, str(NOT_CONFIRMED)) for path in revision.to_confirm)
    problems += (Problem(warning.path, warning.message) for warning in open_warnings(revision))
    return problems


def incomplete(document: Document) -> list[Problem]:
    """A problem for every value and every source that is missing; one for a figure that is missing as a whole."""
    held = document.get("figures", {})
    return [
        problem
        for figure in all_figures()
        if figure.section not in OPTIONAL_SECTIONS or figure.section in held
        for problem in _gaps(figure, document)
    ]


def faults(document: Document, tax_year: int, last_year: Document | None) -> list[Problem]:
    """A problem for every value that cannot be right, as it stands or beside others. Gaps are not among them."""
    gaps = {problem.path for problem in incomplete(document)}
    found = chain(cross_problems(document, tax_year, last_year), document_problems(document, tax_year))
    return list(_first_of_each_path(problem for problem in found if not _is_gap(problem, gaps)))


def open_warnings(revision: ParameterRevision) -> list[Warning]:
    """The warnings that nobody has confirmed yet."""
    last_year, known = published_revision(revision.tax_year - 1), published_revision(revision.tax_year)
    found = warnings(
        revision.document,
        last_year.document if last_year else None,
        known=known.document if known else None,
    )
    return [warning for warning in found if warning.mark not in revision.confirmed]


def _gaps(figure: Figure, document: Document) -> Iterator[Problem]:
    entry = figure.entry_in(document)
    value = entry.get("value")
    cells = figure.cells(entry)
    empty = [cell for cell in cells if _is_blank(cell.value_in(entry))]
    if value is None or len(empty) == len(cells):
        yield Problem(figure.path, _("Enter a value: %(name)s") % {"name": figure.label})
    else:
        for cell in empty:
            yield Problem(cell.path, _("Enter a value: %(name)s") % {"name": _name(figure, cell)})
    source = entry.get("source")
    if value is not None and (source is None or (isinstance(source, str) and not source.strip())):
        yield Problem(f"{figure.path}.source", _("Add the source for %(name)s") % {"name": figure.label})


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_gap(problem: Problem, gaps: set[str]) -> bool:
    """The engine reports a gap at the figure, at its value, at a cell, or at the source of what has no value yet."""
    return problem.path in gaps or any(problem.path.startswith((f"{gap}.", f"{gap}[")) for gap in gaps)


def _first_of_each_path(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Two checks may see the same mistake; the first one says it in words for people."""
    seen = set()
    for problem in problems:
        if problem.path not in seen:
            seen.add(problem.path)
            yield problem


def _engine_runs(document: Document) -> list[Problem]:
    try:
        parameters = read_parameters(document)
    except ParameterProblems as refused:
        return refused.problems
    return engine_problems(parameters)


def _name(figure: Figure, cell: Cell) -> str:
    return f"{figure.label}, {cell.label}" if cell.label else figure.label
