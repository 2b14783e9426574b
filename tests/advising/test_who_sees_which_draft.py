"""Who shares a draft, sees that it is shared and stops it. The workspace's own matrix is in tests/advising/access."""

from __future__ import annotations

import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.firms.office_models import OfficeMember
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import advisor, draft_of, family, office

pytestmark = pytest.mark.django_db

PEOPLE = ("alice", "bob", "charlie", "colleague_of_charlie", "admin_without_office", "another_family", "nobody")
TO_SIGN_IN = 302


class Everybody:
    """Alice shares with Bob's office; Charlie is a stranger, the rest even more so."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.clients["alice"], alices_key = family()
        self.clients["bob"], bob = advisor("bob")
        self.clients["charlie"], charlie = advisor("charlie")
        self.clients["colleague_of_charlie"], _colleague = advisor("colleague")
        self.clients["admin_without_office"] = Client()
        self.clients["admin_without_office"].force_login(User.objects.create_superuser("admin"))
        self.clients["another_family"], another_key = family()
        self.clients["nobody"] = Client()
        self.office = office("Lakeside Tax Help", bob)
        self.other_office = office("Hilltop Advice", charlie)
        self.draft = draft_of(alices_key)
        self.unshared = draft_of(alices_key)
        draft_of(another_key)
        share(self.draft, self.office, name="Brauer")


@pytest.fixture
def everybody() -> Everybody:
    return Everybody()


# Who gets what at each address. Anyone not named gets 404, as for a draft that does not exist.
MATRIX: list[tuple[str, str, str, dict[str, int]]] = [
    ("get", "advising:share", "draft", {"alice": 200}),
    ("get", "advising:share", "unshared", {"alice": 200}),
    ("post", "advising:share", "unshared", {"alice": 422}),
    ("get", "advising:consent", "unshared", {"alice": 200}),
    ("post", "advising:consent", "unshared", {"alice": 422}),
    ("post", "advising:stop", "draft", {"alice": 302}),
]


def test_every_address_for_everybody(everybody: Everybody) -> None:
    for method, name, which, allowed in MATRIX:
        draft: Draft = getattr(everybody, which)
        rest = [everybody.office.share_code] if name == "advising:consent" else []
        address = reverse(name, args=[draft.public_id, *rest])
        # Alice comes last, for she really stops.
        for person in sorted(PEOPLE, key=lambda each: each in allowed):
            answer = getattr(everybody.clients[person], method)(address)
            assert answer.status_code == allowed.get(person, 404), (method, name, person)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_list_shows_the_drafts_of_ones_own_offices_only(everybody: Everybody, person: str) -> None:
    answer = everybody.clients[person].get(reverse("advising:drafts"))
    if person in ("alice", "another_family", "nobody"):
        assert answer.headers["Location"].startswith(reverse("account_login"))
    else:
        answer = everybody.clients[person].get(reverse("advising:drafts"), follow=True)
        assert answer.status_code == 200
        assert ("Brauer" in answer.content.decode()) == (person == "bob")


@pytest.mark.parametrize("person", PEOPLE)
def test_an_unknown_draft_is_not_found(everybody: Everybody, person: str) -> None:
    unknown = uuid.uuid4()
    signed_in = person not in ("alice", "another_family", "nobody")
    client = everybody.clients[person]
    assert client.get(reverse("advising:share", args=[unknown])).status_code == 404
    assert client.get(reverse("advising:draft", args=[unknown])).status_code == (404 if signed_in else TO_SIGN_IN)


def test_an_advisor_cannot_stop_the_sharing_or_share_further(everybody: Everybody) -> None:
    address = reverse("advising:consent", args=[everybody.draft.public_id, everybody.other_office.share_code])
    everybody.clients["bob"].post(address, {"shared_name": "x", "agrees": "on", "understands": "on"})
    everybody.clients["bob"].post(reverse("advising:stop", args=[everybody.draft.public_id]))
    everybody.draft.refresh_from_db()
    assert everybody.draft.office == everybody.office


def test_withdrawing_takes_the_draft_away_at_once(everybody: Everybody) -> None:
    address = reverse("advising:draft", args=[everybody.draft.public_id])
    assert everybody.clients["bob"].get(address).status_code == 200
    stop_sharing(everybody.draft)
    assert everybody.clients["bob"].get(address).status_code == 404
    assert "Brauer" not in everybody.clients["bob"].get(reverse("advising:drafts"), follow=True).content.decode()


def test_an_advisor_who_left_the_office_sees_nothing_from_then_on(everybody: Everybody) -> None:
    OfficeMember.objects.filter(user__username="bob").delete()
    address = reverse("advising:draft", args=[everybody.draft.public_id])
    assert everybody.clients["bob"].get(address).status_code == 404


def test_a_closed_account_sees_nothing(everybody: Everybody) -> None:
    User.objects.filter(username="bob").update(is_active=False)
    address = reverse("advising:draft", args=[everybody.draft.public_id])
    assert everybody.clients["bob"].get(address).status_code == TO_SIGN_IN


def test_sharing_works_by_posts_only(everybody: Everybody) -> None:
    alice = everybody.clients["alice"]
    assert alice.get(reverse("advising:stop", args=[everybody.draft.public_id])).status_code == 405
    everybody.draft.refresh_from_db()
    assert everybody.draft.office == everybody.office


def test_a_strangers_site_cannot_make_a_family_share(everybody: Everybody) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = everybody.clients["alice"].cookies
    address = reverse("advising:consent", args=[everybody.unshared.public_id, everybody.office.share_code])
    answer = careful.post(address, {"shared_name": "x", "agrees": "on", "understands": "on"})
    assert answer.status_code == 403
    everybody.unshared.refresh_from_db()
    assert everybody.unshared.office is None
