"""Spanish in the United States: $1,700.50, not $1.700,50. Dates stay as in Django's own Spanish."""

from __future__ import annotations

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 0  # Sunday
