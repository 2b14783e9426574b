"""A tax year and the next five, filed both ways, each worked out by the engine. No words. Import from here."""

from interview.result.years_ahead.assumptions import Assumptions, usual_rate
from interview.result.years_ahead.projection import YEARS, YearAhead, YearsAhead, project

__all__ = ["YEARS", "Assumptions", "YearAhead", "YearsAhead", "project", "usual_rate"]
