"""A family saves its draft by e-mail on one computer and opens it on a phone, and looks at every page on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility import sideways_scrolling, violations
from tests.browser.answering import press
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.test_berlin import start


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_draft_is_saved_by_email_and_opened_on_a_phone(open_page: OpenPage, *, scripts: bool) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        if scripts:
            found.extend([*violations(page), *sideways_scrolling(page)])

    laptop, phone = open_page(java_script_enabled=scripts), open_page(PHONE, java_script_enabled=scripts)
    start(laptop, "full interview")
    laptop.goto(reverse("drafts:list"))
    press(laptop.get_by_role("link", name="Come back on any device"))
    look(laptop)
    press(laptop.get_by_role("button", name="Send me a code"))
    expect(laptop.get_by_role("alert")).to_contain_text("Enter your email address")
    look(laptop)
    ask_and_type(laptop, look)
    expect(laptop.get_by_role("main")).to_contain_text("Come back with your email address, on any device")

    link = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert link
    phone.goto(re.sub(r"^https?://[^/]+", "", link.group()))
    look(phone)
    press(phone.get_by_role("button", name="Send me a code"))
    type_code(phone, look)
    expect(phone.get_by_role("heading", name="Our 2025 check")).to_be_visible()
    look(phone)

    for name, button in (("Rename", "Save the name"), ("Copy to another year", "Make the copies")):
        phone.goto(reverse("drafts:list"))
        open_more(phone)
        press(phone.get_by_role("link", name=re.compile(name)).first)
        look(phone)
        if name == "Copy to another year":
            press(phone.get_by_role("button", name=button))
            look(phone)
            phone.get_by_label("2024. Ask").check()
        press(phone.get_by_role("button", name=button))
    phone.goto(reverse("drafts:list"))
    open_more(phone)
    press(phone.get_by_role("link", name=re.compile("^Delete")).first)
    look(phone)
    press(phone.get_by_role("button", name="Delete this draft"))
    look(phone)
    press(phone.get_by_role("button", name=re.compile("Bring back")))
    press(phone.get_by_role("link", name="Devices that can open them"))
    look(phone)
    press(phone.get_by_role("button", name="Close my drafts on this device"))
    expect(phone.get_by_role("main")).to_contain_text("There is no draft in this browser yet")
    assert not found


def ask_and_type(page: Page, look: Callable[[Page], None]) -> None:
    page.get_by_label("Your email address").fill("dora@example.org")
    press(page.get_by_role("button", name="Send me a code"))
    type_code(page, look)


def type_code(page: Page, look: Callable[[Page], None]) -> None:
    page.get_by_label("Code from the mail").fill("12 34")
    press(page.get_by_role("button", name="Open my drafts"))
    look(page)
    codes = [re.search(r"^\d{6}$", str(message.body), re.MULTILINE) for message in mail.outbox]
    newest = [code.group() for code in codes if code][-1]
    page.get_by_label("Code from the mail").fill(newest)
    page.get_by_label("Remember this device for 30 days").check()
    press(page.get_by_role("button", name="Open my drafts"))


def open_more(page: Page) -> None:
    page.locator("details summary", has_text="More you can do").first.click()
