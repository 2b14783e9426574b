"""Every page through axe, light and dark, on a phone and on a desk; none scrolls sideways at 320 pixels."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from interview.advising.models import Office, OfficeMember
from tests.browser import berlin
from tests.browser.accessibility import sideways_scrolling, violations
from tests.browser.answering import Person, press
from tests.browser.test_berlin import RESULT, start


class Inspector:
    """Looks at each page it is shown and keeps what it finds."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.titles: list[str] = []

    def look(self, page: Page) -> None:
        self.found += violations(page) + sideways_scrolling(page)
        self.titles.append(page.title())

    def visit(self, page: Page, address: str) -> None:
        page.goto(address)
        self.look(page)


@pytest.fixture
def inspector() -> Inspector:
    return Inspector()


def test_every_page_of_the_full_interview_is_accessible(desktop: Page, inspector: Inspector) -> None:
    start(desktop, "full interview")
    Person(desktop, berlin.FULL, berlin.CHILDREN, inspector.look).walk_to(RESULT)
    open_everything(desktop)
    inspector.look(desktop)
    inspector.visit(desktop, reverse("drafts:list"))
    assert not inspector.found
    assert len(set(inspector.titles)) > 20


def test_every_page_of_the_quick_check_is_accessible(desktop: Page, inspector: Inspector) -> None:
    inspector.visit(desktop, reverse("home"))
    start(desktop, "quick estimate")
    Person(desktop, berlin.QUICK, look=inspector.look).walk_to(RESULT)
    inspector.look(desktop)
    assert not inspector.found


def test_pages_that_refuse_what_was_typed_are_accessible(desktop: Page, inspector: Inspector) -> None:
    start(desktop, "full interview")
    Person(desktop, berlin.FULL, berlin.CHILDREN).walk_to("/child_basics")
    press(desktop.get_by_role("button", name="Save and continue"))
    assert desktop.locator("#main [role=alert]").count() == 1
    inspector.look(desktop)
    assert not inspector.found


def test_pages_for_drafts_and_wrong_addresses_are_accessible(desktop: Page, inspector: Inspector) -> None:
    inspector.visit(desktop, reverse("drafts:list"))
    inspector.visit(desktop, "/no-such-page/")
    assert not inspector.found


def test_sharing_and_the_advisors_pages_are_accessible(desktop: Page, inspector: Inspector) -> None:
    office = Office.objects.create(name="Lakeside Tax Help")
    bob = User.objects.create_user("bob", password="a long enough password")
    OfficeMember.objects.create(office=office, user=bob)

    start(desktop, "full interview")
    Person(desktop, berlin.FULL, berlin.CHILDREN).walk_to(RESULT)
    inspector.visit(desktop, desktop.url.replace("/result/", "/share/"))
    share(desktop, office, inspector)

    inspector.visit(desktop, reverse("account_login"))
    desktop.get_by_label(re.compile("user|e-mail|login", re.IGNORECASE)).fill("bob")
    desktop.get_by_label("Password", exact=True).fill("a long enough password")
    press(desktop.get_by_role("button", name="Sign in"))
    inspector.visit(desktop, reverse("advising:drafts"))
    press(desktop.locator("#main").get_by_role("link", name=re.compile("Brauer")).first)
    open_everything(desktop)
    inspector.look(desktop)
    assert "$3,400" in desktop.locator("#main").inner_text()
    assert not inspector.found


def share(page: Page, office: Office, inspector: Inspector) -> None:
    """Gives the office's code, reads what that means, and agrees."""
    page.get_by_label(re.compile("code", re.IGNORECASE)).fill(office.share_code)
    press(page.locator("#main").get_by_role("button").first)
    inspector.look(page)
    page.get_by_label(re.compile("name", re.IGNORECASE)).first.fill("Brauer")
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page.get_by_role("button", name=re.compile("share", re.IGNORECASE)).first)
    inspector.look(page)


def open_everything(page: Page) -> None:
    """What is folded away must be accessible too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
