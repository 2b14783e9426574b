"""The countries a document may name."""

from __future__ import annotations

from functools import cache


def is_country(code: str) -> bool:
    """Whether it is an ISO 3166-1 code of two letters."""
    return code in _codes()


@cache
def _codes() -> frozenset[str]:
    # Most documents name no country, and the list takes longer to load than a household to evaluate.
    from django_countries.data import COUNTRIES  # noqa: PLC0415

    return frozenset(COUNTRIES)
