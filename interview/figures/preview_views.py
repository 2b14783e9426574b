"""The pages that show what a draft's figures would do to families, before anybody else sees them."""

from __future__ import annotations

from interview.figures.pages import Address, FigurePages


class PreviewViews(FigurePages):
    """Jobs over stored drafts, and their outcome."""

    def addresses(self) -> list[Address]:
        """The pages for previews."""
        return [*super().addresses()]
