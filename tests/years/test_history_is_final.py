"""Nothing changes, deletes or replaces an entry of the history, by whatever way."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from interview.years.models import HistoryEntry, HistoryIsFinal, ParameterRevision

pytestmark = pytest.mark.django_db

NEVER = "history of the yearly figures can never change"
OTHER = {
    "id": 4_000,
    "at": timezone.now(),
    "by": None,
    "by_name": "somebody else",
    "what": "refused",
    "tax_year": 2039,
    "revision": None,
    "path": "another",
    "label": "another",
    "old": "another",
    "new": "another",
    "reason": "another",
}


@pytest.fixture
def entry(draft: ParameterRevision) -> HistoryEntry:
    return draft.history.get()


def test_the_model_refuses_to_change_or_delete_an_entry(entry: HistoryEntry) -> None:
    with pytest.raises(HistoryIsFinal):
        entry.save()
    with pytest.raises(HistoryIsFinal):
        entry.delete()


def test_every_column_is_tried() -> None:
    assert {field.name for field in HistoryEntry._meta.concrete_fields} == set(OTHER)


@pytest.mark.parametrize("column", OTHER)
def test_the_database_refuses_to_change_any_column_of_an_entry(entry: HistoryEntry, column: str) -> None:
    with pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
        HistoryEntry.objects.filter(pk=entry.pk).update(**{column: OTHER[column]})


def test_the_database_refuses_to_delete_an_entry_also_in_plain_sql(entry: HistoryEntry) -> None:
    with pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
        HistoryEntry.objects.filter(pk=entry.pk).delete()
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
        cursor.execute("DELETE FROM interview_historyentry WHERE id = %s", [entry.pk])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_no_other_row_takes_the_place_of_an_entry(entry: HistoryEntry, verb: str) -> None:
    table = HistoryEntry._meta.db_table
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=NEVER), transaction.atomic():
        cursor.execute(f"{verb} INTO {table} SELECT * FROM {table} WHERE id = {entry.pk}")  # noqa: S608


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL knows TRUNCATE")
@pytest.mark.parametrize("table", ["interview_historyentry", "interview_parameterrevision", "auth_user"])
def test_nothing_empties_the_figures_and_their_history(entry: HistoryEntry, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing can be emptied while rows are still to be checked
        with pytest.raises(IntegrityError, match="cannot be deleted"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table} CASCADE")
    assert HistoryEntry.objects.filter(pk=entry.pk).exists()
