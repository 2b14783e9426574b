"""The yearly figures: which revision counts, and the exchange rates. Import from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from interview.years.exchange_rates import Rate
    from interview.years.year_in_force import (
        UnknownYear,
        YearInForce,
        available_years,
        every_year_in_force,
        in_force,
        year_as_it_was,
    )

__all__ = [
    "Rate",
    "UnknownYear",
    "YearInForce",
    "available_years",
    "every_year_in_force",
    "in_force",
    "year_as_it_was",
]


def __getattr__(name: str) -> Any:
    # Whoever needs only the shipped figures loads no models.
    if name not in __all__:
        raise AttributeError(name)
    from interview.years import exchange_rates, year_in_force  # noqa: PLC0415

    return getattr(exchange_rates if name == "Rate" else year_in_force, name)
