"""How the database finds the clients of a page: EXPLAIN of every query that reads files, at the size measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

_FILES = re.compile(r'"interview_clientfile"(?: (?:AS )?"?(\w+)"?)?')
_NO_ALIAS = {"WHERE", "INNER", "LEFT", "ORDER", "ON", "LIMIT", "SET"}
_INDEX = re.compile(r"files_by_\w+|PRIMARY KEY|interview_clientfile_pkey|interview_filesearch VIRTUAL TABLE")
_INDEX_ALONE = re.compile(r"COVERING INDEX files_by_|Index Only Scan using files_by_")


@dataclass(slots=True)
class Plans:
    """What the plans say: which indexes they read, how many read one alone, and the queries that read a whole table."""

    queries: int = 0
    indexes: Counter[str] = field(default_factory=Counter)
    from_index_alone: int = 0
    whole_table: list[str] = field(default_factory=list)

    def look_at(self, statements: Iterable[str]) -> None:
        """Ask the database how it runs those of the statements that read files. Nothing is run again."""
        for sql in statements:
            if sql.startswith("SELECT") and "interview_clientfile" in sql:
                self._look_at(sql)

    def _look_at(self, sql: str) -> None:
        on_postgresql = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {sql}" if on_postgresql else f"EXPLAIN QUERY PLAN {sql}")
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
        names = {alias for alias in _FILES.findall(sql) if alias and alias.upper() not in _NO_ALIAS}
        names.add("interview_clientfile")
        # The few revisions of the yearly figures may have the same alias, in a subquery of their own.
        read_on_sqlite = rf"^SCAN ({'|'.join(names)})\b(?! USING INDEX one_published_revision_per_year)"
        read_whole = r"Seq Scan on interview_clientfile" if on_postgresql else read_on_sqlite
        self.queries += 1
        self.indexes.update(set(_INDEX.findall(plan)))
        self.from_index_alone += len(_INDEX_ALONE.findall(plan))
        if re.search(read_whole, plan, re.MULTILINE):
            self.whole_table.append(f"{sql[:300]}\n{plan}")

    def __str__(self) -> str:
        often = ", ".join(f"{name} {count}" for name, count in self.indexes.most_common(8))
        return (
            f"EXPLAIN of {self.queries} queries that read files: {len(self.whole_table)} read the whole table, "
            f"{self.from_index_alone} counts read an index alone; {often}"
        )
