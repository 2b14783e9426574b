"""Alice owns the draft, Bob advises in the office that she may share it with, Charlie is a stranger."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.drafts.access import COOKIE, key_hash, new_browser_key
from interview.drafts.models import Draft
from interview.firms.office_models import Office
from tests.interview.browsing import address_of, begin, draft_of, place
from tests.interview.families import BERLIN, family

pytestmark = pytest.mark.django_db

ADDRESSES = [
    ("get", "wizard:resume", []),
    ("get", "wizard:review", []),
    ("post", "wizard:review", []),
    ("get", "wizard:page", ["home"]),
    ("post", "wizard:page", ["home"]),
    ("post", "wizard:deepen", []),
    ("post", "wizard:child_add", []),
    ("post", "wizard:child_remove", ["c1"]),
    ("post", "wizard:child_restore", ["c1"]),
    ("post", "wizard:income_add", ["you-wages"]),
    ("post", "wizard:income_remove", ["you-wages"]),
]


@pytest.fixture
def alices(client: Client) -> Draft:
    return draft_of(client, BERLIN)


@pytest.fixture
def bob(alices: Draft) -> Client:
    user = User.objects.create_user("bob", password="a long password")
    office = Office.objects.create(name="Kiel", share_code="KIEL-TEST")
    office.members.add(user)
    alices.office = office
    alices.save()
    bob = Client()
    bob.force_login(user)
    return bob


@pytest.fixture
def charlie() -> Client:
    charlie = Client()
    draft_of(charlie, BERLIN)
    return charlie


@pytest.mark.parametrize(("method", "name", "args"), ADDRESSES)
def test_a_stranger_finds_nothing_at_any_address_of_a_draft(
    alices: Draft, charlie: Client, method: str, name: str, args: list[str]
) -> None:
    before = Draft.objects.values().get(pk=alices.pk)
    response = getattr(charlie, method)(reverse(name, args=[alices.public_id, *args]))
    assert response.status_code == 404
    assert Draft.objects.values().get(pk=alices.pk) == before


@pytest.mark.parametrize(("method", "name", "args"), ADDRESSES)
def test_an_advisor_does_not_get_into_the_interview_of_a_shared_draft(
    alices: Draft, bob: Client, method: str, name: str, args: list[str]
) -> None:
    before = Draft.objects.values().get(pk=alices.pk)
    assert getattr(bob, method)(reverse(name, args=[alices.public_id, *args])).status_code == 404
    assert Draft.objects.values().get(pk=alices.pk) == before


def test_alice_opens_her_draft(client: Client, alices: Draft) -> None:
    assert client.get(address_of(alices, "home")).status_code == 200


def test_a_draft_of_somebody_signed_in_opens_from_another_browser() -> None:
    user = User.objects.create_user("alice", password="a long password")
    draft = Draft.objects.create(
        owner=user, tax_year=2025, answers=BERLIN, updated_at="2026-01-01T00:00Z", browser_key_hash=""
    )
    elsewhere = Client()
    assert elsewhere.get(address_of(draft, "home")).status_code == 404
    elsewhere.force_login(user)
    assert elsewhere.get(address_of(draft, "home")).status_code == 200


@pytest.mark.parametrize("key", ["", "x", "../../etc", "a" * 4000, "é" * 43])
def test_a_made_up_key_opens_nothing(alices: Draft, key: str) -> None:
    intruder = Client()
    intruder.cookies[COOKIE] = key
    assert intruder.get(address_of(alices, "home")).status_code == 404


def test_the_stored_hash_is_no_key(alices: Draft) -> None:
    intruder = Client()
    intruder.cookies[COOKIE] = alices.browser_key_hash[:43]
    assert intruder.get(address_of(alices, "home")).status_code == 404


def test_an_empty_hash_in_the_database_belongs_to_nobody() -> None:
    draft = Draft.objects.create(tax_year=2025, answers=BERLIN, updated_at="2026-01-01T00:00Z")
    assert Client().get(address_of(draft, "home")).status_code == 404


def test_an_unknown_draft_is_a_404(client: Client, alices: Draft) -> None:
    assert client.get(reverse("wizard:page", args=[uuid4(), "home"])).status_code == 404


@pytest.mark.parametrize(
    "page", ["nonsense", "home-c1", "child_basics", "child_basics-c9", "start", "papers-nobody", "-"]
)
def test_a_tampered_step_name_is_a_404_to_open_and_to_send(client: Client, alices: Draft, page: str) -> None:
    assert client.get(address_of(alices, page)).status_code == 404
    assert client.post(address_of(alices, page), {"main_place": "us"}).status_code == 404


def test_a_screen_that_is_not_for_this_family_leads_to_the_first_open_one(client: Client) -> None:
    draft = draft_of(client, family(children_facts=None))
    assert place(client.get(address_of(draft, "spouse_us"))) == "children_facts"
    sent = client.post(address_of(draft, "spouse_us"), {"status": "nra"})
    assert sent.status_code == 409
    assert address_of(draft, "children_facts") in sent.content.decode()
    draft.refresh_from_db()
    assert "spouse_us" not in draft.answers


@pytest.mark.parametrize("year", ["2016", "2031", "", "soon", "-1", "2025.5"])
def test_an_unknown_year_is_told_which_years_exist(client: Client, year: str) -> None:
    response = client.post(reverse("wizard:start"), {"tax_year": year, "depth": "full"})
    assert response.status_code == 422
    expected = "Choose a year from 2017 to 2026" if year else "Choose a tax year"
    assert expected in response.content.decode()
    assert not Draft.objects.exists()
    assert COOKIE not in response.cookies


def test_only_starting_gives_the_browser_a_key_and_a_second_start_keeps_it(client: Client) -> None:
    for address in (reverse("wizard:start"), reverse("drafts:list")):
        assert COOKIE not in client.get(address).cookies
    first = begin(client)
    key = client.cookies[COOKIE].value
    second = begin(client)
    assert client.cookies[COOKIE].value == key
    assert first.browser_key_hash == second.browser_key_hash == key_hash(key)
    assert key not in str(Draft.objects.values())


def test_keys_are_long_and_never_the_same() -> None:
    keys = {new_browser_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) == 43 for key in keys)
