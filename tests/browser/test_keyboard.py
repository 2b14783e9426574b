"""Somebody who uses no mouse gets through the quick check, and always sees where the focus is."""

from __future__ import annotations

import re

from playwright.sync_api import Page

FOCUSED = """
() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const tile = one.closest('label') ?? one;
    const seen = node => getComputedStyle(node).outlineStyle !== 'none' || getComputedStyle(node).boxShadow !== 'none';
    const words = node => (node?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    return {
        kind: one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase(),
        words: words(one.labels?.[0]) || one.getAttribute('aria-label') || words(one),
        visible: seen(one) || seen(tile) || [...tile.children].some(seen),
    };
}
"""
MOST_STOPS = 40


def tab_to(page: Page, kind: str, words: str) -> None:
    """Tab on until the focus is there; every stop on the way must be visible."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["visible"], f"{page.url}: no sign of the focus on {focused}"
        if focused["kind"] == kind and re.search(words, focused["words"], re.IGNORECASE):
            return
    raise AssertionError(f"{page.url}: the Tab key never came to the {kind} {words!r}")


def choose(page: Page, first: str, words: str) -> None:
    """Into the group by Tab, to the answer by the arrow keys, on by Enter."""
    tab_to(page, "radio", first)
    for _ in range(MOST_STOPS):
        if re.search(words, page.evaluate(FOCUSED)["words"], re.IGNORECASE):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    go_on(page)


def type_in(page: Page, question: str, text: str) -> None:
    tab_to(page, "text", question)
    page.keyboard.type(text)


def go_on(page: Page) -> None:
    tab_to(page, "button", "^save and continue$")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_quick_check_needs_only_a_keyboard(desktop: Page) -> None:
    page = desktop
    page.goto("/")
    tab_to(page, "a", "skip to main content")
    tab_to(page, "button", "quick")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    choose(page, "50 states", "in another country")
    choose(page, "not married", "not married")
    type_in(page, "how many children", "2")
    go_on(page)
    type_in(page, "how many of them", "2")
    go_on(page)
    choose(page, "yes", "yes")
    tab_to(page, "select", "currency")
    page.keyboard.type("Euro")
    type_in(page, "how much did you earn", "60000")
    go_on(page)
    type_in(page, "how much income tax", "15000")
    go_on(page)
    choose(page, "yes", "both ways")
    assert "/result/" in page.url
    assert "$3,400" in page.locator("#main").inner_text()
