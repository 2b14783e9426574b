"""The whole interview where scripts are switched off: nothing on a page needs them."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from tests.browser import berlin
from tests.browser.answering import Person, press
from tests.browser.answering_by_name import CodedPerson
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.test_berlin import RESULT, reads_the_answer, start
from tests.interview.families import BERLIN


def without_scripts(open_page: OpenPage) -> Page:
    return open_page(PHONE, java_script_enabled=False)


def cards(page: Page) -> list[str]:
    return [name.split()[0] for name in page.locator("#main li h2").all_inner_texts()]


def test_the_interview_works_without_scripts(open_page: OpenPage) -> None:
    page = without_scripts(open_page)
    start(page, "full interview")
    Person(page, berlin.FULL, berlin.CHILDREN).walk_to(RESULT)
    reads_the_answer(page)


def test_a_child_is_taken_off_the_list_and_brought_back_without_scripts(open_page: OpenPage) -> None:
    page = without_scripts(open_page)
    start(page, "full interview")
    mother = Person(page, berlin.FULL, berlin.CHILDREN)
    mother.walk_to("/child_papers-c2/")
    mother.answer_this_page()
    mother.go_on()
    assert cards(page) == ["Mia", "Leo"]
    press(page.locator("#main").get_by_role("button", name=re.compile("Remove Leo")))
    assert cards(page) == ["Mia"]
    press(page.locator("#main").get_by_role("button", name="Undo"))
    assert cards(page) == ["Mia", "Leo"]
    mother.walk_to(RESULT)
    reads_the_answer(page)


def test_the_interview_works_in_spanish_without_scripts(open_page: OpenPage) -> None:
    page = without_scripts(open_page)
    with override("es"):
        page.goto(reverse("home"))
    page.locator("[name=tax_year]").select_option(str(BERLIN["year"]["tax_year"]))
    press(page.locator("button[name=depth][value=full]"))
    CodedPerson(page, BERLIN).walk_to(RESULT)
    assert page.locator("html").get_attribute("lang") == "es"
    assert re.search(r"3.400", page.locator("#main h1").inner_text())
