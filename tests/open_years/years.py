"""Open years worked out from saved answers, without a browser or a clock."""

from __future__ import annotations

from datetime import date
from typing import Any

from interview.drafts.models import Draft
from interview.drafts.open_years import OpenYear, open_years
from interview.result.open_years.page import OpenYearsPage, page_of
from interview.years import YearInForce
from interview.years.shipped import shipped_years
from interview.years.year_in_force import shipped_year

NOVEMBER = date(2026, 11, 22)
"""A day on which 2023, 2024 and 2025 can be claimed."""
FIGURES: dict[int, YearInForce] = {year: shipped_year(year) for year in shipped_years()}


def draft(answers: dict[str, Any]) -> Draft:
    """A draft that no database holds."""
    return Draft(tax_year=answers["year"]["tax_year"], answers=answers)


def worked_out(answers: dict[str, Any], *others: dict[str, Any], today: date = NOVEMBER) -> dict[int, OpenYear]:
    """Every open year of a family; `others` are its other drafts, newest first."""
    years = open_years(draft(answers), [draft(other) for other in others], FIGURES, today)
    return {year.tax_year: year for year in years}


def page(answers: dict[str, Any], *others: dict[str, Any], today: date = NOVEMBER) -> OpenYearsPage:
    """What the page says about them."""
    years = worked_out(answers, *others, today=today)
    return page_of(draft(answers), list(years.values()), FIGURES, today)
