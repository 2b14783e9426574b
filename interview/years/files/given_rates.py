"""Exchange rates that a file gives for a draft: rows by currency code, or the yearly table of the IRS."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interview.years.files.figure_files import from_text_cell
from interview.years.files.given_figures import Refusal, Refused, checked_text
from interview.years.files.number_signs import Decimals, decimals_of, with_point
from interview.years.files.sheets import Line, Sheet, Unreadable, refuse_other_year, short
from interview.years.legal_tender import currency_of, currency_problem

Document = Mapping[str, Any]
_RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
# A yearly average that moved by more than this is rare enough for somebody to look twice.
_UNUSUAL_CHANGE = Decimal("0.25")
# Between here and its inverse, a rate close to one moves every year.
_CLOSE_TO_PAR = Decimal("1.05")
_DOLLAR = "USD"


@dataclass(frozen=True, slots=True)
class RateRow:
    """One row as it stands in the file. `name` is what the file calls the currency."""

    where: str
    name: str
    code: str
    value: str
    source: str
    overflows: bool = False
    year: str = ""


@dataclass(slots=True)
class GivenRates:
    """The rates to take, as a document holds them, and what was refused; `where` by the paths in the document."""

    rates: dict[str, dict[str, str]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    where: dict[str, str] = field(default_factory=dict)
    same: int = 0


def rows_of_figures(lines: Iterable[Line]) -> list[RateRow]:
    """The rows of section exchange_rates in a file of figures."""
    return [_rate_row(line, line["figure"], line["value"]) for line in lines]


def rows_of_rates(sheet: Sheet, tax_year: int) -> list[RateRow]:
    """The rows of a table of exchange rates. Raises Unreadable if it has no column for them.

    Either a column of codes and one of rates, or country, name of the currency, and a column for each year.
    """
    refuse_other_year(sheet, tax_year)
    if "currency" in sheet.columns and "value" in sheet.columns:
        return [_rate_row(line, line["currency"], line["value"]) for line in sheet.lines]
    years = [column for column in sheet.columns if re.fullmatch(r"(19|20)[0-9]{2}", column)]
    if not years or not {"country", "currency"} <= {*sheet.columns}:
        raise Unreadable(
            _(
                "The first row must name the columns: section, figure and value for figures; currency, rate and "
                "source for exchange rates; or country, currency and a year, as in the table of the IRS."
            )
        )
    if str(tax_year) not in years:
        raise Unreadable(
            _("The table has no column for %(year)s. It has these: %(years)s.")
            % {"year": tax_year, "years": ", ".join(years)}
        )
    return [
        _rate_row(line, currency_of(line["country"], line["currency"], tax_year), line[str(tax_year)])
        for line in sheet.lines
    ]


def read_rates_for(
    rows: list[RateRow], document: Document, *, source: str = "", decimals: Decimals | None = None
) -> GivenRates:
    """Compare rows with a draft's rates. `source` is for the rows that name none, `decimals` what the file proves."""
    given = GivenRates()
    decimals = decimals or decimals_of(row.value for row in rows)
    codes = Counter(row.code for row in rows)
    for row in rows:
        try:
            _refuse_twice(row, codes)
            _read(row, document, given, decimals, source)
        except Refused as refused:
            given.refusals.append(Refusal(row.where, row.name, str(refused)))
    return given


def doubt_about(code: str, per_dollar: str, last_year: str | None) -> str:
    """Why somebody should look at a rate again before it is taken, in words; empty if nothing is unusual."""
    if not last_year or not all(map(_RATE.fullmatch, (per_dollar, last_year))):
        return ""
    now, before = Decimal(per_dollar), Decimal(last_year)
    if not now or not before:
        return ""
    apart, apart_from_inverse = max(now / before, before / now), max(now * before, 1 / (now * before))
    if apart > _CLOSE_TO_PAR and apart_from_inverse < apart and apart_from_inverse < 1 + _UNUSUAL_CHANGE:
        return _(
            "This looks like dollars for one %(code)s. The rate must say how many %(code)s one US dollar bought: last "
            "year it was %(before)s."
        ) % {"code": code, "before": last_year}
    if abs(now / before - 1) > _UNUSUAL_CHANGE:
        return _("This is more than %(percent)s percent away from last year's rate, %(before)s.") % {
            "percent": int(_UNUSUAL_CHANGE * 100),
            "before": last_year,
        }
    return ""


def _rate_row(line: Line, code: str, value: str) -> RateRow:
    named = short(" ".join(filter(None, (line["country"], line["currency"] or line["figure"]))))
    return RateRow(
        where=_("row %(number)s") % {"number": line.number},
        name=named or "–",
        code=from_text_cell(code).upper(),
        value=from_text_cell(value),
        source=from_text_cell(line["source"]),
        overflows=line.overflows,
        year=line["tax year"],
    )


def _refuse_twice(row: RateRow, codes: Counter[str]) -> None:
    if row.code and codes[row.code] > 1:
        raise Refused(_("This currency stands in the file more than once."))


def _read(row: RateRow, document: Document, given: GivenRates, decimals: Decimals, source: str) -> None:
    if row.overflows:
        raise Refused(_("This row has more cells than the first one. Put texts with commas in quotation marks."))
    if row.year not in ("", str(document["tax_year"])):
        raise Refused(_("This row is not of tax year %(year)s.") % {"year": document["tax_year"]})
    if not row.code and row.name != "–":
        raise Refused(_("We cannot tell the currency by this name. Add it by its code, like EUR."))
    if problem := currency_problem(row.code, document["tax_year"]):
        raise Refused(problem)
    if row.code == _DOLLAR:
        raise Refused(_("The US dollar needs no rate."))
    entry = document.get("exchange_rates", {}).get(row.code, {})
    old, old_source = str(entry.get("per_dollar") or ""), str(entry.get("source") or "")
    number = _number(row.value, old, decimals)
    named = checked_text(row.source, "source") or (checked_text(source, "source") if number != old else old_source)
    if not named and number:
        raise Refused(_("Add the source for %(name)s") % {"name": row.code})
    if (number, named) == (old, old_source) or not number:
        given.same += 1
        return
    given.rates[row.code] = {"per_dollar": number, "source": named}
    given.where[f"exchange_rates.{row.code}.per_dollar"] = given.where[f"exchange_rates.{row.code}.source"] = row.where


def _number(text: str, old: str, decimals: Decimals) -> str:
    """The rate as a document holds it; the old one where the row gives none, or the same in other signs."""
    if not text or text == old:
        return old
    number = with_point(text, decimals)
    if number is None:
        raise Refused(_("This number can be read in two ways. Write it with a decimal point, like 0.886."))
    if not _RATE.fullmatch(number):
        raise Refused(_("The rate must be a number, like 0.886."))
    if not Decimal(number):
        raise Refused(_("Enter how much one dollar bought, above 0, like 0.886"))
    return old if _RATE.fullmatch(old) and Decimal(old) == Decimal(number) else number
