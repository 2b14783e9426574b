"""Autosave and the page that hides itself, in a browser with scripts and in one without."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from interview.drafts.access import COOKIE, key_hash, new_browser_key
from interview.drafts.models import Draft
from interview.drafts.store import Family, start_draft, with_provenance
from tests.browser.accessibility import sideways_scrolling, violations
from tests.browser.answering import press
from tests.browser.conftest import PATIENCE, PHONE, OpenPage
from tests.conftest import A_DAY_IN_NOVEMBER
from tests.interview.families import BERLIN

SHIFT = """
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.shifted = (window.shifted || 0) + entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture
def draft(transactional_db: Any) -> Draft:
    key = new_browser_key()
    draft = start_draft(Family(key_hash(key), AnonymousUser()), tax_year=2025, depth="full")
    draft.answers = {**draft.answers, **BERLIN}
    draft.save()
    draft.key = key  # type: ignore[attr-defined]
    return draft


def at(page: Page, draft: Draft, name: str, base: str, *args: str) -> Page:
    """The page, opened in the browser that the draft belongs to."""
    page.context.add_cookies([{"name": COOKIE, "value": draft.key, "url": base}])  # type: ignore[attr-defined]
    page.goto(reverse(name, args=[draft.public_id, *args]))
    return page


def wait_for(page: Page, draft: Draft, arrived: Callable[[], bool]) -> None:
    """What is sent while a page goes: nothing in the browser says when it has arrived."""
    for _ in range(PATIENCE // 100):
        draft.refresh_from_db()
        if arrived():
            return
        page.wait_for_timeout(100)


def test_typing_is_kept_after_two_seconds_and_comes_back(phone: Page, draft: Draft, live_server: Any) -> None:
    page = at(phone, draft, "wizard:page", live_server.url, "child_basics-c1")
    before = page.locator("main").bounding_box()
    page.fill("#id_name", "Mia So")
    expect(page.locator("[data-line]")).to_contain_text("Saved at")
    expect(page.locator("[role=status][data-line-once]")).to_contain_text("Saved at")
    assert page.locator("main").bounding_box() == before
    page.reload()
    expect(page.locator("#id_name")).to_have_value("Mia So")
    expect(page.get_by_text("It is not saved yet: press the button under your answers.")).to_be_visible()
    press(page.get_by_role("button", name="Save and continue"))
    draft.refresh_from_db()
    assert draft.answers["child_basics-c1"]["name"] == "Mia So"
    assert draft.unsaved == {}


def wait_for_ever(page: Page) -> None:
    """No timer of the page runs out any more: what waits for something waits as long as that takes."""
    noon = datetime.combine(A_DAY_IN_NOVEMBER, time(12), tzinfo=UTC)
    page.clock.install(time=noon)
    page.clock.pause_at(noon + timedelta(hours=1))


def test_a_link_lets_what_was_typed_go_first(phone: Page, draft: Draft, live_server: Any) -> None:
    wait_for_ever(phone)
    page = at(phone, draft, "wizard:page", live_server.url, "child_basics-c1")
    page.fill("#id_name", "Mia Sophie")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rstrip("/").rpartition("/")[2]))
    press(page.get_by_role("link", name="All sections"))
    assert [name for name in asked if name in {"typed", "sections"}] == ["typed", "sections"]
    draft.refresh_from_db()
    assert draft.unsaved["child_basics-c1"]["name"] == ["Mia Sophie"]


def test_another_form_on_the_page_lets_what_was_typed_go_first(phone: Page, draft: Draft, live_server: Any) -> None:
    wait_for_ever(phone)
    page = at(phone, draft, "wizard:page", live_server.url, "children_list")
    page.get_by_label("How many other people").fill("2")
    press(page.get_by_role("button", name="Remove Mia"))
    expect(page.get_by_text("Mia was taken off the list.")).to_be_visible()
    expect(page.get_by_label("How many other people")).to_have_value("2")


def test_the_last_press_counts_while_what_was_typed_is_on_its_way(phone: Page, draft: Draft, live_server: Any) -> None:
    page = at(phone, draft, "wizard:page", live_server.url, "child_basics-c1")
    page.route("**/typed/", lambda route: None)
    page.fill("#id_name", "Mia Sophie")
    page.get_by_role("link", name="Back", exact=True).click(no_wait_after=True)
    press(page.get_by_role("link", name="All sections"))
    page.wait_for_timeout(2_500)  # longer than a link waits
    expect(page).to_have_url(re.compile("/sections/$"))


def test_every_form_that_keeps_what_is_typed_has_the_line_that_says_so() -> None:
    templates = [file.read_text(encoding="utf-8") for file in (settings.BASE_DIR / "templates").rglob("*.html")]
    keeping = [text for text in templates if "data-keep=" in text]
    assert len(keeping) >= 3
    assert all('include "interview/parts/save_line.html"' in text for text in keeping)


def test_a_link_does_not_wait_for_a_line_that_hangs(phone: Page, draft: Draft, live_server: Any) -> None:
    page = at(phone, draft, "wizard:page", live_server.url, "child_basics-c1")
    page.route("**/typed/", lambda route: None)
    page.fill("#id_name", "Mia Sophie")
    press(page.get_by_role("link", name="All sections"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_was_typed_last_is_kept_when_somebody_leaves_at_once(phone: Page, draft: Draft, live_server: Any) -> None:
    page = at(phone, draft, "wizard:page", live_server.url, "child_basics-c1")
    page.fill("#id_name", "Mia Sophie")
    page.goto("about:blank")
    wait_for(page, draft, lambda: draft.unsaved != {})
    at(page, draft, "wizard:page", live_server.url, "child_basics-c1")
    expect(page.locator("#id_name")).to_have_value("Mia Sophie")


def test_a_double_click_adds_one_child_with_and_without_scripts(
    open_page: OpenPage, draft: Draft, live_server: Any
) -> None:
    for scripts, children in ((True, 3), (False, 4)):
        page = at(open_page(PHONE, java_script_enabled=scripts), draft, "wizard:page", live_server.url, "children_list")
        page.get_by_role("button", name="Add another child").dblclick()
        page.wait_for_url("**/child_basics-*/")
        at(page, draft, "wizard:page", live_server.url, "children_list")
        expect(page.locator("li.person")).to_have_count(children)


def test_a_page_that_nobody_uses_warns_and_then_hides_itself(phone: Page, draft: Draft, live_server: Any) -> None:
    phone.clock.install()
    page = at(phone, draft, "wizard:page", live_server.url, "home")
    page.clock.fast_forward("25:10")
    page.clock.run_for(6_000)
    expect(page.get_by_role("alert")).to_have_text(
        "Your answers are saved. For your privacy we will hide this page in 5 minutes."
    )
    page.get_by_role("button", name="Stay on this page").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.clock.fast_forward("30:10")
    page.clock.run_for(6_000)
    page.wait_for_url("**/hidden/**")
    expect(page.get_by_role("main")).not_to_contain_text("2025")
    press(page.get_by_role("link", name="Go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Where was your main home for most of 2025?")


def test_the_pages_around_the_questions_are_accessible(desktop: Page, draft: Draft, live_server: Any) -> None:
    draft.answers = with_provenance(
        {**draft.answers, "paid_home": {"paid": "not_sure"}, "home": {"main_place": "abroad"}}, "home", "carried_check"
    )
    draft.answers = {page: answer for page, answer in draft.answers.items() if page != "foreign_tax"}
    draft.unsaved = {"child_basics-c1": {"name": ["Mi"], "seen": ["old"]}}
    draft.save()
    found = []
    for name, args in (
        ("wizard:sections", []),
        ("wizard:review", []),
        ("wizard:hidden", []),
        ("wizard:page", ["child_basics-c1"]),
    ):
        page = at(desktop, draft, name, live_server.url, *args)
        found += violations(page) + sideways_scrolling(page)
    assert found == []


def test_the_map_for_staff_is_accessible(desktop: Page, client: Client, live_server: Any) -> None:
    client.force_login(User.objects.create_user("carla", is_staff=True))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    desktop.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    desktop.goto(reverse("wizard:map"))
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Map of every screen")
    # Every screen is drawn alike, and axe would need minutes for all of them.
    desktop.evaluate("document.querySelectorAll('main section').forEach((one, place) => { if (place) one.remove(); })")
    desktop.evaluate("document.querySelectorAll('main nav').forEach(links => links.remove())")
    assert violations(desktop) + sideways_scrolling(desktop) == []


def test_nothing_on_a_step_jumps(phone: Page, draft: Draft, live_server: Any) -> None:
    phone.add_init_script(SHIFT)
    for name in ("home", "child_basics-c1", "income-you-wages"):
        page = at(phone, draft, "wizard:page", live_server.url, name)
        page.wait_for_load_state("networkidle")
        assert (page.evaluate("window.shifted") or 0) < 0.02, name


def hold_the_first(page: Page, address: str) -> list[Route]:
    """What is asked for at this address: the first waits, the others go through."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route(address, hold)
    return asked


def test_ticks_of_next_steps_are_saved_one_after_another(phone: Page, draft: Draft, live_server: Any) -> None:
    page = at(phone, draft, "result:show", live_server.url)
    asked = hold_the_first(page, "**/result/steps/")
    boxes = page.locator("input[name=done]")
    with page.expect_request("**/result/steps/"):
        boxes.nth(0).check()
    boxes.nth(1).check()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert len(asked) == 1
    with page.expect_response(lambda answer: (answer.request.post_data or "").count("done=") == 2):
        asked[0].continue_()
    expect(page.locator("[data-saved]")).to_have_text("Saved.")
    draft.refresh_from_db()
    assert len(draft.steps_done) == 2


def test_a_tick_that_waits_for_another_goes_along_when_somebody_leaves(
    phone: Page, draft: Draft, live_server: Any
) -> None:
    page = at(phone, draft, "result:show", live_server.url)
    hold_the_first(page, "**/result/steps/")
    boxes = page.locator("input[name=done]")
    with page.expect_request("**/result/steps/"):
        boxes.nth(0).check()
    boxes.nth(1).check()
    page.goto("about:blank")
    wait_for(page, draft, lambda: len(draft.steps_done) == 2)
    assert len(draft.steps_done) == 2
