"""What a file of figures would change in a draft: shown first, stored only when somebody takes it."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from interview.engine import Problem
from interview.years.differences import Difference, all_rows, differences
from interview.years.documents import document_problems
from interview.years.figure_table import figures_of, sections_of
from interview.years.files.figure_files import COLUMNS, without_rate
from interview.years.files.figure_json import JsonFigures, rate_rows, read_json
from interview.years.files.figure_rows import NEEDED, FigureRows
from interview.years.files.given_figures import GivenFigure, Refusal
from interview.years.files.given_rates import GivenRates, doubt_about, read_rates_for, rows_of_figures, rows_of_rates
from interview.years.files.sheets import read_sheet, short, text_of

Document = Mapping[str, Any]
Taken = Mapping[str, tuple[GivenFigure, dict[str, Any]]]
RATE_COLUMNS = ("tax year", "country", "currency", "value", "source", "label", "name")


@dataclass(frozen=True, slots=True)
class Change:
    """One value, source or note that the file changes. A rate with a `doubt` is to be looked at again."""

    where: str
    difference: Difference
    last_year: str
    since_last_year: str
    code: str = ""
    doubt: str = ""

    @property
    def is_source(self) -> bool:
        """Whether it is a new source and nothing else."""
        return self.difference.path == f"{self.difference.figure}.source"


@dataclass(slots=True)
class FigureImport:
    """`document` is the draft with everything taken; `same` counts rows that say what the draft says.

    `unread` are columns that mean nothing here; `untouched` the labels of figures that the file does not name.
    """

    document: dict[str, Any]
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    same: int = 0
    untouched: list[str] = field(default_factory=list)
    without_rate: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[Change]:
        """The changes as a page shows them: a new source stands beside its new value, in no row of its own."""
        with_value = {change.difference.figure for change in self.changes if not change.is_source}
        return [change for change in self.changes if not change.is_source or change.difference.figure not in with_value]

    @property
    def doubts(self) -> list[str]:
        """The currencies whose rates have to be confirmed one by one."""
        return [change.code for change in self.changes if change.doubt]


def read_import(
    raw: bytes,
    document: Document,
    last_year: Document | None,
    *,
    source: str = "",
    left_out: Collection[str] = (),
) -> FigureImport:
    """Compare a file with a draft's document. Raises sheets.Unreadable if it cannot be read as a whole.

    `source` is for exchange rates that name none. `left_out` are currencies whose rates are not to be taken.
    """
    text = text_of(raw)
    if text.lstrip().startswith(("{", "[")):
        taken, rates, found = _from_json(text, document, source)
    else:
        taken, rates, found = _from_sheet(text, document, last_year, source)
    for code in left_out:
        rates.rates.pop(code, None)
    where = dict(rates.where)
    for given, _entry in taken.values():
        where |= given.where
    new = _with(document, taken, rates)
    return FigureImport(
        document=new,
        changes=_changes(document, new, last_year, where),
        refusals=found.refusals,
        unread=found.unread,
        same=found.same + rates.same,
        untouched=_untouched(document, found.named),
        without_rate=without_rate(new, last_year),
        problems=_new_problems(document, new),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    refusals: list[Refusal]
    same: int
    named: Collection[str]
    unread: list[str]


def _from_json(text: str, document: Document, source: str) -> tuple[Taken, GivenRates, _Found]:
    file = read_json(text, document["tax_year"])
    figures = JsonFigures(file, document)
    rates = read_rates_for(rate_rows(file), document, source=source)
    return figures.taken(), rates, _Found(figures.refusals + rates.refusals, figures.same, figures.given, [])


def _from_sheet(
    text: str, document: Document, last_year: Document | None, source: str
) -> tuple[Taken, GivenRates, _Found]:
    sheet = read_sheet(text)
    if not {*NEEDED} & {*sheet.columns} - {"value"}:
        rates = read_rates_for(rows_of_rates(sheet, document["tax_year"]), document, source=source)
        unread = [short(name) for name in sheet.columns if name and name not in RATE_COLUMNS and not name.isdecimal()]
        return {}, rates, _Found(rates.refusals, 0, (), unread)
    figures = FigureRows(sheet, document, last_year)
    rates = read_rates_for(rows_of_figures(figures.rates), document, source=source, decimals=figures.decimals)
    unread = [short(name) for name in sheet.columns if name and name not in COLUMNS]
    refusals = sorted(figures.refusals + rates.refusals, key=lambda refusal: refusal.row)
    return figures.taken(), rates, _Found(refusals, figures.same, figures.given, unread)


def _with(document: Document, taken: Taken, rates: GivenRates) -> dict[str, Any]:
    new = copy.deepcopy(dict(document))
    for given, entry in taken.values():
        new.setdefault("figures", {}).setdefault(given.figure.section, {})[given.figure.name] = entry
    if rates.rates:
        new["exchange_rates"] = dict(sorted({**new.get("exchange_rates", {}), **rates.rates}.items()))
    return new


def _changes(document: Document, new: Document, last_year: Document | None, where: Mapping[str, str]) -> list[Change]:
    against_last_year = {row.path: row for row in all_rows(last_year, new)} if last_year else {}
    return [
        _change(difference, against_last_year.get(difference.path), where.get(difference.path, ""))
        for difference in differences(document, new)
    ]


def _change(difference: Difference, against_last_year: Difference | None, where: str) -> Change:
    before = against_last_year.old_value if against_last_year else None
    is_rate = difference.holds == "per_dollar"
    doubt = doubt_about(difference.figure.split(".")[1], difference.new_value, before) if is_rate else ""
    return Change(
        where=where or difference.figure,
        difference=difference,
        last_year=against_last_year.old if against_last_year else "–",
        since_last_year=against_last_year.percent_in_words if against_last_year else "–",
        code=difference.figure.split(".")[1] if is_rate else "",
        doubt=doubt,
    )


def _untouched(document: Document, named: Collection[str]) -> list[str]:
    """The labels of the figures that the file does not name."""
    return [
        figure.label
        for section in sections_of(document)
        if section != "exchange_rates"
        for figure in figures_of(section)
        if figure.path not in named
    ]


def _new_problems(document: Document, new: Document) -> list[Problem]:
    """What would have to be corrected that is fine now."""
    before = {*document_problems(document, document["tax_year"])}
    return [problem for problem in document_problems(new, new["tax_year"]) if problem not in before]
