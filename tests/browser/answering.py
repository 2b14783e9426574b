"""Somebody who reads the question on the screen and answers it, and who knows nothing of names inside the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

# What is answered: words of an option or text to type; for a question of several boxes, an answer for each label;
# for a question that is asked again for each child, a list with an answer for each time.
Answer = str | dict[str, str] | list["Answer"]
Look = Callable[[Page], None]

LONGEST_INTERVIEW = 60

READ_THE_FORM = """
() => {
    const words = node => (node?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    return [...document.querySelectorAll('#main form input, #main form select, #main form textarea')]
        .filter(control => !['hidden', 'submit', 'button'].includes(control.type) && !control.disabled)
        .map((control, place) => {
            const label = words(control.labels?.[0]) || control.getAttribute('aria-label') || '';
            return {
                place, label,
                id: control.id,
                name: control.name,
                kind: control.tagName === 'INPUT' ? control.type : control.tagName.toLowerCase(),
                question: words(control.closest('fieldset, .field')?.querySelector('legend, label')) || label,
                value: control.value,
                chosen: control.checked === true,
            };
        });
}
"""


def press(button_or_link: Locator) -> None:
    """Click and wait for the page that it leads to; a click alone returns while the old page is still there."""
    with button_or_link.page.expect_navigation():
        button_or_link.click()


@dataclass(frozen=True)
class Control:
    """One thing on the page that can be filled in."""

    place: int
    label: str
    id: str
    name: str
    kind: str
    question: str
    value: str
    chosen: bool

    @property
    def is_choice(self) -> bool:
        return self.kind in {"radio", "checkbox"}

    @property
    def has_answer(self) -> bool:
        return self.chosen if self.is_choice else bool(self.value)

    @property
    def selector(self) -> str:
        if self.id:
            return f'[id="{self.id}"]'
        return f'[name="{self.name}"]' + (f'[value="{self.value}"]' if self.is_choice else "")


class Person:
    """Answers page after page. `look` is called on every page before it is answered.

    `rows` says how often a button that adds something to a list is pressed: {"Add a child": 2}. `otherwise` is chosen
    wherever nothing else is said and the page offers it.
    """

    def __init__(
        self,
        page: Page,
        answers: Mapping[str, Answer],
        rows: Mapping[str, int] | None = None,
        look: Look | None = None,
        otherwise: str = "",
    ) -> None:
        self.page = page
        self.otherwise = otherwise
        self.rows = dict(rows or {})
        self.answers = {
            question: list(answer) if isinstance(answer, list) else answer for question, answer in answers.items()
        }
        self.look = look or (lambda _page: None)
        self.seen: list[str] = []
        self.clicks = 0
        self.letters = 0

    def walk_to(self, address: str) -> None:
        """Answers and goes on until the address of the page matches."""
        for _ in range(LONGEST_INTERVIEW):
            if re.search(address, self.page.url):
                return
            self.answer_this_page()
            self.go_on()
        raise AssertionError(f"never came to {address}; pages: {self.seen}")

    def answer_this_page(self) -> None:
        self.look(self.page)
        self.seen.append(self.page.url)
        asked = self.questions()
        offered = [one.label for controls in asked.values() for one in controls if one.is_choice]
        has_a_way_out = bool(self.otherwise) and any(re.search(self.otherwise, label) for label in offered)
        for question, controls in asked.items():
            answer = self.answer_to(question)
            if answer is None and any(self.otherwise and re.search(self.otherwise, one.label) for one in controls):
                answer = self.otherwise
            if answer is not None:
                self.fill(controls, answer)
            elif not has_a_way_out and not any(one.has_answer or one.kind == "checkbox" for one in controls):
                raise AssertionError(f"{self.page.url} asks {question!r}, and this family has no answer to that")

    def questions(self) -> dict[str, list[Control]]:
        """What the page asks, in the page's own words and order."""
        found: dict[str, list[Control]] = {}
        for row in self.page.evaluate(READ_THE_FORM):
            control = Control(**row)
            found.setdefault(control.question, []).append(control)
        return found

    def answer_to(self, question: str) -> Any:
        for pattern, answer in self.answers.items():
            if re.search(pattern, question, re.IGNORECASE):
                return answer.pop(0) if isinstance(answer, list) else answer
        return None

    def fill(self, controls: list[Control], answer: str | dict[str, str]) -> None:
        if isinstance(answer, dict):
            for label, part in answer.items():
                self.fill([control for control in controls if re.search(label, control.label, re.IGNORECASE)], part)
            return
        if controls and controls[0].is_choice:
            chosen = [control for control in controls if re.search(answer, control.label, re.IGNORECASE)]
            assert chosen, f"{self.page.url}: no option {answer!r} among {[control.label for control in controls]}"
            self.page.locator(chosen[0].selector).check()
            self.clicks += not chosen[0].chosen
            return
        if len(controls) > 1:
            # An amount with no word about its currency: that stays what the page offers.
            controls = [control for control in controls if control.kind != "select"]
        assert len(controls) == 1, f"{self.page.url}: {answer!r} fits {[control.label for control in controls]}"
        box = self.page.locator(controls[0].selector)
        if controls[0].kind == "select":
            option = box.locator("option").filter(has_text=re.compile(answer, re.IGNORECASE)).first
            value = option.get_attribute("value")
            box.select_option(value)
            self.clicks += 0 if value == controls[0].value else 2  # open the list, choose
        else:
            box.fill(answer)
            self.clicks += 1  # into the box
            self.letters += len(answer)

    def go_on(self) -> None:
        """Presses what leads on: a button that adds what is still missing, else the page's main one."""
        before = self.page.url
        press(self.button())
        self.clicks += 1
        errors = self.page.locator("#main [role=alert]")
        assert self.page.url != before or not errors.count(), f"{before}: {errors.first.inner_text()}"

    def button(self) -> Locator:
        buttons = self.page.locator("#main").get_by_role("button")
        for words, times in self.rows.items():
            adds = buttons.filter(has_text=re.compile(words, re.IGNORECASE))
            if times and adds.count():
                self.rows[words] -= 1
                return adds.first
        leads_on = re.compile("continue|these are all|see my result|go on", re.IGNORECASE)
        return buttons.filter(has_text=leads_on).first
