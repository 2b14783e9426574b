"""The keys of the list of clients: what each does, and that they can be turned off (WCAG 2.1.4)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from interview.firms.beginning import NewClient, begin
from interview.firms.office_models import Office, OfficeMember
from tests.browser.test_every_page import come_as


@pytest.fixture
def clients(desktop: Page, live_server: LiveServer) -> Page:
    """The list of three clients, opened by their advisor."""
    office = Office.objects.create(name="Lakeside Tax Help")
    anna = User.objects.create_user("anna", "anna@lakeside.example")
    seat = OfficeMember.objects.create(office=office, user=anna, role=OfficeMember.Role.OWNER)
    for name in ("Abel", "Brauer", "Cohen"):
        begin(seat, NewClient(name=name, email="", tax_year=2025, language="en"))
    browser = Client()
    browser.force_login(anna)
    come_as(desktop, browser, live_server.url)
    desktop.goto(reverse("advising:clients", args=[office.pk]) + "?sort=client")
    return desktop


def row(page: Page, name: str) -> Locator:
    return page.locator(".clients tbody tr").filter(has_text=name)


def test_keys_walk_down_and_up_the_list_and_open_a_client(clients: Page) -> None:
    keyboard = clients.keyboard
    keyboard.press("j")
    expect(row(clients, "Abel").get_by_role("link", name="Abel")).to_be_focused()
    keyboard.press("j")
    keyboard.press("j")
    keyboard.press("j")  # there is nothing below the last
    expect(row(clients, "Cohen").get_by_role("link", name="Cohen")).to_be_focused()
    keyboard.press("k")
    expect(row(clients, "Brauer").get_by_role("link", name="Brauer")).to_be_focused()
    with clients.expect_navigation():
        keyboard.press("Enter")
    expect(clients.get_by_role("heading", level=1)).to_contain_text("Brauer")


def test_x_ticks_the_client_with_the_focus_for_what_is_done_to_several(clients: Page) -> None:
    keyboard = clients.keyboard
    for key in ("x", "j", "x", "j", "j", "x"):  # the first has no row yet
        keyboard.press(key)
    expect(row(clients, "Abel").get_by_role("checkbox")).to_be_checked()
    expect(row(clients, "Brauer").get_by_role("checkbox")).not_to_be_checked()
    expect(row(clients, "Cohen").get_by_role("checkbox")).to_be_checked()
    expect(clients.locator("[data-count]")).to_contain_text("2")
    keyboard.press("x")
    expect(row(clients, "Cohen").get_by_role("checkbox")).not_to_be_checked()


def test_a_slash_goes_to_the_search_where_keys_are_letters_again(clients: Page) -> None:
    keyboard = clients.keyboard
    keyboard.press("/")
    expect(clients.locator("#id_q")).to_be_focused()
    keyboard.type("xjk?/")
    expect(clients.locator("#id_q")).to_have_value("xjk?/")
    expect(clients.locator("#keys")).to_be_hidden()
    clients.locator("#id_q").fill("coh")
    with clients.expect_navigation():
        keyboard.press("Enter")
    expect(clients.locator(".clients tbody tr")).to_have_count(1)


def test_a_question_mark_shows_the_keys_and_they_can_be_turned_off_for_good(clients: Page) -> None:
    keyboard = clients.keyboard
    keyboard.press("?")
    dialog = clients.get_by_role("dialog", name="Keys for this list")
    expect(dialog).to_be_visible()
    keyboard.press("j")
    expect(row(clients, "Abel").get_by_role("link", name="Abel")).not_to_be_focused()
    dialog.get_by_label("Use these keys on this device").uncheck()
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    for _ in ("now", "and when the page comes back"):
        keyboard.press("j")
        keyboard.press("?")
        expect(dialog).to_be_hidden()
        expect(row(clients, "Abel").get_by_role("link", name="Abel")).not_to_be_focused()
        clients.reload()
    # The button stays, and turns them on again.
    clients.get_by_role("button", name="Keyboard").click()
    dialog.get_by_label("Use these keys on this device").check()
    keyboard.press("Escape")
    keyboard.press("j")
    expect(row(clients, "Abel").get_by_role("link", name="Abel")).to_be_focused()


def test_keys_with_a_modifier_belong_to_the_browser(clients: Page) -> None:
    for key in ("Control+j", "Alt+j", "Meta+j"):
        clients.keyboard.press(key)
    expect(row(clients, "Abel").get_by_role("link", name="Abel")).not_to_be_focused()
    clients.keyboard.press("j")
    expect(row(clients, "Abel").get_by_role("link", name="Abel")).to_be_focused()
