"""What is rarely right in a year's figures. An editor confirms each with a reason; nothing of it is certain."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.engine import INDEXED
from interview.local_formats import long_date
from interview.years.cell_fields import shown
from interview.years.checks.cross_checks import DAYS_OF_THE_LAW
from interview.years.checks.held_values import Document, HeldValues, path_of
from interview.years.checks.uneven import uneven
from interview.years.figure_table import Cell, Figure, all_figures, figures_of
from interview.years.files.given_rates import doubt_about
from interview.years.legal_tender import legal_tender

MOST_CHANGE = 0.15
AMOUNTS = ("dollars", "cents", "rate", "count")
# Dollars to which the law rounds an indexed figure, by the names of figures; a separate return may have half of it.
# IRC 24(i), 1(f)(7), 63(c)(4), 32(j)(2), 911(b)(2)(D)(ii), 151(d)(4), 42 USC 430(b).
STEPS = {
    "child_tax_credit.per_child": 100,
    "child_tax_credit.refund_cap_per_child": 100,
    "income_tax.upper_bounds": 25,
    "deductions.standard": 25,
    "deductions.additional": 50,
    "deductions.dependent_minimum": 50,
    "deductions.dependent_addition": 50,
    "capital_gains.zero_to": 25,
    "capital_gains.fifteen_to": 25,
    "earned_income_credit.earned_income_amount": 10,
    "earned_income_credit.phaseout_start": 10,
    "earned_income_credit.investment_income_limit": 50,
    "payroll_taxes.wage_base": 300,
    "exclusion.maximum": 100,
    "foreign_tax_credit.adjustment_worksheet_line_5": 25,
}
# The bracket whose top is the limit of the adjustment exception of Form 1116: the fourth.
BRACKET_OF_THE_EXCEPTION = 3
# Places that change with the forms, and rules of a single year: nobody expects them to be as last year.
FREE_TO_CHANGE = ("form_lines", "changes_to_watch", "dates")
OFFICIAL = re.compile(
    r"\b(IRC|I\.R\.C\.|Internal Revenue Code|Rev\. ?Proc\.|Rev\. ?Rul\.|P\.L\.|Public Law|Pub\. ?L\.|Treas\. Reg\.|"
    r"U\.?S\.?C\.?|CFR|Notice|Announcement|Form|Schedule|Instructions|Publication|Pub\.|EIC Table|Tax Table|Worksheet|"
    r"IRS|Internal Revenue Service|Congress|Federal Register|Social Security Administration|SSA|IR-\d{4}|FS-\d{4})",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://([^/\s:]+)", re.IGNORECASE)
OFFICIAL_HOSTS = ("irs.gov", "congress.gov", "federalregister.gov", "govinfo.gov", "ssa.gov", "house.gov", "ecfr.gov")
OF_A_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - Python's own warnings have no place among yearly figures
    """Something that is rarely right. `path` is the cell's, `figure` the figure's, `label` what people call it.

    The mark changes with the value, so that a reason given for one value never counts for another.
    """

    mark: str
    path: str
    label: str
    message: str
    figure: str = ""


def warnings(document: Document, last_year: Document | None, *, known: Document | None = None) -> list[Warning]:
    """What is unusual in a document, also beside the year before.

    Figures that stand in `known`, the year's revision in force, as they stand here were looked at before they came into
    force: nobody has to do so again.
    """
    tax_year = document.get("tax_year")
    held = HeldValues(document, tax_year if isinstance(tax_year, int) else 0)
    before = HeldValues(last_year or {}, held.tax_year - 1)
    found: list[Warning] = []
    for figure in all_figures():
        entry = figure.entry_in(document)
        if entry and entry != figure.entry_in(known):
            found += _of_a_figure(figure, entry, figure.entry_in(last_year))
    found += _days(held, known)
    found += _limit_of_the_exception(held, known)
    found += _lines_of_other_forms(held, known)
    found += _missing_rates(held, before, known)
    found += _doubtful_rates(held, before, known)
    return found


def _of_a_figure(figure: Figure, entry: Mapping[str, Any], last_year: Mapping[str, Any]) -> Iterator[Warning]:
    value, was = entry.get("value"), last_year.get("value")
    yield from _source(figure, entry, last_year)
    if value is None:
        return
    yield from _step(figure, entry)
    if was is None or figure.section in FREE_TO_CHANGE:
        return
    if value == was:
        if figure.yearly == INDEXED:
            words = _("%(label)s is the same as last year, although it usually changes. Type the reason.")
            yield _warning("same", figure, value, words % {"label": figure.label})
        return
    if not figure.yearly:
        words = _("%(label)s is not as last year, although it changes only with the law. Type the reason.")
        yield _warning("law", figure, value, words % {"label": figure.label})
        return
    yield from _change(figure, entry, last_year)


def _change(figure: Figure, entry: Mapping[str, Any], last_year: Mapping[str, Any]) -> Iterator[Warning]:
    """One warning for a table, at the cell that changes most."""
    changes: list[tuple[float, Cell]] = []
    if figure.shape.holds in AMOUNTS:
        for cell in figure.cells(entry, last_year):
            now, then = cell.value_in(entry), cell.value_in(last_year)
            if _number(now) and _number(then) and then:
                changes.append(((now - then) / then, cell))
    if not changes:
        return
    lowest, highest = min(changes, key=lambda change: change[0]), max(changes, key=lambda change: change[0])
    largest, cell = max(lowest, highest, key=lambda change: abs(change[0]))
    if abs(largest) > MOST_CHANGE:
        words = _("%(label)s changes by %(percent)s. Type the reason.") % {
            "label": _label(figure, cell),
            "percent": f"{largest:+.0%}",
        }
        yield _warning("change", figure, entry["value"], words, cell)
        if largest < 0:
            return  # one reason is enough
    if lowest[0] < 0 and figure.yearly == INDEXED:
        words = _("%(label)s falls from %(old)s to %(new)s, although prices only raise it. Type the reason.") % {
            "label": _label(figure, lowest[1]),
            "old": shown(lowest[1].value_in(last_year), figure.shape.holds),
            "new": shown(lowest[1].value_in(entry), figure.shape.holds),
        }
        yield _warning("falls", figure, entry["value"], words, lowest[1])
        return
    if figure.yearly == INDEXED and abs(largest) <= MOST_CHANGE:
        yield from _uneven(figure, entry, last_year)


def _uneven(figure: Figure, entry: Mapping[str, Any], last_year: Mapping[str, Any]) -> Iterator[Warning]:
    found = uneven(figure, entry, last_year, STEPS.get(f"{figure.section}.{figure.name}", 1))
    if found is not None:
        words = _("%(label)s changes by %(percent)s, other statuses by %(others)s. Type the reason.") % {
            "label": _label(figure, found.cell),
            "percent": f"{found.change:+.1%}",
            "others": f"{found.others:+.1%}",
        }
        yield _warning("uneven", figure, entry["value"], words, found.cell)


def _step(figure: Figure, entry: Mapping[str, Any]) -> Iterator[Warning]:
    step = STEPS.get(f"{figure.section}.{figure.name}")
    if step is None:
        return
    for cell in figure.cells(entry):
        value = cell.value_in(entry)
        if _number(value) and value % step:
            words = _("%(label)s, %(value)s: usually a whole multiple of $%(step)d. Type the reason.") % {
                "label": _label(figure, cell),
                "value": shown(value, cell.holds),
                "step": step,
            }
            yield _warning("step", figure, entry["value"], words, cell)
            return


def _source(figure: Figure, entry: Mapping[str, Any], last_year: Mapping[str, Any]) -> Iterator[Warning]:
    source = entry.get("source")
    if not isinstance(source, str) or not source.strip():
        return
    if not is_official(source):
        words = _(
            "%(label)s: the source is not from the IRS, Congress, Federal Register or Social Security. Type the reason."
        )
        yield _warning("source", figure, source, words % {"label": figure.label})
    elif figure.yearly and OF_A_YEAR.search(source) and source == last_year.get("source"):
        words = _("%(label)s: this source is last year's. Type the reason.")
        yield _warning("old source", figure, source, words % {"label": figure.label})


def is_official(source: str) -> bool:
    """Whether a source names official papers; links, if it has any, have to lead to official sites."""
    hosts = [host.lower() for host in LINK.findall(source)]
    if hosts:
        return all(any(host == site or host.endswith(f".{site}") for site in OFFICIAL_HOSTS) for host in hosts)
    return OFFICIAL.search(source) is not None


def _days(held: HeldValues, known: Document | None) -> Iterator[Warning]:
    """A due date moves to the next day on which offices in Washington work (IRC 7503); the other days stay."""
    for name, (month, day, years) in DAYS_OF_THE_LAW.items():
        given, figure = held.day(name), held.figures[name]
        if given is None or held.entry(name) == figure.entry_in(known):
            continue
        of_the_law = date(held.tax_year + years, month, day)
        moves = name.startswith("dates.return_due")
        usual = _next_working_day(of_the_law) if moves else of_the_law
        if given == usual:
            continue
        if moves and not _works(given):
            words = _("%(day)s is a weekend or a holiday. The due date usually moves. Type the reason.")
        else:
            words = _("%(label)s is usually %(usual)s, not %(day)s. Type the reason.")
        text = words % {"label": figure.label, "usual": long_date(usual), "day": long_date(given)}
        yield _warning("day", figure, given.isoformat(), text)


def _next_working_day(day: date) -> date:
    while not _works(day):
        day += timedelta(days=1)
    return day


def _works(day: date) -> bool:
    """No weekend, and none of the holidays near the due dates: Emancipation Day in Washington, and Juneteenth."""
    saturday = 5
    return day.weekday() < saturday and day not in (_observed(day.year, 4, 16), _observed(day.year, 6, 19))


def _observed(year: int, month: int, day: int) -> date:
    """A holiday on a Saturday is kept on the day before, one on a Sunday on the day after."""
    holiday = date(year, month, day)
    return holiday + timedelta(days={5: -1, 6: 1}.get(holiday.weekday(), 0))


def _limit_of_the_exception(held: HeldValues, known: Document | None) -> Iterator[Warning]:
    """The instructions of Form 1116 take the limit from the top of a bracket."""
    name = "foreign_tax_credit.adjustment_worksheet_line_5"
    figure = held.figures[name]
    if held.entry(name) == figure.entry_in(known):
        return
    for cell in figure.cells(held.entry(name)):
        value = held.number(name, cell.status)
        top = held.number("income_tax.upper_bounds", cell.status, BRACKET_OF_THE_EXCEPTION)
        if value is not None and top is not None and value != top:
            words = _("%(label)s: usually %(amount)s, where bracket %(n)d ends. Type the reason.") % {
                "label": _label(figure, cell),
                "amount": f"${top:,}",
                "n": BRACKET_OF_THE_EXCEPTION + 1,
            }
            yield _warning("bracket", figure, [value, top], words, cell)


def _lines_of_other_forms(held: HeldValues, known: Document | None) -> Iterator[Warning]:
    """Lines that were carried over name the forms that they were read from; families see that as their source."""
    named = {}
    for figure in figures_of("form_lines"):
        entry = figure.entry_in(held.document)
        source = str(entry.get("source") or "")
        years = {int(year) for year in OF_A_YEAR.findall(source)}
        if years and held.tax_year not in years and entry != figure.entry_in(known):
            named[figure] = source
    if named:
        first = next(iter(named))
        words = ngettext(
            "%(count)d line names forms of another year as its source, “%(source)s”. Type the reason.",
            "%(count)d lines name forms of another year as their source, like “%(source)s”. Type the reason.",
            len(named),
        ) % {"count": len(named), "source": named[first]}
        yield _warning("source of lines", first, sorted((one.name, source) for one, source in named.items()), words)


def _doubtful_rates(held: HeldValues, last_year: HeldValues, known: Document | None) -> Iterator[Warning]:
    """The import asks about the same; a rate that was typed has nobody else who does."""
    before, in_force = (document.get("exchange_rates") or {} for document in (last_year.document, known or {}))
    for code, entry in (held.document.get("exchange_rates") or {}).items():
        if not isinstance(entry, dict) or entry == in_force.get(code):
            continue
        rate, was = str(entry.get("per_dollar") or ""), str(before.get(code, {}).get("per_dollar") or "")
        if doubt := doubt_about(code, rate, was):
            path = f"exchange_rates.{code}"
            words = _("%(code)s: %(doubt)s Type the reason.") % {"code": code, "doubt": doubt}
            yield Warning(_mark("rate", path, [rate, was]), path, code, words, path)


def _missing_rates(held: HeldValues, last_year: HeldValues, known: Document | None) -> Iterator[Warning]:
    rates = held.document.get("exchange_rates") or {}
    if known is not None and rates == known.get("exchange_rates"):
        return
    missing = sorted((set(last_year.document.get("exchange_rates") or {}) - set(rates)) & legal_tender(held.tax_year))
    if missing:
        words = ngettext(
            "%(count)d currency of last year has no rate: %(codes)s. Type the reason.",
            "%(count)d currencies of last year have no rate: %(codes)s. Type the reason.",
            len(missing),
        ) % {"count": len(missing), "codes": ", ".join(missing)}
        path = "exchange_rates"
        yield Warning(_mark("rates", path, missing), path, _("Exchange rates"), words, path)


def _warning(code: str, figure: Figure, value: object, message: str, cell: Cell | None = None) -> Warning:
    path = cell.path if cell else path_of(f"{figure.section}.{figure.name}")
    if "source" in code:
        path = f"{figure.path}.source"
    return Warning(_mark(code, figure.path, value), path, figure.label, message, figure.path)


def _mark(code: str, path: str, value: object) -> str:
    return hashlib.sha256(json.dumps([code, path, value], sort_keys=True).encode()).hexdigest()[:16]


def _label(figure: Figure, cell: Cell) -> str:
    return f"{figure.label}, {cell.label}" if cell.label else figure.label


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
