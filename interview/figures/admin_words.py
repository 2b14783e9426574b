"""Problems and changes of a year's figures as an admin reads them: by label, with the way to the input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import Problem
from interview.figures.progress import Progress
from interview.local_formats import number
from interview.years.checks import NOT_CONFIRMED
from interview.years.differences import Difference
from interview.years.figure_table import SECTION_TITLES, STATUS_LABELS, Figure, all_figures

MOST_TO_CONFIRM = 3
"""How many figures of a section that wait to be confirmed are listed one by one."""

WHOLE_SECTION = "whole-section"
"""The place on a section's page of what is about all of it."""


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """One thing to correct; without a section it is about the document as a whole. `anchor` is its place in there."""

    section: str
    anchor: str
    label: str
    message: str

    @property
    def sentence(self) -> str:
        """The message with what it is about, unless it says that itself."""
        return self.message if self.label in self.message else f"{self.label}: {self.message}"

    @property
    def title(self) -> str:
        """The section in words."""
        return str(SECTION_TITLES.get(self.section, ""))

    @classmethod
    def all_of(cls, problems: Iterable[Problem]) -> list[ShownProblem]:
        """Problems in the order of the pages, those about the document as a whole first.

        A section with many figures to confirm has one line for them: its page has a box at each, and one for all.
        """
        order = ["", *SECTION_TITLES]
        shown = sorted(map(cls.of, problems), key=lambda each: order.index(each.section))
        waiting = Counter(each.section for each in shown if each.message == str(NOT_CONFIRMED))
        many = {section for section, figures in waiting.items() if figures > MOST_TO_CONFIRM}
        listed = []
        for each in shown:
            if each.section not in many or each.message != str(NOT_CONFIRMED):
                listed.append(each)
            elif figures := waiting.pop(each.section, 0):  # the first of them stands for all
                listed.append(replace(each, label="", message=_to_confirm(figures)))
        return listed

    @classmethod
    def of(cls, problem: Problem) -> ShownProblem:
        """A problem under the label of the figure that it is about, with the way to its input."""
        for figure in all_figures():
            if problem.path == figure.path or problem.path.startswith(f"{figure.path}."):
                return cls(figure.section, _place_of(problem.path, figure), figure.label, problem.message)
        if problem.path.startswith("exchange_rates."):
            code, *rest = problem.path.split(".")[1:]
            label = _("%(code)s for one US dollar") % {"code": code}
            anchor = f"id_{problem.path}" if rest in (["per_dollar"], ["source"]) else f"exchange_rates-{code}"
            return cls("exchange_rates", anchor, label, problem.message)
        if problem.path in SECTION_TITLES:
            return cls(problem.path, WHOLE_SECTION, str(SECTION_TITLES[problem.path]), problem.message)
        return cls("", "", problem.path, problem.message)


def _to_confirm(figures: int) -> str:
    return ngettext(
        "%(number)s figure from last year is not confirmed yet.",
        "%(number)s figures from last year are not confirmed yet.",
        figures,
    ) % {"number": number(figures)}


def _place_of(path: str, figure: Figure) -> str:
    """The input of a problem's cell; the figure's first place for what is about all of it."""
    status = rf"\.({'|'.join(STATUS_LABELS)})" if figure.shape.by_status else ""
    index = r"\[\d+\]" if figure.shape.across else ""
    own_input = re.fullmatch(rf"{re.escape(figure.path)}\.(value{status}{index}|source|note)", path)
    return f"id_{path}" if own_input else f"{figure.section}-{figure.name}"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section in the list of sections: how far it is, and how many values are not those in force."""

    name: str
    title: str
    changes: int
    progress: Progress


def sections_with_changes(sections: Mapping[str, Progress], changes: Iterable[Difference]) -> list[ShownSection]:
    """All sections of a revision, each with how many things differ from what is in force."""
    counts = Counter(change.section for change in changes)
    return [
        ShownSection(name, str(SECTION_TITLES[name]), counts[name], progress) for name, progress in sections.items()
    ]


def change_in_words(change: Difference) -> str:
    """One change for the history of a revision."""
    return _("%(label)s: %(old)s → %(new)s") % {"label": change.label, "old": change.old, "new": change.new}
