"""Every page through axe, light and dark, on a phone and on a desk, with and without errors; none scrolls sideways at
320 pixels in any language.
"""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page

from interview.firms.office_models import Office, OfficeMember
from tests.browser.accessibility import EVERY_WAY, ONE_WAY, TWO_WAYS, Ways, sideways_scrolling, violations
from tests.browser.answering import press
from tests.browser.untidy_families import FAMILIES, left_open, screens_by_family, screens_of_nobody
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN
from tests.security.addresses import FILES_FOR_ROBOTS, POSTS_ONLY, Site

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OF_FIGURES = "admin:interview_parameterrevision_"
FILES_OF_A_RESULT = {"result:calendar", "result:pdf", "result:json", "result:lines_text"}
FILES_OF_JOBS = {"advising:job_file", "advising:job_faults"}
NO_PAGES = {"language", "drafts:download", f"{OF_FIGURES}export", *FILES_OF_A_RESULT, *FILES_OF_JOBS, *FILES_FOR_ROBOTS}
"""Addresses that answer with a file, or lead on at once."""
THE_MAP = {"wizard:map"}
"""So long that its own test looks at a part of it: tests/browser/test_typing_is_kept.py."""
# Colors and tags are the same in every language, and words are longer in one language than in another: in the other
# language every page is measured.
WAYS: dict[str, Ways] = {code: TWO_WAYS if code == settings.LANGUAGE_CODE else () for code in LANGUAGES}
SHARES = 5
"""The screens are dealt out to so many tests, which can then run side by side.

A handful of templates draws them all: each goes through axe narrow and light with all rules, those of the first share
wide and dark too, and once more as they come back when nothing is answered.
"""

EMPTY_THE_FORM = """
form => {
    for (const control of form.elements) {
        if (['radio', 'checkbox'].includes(control.type)) control.checked = false;
        else if (control.tagName === 'SELECT') control.selectedIndex = -1;
        else if (!['hidden', 'submit', 'button'].includes(control.type)) control.value = '';
    }
}
"""


class Inspector:
    """Looks at each page it is shown and keeps what it finds."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def look(self, page: Page, ways: Ways = TWO_WAYS) -> None:
        open_everything(page)
        self.found += (violations(page, ways) if ways else []) + sideways_scrolling(page)

    def visit(self, page: Page, address: str, ways: Ways = TWO_WAYS) -> None:
        page.goto(address)
        self.look(page, ways)

    def measure(self, page: Page, address: str) -> None:
        """Only whether everything finds room."""
        self.visit(page, address, ())

    def visit_and_answer_nothing(self, page: Page, address: str, *, thoroughly: bool) -> None:
        """The screen as it is opened, and as it comes back when nothing on it is answered."""
        self.visit(page, address, TWO_WAYS if thoroughly else ONE_WAY)
        form = page.locator("#main form.form").last
        if form.count():
            form.evaluate(EMPTY_THE_FORM)
            press(form.locator("button[type=submit]:not([name])").first)
            if page.locator("#main [role=alert]").count():
                self.look(page, ONE_WAY if thoroughly else ())


@pytest.fixture
def inspector() -> Inspector:
    return Inspector()


def come_as(page: Page, client: Client, site: str) -> None:
    """The window takes over the cookies of a browser of the other tests."""
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": one.value, "url": site} for name, one in client.cookies.items()])


def test_no_screen_is_left_out() -> None:
    assert not screens_of_nobody()
    assert not left_open()


@pytest.mark.parametrize(("language", "share"), [*product(LANGUAGES, range(SHARES))])
def test_every_screen_is_accessible(
    desktop: Page, inspector: Inspector, live_server: object, language: str, share: int
) -> None:
    client = Client()
    drafts = {name: draft_of(client, dict(answers)) for name, answers in FAMILIES.items()}
    come_as(desktop, client, str(live_server))
    screens = [(name, screen) for name, addresses in screens_by_family().items() for screen in addresses]
    for name, screen in screens[share::SHARES]:
        with override(language):
            address = reverse("wizard:page", args=[drafts[name].public_id, screen])
        if language == settings.LANGUAGE_CODE:
            inspector.visit_and_answer_nothing(desktop, address, thoroughly=share == 0)
        else:
            inspector.measure(desktop, address)
    assert not inspector.found
    assert desktop.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_page_is_accessible(
    desktop: Page, inspector: Inspector, live_server: object, language: str
) -> None:
    for client, address in pages_in(language, of_the_workspace=False):
        come_as(desktop, client, str(live_server))
        inspector.visit(desktop, address, WAYS[language])
    inspector.visit(desktop, f"/{language}/no-such-page/", WAYS[language])
    assert not inspector.found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_workspace_is_accessible(
    desktop: Page, inspector: Inspector, live_server: object, language: str
) -> None:
    ways = ONE_WAY if language == settings.LANGUAGE_CODE else ()
    for client, address in pages_in(language, of_the_workspace=True):
        come_as(desktop, client, str(live_server))
        inspector.visit(desktop, address, ways)
    assert not inspector.found


def pages_in(language: str, *, of_the_workspace: bool) -> list[tuple[Client, str]]:
    """Whoever can open it, and the address."""
    with override(language):
        addresses = Site().addresses()
    pages = [each for each in addresses if each[0] not in POSTS_ONLY | NO_PAGES | THE_MAP]
    return [
        (client, address)
        for name, client, address in pages
        if not name.startswith("admin:") and name.startswith("advising:") == of_the_workspace
    ]


def test_the_pages_of_the_yearly_figures_are_accessible(
    desktop: Page, inspector: Inspector, live_server: object
) -> None:
    of_figures = [each for each in Site().addresses() if each[0].startswith(OF_FIGURES) and each[0] not in NO_PAGES]
    assert of_figures
    for _name, client, address in of_figures:
        come_as(desktop, client, str(live_server))
        inspector.visit(desktop, address, ONE_WAY)
    assert not inspector.found


@pytest.mark.parametrize(
    ("name", "language", "ways"),
    [
        ("married-abroad", "en", EVERY_WAY),
        ("married-abroad", "es", ()),
        ("apart-in-the-us", "en", ONE_WAY),
        ("moved-in-2021", "en", ONE_WAY),
        ("quick", "es", ()),
    ],
)
def test_what_an_untidy_family_reads_is_accessible(
    desktop: Page, inspector: Inspector, live_server: object, name: str, language: str, ways: Ways
) -> None:
    client = Client()
    draft = draft_of(client, dict(FAMILIES[name]))
    come_as(desktop, client, str(live_server))
    with override(language):
        pages = [reverse(page, args=[draft.public_id]) for page in ("wizard:sections", "wizard:review", "result:show")]
    for page in pages:
        inspector.visit(desktop, page, ways)
    assert not inspector.found


def test_sharing_and_the_clients_page_are_accessible(desktop: Page, inspector: Inspector, live_server: object) -> None:
    office = Office.objects.create(name="Lakeside Tax Help")
    bob = User.objects.create_user("bob", password="a long enough password")
    OfficeMember.objects.create(office=office, user=bob)

    alice, advisor = Client(), Client()
    draft = draft_of(alice, dict(BERLIN))
    come_as(desktop, alice, str(live_server))
    inspector.visit(desktop, reverse("advising:share", args=[draft.public_id]))
    share(desktop, office, inspector)

    advisor.force_login(bob)
    come_as(desktop, advisor, str(live_server))
    inspector.visit(desktop, reverse("advising:draft", args=[draft.public_id]))
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
