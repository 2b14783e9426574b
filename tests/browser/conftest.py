"""A real browser in front of a live server, at the sizes and in the schemes that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import FLAGS, NO_CHROMIUM, browser_is_required, find_chromium
from tests.browser.watching import Watch

HERE = Path(__file__).parent
DESKTOP = (1280, 900)
PHONE = (360, 740)

PATIENCE = 30_000  # milliseconds, for machines that are busy with other things

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if find_chromium() is None and not browser_is_required():
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright keeps an event loop in this thread; without this Django would refuse the database to the whole thread.
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as running:
            yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail(f"CI must run the browser tests, but there is {NO_CHROMIUM}")
    expect.set_options(timeout=PATIENCE)
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(autouse=True)
def _always_in_november(a_day_in_november: date) -> None:
    """What pages show does not depend on the day of the test."""


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens a window of a new browser of its own; afterwards the page may have had nothing to complain about."""
    watches: list[Watch] = []

    def open_page(size: tuple[int, int] = DESKTOP, **context: Any) -> Page:
        width, height = size
        window = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="en-US", **context
        )
        window.set_default_timeout(PATIENCE)
        page = window.new_page()
        watches.append(Watch(page, live_server.url))
        return page

    yield open_page
    for watch in watches:
        watch.page.context.close()
    assert not [problem for watch in watches for problem in watch.problems]


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP)
