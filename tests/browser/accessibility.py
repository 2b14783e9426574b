"""The automatic accessibility check: axe, in both schemes and at both widths."""

from __future__ import annotations

from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDTHS = (360, 1280)
Scheme = Literal["light", "dark"]
NARROWEST = 320

# Also the rules that are off by default: the newest criteria, such as the size of things to tap.
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark scheme changes colors and nothing else.
RULES: dict[Scheme, dict[str, object]] = {
    "light": {"type": "tag", "values": EVERY_RULE},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}

RUN_AXE = """
rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(
    results => results.violations.map(one => one.id + ' at ' + one.nodes.slice(0, 3).map(node => node.target.join(' ')))
)
"""


Ways = tuple[tuple[int, Scheme], ...]
EVERY_WAY: Ways = tuple(product(WIDTHS, RULES))
# Enough for a page of which a twin is seen in every way: the same page in another language, or of another question.
TWO_WAYS: Ways = ((WIDTHS[0], "light"), (WIDTHS[1], "dark"))
# Enough for the same page once more, with its messages or in another language: its colors are seen already.
ONE_WAY: Ways = ((WIDTHS[0], "light"),)


def violations(page: Page, ways: Ways = EVERY_WAY) -> list[str]:
    """What axe holds against the open page at these widths and in these schemes; the page stays as it was."""
    before = page.viewport_size
    found = []
    page.wait_for_load_state()  # a click returns as soon as the next page begins to arrive
    page.evaluate(AXE_SCRIPT)
    for width, scheme in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{page.url} {width}px {scheme}: {one}" for one in page.evaluate(RUN_AXE, RULES[scheme])]
    page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    return found


def sideways_scrolling(page: Page) -> list[str]:
    """Whether the open page is wider than the narrowest phone, and what sticks out."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    wider = page.evaluate(
        """() => document.documentElement.scrollWidth > window.innerWidth
            ? [...document.querySelectorAll('body *')]
                .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
                .slice(0, 3).map(one => one.tagName + '.' + one.className)
            : null"""
    )
    if before:
        page.set_viewport_size(before)
    return [] if wider is None else [f"{page.url} is wider than {NARROWEST}px: {wider}"]
