"""A passkey in a real browser, pressed by Chromium's own virtual authenticator."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.accessibility import sideways_scrolling, violations
from tests.browser.answering import press

PASSWORD = "a long enough password"


@pytest.fixture
def with_key(desktop: Page) -> Page:
    """A window whose computer has a passkey that is pressed by itself."""
    devtools = desktop.context.new_cdp_session(desktop)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return desktop


def test_an_advisor_adds_a_passkey_and_signs_in_with_it_both_ways(with_key: Page) -> None:
    page, found = with_key, []
    User.objects.create_user("bob", password=PASSWORD)

    def look() -> None:
        found.extend([*violations(page), *sideways_scrolling(page)])

    def type_password() -> None:
        page.goto(reverse("account_login"))
        page.get_by_label("User name or email").fill("bob")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    def type_password_again() -> None:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        look()
        page.get_by_role("button", name="Go on").click()

    def sign_out() -> None:
        page.goto(reverse("account_logout"))
        page.get_by_role("main").get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(reverse("home"))

    type_password()
    page.locator("summary", has_text="Account").click()
    press(page.get_by_role("link", name="Second factor"))
    look()
    press(page.get_by_role("link", name="Add a key"))
    type_password_again()
    page.get_by_label("Name of the key").fill("Bob's laptop")
    page.get_by_label("Let me sign in with this key alone").check()
    look()
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    look()
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    sign_out()

    type_password()
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    look()
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect(page).to_have_url(reverse("advising:drafts"))
    sign_out()

    page.goto(reverse("account_login"))
    look()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(reverse("advising:drafts"))
    assert not found
