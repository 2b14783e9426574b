"""What was published once stays as it was: the model refuses to change it, and the database does too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from interview.years.models import ParameterRevision, PublishedIsFinal
from interview.years.publishing import copy_to_draft, publish, published_revision

pytestmark = pytest.mark.django_db

OTHER_VALUES: dict[str, Any] = {
    "id": 4_000,
    "tax_year": 2039,
    "number": 77,
    "state": "draft",
    "document": {"tax_year": 2025},
    "digest": "another",
    "reason": "another",
    "created_at": timezone.now(),
    "published_at": timezone.now(),
}


@pytest.fixture
def published() -> ParameterRevision:
    revision = published_revision(2025)
    assert revision is not None
    return revision


@pytest.fixture
def replaced(published: ParameterRevision, admin_user: User) -> ParameterRevision:
    publish(copy_to_draft(published, by=admin_user), by=None, reason="Again.", in_force=published)
    published.refresh_from_db()
    assert published.state == "replaced"
    return published


def refused_by_the_database(change: Callable[[], object]) -> None:
    never = pytest.raises(IntegrityError, match="published revision of yearly figures can never change")
    with never, transaction.atomic():
        change()


def test_the_model_refuses_to_save_a_published_revision(published: ParameterRevision) -> None:
    published.reason = "Another reason"
    with pytest.raises(PublishedIsFinal, match="2025, revision 1 was published and can never change"):
        published.save()


def test_the_model_refuses_to_save_it_back_as_a_draft(published: ParameterRevision) -> None:
    published.state = ParameterRevision.State.DRAFT
    with pytest.raises(PublishedIsFinal):
        published.save()


def test_the_model_refuses_to_delete_a_published_revision(published: ParameterRevision) -> None:
    with pytest.raises(PublishedIsFinal):
        published.delete()


def test_the_model_refuses_to_save_or_delete_a_replaced_revision(replaced: ParameterRevision) -> None:
    with pytest.raises(PublishedIsFinal):
        replaced.save()
    with pytest.raises(PublishedIsFinal):
        replaced.delete()


@pytest.mark.parametrize("column", OTHER_VALUES)
def test_the_database_refuses_to_change_any_column_of_a_published_revision(
    published: ParameterRevision, column: str
) -> None:
    row = ParameterRevision.objects.filter(pk=published.pk)
    refused_by_the_database(lambda: row.update(**{column: OTHER_VALUES[column]}))


@pytest.mark.parametrize("column", ["created_by", "published_by", "based_on"])
def test_the_database_refuses_to_change_who_stands_behind_it(
    published: ParameterRevision, admin_user: User, column: str
) -> None:
    other = published if column == "based_on" else admin_user
    refused_by_the_database(lambda: ParameterRevision.objects.filter(pk=published.pk).update(**{column: other}))


def test_every_column_was_tried() -> None:
    fields = {field.name for field in ParameterRevision._meta.concrete_fields}
    assert fields == {*OTHER_VALUES, "created_by", "published_by", "based_on"}


def test_the_database_refuses_to_replace_a_revision_and_change_it_at_once(published: ParameterRevision) -> None:
    row = ParameterRevision.objects.filter(pk=published.pk)
    refused_by_the_database(lambda: row.update(state="replaced", document={}))


def test_the_database_refuses_to_put_a_replaced_revision_back_in_force(replaced: ParameterRevision) -> None:
    row = ParameterRevision.objects.filter(pk=replaced.pk)
    refused_by_the_database(lambda: row.update(state="published"))


def test_the_database_refuses_to_delete_published_and_replaced_revisions(replaced: ParameterRevision) -> None:
    refused_by_the_database(lambda: ParameterRevision.objects.filter(tax_year=2024)._raw_delete("default"))
    refused_by_the_database(lambda: ParameterRevision.objects.filter(pk=replaced.pk)._raw_delete("default"))


def test_the_database_refuses_plain_sql(published: ParameterRevision) -> None:
    with connection.cursor() as cursor:
        refused_by_the_database(
            lambda: cursor.execute("UPDATE interview_parameterrevision SET reason = 'x' WHERE id = %s", [published.pk])
        )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
def test_the_database_refuses_to_put_another_row_in_its_place(published: ParameterRevision, admin_user: User) -> None:
    draft = copy_to_draft(published, by=admin_user)
    columns = ", ".join(str(field.column) for field in ParameterRevision._meta.concrete_fields if field.name != "id")
    table = ParameterRevision._meta.db_table
    with connection.cursor() as cursor:
        for statement in (
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {published.pk}",  # noqa: S608
            f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {published.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET id = {published.pk} WHERE id = {draft.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET number = 1 WHERE id = {draft.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET state = 'published' WHERE id = {draft.pk}",  # noqa: S608
        ):
            refused_by_the_database(lambda statement=statement: cursor.execute(statement))  # type: ignore[misc]


def test_the_database_keeps_one_published_revision_a_year(published: ParameterRevision) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterRevision.objects.create(
            tax_year=2025, number=9, state="published", document={}, digest="x", published_at=timezone.now()
        )


def test_a_draft_may_change_and_go(published: ParameterRevision, admin_user: User) -> None:
    draft = copy_to_draft(published, by=admin_user)
    draft.reason = "Thinking"
    draft.save()
    draft.delete()
    assert not ParameterRevision.objects.filter(number=2).exists()
