"""The yearly figures that come with the code, one file a year: revision 1 of each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# The day on which the shipped figures were last compared with their sources.
SHIPPED_ON = "2026-11-21"


@cache
def shipped_years() -> tuple[int, ...]:
    """The tax years that have a file, oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml") if re.fullmatch(r"\d{4}", path.stem)))


def read_shipped(tax_year: int) -> dict[str, Any]:
    """One year's document as it was shipped. Raises FileNotFoundError for a year without a file."""
    return tomllib.loads((FOLDER / f"{tax_year}.toml").read_text(encoding="utf-8"))
