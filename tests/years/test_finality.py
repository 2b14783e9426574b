"""What was published once stays as it was: the model refuses to change it, and the database does too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from interview.years.models import ParameterRevision, PublishedIsFinal
from interview.years.publishing import give_up, publish, submit

pytestmark = pytest.mark.django_db

NEVER_CHANGES = "published revision of yearly figures can never change"
OTHER_VALUES: dict[str, Any] = {
    "id": 4_000,
    "tax_year": 2039,
    "number": 77,
    "document": {"tax_year": 2025},
    "digest": "another",
    "to_confirm": ["figures.deductions.age"],
    "confirmed": {"a warning": {"reason": "another"}},
    "submitted_at": timezone.now(),
    "reason": "another",
    "notice": {"en": "another"},
    "created_at": timezone.now(),
    "published_at": timezone.now(),
}
PEOPLE = ("created_by", "submitted_by", "published_by")
# What may still be said of figures in review.
SAID_IN_REVIEW = {"submitted_at", "submitted_by", "reason", "notice", "published_at", "published_by"}
MOVES = {
    "draft": {"draft", "in_review", "published", "withdrawn"},
    "in_review": {"in_review", "draft", "published", "withdrawn"},
    "published": {"replaced", "withdrawn"},
    "replaced": {"withdrawn"},
    "withdrawn": set(),
}
STATES = tuple(MOVES)


@pytest.fixture
def replaced(current: ParameterRevision, draft: ParameterRevision) -> ParameterRevision:
    publish(draft, by=None, reason="Again.", in_force=current)
    current.refresh_from_db()
    assert current.state == "replaced"
    return current


@pytest.fixture
def in_review(draft: ParameterRevision, admin_user: User) -> ParameterRevision:
    submit(draft, by=admin_user)
    assert draft.state == "in_review"
    return draft


@pytest.fixture
def given_up(draft: ParameterRevision, admin_user: User) -> ParameterRevision:
    give_up(draft, by=admin_user, reason="Nobody needs it.")
    return draft


def row(revision: ParameterRevision) -> Any:
    return ParameterRevision.objects.filter(pk=revision.pk)


def refused(change: Callable[[], object], why: str = NEVER_CHANGES) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        change()


def test_the_model_refuses_to_save_a_published_revision(current: ParameterRevision) -> None:
    current.reason = "Another reason"
    with pytest.raises(PublishedIsFinal, match="2025, revision 1 was published and can never change"):
        current.save()


def test_the_model_refuses_to_save_it_back_as_a_draft(current: ParameterRevision) -> None:
    current.state = ParameterRevision.State.DRAFT
    with pytest.raises(PublishedIsFinal):
        current.save()


def test_the_model_refuses_to_save_what_was_replaced(replaced: ParameterRevision) -> None:
    with pytest.raises(PublishedIsFinal, match="was published"):
        replaced.save()


def test_the_model_refuses_to_save_a_draft_that_was_given_up(given_up: ParameterRevision) -> None:
    with pytest.raises(PublishedIsFinal, match="was withdrawn and can never change"):
        given_up.save()


@pytest.mark.parametrize("state", ["draft", "in_review", "current", "replaced", "given_up"])
def test_nothing_deletes_a_revision_whatever_its_state(state: str, request: pytest.FixtureRequest) -> None:
    revision = request.getfixturevalue(state)
    with pytest.raises(PublishedIsFinal, match="cannot be deleted"):
        revision.delete()
    refused(lambda: row(revision)._raw_delete("default"), "revision of yearly figures cannot be deleted")


@pytest.mark.parametrize("column", OTHER_VALUES)
def test_the_database_refuses_to_change_any_column_of_a_published_revision(
    current: ParameterRevision, column: str
) -> None:
    refused(lambda: row(current).update(**{column: OTHER_VALUES[column]}))


@pytest.mark.parametrize("column", [*PEOPLE, "based_on"])
def test_the_database_refuses_to_change_who_stands_behind_it(
    current: ParameterRevision, admin_user: User, column: str
) -> None:
    other = current if column == "based_on" else admin_user
    refused(lambda: row(current).update(**{column: other}))


def test_every_column_was_tried() -> None:
    fields = {field.name for field in ParameterRevision._meta.concrete_fields}
    assert fields == {*OTHER_VALUES, *PEOPLE, "based_on", "state"}


@pytest.mark.parametrize("column", sorted({*OTHER_VALUES, *PEOPLE, "based_on"} - SAID_IN_REVIEW))
def test_figures_in_review_keep_everything_that_a_reviewer_has_looked_at(
    in_review: ParameterRevision, current: ParameterRevision, django_user_model: type[User], column: str
) -> None:
    others = {"based_on": None, "created_by": django_user_model.objects.create_user("other")}
    value = others[column] if column in others else OTHER_VALUES[column]
    refused(lambda: row(in_review).update(**{column: value}), "figures of a revision in review cannot change")
    assert current.state == "published"


def test_figures_cannot_change_on_the_way_out_of_review(in_review: ParameterRevision) -> None:
    why = "figures of a revision in review cannot change"
    for state in ("draft", "withdrawn"):
        row_changed: dict[str, Any] = {"state": state, "document": {}}
        refused(lambda row_changed=row_changed: row(in_review).update(**row_changed), why)  # type: ignore[misc]


@pytest.mark.parametrize("column", OTHER_VALUES)
def test_a_draft_that_was_given_up_keeps_every_column(given_up: ParameterRevision, column: str) -> None:
    refused(lambda: row(given_up).update(**{column: OTHER_VALUES[column]}))


def in_state(state: str, request: pytest.FixtureRequest) -> ParameterRevision:
    fixture = {"published": "current", "withdrawn": "given_up"}.get(state, state)
    revision: ParameterRevision = request.getfixturevalue(fixture)
    return revision


@pytest.mark.parametrize("old", STATES)
def test_only_the_moves_along_the_way_of_a_revision_are_possible(old: str, request: pytest.FixtureRequest) -> None:
    revision = in_state(old, request)
    possible = set()
    for new in STATES:
        try:
            with transaction.atomic():
                if new == "published":  # there is room for one
                    ParameterRevision.objects.filter(tax_year=2025, state="published").exclude(pk=revision.pk).update(
                        state="replaced"
                    )
                date = {} if revision.published_at else {"published_at": timezone.now()}
                row(revision).update(state=new, **(date if new in ("published", "replaced") else {}))
                possible.add(new)
                transaction.set_rollback(True)
        except IntegrityError:
            continue
    assert possible == MOVES[old]


def test_the_database_refuses_to_replace_a_revision_and_change_it_at_once(current: ParameterRevision) -> None:
    refused(lambda: row(current).update(state="replaced", document={}))
    refused(lambda: row(current).update(state="withdrawn", reason="Wrong"))


def test_the_database_refuses_plain_sql(current: ParameterRevision) -> None:
    with connection.cursor() as cursor:
        refused(
            lambda: cursor.execute("UPDATE interview_parameterrevision SET reason = 'x' WHERE id = %s", [current.pk])
        )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
def test_the_database_refuses_to_put_another_row_in_its_place(
    current: ParameterRevision, draft: ParameterRevision
) -> None:
    columns = ", ".join(str(field.column) for field in ParameterRevision._meta.concrete_fields if field.name != "id")
    table = ParameterRevision._meta.db_table
    with connection.cursor() as cursor:
        for statement in (
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {current.pk}",  # noqa: S608
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {draft.pk}",  # noqa: S608
            f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {current.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET id = {current.pk} WHERE id = {draft.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET number = 1 WHERE id = {draft.pk}",  # noqa: S608
            f"UPDATE OR REPLACE {table} SET state = 'published' WHERE id = {draft.pk}",  # noqa: S608
        ):
            refused(lambda statement=statement: cursor.execute(statement))  # type: ignore[misc]


def test_the_database_keeps_one_published_revision_a_year(current: ParameterRevision) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterRevision.objects.create(
            tax_year=2025, number=9, state="published", document={}, digest="x", published_at=timezone.now()
        )


def test_a_draft_may_change(draft: ParameterRevision) -> None:
    draft.reason = "Thinking"
    draft.save()
    assert ParameterRevision.objects.get(number=2, tax_year=2025).reason == "Thinking"
