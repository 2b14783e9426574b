"""Every address of a family's draft: closed to all but the family, but for the screens on which staff may answer."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from interview.drafts.models import ShareLink
from interview.drafts.share_links import make_link
from interview.firms.sharing import stop_sharing
from tests.advising.access.expected import ANSWERED_BY_STAFF, MAY, OF_FAMILIES
from tests.advising.access.test_matrix import answer_of, kept, status_of
from tests.advising.access.world import OURS, PEOPLE, World

pytestmark = pytest.mark.django_db

TRIED = ("mine", "colleagues", "elsewhere", "stopped", "deleted", "copy")
SOME = ("owner", "auditor", "other_owner", "family", "nobody")


def names_of_drafts(
    patterns: list[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every address of a draft outside the workspace, with the parts that it names."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from names_of_drafts(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif "draft_id" in pattern.pattern.converters and not hasattr(pattern.callback, "action"):
            yield f"{space}{pattern.name}", list(pattern.pattern.converters)


def parts(world: World, client: str, name: str, wanted: list[str]) -> dict[str, Any]:
    """Something for each part that an address names; a new part fails until it is here."""
    draft = world.drafts.get(client)
    objects = world.objects.get(client, world.objects["mine"])
    known = {
        "draft_id": draft.public_id if draft else uuid.uuid4(),
        "code": world.office.share_code,
        "key": "c1" if "child" in name else "you-wages",
        "step": "home",
        "tax_year": 2024,
        "link_id": uuid.uuid4(),
        "request_id": objects["request_id"],
        "change_id": objects["change_id"],
    }
    return {part: known[part] for part in wanted}


def may_answer(world: World, person: str, client: str) -> bool:
    """A copy may be answered by whoever may answer the client that it is of: "mine"."""
    of = "mine" if client == "copy" else client
    allowed = person == "other_owner" or (person in OURS and "answer" in MAY[OURS[person]])
    return allowed and world.sees(person, of)


def test_only_the_screens_of_answers_are_open_to_staff_and_only_to_those_who_may_answer() -> None:
    world = World(only_own_clients=True)
    before = kept(views=False)
    tried = 0
    for name, wanted in names_of_drafts():
        by_staff = name.removeprefix("wizard:") in ANSWERED_BY_STAFF
        for client in TRIED:
            view = resolve(reverse(name, kwargs=parts(world, client, name, wanted)))
            for person in PEOPLE:
                if person == "family" or (by_staff and may_answer(world, person, client)):
                    continue
                status = status_of(world, person, "get", view)
                if status == 405:
                    status = status_of(world, person, "post", view)
                assert status == 404, (name, person, client, status)
                tried += 1
    assert kept(views=False) == before
    assert tried > 1500


def test_whoever_may_answer_reaches_the_screens_of_answers() -> None:
    world = World()
    for person, client in (("owner", "mine"), ("advisor", "copy"), ("assistant", "mine")):
        assert may_answer(world, person, client)
        for step in ("home", "year"):
            address = reverse("wizard:page", args=[world.drafts[client].public_id, step])
            assert answer_of(world, person, "get", address).status_code == 200, (person, client, step)
        for name in ("sections", "review"):
            address = reverse(f"wizard:{name}", args=[world.drafts[client].public_id])
            assert answer_of(world, person, "get", address).status_code in (200, 302), (person, client, name)


def test_the_list_of_pages_that_only_families_open_is_complete() -> None:
    named = {name.removeprefix("advising:") for name, _wanted in names_of_drafts() if name.startswith("advising:")}
    assert named | {"invited"} == OF_FAMILIES


def test_a_link_shows_the_result_to_whoever_has_it_until_it_is_stopped_and_to_nobody_a_way_in() -> None:
    world = World()
    link = make_link(world.drafts["mine"], label="", days=7)
    address = reverse("result:shared", args=[link.token])
    for person in SOME:
        page = answer_of(world, person, "get", address)
        assert page.status_code == 200, person
        assert str(world.drafts["mine"].public_id) not in page.content.decode()
        assert answer_of(world, person, "post", address).status_code == 405, person
    # That the family stops showing its draft to the office has nothing to do with whom it gave the link.
    stop_sharing(world.drafts["mine"])
    assert answer_of(world, "nobody", "get", address).status_code == 200
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert {answer_of(world, person, "get", address).status_code for person in SOME} == {404}


def test_a_link_of_a_deleted_draft_opens_nothing() -> None:
    world = World()
    link = make_link(world.drafts["deleted"], label="", days=7)
    address = reverse("result:shared", args=[link.token])
    assert {answer_of(world, person, "get", address).status_code for person in SOME} == {404}
