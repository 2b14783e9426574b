"""What is said about a tax year that nobody has figures for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interview.engine import gettext_noop

NO_FIGURES = gettext_noop("There are no figures for tax year %(year)s. These years exist: %(years)s.")


def no_figures(tax_year: int, available: Iterable[int], translate: Callable[[str], str] = str) -> str:
    """The sentence, in English unless it is translated."""
    return translate(NO_FIGURES) % {"year": tax_year, "years": ", ".join(map(str, available))}
