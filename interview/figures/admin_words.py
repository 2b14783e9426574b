"""Problems and changes of a year's figures as an admin reads them: by label, with the way to the input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from interview.engine import Problem
from interview.years.differences import Difference
from interview.years.figure_table import SECTION_TITLES, all_figures, sections_of


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One thing to correct; without a section it is about the document as a whole."""

    section: str
    anchor: str
    label: str
    message: str

    @classmethod
    def of(cls, problem: Problem) -> ShownProblem:
        """A problem under the label of the figure that it is about."""
        for figure in all_figures():
            if problem.path == figure.path or problem.path.startswith(f"{figure.path}."):
                return cls(figure.section, f"{figure.section}-{figure.name}", figure.label, problem.message)
        if problem.path.startswith("exchange_rates."):
            code = problem.path.split(".")[1]
            label = _("%(code)s for one US dollar") % {"code": code}
            return cls("exchange_rates", f"exchange_rates-{code}", label, problem.message)
        return cls("", "", problem.path, problem.message)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section in the list of sections."""

    name: str
    title: str
    changes: int


def sections_with_changes(document: Mapping[str, Any], changes: Iterable[Difference]) -> list[ShownSection]:
    """All sections of a document, each with how many things differ from what is in force."""
    counts = Counter(change.section for change in changes)
    return [ShownSection(name, str(SECTION_TITLES[name]), counts[name]) for name in sections_of(document)]


def change_in_words(change: Difference) -> str:
    """One change for the history of a revision."""
    return _("%(label)s: %(old)s → %(new)s") % {"label": change.label, "old": change.old, "new": change.new}
