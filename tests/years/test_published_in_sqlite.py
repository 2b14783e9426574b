"""The short way to the figures, straight from a SQLite file, gives what everything else gets."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from interview.years import UnknownYear, available_years, in_force
from interview.years.published_in_sqlite import PublishedInSqlite
from tests.years.test_years_in_force import publish_with_cap

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the short way is for SQLite files"),
]

TABLE = "interview_parameterrevision"


def copied_to(place: Path) -> Path:
    """The revisions as this test sees them, in a database file of its own."""
    with closing(sqlite3.connect(place)) as other, connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'interview_parameterrevision'")
        other.execute(cursor.fetchone()[0])
        # As they are stored: Django's connection would read the dates and times.
        columns = [column.name for column in connection.introspection.get_table_description(cursor, TABLE)]
        cursor.execute(f"SELECT {', '.join(f'CAST({name} AS text)' for name in columns)} FROM {TABLE}")  # noqa: S608
        other.executemany(f"INSERT INTO {TABLE} VALUES ({', '.join('?' for _ in columns)})", cursor.fetchall())  # noqa: S608
        other.commit()
    return place


def test_a_published_revision_counts_on_the_short_way_too(admin_user: User, tmp_path: Path) -> None:
    publish_with_cap(1900, by=admin_user)
    source = PublishedInSqlite(copied_to(tmp_path / "copy.sqlite3"))
    assert source.years() == available_years()
    for tax_year in (2024, 2025):
        assert source.parameters(tax_year) == in_force(tax_year).parameters
    assert source.parameters(2025).revision == 2
    assert source.parameters(2025).child_tax_credit.refund_cap_per_child == 1900


@pytest.mark.parametrize("exists", [True, False])
def test_a_file_without_revisions_and_no_file_give_the_shipped_figures(exists: bool, tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite3"
    if exists:
        file.touch()
    parameters = PublishedInSqlite(file).parameters(2025)
    assert (parameters.revision, parameters.digest) == (1, in_force(2025).parameters.digest)
    assert file.exists() == exists


def test_an_unknown_year_is_told_in_the_same_words(tmp_path: Path) -> None:
    with pytest.raises(UnknownYear) as usual:
        in_force(2031)
    with pytest.raises(LookupError) as short:
        PublishedInSqlite(tmp_path / "none.sqlite3").parameters(2031)
    assert str(short.value) == str(usual.value)


def test_a_file_that_is_no_database_is_left_to_the_usual_way(tmp_path: Path) -> None:
    file = tmp_path / "no.sqlite3"
    file.write_text("This is a letter and no database. " * 100, encoding="utf-8")
    with pytest.raises(sqlite3.Error):
        PublishedInSqlite(file)
