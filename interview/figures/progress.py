"""How far a draft is: what is still empty, what was carried over and nobody has looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interview.years.figure_table import Figure, figures_of, sections_of
from interview.years.models import ParameterRevision


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of figures. A figure that is empty is not counted among those to confirm."""

    figures: int
    empty: int
    to_confirm: int

    @property
    def confirmed(self) -> int:
        """Figures that hold a value which somebody typed or looked at."""
        return self.figures - self.empty - self.to_confirm


def progress_by_section(revision: ParameterRevision) -> dict[str, Progress]:
    """Each section of a revision, in the order of the pages."""
    document, to_confirm = revision.document, set(revision.to_confirm)
    found = {}
    for section in sections_of(document):
        paths = list(_paths(section, document))
        empty = {path for path, is_empty in paths if is_empty}
        open_paths = {path for path, _is_empty in paths if path in to_confirm} - empty
        found[section] = Progress(len(paths), len(empty), len(open_paths))
    return found


def total(sections: Mapping[str, Progress]) -> Progress:
    """All sections together."""
    return Progress(
        sum(one.figures for one in sections.values()),
        sum(one.empty for one in sections.values()),
        sum(one.to_confirm for one in sections.values()),
    )


def is_empty(figure: Figure, entry: Mapping[str, Any]) -> bool:
    """Whether one of the figure's cells has no value; a table of brackets is as wide as its widest row."""
    cells = figure.cells(entry)
    return not cells or any(cell.value_in(entry) is None for cell in cells)


def carried_over(revision: ParameterRevision, section: str) -> list[str]:
    """The paths of a section's figures that came from last year with a value and wait for somebody to look at them."""
    to_confirm: Collection[str] = set(revision.to_confirm)
    return [path for path, is_empty in _paths(section, revision.document) if path in to_confirm and not is_empty]


def _paths(section: str, document: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each figure's path, and whether it is empty."""
    if section == "exchange_rates":
        for code, entry in document.get("exchange_rates", {}).items():
            yield f"exchange_rates.{code}", not (isinstance(entry, dict) and entry.get("per_dollar"))
        return
    for figure in figures_of(section):
        yield figure.path, is_empty(figure, figure.entry_in(document))
