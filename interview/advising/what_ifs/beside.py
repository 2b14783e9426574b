"""Rows of figures, of answers and of form lines, with a cell for each column. What is equal stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from interview.advising.what_ifs.columns import Column
from interview.drafts.answers_beside import differing_answers
from interview.engine import WHO_EXCLUDES, Scenario, line_order
from interview.result.changed_since import signed
from interview.result.explain.case import Case, paid_out
from interview.result.explain.comparison import left_out
from interview.result.explain.form_lines import FormView, LineView, forms
from interview.result.explain.form_order import form_order
from interview.result.explain.limits import filing_status
from interview.result.explain.schedule import SCHEDULE
from interview.result.explain.words import dollars
from interview.result.explain.zero_form_2555 import ending
from interview.result.years_ahead import Assumptions, project
from interview.years import in_force

NOTHING = "–"
"""Stands where a column has nothing to say: it is not worked out, or its forms have no such line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says, and by how much it is above or below the answers as entered. `head` names the column."""

    text: str
    change: str = ""
    differs: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to compare. `about` is the number of a form's line."""

    label: str
    cells: tuple[Cell, ...]
    about: str = ""
    big: bool = False

    @property
    def same(self) -> bool:
        """Whether every column says the same."""
        return not any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that differ, and rows that are equal in all columns, which fold away."""

    differ: tuple[Row, ...]
    equal: tuple[Row, ...]

    @classmethod
    def of(cls, rows: Iterable[Row], columns: Sequence[Column]) -> Rows:
        """The rows parted, each cell under the name of its column."""
        named = [_under_heads(row, columns) for row in rows]
        return cls(tuple(row for row in named if not row.same), tuple(row for row in named if row.same))


def _under_heads(row: Row, columns: Sequence[Column]) -> Row:
    """On a phone the cells of a row stand below each other, so each says whose it is."""
    cells = (replace(cell, head=column.name) for cell, column in zip(row.cells, columns, strict=True))
    return replace(row, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class FormRows:
    """The lines of one form."""

    code: str
    title: str
    rows: Rows


# Figures ------------------------------------------------------------------------------------------------------------

Figure = Callable[[Case, Scenario], int]
FIGURES: tuple[tuple[str, Figure], ...] = (
    ("counts", lambda _case, way: way.agi),
    ("left_out", left_out),
    ("earned", lambda _case, way: way.earned_income),
    ("taxable", lambda _case, way: way.taxable_income),
    ("before", lambda _case, way: way.tax_before_credits),
    ("foreign", lambda _case, way: way.foreign_tax_credit),
    ("against_tax", lambda _case, way: way.nonrefundable_credit),
    ("self_employment", lambda _case, way: way.self_employment_tax),
    ("tax", lambda _case, way: way.total_tax),
    ("eic", lambda _case, way: way.earned_income_credit),
    ("payments", lambda _case, way: way.payments),
    ("saved", lambda _case, way: way.foreign_tax_unused),
)


def _labels() -> dict[str, str]:
    return {
        "counts": _("Income the US counts (AGI)"),
        "left_out": _("Income left out"),
        "earned": _("Earned income for the credit"),
        "taxable": _("Taxable income"),
        "before": _("US tax before credits"),
        "foreign": _("Foreign tax credit used"),
        "against_tax": _("Child credit used against tax"),
        "self_employment": _("Self-employment tax"),
        "tax": _("Total US tax"),
        "eic": _("Earned income credit"),
        "payments": _("US tax already paid in"),
        "saved": _("Foreign tax saved for later years"),
    }


def figure_rows(columns: Sequence[Column]) -> Rows:
    """What the family ends up with, and how it comes about."""
    labels = _labels()
    rows = [
        _amounts(columns, _("The family ends up with"), lambda _case, way: way.balance, ending, big=True),
        _amounts(columns, _("Child credit paid out (ACTC)"), lambda _case, way: paid_out(way), big=True),
        _words(columns, _("Filing status"), filing_status),
        _words(columns, _("Way to file"), _way),
        _words(columns, _("Children who count"), _who_counts),
        *(_amounts(columns, labels[name], figure) for name, figure in FIGURES),
    ]
    cases = [column.case for column in columns if column.case]
    if any(_gives_form_2555_up(case) for case in cases):
        rows.insert(2, _words(columns, _("Form 2555 can be used again"), lambda case: _free_again(case, cases)))
    if all(_can_look_ahead(case) and case.year == cases[0].year for case in cases):
        rows.append(_amounts(columns, _("This year and the next five"), _six_years, ending))
    told = (row for row in rows if any(cell.text not in (NOTHING, dollars(0)) for cell in row.cells))
    return Rows.of(told, columns)


def _amounts(
    columns: Sequence[Column], label: str, figure: Figure, shown: Callable[[int], str] = dollars, *, big: bool = False
) -> Row:
    found = [figure(column.case, column.case.shown) if column.case else None for column in columns]
    first = found[0]
    cells = (
        Cell(NOTHING)
        if amount is None
        else Cell(shown(amount), signed(amount - first) if first not in (None, amount) else "", amount != first)
        for amount in found
    )
    return Row(label, tuple(cells), big=big)


def _words(columns: Sequence[Column], label: str, words: Callable[[Case], str]) -> Row:
    texts = [words(column.case) if column.case else NOTHING for column in columns]
    return Row(label, tuple(Cell(text, "", text not in (texts[0], NOTHING)) for text in texts))


def _way(case: Case) -> str:
    """Who uses Form 2555, as the office says it."""
    who = WHO_EXCLUDES[case.shown.key]
    if not who:
        return _("Without Form 2555")
    if len(case.household.people) == 1:
        return _("With Form 2555")
    if len(who) > 1:
        return _("Form 2555 for both spouses")
    return _("Form 2555 for the spouse only") if who[0] else _("Form 2555 for the filer only")


def _gives_form_2555_up(case: Case) -> bool:
    """Form 2555 was chosen in an earlier year, or on this year's return, and the choice still stands: IRC 911(e)."""
    before = any(who.exclusion.elected_before and who.exclusion.revoked_in is None for who in case.household.people)
    return before or (case.has_filed and case.has_chosen_form_2555)


def _free_again(case: Case, cases: Sequence[Case]) -> str:
    """The first tax year for which it could be chosen again: IRC 911(e)(2). Nothing is given up where it is used."""
    same_year = any(_gives_form_2555_up(one) for one in cases if one.year == case.year)
    if WHO_EXCLUDES[case.shown.key] or not same_year:
        return NOTHING
    text = _("from {year} on, unless the IRS agrees sooner")
    return text.format(year=case.first_year_free_again)


def _who_counts(case: Case) -> str:
    return ", ".join(case.counting) or _("None")


def _can_look_ahead(case: Case) -> bool:
    """As on the result page: where this year's refund is lost, later years say nothing; nor under a ban."""
    banned = case.household.history.child_credit_disallowed == "banned"
    return not case.too_late and not banned and case.year in case.figures


def _six_years(case: Case, way: Scenario) -> int:
    """Credit less tax, with the same way to file every year and no raise in pay."""
    filed = case.has_filed and case.has_chosen_form_2555
    return project(case.household, way.key, case.figures, Assumptions(), filed_with_form=filed).sum_with_form


# Answers ------------------------------------------------------------------------------------------------------------


def answer_rows(columns: Sequence[Column]) -> tuple[Row, ...]:
    """The answers that differ."""
    found = differing_answers([(column.route, in_force(column.route.saved.tax_year)) for column in columns])
    rows = (
        Row(row.label, tuple(Cell(_said(value), "", value != row.values[0]) for value in row.values)) for row in found
    )
    return Rows.of(rows, columns).differ


def _said(value: str | None) -> str:
    if value is None:
        return _("Not asked")
    return value or _("Not answered yet")


# Lines --------------------------------------------------------------------------------------------------------------


def line_rows(columns: Sequence[Column]) -> tuple[FormRows, ...]:
    """Form after form of the columns that are worked out: Schedule 8812 first, then as a return is stapled."""
    columns = [column for column in columns if column.case]
    papers = [_papers(column) for column in columns]
    codes = sorted({code for paper in papers for code in paper}, key=lambda code: (code != SCHEDULE, form_order(code)))
    return tuple(_form_rows(code, papers, columns) for code in codes)


def _papers(column: Column) -> dict[str, FormView]:
    return {form.code: form for form in forms(column.case, column.case.shown)} if column.case else {}


def _form_rows(code: str, papers: Sequence[dict[str, FormView]], columns: Sequence[Column]) -> FormRows:
    title = next(paper[code].title for paper in papers if code in paper)
    lines = [{line.line: line for line in paper[code].lines} if code in paper else {} for paper in papers]
    numbers = sorted({number for each in lines for number in each}, key=line_order)
    return FormRows(code, title, Rows.of(_line_rows(numbers, lines), columns))


def _line_rows(numbers: Sequence[str], lines: Sequence[dict[str, LineView]]) -> Iterator[Row]:
    for number in numbers:
        label = next(each[number].label for each in lines if number in each)
        texts = [each[number].amount or NOTHING if number in each else NOTHING for each in lines]
        cells = tuple(Cell(text, "", text != texts[0]) for text in texts)
        yield Row(label, cells, number)
