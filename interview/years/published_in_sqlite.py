"""The figures in force, read straight from a SQLite file: for a program too short-lived to load the whole site.

`year_in_force` is the door for everything else; both give the same figures.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

from interview.engine import Parameters, read_parameters
from interview.years.no_figures import no_figures
from interview.years.shipped import shipped_with_day, shipped_years

SECONDS_FOR_A_LOCK = 20
LENGTH_OF_A_DAY = len("2026-11-21")


class _Published(NamedTuple):
    """A published revision, all but its document."""

    key: int
    number: int
    published_on: str


class PublishedInSqlite:
    """The published revisions of a database file; shipped figures for years without one. Raises sqlite3.Error."""

    def __init__(self, file: Path) -> None:
        self._database: sqlite3.Connection | None = None
        self._published: dict[int, _Published] = {}
        if not file.exists():
            return
        self._database = sqlite3.connect(file, timeout=SECONDS_FOR_A_LOCK)
        tables = {name for (name,) in self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "interview_parameterrevision" in tables:
            found = self._database.execute(
                "SELECT tax_year, id, number, published_at FROM interview_parameterrevision WHERE state = 'published'"
            )
            self._published = {
                tax_year: _Published(key, number, at[:LENGTH_OF_A_DAY]) for tax_year, key, number, at in found
            }

    def years(self) -> list[int]:
        """The tax years that have figures, oldest first."""
        return sorted({*self._published, *shipped_years()})

    def parameters(self, tax_year: int) -> Parameters:
        """The year's figures. Raises LookupError for a year without any."""
        revision = self._published.get(tax_year)
        if revision is not None and self._database is not None:
            [document] = self._database.execute(
                "SELECT document FROM interview_parameterrevision WHERE id = ?", [revision.key]
            ).fetchone()
            return read_parameters(json.loads(document), revision=revision.number, published_on=revision.published_on)
        if tax_year not in shipped_years():
            raise LookupError(no_figures(tax_year, self.years()))
        shipped, day = shipped_with_day(tax_year)
        return read_parameters(shipped, published_on=day)
