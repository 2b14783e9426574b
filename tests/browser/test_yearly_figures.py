"""An admin corrects a figure in a real browser: a new draft, a mistake told at its place, the difference."""

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


def test_a_figure_is_corrected_in_a_draft(admin: Page) -> None:
    found: list[str] = []

    def look() -> None:
        found.extend([*violations(admin), *sideways_scrolling(admin)])

    press(admin.get_by_role("link", name="Yearly figures").first)
    admin.get_by_role("row", name="2025").get_by_role("link", name="2025").click()
    look()
    press(admin.get_by_role("button", name="New draft from the figures in force"))
    admin.get_by_role("link", name="Child tax credit").click()
    cap = admin.get_by_role("group", name="Most that can be paid back for each child")
    dollars = cap.get_by_label("Dollars")
    expect(dollars).to_have_accessible_description("In force: $1,700 $1,700 last year, the same")
    cap.get_by_label("Source").fill("A law made up for this test")
    dollars.fill("2.000")
    dollars.press("Enter")
    summary = admin.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(cap).to_contain_text("must be a number, like 1,700 or 7.65")
    expect(cap.get_by_label("Source")).to_have_value("A law made up for this test")
    look()
    summary.get_by_role("link").click()
    expect(dollars).to_be_focused()
    expect(dollars).to_have_value("2.000")
    dollars.fill("1,800")
    admin.get_by_role("button", name="Save this section").click()
    section = admin.get_by_role("listitem").filter(has=admin.get_by_role("link", name="Child tax credit"))
    expect(section).to_contain_text("2 differences")
    admin.get_by_role("link", name="Check").click()
    expect(admin.get_by_role("status")).to_contain_text("No problems found")
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1700
    assert not found
