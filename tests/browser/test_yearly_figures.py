"""An admin corrects a figure in a real browser: copy, edit, see the mistake, publish."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from interview.years import in_force
from tests.browser.accessibility import sideways_scrolling, violations
from tests.browser.answering import press

PASSWORD = "a long enough password"


@pytest.fixture
def admin(desktop: Page) -> Page:
    """A window in which an admin has signed in."""
    User.objects.create_superuser("ada", password=PASSWORD)
    desktop.goto("/admin/")
    desktop.get_by_label("User name or email").fill("ada")
    desktop.get_by_label("Password", exact=True).fill(PASSWORD)
    desktop.get_by_role("button", name="Sign in", exact=True).click()
    expect(desktop).to_have_url(reverse("admin:index"))
    return desktop


def test_a_figure_is_corrected_and_published(admin: Page) -> None:
    found: list[str] = []

    def look() -> None:
        found.extend([*violations(admin), *sideways_scrolling(admin)])

    press(admin.get_by_role("link", name="Yearly figures").first)
    look()
    admin.get_by_role("row", name="2025").get_by_role("link", name="2025").click()
    press(admin.get_by_role("button", name="Copy to a new draft"))
    look()
    admin.get_by_role("link", name="Child tax credit").click()
    cap = admin.get_by_role("group", name="Most that can be paid back for each child")
    cap.get_by_label("Dollars").fill("2.000")
    admin.get_by_role("button", name="Save this section").click()
    expect(cap.get_by_label("Dollars")).to_have_value("2.000")
    expect(cap).to_contain_text("must be a number, like 1,700 or 7.65")
    look()
    cap.get_by_label("Dollars").fill("1,900")
    cap.get_by_label("Source").fill("A law made up for this test")
    admin.get_by_role("button", name="Save this section").click()
    admin.get_by_role("link", name="Check").click()
    expect(admin.get_by_role("status")).to_contain_text("No problems found")
    admin.get_by_role("link", name="Publish", exact=True).click()
    expect(admin.get_by_role("row", name="Most that can be paid back for each child").first).to_contain_text("$1,900")
    look()
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1700
    admin.get_by_label("Why are these figures published?").fill("To try it out")
    admin.get_by_role("button", name="Publish 2025, revision 2").click()
    expect(admin.locator("#content")).to_contain_text("These figures are in force.")
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1900
    assert not found
