"""Figures in a real browser: an editor corrects one, a second person reviews, publishes, and takes it back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from interview.years import in_force
from interview.years.publishing import copy_to_draft, published_revision
from tests.browser.accessibility import ONE_WAY, TWO_WAYS, Ways, sideways_scrolling, violations
from tests.browser.answering import press
from tests.browser.test_every_page import come_as
from tests.years.addresses import page
from tests.years.people import edit_cap, person, signed_in

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
    press(admin.get_by_role("row", name="2025").get_by_role("link", name="2025"))
    look()
    press(admin.get_by_role("button", name="New draft from the figures in force"))
    press(admin.get_by_role("link", name="Child tax credit"))
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
    expect(cap).to_contain_text("the source is not from the IRS")
    cap.get_by_label("Why it is right").fill("There is no such law")
    admin.get_by_role("button", name="Save this section").click()
    section = admin.get_by_role("listitem").filter(has=admin.get_by_role("link", name="Child tax credit"))
    expect(section).to_contain_text("2 differences")
    admin.get_by_role("link", name="Check").click()
    expect(admin.get_by_role("status")).to_contain_text("No problems found")
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1700
    assert not found


def test_a_second_person_reviews_publishes_and_takes_it_back(desktop: Page, live_server: object) -> None:
    found: list[str] = []

    def look(ways: Ways = ONE_WAY) -> None:
        found.extend([*violations(desktop, ways), *sideways_scrolling(desktop)])

    def cap_in_force() -> int:
        return in_force(2025).parameters.child_tax_credit.refund_cap_per_child

    current = published_revision(2025)
    assert current is not None
    ada, bob = person("ada", "editor"), signed_in("bob", "publisher")
    draft = copy_to_draft(current, by=ada)
    edit_cap(draft, 1900, by=ada)

    come_as(desktop, signed_in("ada"), str(live_server))
    desktop.goto(page("change", draft))
    press(desktop.get_by_role("link", name="Send to review"))
    look()
    press(desktop.get_by_role("button", name="Send to review"))

    come_as(desktop, bob, str(live_server))
    desktop.goto(page("change", draft))
    press(desktop.get_by_role("link", name="Review and publish"))
    expect(desktop.get_by_role("table", name="Most that can be paid back for each child")).to_contain_text("+11.8%")
    publish = desktop.get_by_role("button", name="Publish 2025, revision 2")
    press(publish)
    look(TWO_WAYS)
    desktop.get_by_role("alert").get_by_role("link").first.click()
    first = desktop.get_by_label("I have checked this against its source").first
    expect(first).to_be_focused()
    first.check()
    desktop.get_by_label("Is that right?").check()
    desktop.get_by_label("Why are these figures published?").fill("A law made up for this test")
    desktop.get_by_label("What changed and why, in English").fill("The most that is paid back went up.")
    desktop.get_by_label("Why go on all the same?").fill("There are no drafts yet.")
    desktop.get_by_label("Type the tax year to confirm").fill("2025")
    assert cap_in_force() == 1700
    press(publish)
    assert cap_in_force() == 1900

    press(desktop.get_by_role("link", name="Withdraw"))
    look()
    press(desktop.get_by_role("link", name="Go back to 2025, revision 1"))
    desktop.get_by_label("Why do these figures come back?").fill("The law was not made")
    desktop.get_by_label("What changed and why, in English").fill("We took the change back.")
    desktop.get_by_label("Why go on all the same?").fill("They were in force before.")
    desktop.get_by_label("Type the tax year to confirm").fill("2025")
    look()
    press(desktop.get_by_role("button", name="Put these figures in force again"))
    assert cap_in_force() == 1700

    press(desktop.get_by_role("link", name="History", exact=True))
    look()
    desktop.goto(f"{page('differences', draft)}?against=last_year")
    look()
    assert not found
