"""Somebody who uses no mouse: Tab, arrows, Space, Enter and the letters, with an eye on where the focus is."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import ElementHandle, Page

from tests.browser.answering import Control, Person

FOCUSED = """
() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const tile = one.closest('label') ?? one;
    const seen = node => getComputedStyle(node).outlineStyle !== 'none' || getComputedStyle(node).boxShadow !== 'none';
    const words = node => (node?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    return {
        kind: one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase(),
        words: words(one.labels?.[0]) || one.getAttribute('aria-label') || words(one),
        name: one.name ?? '',
        visible: seen(one) || seen(tile) || [...tile.children].some(seen),
        covered: one !== document.body && (box.bottom <= 0 || box.top >= window.innerHeight),
    };
}
"""
IS_BEHIND = """
target => !!(document.activeElement.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING)
    && !document.activeElement.contains(target)
"""
IS_THERE = """
target => document.activeElement === target
    || (target.type === 'radio' && document.activeElement.name === target.name)
"""
MOST_STOPS = 60


def focused(page: Page) -> dict[str, Any]:
    """What has the focus, whether that can be seen, and whether it is on the screen."""
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


def next_stop(page: Page, key: str = "Tab") -> dict[str, Any]:
    """One stop on, which must be visible."""
    page.keyboard.press(key)
    found = focused(page)
    assert found["kind"] == "body" or found["visible"], f"{page.url}: no sign of the focus on {found}"
    assert not found["covered"], f"{page.url}: the focus is off the screen on {found}"
    return found


def tab_to(page: Page, target: ElementHandle) -> None:
    """To one control, forward or back; to a group of answers as a whole."""
    for _ in range(MOST_STOPS):
        if target.evaluate(IS_THERE):
            return
        next_stop(page, "Shift+Tab" if target.evaluate(IS_BEHIND) else "Tab")
    raise AssertionError(f"{page.url}: the Tab key never came to {target.evaluate('one => one.outerHTML')}")


class KeyboardPerson(Person):
    """Answers page after page without a mouse."""

    def answer_this_page(self) -> None:
        self.begin_in_the_question()
        super().answer_this_page()

    def begin_in_the_question(self) -> None:
        """A new page has the focus nowhere; its first stop leads past the header, the second is in the question."""
        assert focused(self.page)["kind"] == "body", self.page.url
        assert next_stop(self.page)["words"] == "Skip to main content"
        self.page.keyboard.press("Enter")
        next_stop(self.page)
        assert self.page.evaluate("document.querySelector('#main').contains(document.activeElement)"), self.page.url

    def fill(self, controls: list[Control], answer: Any) -> None:
        if isinstance(answer, dict):
            # Through the parts in the page's order, not in that of the answers.
            parts = [
                (control.place, control, part)
                for label, part in answer.items()
                for control in controls
                if re.search(label, control.label, re.IGNORECASE)
            ]
            for _place, control, part in sorted(parts, key=lambda one: one[0]):
                self.fill([control], part)
        elif controls[0].is_choice:
            chosen = next(control for control in controls if re.search(answer, control.label, re.IGNORECASE))
            self.choose(self.element(chosen))
        else:
            control = controls[0] if len(controls) == 1 else next(one for one in controls if one.kind != "select")
            self.type_in(control, answer)

    def element(self, control: Control) -> ElementHandle:
        return self.page.locator(control.selector).element_handle()

    def choose(self, target: ElementHandle) -> None:
        tab_to(self.page, target)
        for _ in range(MOST_STOPS):
            if target.evaluate("target => document.activeElement === target"):
                break
            next_stop(self.page, "ArrowDown")
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()

    def type_in(self, control: Control, answer: str) -> None:
        target = self.element(control)
        tab_to(self.page, target)
        if control.kind != "select":
            self.page.keyboard.type(answer)
            assert target.input_value() == answer
            return
        texts = target.evaluate("target => [...target.options].map(one => one.text)")
        wanted = next(text for text in texts if re.search(answer, text, re.IGNORECASE))
        self.page.keyboard.type(wanted[:20])
        assert target.evaluate("target => target.selectedOptions[0].text") == wanted

    def go_on(self) -> None:
        before = self.page.url.partition("#")[0]
        tab_to(self.page, self.button().element_handle())
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        errors = self.page.locator("#main [role=alert]")
        assert self.page.url != before or not errors.count(), f"{before}: {errors.first.inner_text()}"
