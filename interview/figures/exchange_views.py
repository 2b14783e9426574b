"""The pages on which figures come in and go out as files."""

from __future__ import annotations

from interview.figures.pages import Address, FigurePages


class ExchangeViews(FigurePages):
    """Files in and out."""

    def addresses(self) -> list[Address]:
        """The pages for import and export."""
        return [*super().addresses()]
