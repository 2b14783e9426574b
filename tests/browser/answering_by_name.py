"""Somebody who fills in the fields by their names, whatever language the page speaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

from interview.steps import CHILDREN, Answers
from tests.browser.answering import press

LONGEST_INTERVIEW = 60
SCREEN = re.compile(r"/([a-z0-9_-]+)/(?:[?#].*)?$", re.IGNORECASE)


class CodedPerson:
    """Answers page after page with saved answers, without reading a word. `look` is called on every page."""

    def __init__(self, page: Page, answers: Answers, look: Callable[[Page], None] | None = None) -> None:
        self.page = page
        self.answers = answers
        self.look = look or (lambda _page: None)
        self.added = 0

    def walk_to(self, address: str) -> None:
        """Answers and goes on until the address of the page matches."""
        for _ in range(LONGEST_INTERVIEW):
            if re.search(address, self.page.url):
                return
            self.look(self.page)
            self.answer_this_page()
        raise AssertionError(f"never came to {address}, but to {self.page.url}")

    def answer_this_page(self) -> None:
        found = SCREEN.search(self.page.url)
        assert found is not None, self.page.url
        screen = found.group(1)
        main = self.page.locator("#main")
        if screen == "children_list" and self.added < len(self.answers[CHILDREN]):
            self.added += 1
            press(main.locator("button.add").first)
            return
        if screen == "review":
            press(main.locator("button[type=submit].btn").last)
            return
        for field, value in self.answers.get(screen, {}).items():
            self.fill(main, field, value)
        press(main.locator("form.form button[type=submit]:not([name])").last)
        assert not main.locator("[role=alert]").count(), f"{self.page.url}: {main.locator('[role=alert]').inner_text()}"

    def fill(self, main: Locator, field: str, value: Any) -> None:
        if isinstance(value, dict):
            main.locator(f"[name={field}_amount]").fill(value["amount"])
            currency = main.locator(f"[name={field}_currency]")
            if currency.count():
                currency.select_option(value["currency"])
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            year, month, day = value.split("-")
            main.locator(f"[name={field}_year]").fill(year)
            main.locator(f"[name={field}_month]").select_option(str(int(month)))
            main.locator(f"[name={field}_day]").fill(str(int(day)))
        elif isinstance(value, bool):
            main.locator(f"[name={field}]").set_checked(value)
        else:
            for one in value if isinstance(value, list) else [value]:
                self.fill_one(main.locator(f"[name={field}]"), str(one))

    def fill_one(self, boxes: Locator, value: str) -> None:
        tile = boxes.and_(self.page.locator(f'[value="{value}"]:is([type=radio], [type=checkbox])'))
        if tile.count():
            tile.check()
        elif boxes.first.evaluate("one => one.tagName") == "SELECT":
            boxes.select_option(value)
        else:
            boxes.fill(value)
