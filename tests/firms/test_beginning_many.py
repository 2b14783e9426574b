"""Clients that are begun together are what each would be if it was begun alone, and cost few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import m2m_changed, post_init, post_save, pre_init, pre_save
from django.test.utils import CaptureQueriesContext

from interview.drafts.models import Draft
from interview.firms import search
from interview.firms.beginning import NewClient, begin, prepare, store
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rights import files
from interview.firms.rows import open_file, refresh
from tests.firms.job_people import seat

pytestmark = pytest.mark.django_db

REYES = NewClient("Réyes  García", 2024, "reyes@example.org", "es")
OF_EACH = ("id", "public_id", "draft_id", "file_id", "reference")


@pytest.fixture
def bob(time_machine: Any) -> OfficeMember:
    time_machine.move_to("2026-03-10T10:00:00Z", tick=False)
    return seat(Office.objects.create(name="Lakeside Tax Help"))


def stored(file: ClientFile) -> list[dict[str, Any]]:
    """Every column of all that is kept of a client, but for the ids."""
    found = [
        *Draft.objects.filter(pk=file.draft_id).values(),
        *ClientFile.objects.filter(pk=file.pk).values(),
        *Activity.objects.filter(file=file).values(),
    ]
    return [{name: value for name, value in row.items() if name not in OF_EACH} for row in found]


def test_clients_begun_together_are_what_each_is_alone(bob: OfficeMember) -> None:
    alone = begin(bob, REYES)
    together = list(prepare(bob, [REYES, NewClient("Brauer", 2025), REYES]))
    store(together)
    assert stored(together[0].file) == stored(together[2].file) == stored(alone)
    for word in ("reyes", "garcia", "reyes@example.org"):
        assert search.matching(files(bob), word).count() == 3
    for one in together:
        assert Activity.objects.get(file=one.file).reference == str(one.draft.public_id)[:8].upper()
        assert search.matching(files(bob), str(one.draft.public_id)[:8]).get() == one.file
        kept = ClientFile.objects.select_related("draft").get(pk=one.file.pk)
        assert (kept.shared, kept.name) == (True, kept.draft.shared_name)
    assert search.index_missing() == 0


def test_a_begun_client_is_as_if_its_file_was_opened_later(bob: OfficeMember) -> None:
    """What is worked out before anything is stored is what the rows and the search say of it when they look."""
    begun = begin(bob, REYES)
    before = stored(begun)
    refresh(begun.draft)
    assert stored(begun) == before
    values = {"shared_name": REYES.name, "answers": begun.draft.answers, "updated_at": begun.draft.updated_at}
    draft = Draft.objects.create(tax_year=2024, language="es", office=bob.office, **values)
    opened = open_file(draft, bob.office, name=REYES.name, email=REYES.email, begun_by_office=True)
    assert stored(opened) == before[:2]


def test_nothing_listens_to_single_saves_that_clients_begun_together_would_miss() -> None:
    for model in (Draft, ClientFile, Activity):
        for signal in (pre_save, post_save, pre_init, post_init, m2m_changed):
            assert not signal.has_listeners(model), model


def test_queries_do_not_grow_with_the_clients(bob: OfficeMember) -> None:
    def queries(number: int) -> int:
        clients = [NewClient(f"Family {place}", 2025) for place in range(number)]
        with CaptureQueriesContext(connection) as none:
            begun = list(prepare(bob, clients))
        assert len(none) == 0
        with CaptureQueriesContext(connection) as some:
            store(begun)
        return len([each for each in some if "INSERT INTO" in each["sql"] or "UPDATE" in each["sql"]])

    assert queries(1) <= 4
    assert queries(300) <= 45
