"""What keeps a year's figures from review, and what is unusual in them. Import from here."""

from __future__ import annotations

from interview.years.checks.unusual import Warning, warnings  # noqa: A004 - Python's own have no place among figures
from interview.years.checks.whole_set import NOT_CONFIRMED, faults, incomplete, open_warnings, set_problems

__all__ = ["NOT_CONFIRMED", "Warning", "faults", "incomplete", "open_warnings", "set_problems", "warnings"]
