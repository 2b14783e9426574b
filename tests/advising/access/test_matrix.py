"""The access matrix: every address of the workspace, for everybody, with every kind of client, by every method."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import ResolverMatch, URLPattern, resolve, reverse

from interview.advising.urls import urlpatterns
from interview.drafts.models import Draft, ShareLink
from interview.firms.activity import VIEWED
from interview.firms.file_models import Activity, ClientFile, Note, SignOff, WhatIf
from interview.firms.job_models import SavedView, WorkspaceJob
from interview.firms.office_models import Invitation, Office, OfficeMember
from interview.firms.request_models import ClientInvitation, ClientRequest, RequestTemplate
from interview.firms.rights import ALLOWED, Action
from interview.impact.models import ChangedResult
from tests.advising.access.expected import (
    CLIENT_PAGES,
    DEPENDS_ON_THE_CLIENT,
    GONE_IS_FINE,
    MAY,
    OF_FAMILIES,
    OF_ITS_MAKER,
    OFFICE_PAGES,
    WITHOUT_A_SEAT,
    Needs,
)
from tests.advising.access.world import CLIENTS, FAMILIES, HERE, OURS, PEOPLE, World, name_of_client

pytestmark = pytest.mark.django_db

PATTERNS: dict[str, URLPattern] = {str(pattern.name): pattern for pattern in urlpatterns}
METHODS = ("get", "post")
PAGES = CLIENT_PAGES | OFFICE_PAGES
FACTORY = RequestFactory()
OPENED = {200, 302, 303, 400, 409, 422, 429}
"""What an address answers somebody who may use it, to a form that may be empty."""
KEPT = (
    Draft, ClientFile, Activity, Note, SignOff, WhatIf, ClientRequest, ClientInvitation, RequestTemplate, Office,
    OfficeMember, Invitation, SavedView, WorkspaceJob, ShareLink, ChangedResult, User,
)  # fmt: skip


def parts_of(name: str) -> list[str]:
    return list(PATTERNS[name].pattern.converters)


def may(person: str, action: Action | None) -> bool:
    return action is not None and action.value in MAY[OURS[person]] if person in OURS else person == "other_owner"


def kept(*, views: bool = True) -> list[Any]:
    """Everything stored that somebody could change; without `views` but for the record of who looked at what."""
    rows = [list(model._default_manager.order_by("pk").values()) for model in KEPT]
    return rows if views else [[row for row in some if row.get("kind") != VIEWED] for some in rows]


def refusal(person: str, name: str, method: str, *, seen: bool) -> int | None:
    """The status by which somebody is refused; None for whoever may."""
    needs = PAGES[name][METHODS.index(method)]
    if person in (*FAMILIES, "closed"):
        return 302
    if not seen:
        return 404
    if not may(person, least_right(name)) or (needs is not None and not may(person, needs)):
        return 403
    if needs is None:
        return 405
    return 404 if name in OF_ITS_MAKER and person not in ("owner", "other_owner") else None


def least_right(name: str) -> Action:
    """The right that the address itself names."""
    get, post = PAGES[name]
    return get or post or Action.SEE


def answer_of(world: World, person: str, method: str, address: str) -> Any:
    return getattr(world.browsers[person], method)(address)


def status_of(world: World, person: str, method: str, view: ResolverMatch) -> int:
    """What the view itself answers, without all that stands around it: a hundred times as fast as a page of refusal."""
    request = getattr(FACTORY, method)("/")
    request.user = world.users.get(person, AnonymousUser())
    request.COOKIES = {name: cookie.value for name, cookie in world.browsers[person].cookies.items()}
    try:
        return int(view.func(request, *view.args, **view.kwargs).status_code)
    except Http404:
        return 404
    except PermissionDenied:
        return 403


# What is written down ---------------------------------------------------------------------------------------------


def test_every_address_is_in_the_matrix() -> None:
    listed = {*CLIENT_PAGES, *OFFICE_PAGES, *WITHOUT_A_SEAT, *OF_FAMILIES}
    assert set(PATTERNS) == listed


def test_every_address_has_a_name_and_a_place_of_its_own() -> None:
    names, places = (Counter(values) for values in zip(*((p.name, str(p.pattern)) for p in urlpatterns), strict=True))
    assert [each for each, times in (*names.items(), *places.items()) if times > 1] == []


def test_every_address_names_the_right_that_it_needs() -> None:
    through_the_desk = {name for name, pattern in PATTERNS.items() if hasattr(pattern.callback, "action")}
    assert through_the_desk == {*CLIENT_PAGES, *OFFICE_PAGES}
    for name in PAGES:
        assert PATTERNS[name].callback.action == least_right(name), name  # type: ignore[attr-defined]


def test_the_roles_may_do_what_is_written_down_here() -> None:
    assert {role: {action.value for action in allowed} for role, allowed in ALLOWED.items()} == MAY


# Who is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("only_own_clients", [False, True])
def test_whoever_may_not_use_a_page_of_a_client_is_refused_and_changes_nothing(only_own_clients: bool) -> None:
    world = World(only_own_clients=only_own_clients)
    before, refused = kept(views=False), 0
    for name, client in product(CLIENT_PAGES, CLIENTS):
        view = resolve(reverse(f"advising:{name}", kwargs=world.parts(client, parts_of(name))))
        for person, method in product(PEOPLE, METHODS):
            seen = world.sees(person, client)
            if not seen and PAGES[name][METHODS.index(method)] != least_right(name):
                continue  # what does not exist for somebody is tried by a method that the address answers
            expected = refusal(person, name, method, seen=seen)
            if expected is not None:
                status = status_of(world, person, method, view)
                assert status == expected, (name, person, method, client, status)
                refused += 1
    # Who may read a page and not write on it has looked at it all the same.
    assert kept(views=False) == before
    assert refused > 100


def test_whoever_may_not_use_a_page_of_an_office_is_refused_and_changes_nothing() -> None:
    world = World()
    before = kept()
    for name in OFFICE_PAGES:
        for where in ("ours", "theirs"):
            view = resolve(reverse(f"advising:{name}", kwargs=world.parts_of_office(where, parts_of(name))))
            for person, method in product(PEOPLE, METHODS):
                works_there = person in OURS if where == "ours" else person == "other_owner"
                expected = refusal(person, name, method, seen=works_there)
                if expected is not None:
                    status = status_of(world, person, method, view)
                    assert status == expected, (name, person, method, where, status)
    assert kept() == before


def test_a_refusal_in_the_browser_says_nothing_of_the_client(caplog: pytest.LogCaptureFixture) -> None:
    """The same through everything that stands around a view, for one client of each kind."""
    world = World(only_own_clients=True)
    caplog.set_level("ERROR", "django.request")
    for name, needs in CLIENT_PAGES.items():
        method = METHODS[needs.index(least_right(name))]
        for client in ("mine", "colleagues"):
            address = reverse(f"advising:{name}", kwargs=world.parts(client, parts_of(name)))
            for person in PEOPLE:
                seen = world.sees(person, client)
                expected = refusal(person, name, method, seen=seen)
                if expected is not None and (client == "mine" or person in OURS):
                    answer = answer_of(world, person, method, address)
                    assert answer.status_code == expected, (name, person, method, client)
                    assert name_of_client(client) not in answer.content.decode()
                    assert expected != 302 or answer.headers["Location"].startswith(reverse("account_login"))


# Who is let in ----------------------------------------------------------------------------------------------------


def test_whoever_may_use_a_page_is_let_in_and_reads_of_no_other_client() -> None:
    world = World(only_own_clients=True)
    pages = [(name, needs, "mine") for name, needs in CLIENT_PAGES.items()]
    pages += [(name, needs, "") for name, needs in OFFICE_PAGES.items()]
    for name, needs, client in pages:
        wanted = parts_of(name)
        parts = world.parts(client, wanted) if client else world.parts_of_office("ours", wanted)
        address = reverse(f"advising:{name}", kwargs=parts)
        for person in OURS:
            if client and not world.sees(person, client):
                continue
            for method, right in zip(METHODS, needs, strict=True):
                if may(person, right) and (person == "owner" or name not in OF_ITS_MAKER):
                    let_in(world, person, method, address, lacking=name in DEPENDS_ON_THE_CLIENT)


def let_in(world: World, person: str, method: str, address: str, *, lacking: bool) -> None:
    with transaction.atomic():
        answer = answer_of(world, person, method, address)
        assert answer.status_code in (OPENED | {404} if lacking else OPENED), (
            person,
            method,
            address,
            answer.status_code,
        )
        assert "/accounts/login/" not in answer.headers.get("Location", ""), (person, method, address)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        for client in CLIENTS:
            if not world.sees(person, client):
                assert name_of_client(client) not in text.decode(errors="replace"), (person, method, address, client)
        transaction.set_rollback(True)


def test_a_page_does_not_answer_what_it_does_not_know() -> None:
    world = World()
    for name in CLIENT_PAGES:
        for client in HERE:
            address = reverse(f"advising:{name}", kwargs=world.parts(client, parts_of(name)))
            assert status_of(world, "owner", "put", resolve(address)) == 405, name
    for name in OFFICE_PAGES:
        address = reverse(f"advising:{name}", kwargs=world.parts_of_office("ours", parts_of(name)))
        assert status_of(world, "owner", "put", resolve(address)) == 405, name


# What belongs to somebody else ------------------------------------------------------------------------------------


def test_what_belongs_to_another_client_or_office_does_not_exist_below_ours() -> None:
    world = World(only_own_clients=True)
    before = kept(views=False)
    for name, needs in CLIENT_PAGES.items():
        for part in (part for part in parts_of(name) if part not in ("draft_id", "page")):
            for foreign in ("elsewhere", "colleagues"):
                parts = world.parts("mine", parts_of(name)) | {part: world.objects[foreign][part]}
                refused_with_404(world, name, needs, parts)
    for name, needs in OFFICE_PAGES.items():
        for part in (part for part in parts_of(name) if part != "office_id"):
            parts = world.parts_of_office("ours", parts_of(name)) | {part: world.of_office["theirs"][part]}
            refused_with_404(world, name, needs, parts)
    assert kept(views=False) == before


def refused_with_404(world: World, name: str, needs: Needs, parts: dict[str, Any]) -> None:
    for method, right in zip(METHODS, needs, strict=True):
        if right is not None:
            view = resolve(reverse(f"advising:{name}", kwargs=parts))
            status = status_of(world, "owner", method, view)
            assert status == (302 if name in GONE_IS_FINE else 404), (name, method, parts)
