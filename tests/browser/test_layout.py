"""The whole interview of the mother in Berlin at 200 percent, with larger text, and without anything that moves."""

from __future__ import annotations

import time

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.browser.answering import Person
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.layout import (
    shifts,
    watch_for_shifts,
    what_sticks_out,
    with_larger_text,
    with_longer_words,
)
from tests.browser.personas import BERLIN
from tests.browser.test_every_page import come_as
from tests.browser.test_personas import THE_END, begin, headline
from tests.browser.untidy_families import FAMILIES, screens_by_family
from tests.interview.browsing import draft_of

A_DESK_AT_200_PERCENT = (640, 450)


def test_at_200_percent_nothing_is_cut_and_nothing_scrolls_sideways(open_page: OpenPage) -> None:
    page = open_page(A_DESK_AT_200_PERCENT, device_scale_factor=2)
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend([*what_sticks_out(page), *with_larger_text(page)])

    page.goto(reverse("home"))
    look(page)
    begin(page, BERLIN, "full interview")
    Person(page, BERLIN.full, {"Add (a|another) child": BERLIN.children}, look).walk_to(THE_END)
    look(page)
    assert headline(page) == BERLIN.says
    assert not found


def test_nothing_moves_while_a_page_loads(open_page: OpenPage) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    watch_for_shifts(page)
    found: list[str] = []
    page.goto(reverse("home"))
    found.extend(shifts(page))
    begin(page, BERLIN, "full interview")
    family = Person(
        page, BERLIN.full, {"Add (a|another) child": BERLIN.children}, lambda page: found.extend(shifts(page))
    )
    family.walk_to(THE_END)
    found.extend(shifts(page))
    assert not found


def test_nothing_moves_when_scripts_come_late(open_page: OpenPage, live_server: object) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    watch_for_shifts(page)
    client = Client()
    draft = draft_of(client, dict(FAMILIES["berlin"]))
    come_as(page, client, str(live_server))

    def late(route: Route) -> None:
        time.sleep(0.7)  # a move within half a second of a press does not count
        route.continue_()

    page.route("**/*.js", late)
    found: list[str] = []
    for screen in ("child_basics-c1", "income-you-wages"):
        page.goto(reverse("wizard:page", args=[draft.public_id, screen]))
        found.extend(shifts(page))
    page.goto(reverse("result:show", args=[draft.public_id]))
    found.extend(shifts(page))
    assert not found


def test_longer_words_find_room_on_a_phone(open_page: OpenPage, live_server: object) -> None:
    page = open_page(PHONE)
    client = Client()
    drafts = {name: draft_of(client, dict(answers)) for name, answers in FAMILIES.items()}
    come_as(page, client, str(live_server))
    addresses = [
        reverse("wizard:page", args=[drafts[name].public_id, screen])
        for name, screens in screens_by_family().items()
        for screen in screens
    ]
    finished = [drafts["berlin"].public_id]
    addresses += [reverse(name, args=finished) for name in ("wizard:sections", "wizard:review", "result:show")]
    found: list[str] = []
    for address in [reverse("home"), reverse("drafts:list"), *addresses]:
        page.goto(address)
        found += with_longer_words(page)
    assert not found
