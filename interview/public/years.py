"""Which tax year a public page shows, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def newest_to_file(years: Sequence[int], today: date) -> int:
    """The newest year, oldest first in `years`, whose return can be filed already; else the newest there is."""
    past = [year for year in years if year < today.year]
    return past[-1] if past else years[-1]
