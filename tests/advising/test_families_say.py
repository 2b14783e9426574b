"""A family tells its advisor by itself that the return was filed and that the refund has come, in this order only."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.firms import activity
from interview.firms.file_models import Activity, ClientFile
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import draft_of, family, office

pytestmark = pytest.mark.django_db

Status = ClientFile.Status


@pytest.fixture
def alice() -> tuple[Client, Draft]:
    client, key = family()
    draft = draft_of(key)
    share(draft, office(), name="Brauer")
    return client, draft


def says(alice: tuple[Client, Draft], to: str) -> str:
    client, draft = alice
    assert client.post(reverse("advising:say", args=[draft.public_id]), {"to": to}).status_code == 302
    return ClientFile.objects.get().status


def test_a_family_says_that_it_has_filed_and_then_that_the_refund_has_come(alice: tuple[Client, Draft]) -> None:
    client, draft = alice
    ClientFile.objects.update(status=Status.ADVISED)
    for name in ("advising:share", "result:show"):
        assert "We have filed the return" in client.get(reverse(name, args=[draft.public_id])).content.decode(), name
    before = ClientFile.objects.get()
    assert says(alice, "claimed") == Status.CLAIMED
    assert "The refund has arrived" in client.get(reverse("advising:share", args=[draft.public_id])).content.decode()
    assert says(alice, "paid") == Status.PAID
    assert "Your advisor sees it now" in client.get(reverse("advising:share", args=[draft.public_id])).content.decode()
    entries = Activity.objects.filter(kind=activity.STATUS).order_by("pk").values_list("by", "actor", "old", "new")
    assert [tuple(entry) for entry in entries] == [
        ("family", None, "advised", "claimed"),
        ("family", None, "claimed", "paid"),
    ]
    after = ClientFile.objects.get()
    assert after.waiting_on == "nobody"
    assert after.last_activity_at > before.last_activity_at
    assert after.last_family_at == after.last_activity_at


def test_a_second_press_says_nothing_more(alice: tuple[Client, Draft]) -> None:
    ClientFile.objects.update(status=Status.ADVISED)
    assert (says(alice, "claimed"), says(alice, "claimed")) == (Status.CLAIMED, Status.CLAIMED)
    assert Activity.objects.filter(kind=activity.STATUS).count() == 1


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.ADVISED, Status.CLAIMED)])
def test_before_and_after_there_is_nothing_to_say(alice: tuple[Client, Draft], status: str) -> None:
    ClientFile.objects.update(status=status)
    for to in ("claimed", "paid", "closed", "nonsense"):
        assert says(alice, to) == status
    assert not Activity.objects.filter(kind=activity.STATUS).exists()


def test_nobody_is_told_who_does_not_read_the_draft(alice: tuple[Client, Draft]) -> None:
    client, draft = alice
    ClientFile.objects.update(status=Status.ADVISED)
    stop_sharing(draft)
    assert client.post(reverse("advising:say", args=[draft.public_id]), {"to": "claimed"}).status_code == 404
    assert ClientFile.objects.get().status == Status.ADVISED
