"""Somebody who uses no mouse gets through the interview, and always sees where the focus is."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.keyboard import KeyboardPerson, focused, next_stop, tab_to
from tests.browser.personas import BERLIN, BY_KEYBOARD, Persona
from tests.browser.test_personas import THE_END, has_reached_its_result, headline


def begin_without_a_mouse(page: Page, persona: Persona, button: str) -> None:
    page.goto(reverse("home"))
    assert next_stop(page)["words"] == "Skip to main content"
    year = page.get_by_label(re.compile("which tax year", re.IGNORECASE)).element_handle()
    tab_to(page, year)
    page.keyboard.type(str(persona.tax_year))
    tab_to(page, page.get_by_role("button", name=re.compile(button, re.IGNORECASE)).element_handle())
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("persona", BY_KEYBOARD, ids=str)
def test_the_full_interview_needs_only_a_keyboard(desktop: Page, persona: Persona) -> None:
    begin_without_a_mouse(desktop, persona, "full interview")
    family = KeyboardPerson(desktop, persona.full, {"Add (a|another) child": persona.children})
    family.walk_to(THE_END)
    has_reached_its_result(desktop, persona, family.seen)


def test_the_quick_check_needs_only_a_keyboard(desktop: Page) -> None:
    begin_without_a_mouse(desktop, BERLIN, "quick estimate")
    KeyboardPerson(desktop, BERLIN.quick).walk_to(THE_END)
    assert headline(desktop) == BERLIN.quick_says


def test_a_refused_answer_puts_the_focus_on_the_list_of_what_is_wrong_and_from_there_on_the_field(
    desktop: Page,
) -> None:
    begin_without_a_mouse(desktop, BERLIN, "full interview")
    person = KeyboardPerson(desktop, {})
    tab_to(desktop, person.button().element_handle())
    with desktop.expect_navigation():
        desktop.keyboard.press("Enter")
    assert desktop.locator("#main [role=alert]").evaluate("one => one === document.activeElement")
    assert next_stop(desktop)["words"] == "Choose where your main home was for most of 2025"
    desktop.keyboard.press("Enter")
    assert focused(desktop)["kind"] == "radio"
    next_stop(desktop, "Space")
    assert desktop.locator("input[type=radio]:checked").count() == 1
