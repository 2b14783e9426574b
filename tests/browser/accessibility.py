"""The automatic accessibility check: axe, with every rule, in both schemes and at both widths."""

from __future__ import annotations

from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROWEST = 320

# Rules that are only tags away from the default: the size of things to tap, and the newest criteria.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    """What axe holds against the open page, in both schemes and at both widths; the page stays as it was."""
    before = page.viewport_size
    found = []
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            places = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:3])
            found.append(f"{page.url} {width}px {scheme}: {violation['id']} at {places}")
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
