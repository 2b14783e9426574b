"""Which tax years are offered, and whether it is too late for one. The clock is read here, not in the questions."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from interview.years import YearInForce, every_year_in_force

YEAR_CLOSED = "year_closed"


def tax_year_choices() -> list[tuple[int, str]]:
    """The years that have figures, newest first, each with what it is good for today."""
    return [(year, _label(figures)) for year, figures in reversed(every_year_in_force().items())]


def _label(figures: YearInForce) -> str:
    year = figures.tax_year
    if year >= timezone.localdate().year:
        return _("{year}: plan ahead").format(year=year)
    if is_closed(figures):
        return _("{year}: too late for most refunds").format(year=year)
    return _("{year} (you file this in {next_year})").format(year=year, next_year=year + 1)


def is_closed(figures: YearInForce) -> bool:
    """The last safe day to claim a refund of this year has passed."""
    return timezone.localdate() > figures.parameters.dates.claim_refund_by


def open_years() -> list[int]:
    """The years whose returns can be filed and whose refunds are not lost, newest first."""
    return [
        year
        for year, figures in reversed(every_year_in_force().items())
        if season_is_open(year) and not is_closed(figures)
    ]


def season_is_open(tax_year: int) -> bool:
    """The year is over, so that its return can be filed."""
    return tax_year < timezone.localdate().year


def year_to_file() -> int:
    """The newest year that is over and has figures: the one that most families ask about."""
    years = list(every_year_in_force())
    return max((year for year in years if season_is_open(year)), default=years[0])
