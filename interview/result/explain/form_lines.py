"""Every line that was worked out, grouped by its form, to be laid beside the real one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from interview.engine import Line, Scenario
from interview.local_formats import figure
from interview.result.explain.case import NO_FORM_2555, Case
from interview.result.explain.comparison import who_uses
from interview.result.explain.schedule import LAST_LINES, SCHEDULE, version
from interview.result.explain.words import dollars, in_words, say


@dataclass(frozen=True, slots=True)
class LineView:
    """One line in words."""

    line: str
    label: str
    amount: str
    how: str
    source: str
    is_result: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """One form or worksheet with its lines."""

    code: str
    title: str
    lines: tuple[LineView, ...]


def forms(case: Case, way: Scenario) -> tuple[FormView, ...]:
    """The forms of one way of filing; Schedule 8812 comes first."""
    titles, last = form_titles(), LAST_LINES[version(case)]
    order: dict[str, list[Line]] = {}
    for form, lines in groupby(way.lines, key=lambda line: line.form):
        order.setdefault(form, []).extend(lines)
    return tuple(
        FormView(form, titles.get(form, form), tuple(_line(line, last) for line in lines))
        for form, lines in order.items()
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


def form_titles() -> dict[str, str]:
    """What each form of the engine is called on paper."""
    return {
        "schedule_8812": _("Schedule 8812, line by line"),
        "child_tax_credit_worksheet": _("Child Tax Credit Worksheet (Publication 972)"),
        "line_5_worksheet": _("Line 5 Worksheet of Schedule 8812"),
        "line_11_worksheet": _("Line 11 Worksheet (Publication 972)"),
        "line_14_worksheet": _("Line 14 Worksheet (Publication 972)"),
        "earned_income_worksheet": _("Earned Income Worksheet"),
        "credit_limit_worksheet_a": _("Credit Limit Worksheet A"),
        "credit_limit_worksheet_b": _("Credit Limit Worksheet B"),
        "form_2555": _("Form 2555, foreign earned income exclusion"),
        "form_2555_spouse": _("Form 2555 of the spouse"),
        "form_1116": _("Form 1116, foreign tax credit"),
        "form_1116_general": _("Form 1116, pay from work"),
        "form_1116_passive": _("Form 1116, interest, dividends and the like"),
        "form_1040": _("Form 1040"),
        "form_1040_nr": _("Form 1040-NR"),
        "schedule_1": _("Schedule 1"),
        "schedule_2": _("Schedule 2"),
        "schedule_3": _("Schedule 3"),
        "schedule_4": _("Schedule 4"),
        "schedule_5": _("Schedule 5"),
        "schedule_se": _("Schedule SE, self-employment tax"),
        "schedule_se_spouse": _("Schedule SE of the spouse"),
        "qualified_dividends_worksheet": _("Qualified Dividends and Capital Gain Tax Worksheet"),
        "foreign_earned_income_tax_worksheet": _("Foreign Earned Income Tax Worksheet"),
        "form_8959": _("Form 8959, Additional Medicare Tax"),
        "form_8960": _("Form 8960, net investment income tax"),
    }


def _line(line: Line, last: tuple[str, ...]) -> LineView:
    return LineView(
        line.line,
        in_words(line.label),
        _amount(line),
        in_words(line.how),
        line.source,
        line.form == SCHEDULE and line.line in last,
    )


def _amount(line: Line) -> str:
    if line.unit == "dollars":
        return dollars(int(line.amount))
    return figure(line.amount, "ratio") if line.unit == "ratio" else str(line.amount)
