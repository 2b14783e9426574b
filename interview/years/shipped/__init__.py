"""The yearly figures that come with the code, one file a year: revision 1 of each."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
COMPARED_ON = "compared_on"
"""The key of a file that says when its figures were last compared with their sources. It is no part of the document."""


@cache
def shipped_years() -> tuple[int, ...]:
    """The tax years that have a file, oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml") if re.fullmatch(r"\d{4}", path.stem)))


def read_shipped(tax_year: int) -> dict[str, Any]:
    """One year's document as it was shipped. Raises FileNotFoundError for a year without a file."""
    return shipped_with_day(tax_year)[0]


def shipped_with_day(tax_year: int) -> tuple[dict[str, Any], str]:
    """The year's document, and the day on which it was last compared with its sources, like 2026-11-21.

    That day counts as the day of publication. Raises FileNotFoundError for a year without a file, and ValueError for a
    file without the day.
    """
    file = FOLDER / f"{tax_year}.toml"
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    day = document.pop(COMPARED_ON, "")
    try:
        date.fromisoformat(day)
    except (TypeError, ValueError):
        raise ValueError(
            f'{file} must say when it was compared with its sources: {COMPARED_ON} = "2026-11-21"'
        ) from None
    return document, day
