"""Every line that was worked out, grouped by its form, to be laid beside the real one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from interview.engine import Line, Scenario, line_order
from interview.local_formats import figure
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.comparison import who_uses
from interview.result.explain.form_order import form_titles, in_stapled_order
from interview.result.explain.line_screens import Screens
from interview.result.explain.schedule import LAST_LINES, SCHEDULE, version
from interview.result.explain.schedule_lines import skipped_lines
from interview.result.explain.words import dollars, in_words, say


@dataclass(frozen=True, slots=True)
class LineView:
    """One line in words. A line that the family skips has no amount, and `how` says why.

    `anchor` is its id on the page, and `page` the screen that decides it; empty where several do.
    """

    line: str
    label: str
    amount: str
    how: str
    source: str
    is_result: bool
    anchor: str = ""
    page: str = ""
    used: bool = True


@dataclass(frozen=True, slots=True)
class FormView:
    """One form or worksheet with its lines."""

    code: str
    title: str
    lines: tuple[LineView, ...]


def forms(case: Case, way: Scenario) -> tuple[FormView, ...]:
    """The forms of one way of filing as they are stapled, each line in its place on the paper."""
    titles, views = form_titles(), _Lines(case, way)
    return tuple(
        FormView(form, titles.get(form, form), tuple(views.of(form, list(lines))))
        for form, lines in groupby(in_stapled_order(way.lines), key=lambda line: line.form)
    )


@dataclass(frozen=True, slots=True)
class WayView:
    """Another way to file, with every line of it."""

    title: str
    forms: tuple[FormView, ...]


def other_ways(case: Case) -> tuple[WayView, ...]:
    """Every way to file that is possible and that the page is not about."""
    if case.out_of_scope:
        return ()
    possible = (way for way in case.assessment.scenarios if way.allowed and way is not case.shown)
    return tuple(WayView(_way_title(case, way), forms(case, way)) for way in possible)


def _way_title(case: Case, way: Scenario) -> str:
    if way.key == NO_FORM_2555:
        return _("The other way: without Form 2555, line by line")
    if len(case.household.people) == 1:
        return _("The other way: with Form 2555, line by line")
    return say(_("Another way: Form 2555 for {who}, line by line"), who=who_uses(case, way))


def anchor(form: str, line: str) -> str:
    """The id of a line on the page, the same in every result: l-schedule_8812-16b."""
    return f"l-{form}-{line.replace('–', '')}"


class _Lines:
    """Turns the lines of one way into words. Only those of the shown way have an address and can be changed."""

    def __init__(self, case: Case, way: Scenario) -> None:
        self._case, self._way = case, way
        self._screens = Screens(case) if way is case.shown else None
        self._last = LAST_LINES[version(case)]

    def of(self, form: str, lines: list[Line]) -> Iterator[LineView]:
        views = [self._view(line) for line in lines]
        if form == SCHEDULE:
            views += self._skipped()
            views.sort(key=lambda view: line_order(view.line))
        yield from views

    def _view(self, line: Line) -> LineView:
        return LineView(
            line.line,
            in_words(line.label),
            amount_in_words(line),
            in_words(line.how),
            line.source,
            line.form == SCHEDULE and line.line in self._last,
            anchor=self._anchor(line.form, line.line),
            page=self._page(line.form, line.line),
        )

    def _skipped(self) -> Iterator[LineView]:
        for line in skipped_lines(self._case, self._way):
            yield LineView(
                line.line,
                line.label,
                "",
                line.why,
                f"Schedule 8812 line {line.line}",
                is_result=False,
                anchor=self._anchor(SCHEDULE, line.line),
                page=self._page(SCHEDULE, line.line),
                used=False,
            )

    def _anchor(self, form: str, line: str) -> str:
        return anchor(form, line) if self._screens else ""

    def _page(self, form: str, line: str) -> str:
        return self._screens.of(form, line) if self._screens else ""


def amount_in_words(line: Line) -> str:
    """What stands on the line: dollars, a count, or a ratio of four decimals."""
    if line.unit == "dollars":
        return dollars(int(line.amount))
    return figure(line.amount, "ratio") if line.unit == "ratio" else str(line.amount)
