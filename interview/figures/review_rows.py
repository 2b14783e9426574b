"""What a reviewer looks at: each changed figure with its values, source, warnings and the people who changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from interview.years.checks.unusual import warnings
from interview.years.differences import Difference, differences, same_though_usually_changed
from interview.years.figure_table import Figure, all_figures
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.parameter_set import ParameterSet

CHANGES = (HistoryEntry.What.CHANGED, HistoryEntry.What.IMPORTED)


@dataclass(frozen=True, slots=True)
class ReviewedWarning:
    """A warning, and why an editor says that the value is right all the same; empty where nobody has said so yet."""

    message: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ReviewedValue:
    """One value of a figure, under what is left of its label once the figure is named above it."""

    label: str
    difference: Difference

    @classmethod
    def of(cls, difference: Difference, figure: str) -> ReviewedValue:
        """A source and a note are called just that."""
        if difference.is_text:
            return cls(_("Source") if difference.path.endswith(".source") else _("Note"), difference)
        return cls(difference.label.removeprefix(figure).removeprefix(", ") or _("Value"), difference)


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """One figure that differs, with everything that helps to decide about it."""

    path: str
    section: str
    title: str
    label: str
    rows: tuple[Difference, ...]
    warnings: tuple[ReviewedWarning, ...]
    by: str

    @property
    def anchor(self) -> str:
        """Its place on the page of its section."""
        return "-".join(self.path.removeprefix("figures.").split("."))

    @property
    def code(self) -> str:
        """The currency, of a rate; empty of every other figure."""
        return self.path.partition(".")[2] if self.section == "exchange_rates" else ""

    @property
    def values(self) -> list[ReviewedValue]:
        """The rows of its table."""
        return [ReviewedValue.of(row, self.label) for row in self.rows]

    @property
    def source(self) -> str:
        """Where the new value was read."""
        return self.rows[0].source

    @property
    def has_new_source(self) -> bool:
        """Whether the source stands among what differs."""
        return any(row.is_text and row.path.endswith(".source") for row in self.rows)

    @property
    def note(self) -> str:
        """What the editor noted."""
        return self.rows[0].note


def reviewed_figures(revision: ParameterRevision, old: Mapping[str, Any] | None) -> list[ReviewedFigure]:
    """Every figure of a revision that is not as in `old`, in the order of the pages."""
    changed = differences(old, revision.document)
    who, given = who_changed(revision), warnings_by_figure(revision)
    return [
        ReviewedFigure(
            path=path,
            section=rows[0].section,
            title=rows[0].title,
            label=label_of(path),
            rows=tuple(rows),
            warnings=tuple(given.get(path, ())),
            by=", ".join(sorted({who[row.path] for row in rows if who.get(row.path)})),
        )
        for path, group in groupby(changed, key=lambda row: row.figure)
        if (rows := list(group))
    ]


def label_of(path: str) -> str:
    """What people call a figure or a currency, by its path."""
    for figure in all_figures():
        if figure.path == path:
            return figure.label
    return _("%(code)s for one US dollar") % {"code": path.partition(".")[2]}


def who_changed(revision: ParameterRevision) -> dict[str, str]:
    """Who changed each value last, by its path: in this revision, or in the drafts that it was copied from."""
    chain = list(_copied_from(revision))
    found = HistoryEntry.objects.filter(revision__in=chain, what__in=CHANGES).order_by("at", "id")
    return {path: name or _("The program") for path, name in found.values_list("path", "by_name")}


def warnings_by_figure(revision: ParameterRevision) -> dict[str, list[ReviewedWarning]]:
    """The warnings about a revision by the figure's path, each with the editor's reason."""
    year = ParameterSet(revision.tax_year)
    current = year.in_force()
    found: dict[str, list[ReviewedWarning]] = {}
    for warning in warnings(revision.document, year.last_year(), known=current.document if current else None):
        said = revision.confirmed.get(warning.mark, {})
        reviewed = ReviewedWarning(warning.message, said.get("reason", ""), said.get("by_name", ""))
        found.setdefault(figure_of(warning.path), []).append(reviewed)
    return found


def warnings_elsewhere(revision: ParameterRevision, reviewed: Iterable[ReviewedFigure]) -> list[ReviewedWarning]:
    """The warnings about figures that are not among those that change; each message names its figure."""
    shown = {figure.path for figure in reviewed}
    found = warnings_by_figure(revision).items()
    return [warning for path, given in found if path not in shown for warning in given]


def same_as_last_year(revision: ParameterRevision) -> list[Figure]:
    """The figures that usually change each year, and that are what they were last year."""
    return same_though_usually_changed(revision.document, ParameterSet(revision.tax_year).last_year())


def figure_of(path: str) -> str:
    """The path of the figure or currency that a value belongs to."""
    steps = path.split(".")
    return ".".join(steps[:2] if steps[0] == "exchange_rates" else steps[:3])


def _copied_from(revision: ParameterRevision | None) -> Iterator[int]:
    """The primary keys of a revision and of the unpublished ones that it was copied from."""
    first = True
    while revision is not None and (first or revision.published_at is None):
        yield revision.pk
        revision, first = revision.based_on, False
