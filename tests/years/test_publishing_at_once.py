"""Publishing by several people in the same moment, and asking for the figures meanwhile."""

from __future__ import annotations

import copy
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from interview.years import in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import (
    ChangedMeanwhile,
    NotPublished,
    change_draft,
    copy_to_draft,
    publish,
    published_revision,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db(transaction=True)


def draft_with_cap(cap: int, by: User) -> ParameterRevision:
    """A draft in which two figures always move together, so that a mix of revisions would show."""
    current = published_revision(2025)
    assert current is not None
    draft = copy_to_draft(current, by=by)
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
    document["figures"]["child_tax_credit"]["per_child"]["value"] = cap + 500
    change_draft(draft, document, by=by)
    return draft


def test_of_several_people_publishing_at_once_exactly_one_wins(admin_user: User) -> None:
    drafts = [draft_with_cap(1700 + step, admin_user) for step in range(4)]
    current = published_revision(2025)
    together = Barrier(len(drafts))

    def publish_one(draft: ParameterRevision) -> bool:
        try:
            together.wait(timeout=10)
            publish(draft, by=None, reason="At once", in_force=current)
        except ChangedMeanwhile:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(drafts)) as people:
        won = list(people.map(publish_one, drafts))
    assert won.count(True) == 1
    assert published_revision(2025) == drafts[won.index(True)]
    assert ParameterRevision.objects.filter(tax_year=2025, state="replaced").count() == 1


def all_at_once(steps: list[Callable[[], object]]) -> list[bool]:
    """Several people do something in the same moment; who of them was not refused."""
    together = Barrier(len(steps))

    def one(step: Callable[[], object]) -> bool:
        try:
            together.wait(timeout=10)
            step()
        except NotPublished:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as people:
        return list(people.map(one, steps))


def test_of_several_people_who_withdraw_the_same_figures_at_once_one_succeeds(admin_user: User) -> None:
    older = published_revision(2025)
    assert older is not None
    wrong = draft_with_cap(1900, admin_user)
    publish(wrong, by=None, reason="Go", in_force=older)

    def step() -> None:
        seen = ParameterRevision.objects.get(pk=wrong.pk)
        withdraw(seen, by=admin_user, reason="Wrong", notice={"en": "Wrong"}, back_to=older)

    assert all_at_once([step] * 3).count(True) == 1
    assert sorted(ParameterRevision.objects.filter(tax_year=2025).values_list("number", "state")) == [
        (1, "replaced"),
        (2, "withdrawn"),
        (3, "published"),
    ]


def test_of_several_editors_who_save_at_once_one_succeeds_and_the_history_knows_only_that_one(admin_user: User) -> None:
    draft = draft_with_cap(1800, admin_user)

    def editor(cap: int) -> Callable[[], object]:
        seen = ParameterRevision.objects.get(pk=draft.pk)
        document = copy.deepcopy(seen.document)
        document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
        return lambda: change_draft(seen, document, by=admin_user)

    assert all_at_once([editor(1900), editor(2000), editor(2100)]).count(True) == 1
    saved = ParameterRevision.objects.get(pk=draft.pk)
    value = saved.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"]
    assert [entry.new for entry in saved.history.filter(old="$1,800")] == [f"${value:,}"]


def test_figures_are_sent_to_review_once_and_copies_beside_it_wait_for_nobody(admin_user: User) -> None:
    draft = draft_with_cap(1800, admin_user)
    current = published_revision(2025)
    assert current is not None
    steps: list[Callable[[], object]] = [
        lambda: submit(ParameterRevision.objects.get(pk=draft.pk), by=admin_user),
        lambda: submit(ParameterRevision.objects.get(pk=draft.pk), by=admin_user),
        lambda: copy_to_draft(current, by=admin_user),
        lambda: publish(draft_with_cap(1850, admin_user), by=None, reason="Go", in_force=current),
    ]
    assert all_at_once(steps)[:2].count(True) == 1
    assert draft.history.filter(what="submitted").count() == 1


def test_copies_made_at_once_get_numbers_of_their_own(admin_user: User) -> None:
    current = published_revision(2025)
    assert current is not None
    together = Barrier(3)

    def copy_one(_: int) -> int:
        try:
            together.wait(timeout=10)
            return copy_to_draft(current, by=admin_user).number
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as people:
        assert sorted(people.map(copy_one, range(3))) == [2, 3, 4]


def test_no_evaluation_ever_gets_a_mix_of_two_revisions(admin_user: User) -> None:
    finished = Event()

    def keep_asking() -> set[tuple[int, int, int]]:
        seen = set()
        try:
            while True:
                last_round = finished.is_set()
                parameters = in_force(2025).parameters
                credit = parameters.child_tax_credit
                seen.add((parameters.revision, credit.refund_cap_per_child, credit.per_child))
                if last_round:
                    return seen
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as families:
        asking = families.submit(keep_asking)
        for step in range(1, 6):
            draft = draft_with_cap(1700 + step, admin_user)
            publish(draft, by=None, reason="Next", in_force=published_revision(2025))
        finished.set()
        seen = asking.result(timeout=30)
    assert (6, 1705, 2205) in seen, "the newest figures are seen at the next request"
    assert seen <= {(1, 1700, 2200), *((1 + step, 1700 + step, 2200 + step) for step in range(1, 6))}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one writer follows the other")
def test_a_family_stores_its_result_while_somebody_publishes(admin_user: User) -> None:
    draft, current = draft_with_cap(1800, admin_user), published_revision(2025)
    assert current is not None

    def family_saves() -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                # What the database itself does for a row that refers to the revision.
                cursor.execute("SELECT 1 FROM interview_parameterrevision WHERE id = %s FOR KEY SHARE", [current.pk])
                return bool(cursor.fetchone())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as family, transaction.atomic():
        publish(draft, by=None, reason="A moment", in_force=current)
        assert family.submit(family_saves).result()
