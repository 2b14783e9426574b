"""A flag on what was assumed: it is seen there, with who put it up and what it covers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse

from interview.drafts.models import Draft
from tests.advising.test_answering import World
from tests.interview.families import QUICK_BERLIN

pytestmark = pytest.mark.django_db
SAYS = "Ask for the bank's letter"


@pytest.fixture
def world() -> World:
    return World()


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def client_page(world: World) -> BeautifulSoup:
    answer = world.bob.get(reverse("advising:draft", args=[world.draft.public_id]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def assumption(page: BeautifulSoup, sentence: str) -> Tag:
    return next(row for row in page.select("#assumed-here li") if sentence in words(row))


def put_up(world: World, sentence: str) -> tuple[str, str]:
    """Follow the link "Flag" beside the sentence; gives the words of its page, and where one is led afterwards."""
    link = next(link for link in assumption(client_page(world), sentence).select("a[href]") if "Flag" in words(link))
    page = BeautifulSoup(world.bob.get(str(link["href"])).content, "html.parser")
    form = page.select_one("form#flag")
    field = page.select_one("form#flag input[name=page]")
    assert form is not None
    assert field is not None
    answer = world.bob.post(str(form["action"]), {"page": str(field["value"]), "text": SAYS})
    assert answer.status_code == 302
    return words(page), str(answer["Location"])


def flagged(page: BeautifulSoup) -> list[str]:
    return [words(row) for row in page.select("#assumed-here li.chg")]


def test_a_flagged_assumption_is_marked_in_the_list_with_who_flagged_it_and_what_the_flag_covers(world: World) -> None:
    assert flagged(client_page(world)) == []
    told, _location = put_up(world, "nobody else can claim you")
    assert "It covers this whole screen: its answers, and all we assumed there." in told
    page = client_page(world)
    marked = flagged(page)
    assert len(marked) == 2, "both that were assumed on that screen"
    for row in marked:
        assert f"and all we assumed there: {SAYS} (Bob)" in row
        assert "Flag on “" in row
    assert [chip.text for chip in page.select("#assumed-here > summary .chip-bad")] == ["Flagged"]
    world.bob.post(reverse("advising:flag", args=[world.draft.public_id]), {"page": "papers-you", "off": "1"})
    assert flagged(client_page(world)) == []


def test_from_a_flag_on_a_screen_without_an_answer_one_is_led_to_what_was_assumed(world: World) -> None:
    _told, location = put_up(world, "no unused foreign tax credit")
    anchor = location.partition("#")[2]
    page = client_page(world)
    found = page.select(f'[id="{anchor}"]')
    assert len(found) == 1
    assert SAYS in words(found[0])
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_an_assumption_of_no_screen_says_that_its_flag_is_on_the_whole_client(world: World) -> None:
    Draft.objects.update(answers=QUICK_BERLIN)
    row = assumption(client_page(world), "We did not ask about interest")
    assert "Flag the client" in words(row)
    told, _location = put_up(world, "We did not ask about interest")
    assert "It covers the whole client." in told
    page = client_page(world)
    assert flagged(page) == []
    assert SAYS in words(page.select_one(".client-flags") or page)
