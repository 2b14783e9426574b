"""The family in Berlin from the first page to its answer: on a phone, and in two sittings."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.browser import berlin
from tests.browser.answering import Person, press
from tests.browser.conftest import PHONE, OpenPage
from tests.interview.browsing import draft_id_in

RESULT = r"/result/$"


def start(page: Page, button: str) -> None:
    page.goto("/")
    page.get_by_label(re.compile("which tax year", re.IGNORECASE)).select_option(berlin.YEAR)
    press(page.get_by_role("button", name=re.compile(button, re.IGNORECASE)))


def reads_the_answer(page: Page) -> None:
    """3,400 dollars without the exclusion, nothing with it, and why."""
    main = page.locator("#main")
    expect(main.get_by_role("heading", level=1)).to_contain_text(berlin.REFUND)
    expect(main).to_contain_text("leave the foreign earned income exclusion (Form 2555) off your return")
    assert row(main, "Your refund") == ["$3,400", "$0"]
    without, with_it = row(main, "Additional Child Tax Credit")
    assert without.startswith("$3,400")
    assert with_it == "$0 Not allowed with Form 2555"


def row(main: Locator, name: str) -> list[str]:
    """The cells of one row where both ways stand side by side."""
    cells = main.locator("tr").filter(has=main.page.get_by_role("rowheader", name=name, exact=True)).first.locator("td")
    return [" ".join(text.split()) for text in cells.all_inner_texts()]


def test_the_quick_check_says_roughly_how_much(phone: Page) -> None:
    start(phone, "quick estimate")
    Person(phone, berlin.QUICK).walk_to(RESULT)
    words = phone.locator("#main").inner_text()
    assert berlin.REFUND in words
    assert "rough" in words.lower()


def test_the_full_interview_ends_in_the_exact_answer(phone: Page) -> None:
    start(phone, "full interview")
    mother = Person(phone, berlin.FULL, berlin.CHILDREN)
    mother.walk_to(RESULT)
    reads_the_answer(phone)
    schedule = phone.locator("details").filter(has_text="Schedule 8812, line by line").first
    schedule.locator("summary").first.click()
    adds_up(schedule)


def adds_up(schedule: Locator) -> None:
    """Part I and Part II-A by hand: two children, no tax left after the foreign tax credit, 15% of pay above 2,500."""
    expected = {"4": "2", "5": "$4,400", "8": "$4,400", "12": "$4,400", "14": "$0", "16a": "$4,400", "16b": "$3,400"}
    expected |= {"17": "$3,400", "18a": "$67,720", "19": "$65,220", "20": "$9,783", "27": "$3,400"}
    shown = {}
    for line in schedule.locator("tbody tr").all():
        number, _label, amount, *_how = [" ".join(text.split()) for text in line.locator("th, td").all_inner_texts()]
        shown[number] = amount
    assert {number: shown.get(number) for number in expected} == expected


def test_a_family_leaves_in_the_middle_and_finds_everything_again_tomorrow(open_page: OpenPage) -> None:
    today = open_page(PHONE)
    start(today, "full interview")
    mother = Person(today, berlin.FULL, berlin.CHILDREN)
    mother.walk_to(r"/income-")
    where_she_stopped = today.url
    what_the_browser_keeps = today.context.storage_state()
    today.context.close()

    tomorrow = open_page(PHONE, storage_state=what_the_browser_keeps)
    tomorrow.goto(reverse("drafts:list"))
    go_on = tomorrow.locator("#main").get_by_role("link", name=re.compile("go on", re.IGNORECASE)).first
    press(go_on)
    expect(tomorrow.get_by_role("heading", level=1)).to_contain_text("section")
    press(go_on)
    assert tomorrow.url == where_she_stopped
    mother.page = tomorrow
    mother.walk_to(RESULT)
    reads_the_answer(tomorrow)


def test_somebody_else_on_another_device_does_not_see_the_draft(open_page: OpenPage) -> None:
    hers = open_page(PHONE)
    start(hers, "quick estimate")
    stranger = open_page(PHONE)
    answer = stranger.goto(hers.url)
    assert answer is not None
    assert answer.status == 404
    stranger.goto(reverse("drafts:list"))
    assert draft_id_in(hers.url) not in stranger.content()
