"""The yearly figures: which revision counts, and the exchange rates. Import from here."""

from interview.years.exchange_rates import Rate
from interview.years.year_in_force import UnknownYear, YearInForce, available_years, in_force

__all__ = ["Rate", "UnknownYear", "YearInForce", "available_years", "in_force"]
