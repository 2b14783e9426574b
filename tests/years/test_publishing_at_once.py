"""Publishing by several people in the same moment, and asking for the figures meanwhile."""

from __future__ import annotations

import copy
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.contrib.auth.models import User
from django.db import connection

from interview.years import in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import ChangedMeanwhile, change_draft, copy_to_draft, publish, published_revision

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
