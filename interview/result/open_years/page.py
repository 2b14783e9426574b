"""The page about all open years in words: one sentence, one row for each year, what ties them, what is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.drafts.models import Draft
from interview.drafts.open_years import OpenYear, years_closed, years_to_claim
from interview.result.explain.case import NARROW
from interview.result.explain.words import dollars, full_date, in_a_row, marked, plain, say
from interview.result.open_years.between_years import between_years
from interview.result.open_years.year_row import YearRow, year_row
from interview.steps import QUICK, depth
from interview.years import YearInForce


@dataclass(frozen=True, slots=True)
class OpenYearsPage:
    """What the template shows."""

    tax_year: int
    headline: SafeString
    lead: tuple[str, ...]
    years: tuple[YearRow, ...]
    tied: tuple[str, ...]
    closed: tuple[str, ...]
    quick: bool


@dataclass(frozen=True, slots=True)
class Teaser:
    """The way to this page from the result: how many years, no amounts, because those take time to work out.

    So it promises nothing either: other years may bring nothing, as to a family above the income limit.
    """

    heading: str
    text: str


def teaser(tax_year: int, figures: Mapping[int, YearInForce], today: date) -> Teaser | None:
    """None where no other year than the draft's own is open."""
    years = years_to_claim(figures, today)
    if not set(years) - {tax_year}:
        return None
    heading = ngettext("{count} year is still open", "{count} years are still open", len(years))
    text = ngettext(
        "It is not too late to ask for a refund for {years}. We can check from your answers if that year brings you "
        "anything.",
        "It is not too late to ask for a refund for {years}. We can check from your answers, all at once, if these "
        "years bring you anything.",
        len(years),
    )
    names = in_a_row([str(year) for year in years])
    return Teaser(heading.format(count=len(years)), text.format(years=names))


def page_of(draft: Draft, years: Sequence[OpenYear], figures: Mapping[int, YearInForce], today: date) -> OpenYearsPage:
    """The page on one day."""
    rows = tuple(year_row(year, draft.answers, today) for year in years)
    to_claim = [row for row in rows if not row.filed and row.high]
    return OpenYearsPage(
        tax_year=draft.tax_year,
        headline=_headline(to_claim),
        lead=tuple(_lead(draft, rows, to_claim, today)),
        years=rows,
        tied=between_years(years),
        closed=tuple(_closed(years, figures, today)),
        quick=depth(draft.answers) == QUICK,
    )


def _headline(rows: Sequence[YearRow]) -> SafeString:
    """The sum that is still on the table, over the years that are not filed."""
    low, high = sum(row.low for row in rows), sum(row.high for row in rows)
    if not high:
        return plain(_("We found nothing that you can still claim for the open years"))
    rough = not all(row.exact for row in rows)
    years = in_a_row([str(row.tax_year) for row in rows])
    if high - low < NARROW:
        return marked(_("You could still claim {amount} back for {years}"), high, rough, years=years)
    return marked(_("You could still claim up to {amount} back for {years}"), high, rough, years=years)


def _lead(draft: Draft, rows: Sequence[YearRow], to_claim: Sequence[YearRow], today: date) -> Iterator[str]:
    low, high = sum(row.low for row in to_claim), sum(row.high for row in to_claim)
    if high - low >= NARROW:
        yield (
            say(_("At least {low:$} of it is likely. The rest depends on questions that are still open."), low=low)
            if low
            else _("How much of it you get depends on questions that are still open.")
        )
    first = min(to_claim, key=lambda row: row.last_day, default=None)
    if first is not None:
        text = ngettext(
            "{year} closes first: claim it by {day}. That is {count} day from now.",
            "{year} closes first: claim it by {day}. That is {count} days from now.",
            (first.last_day - today).days,
        )
        yield text.format(year=first.tax_year, day=full_date(first.last_day), count=(first.last_day - today).days)
    filed = [row for row in rows if row.filed and row.high]
    if filed:
        text = ngettext(
            "{years} is not in this sum, because you told us that it is filed. The {amount} there is only yours if "
            "that return did not claim it.",
            "{years} are not in this sum, because you told us that they are filed. The {amount} there is only yours "
            "if those returns did not claim it.",
            len(filed),
        )
        years, amount = in_a_row([str(row.tax_year) for row in filed]), dollars(sum(row.high for row in filed))
        yield text.format(years=years, amount=amount)
    if any(not row.exact for row in rows):
        yield say(
            _("“Rough” years use your {year} answers: the same pay, in the same currency, at that year's rate."),
            year=draft.tax_year,
        )


def _closed(years: Sequence[OpenYear], figures: Mapping[int, YearInForce], today: date) -> Iterator[str]:
    """The years that are most likely lost, and who may have more time."""
    shut = years_closed(figures, today)
    if not shut:
        return
    days = [
        say(_("{year} ({day:day})"), year=year, day=figures[year].parameters.dates.claim_refund_by) for year in shut
    ]
    yield say(_("Most likely too late, with the last safe day: {years}."), years=", ".join(days))
    abroad = any(year.assessed and year.assessed.household.residence.place == "abroad" for year in years)
    for tax_year in shut:
        dates = figures[tax_year].parameters.dates
        if abroad and today <= dates.claim_refund_by_abroad:
            text = _("{year} may still be open until {day:day} if you lived and worked abroad. Do not rely on it.")
            yield say(text, year=tax_year, day=dates.claim_refund_by_abroad)
        if today <= dates.claim_refund_by_extended:
            text = _("{year} may still be open until {day:day} if you had more time to file. Do not rely on it.")
            yield say(text, year=tax_year, day=dates.claim_refund_by_extended)
    yield _(
        "Ask an advisor before you give up a year. Some people have longer. A letter from the IRS, a disaster, "
        "military service or a bad illness can be the reason."
    )
