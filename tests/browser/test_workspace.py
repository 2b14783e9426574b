"""The main ways through the advisors' workspace in a real browser: an advisor and a family, and an owner."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs.tasks import work
from interview.firms.office_models import Office, OfficeMember
from tests.browser.answering import press
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.test_every_page import come_as
from tests.interview.browsing import draft_of
from tests.interview.families import BERLIN

PASSWORD = "a long enough password"


@pytest.fixture
def lakeside() -> Office:
    office = Office.objects.create(name="Lakeside Tax Help")
    for name, role in (("olga", OfficeMember.Role.OWNER), ("anna", OfficeMember.Role.ADVISOR)):
        user = User.objects.create_user(name, f"{name}@lakeside.example", PASSWORD, first_name=name.capitalize())
        OfficeMember.objects.create(office=office, user=user, role=role)
    return office


def sign_in(page: Page, name: str) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("User name or email").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in", exact=True))


def share(page: Page, draft: Draft, office: Office) -> None:
    """The family gives the office's code, reads what that means, and agrees."""
    page.goto(reverse("advising:share", args=[draft.public_id]))
    page.get_by_label("Code from your advisor").fill(office.shown_code.lower())
    press(page.locator("#main").get_by_role("button").first)
    page.get_by_label("Name for this draft").fill("Brauer")
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    press(page.get_by_role("button", name=re.compile("share", re.IGNORECASE)).first)


def test_an_advisor_corrects_asks_and_signs_off_while_the_family_answers_in_place(
    open_page: OpenPage, live_server: LiveServer, lakeside: Office
) -> None:
    family, browser = open_page(PHONE, has_touch=True, is_mobile=True), Client()
    draft = draft_of(browser, dict(BERLIN))
    come_as(family, browser, live_server.url)
    share(family, draft, lakeside)

    anna = open_page(DESKTOP)
    sign_in(anna, "anna")
    main = anna.locator("#main")
    expect(anna).to_have_url(re.compile(r"/clients/"))
    press(main.get_by_role("link", name="Brauer"))
    expect(main).to_contain_text("$3,400")

    # She corrects the tax, says why, and it stands there as hers.
    press(main.locator("a[href*='/foreign_tax_amount/']").filter(has_text="Edit").first)
    main.locator("[name=general_amount]").fill("14000")
    main.get_by_label(re.compile("why", re.IGNORECASE)).fill("The assessment says 14,000.")
    press(main.get_by_role("button", name=re.compile("save|continue", re.IGNORECASE)).first)
    expect(main).to_contain_text("By Anna")
    expect(main).to_contain_text("The assessment says 14,000.")

    # She takes a client of nobody, and asks one question.
    press(main.get_by_role("button", name="Assign it to me"))
    press(main.locator("a[href$='page=income-you-wages']").filter(has_text="Ask").first)
    press(main.get_by_role("button", name="Ask the family"))
    expect(main).to_contain_text("Waiting for family")

    # The family reads on its phone what changed and what is asked, and answers in place.
    family.goto(reverse("result:show", args=[draft.public_id]))
    press(family.get_by_role("link", name=re.compile("See what your advisor asks")))
    press(family.locator("#main").get_by_role("link", name=re.compile("^Answer")))
    family.locator("#main").locator("[name=amount_amount]").fill("9000")
    press(family.locator("#main").get_by_role("button", name=re.compile("save|continue", re.IGNORECASE)).first)
    expect(family.locator("#main")).to_contain_text("You have answered everything")
    family.goto(reverse("result:show", args=[draft.public_id]))
    expect(family.locator("#main")).to_contain_text("Your advisor changed")

    # The request is closed, the client is back in review with what it came to, and she signs off.
    anna.reload()
    expect(main).to_contain_text("Refund changed by")
    press(main.get_by_role("button", name="Ready"))
    press(main.get_by_role("link", name=re.compile("Sign", re.IGNORECASE)).first)
    press(main.get_by_role("button", name="Sign off"))
    expect(main).to_contain_text("Signed off by Anna")
    anna.goto(reverse("wizard:page", args=[draft.public_id, "home"]))
    expect(main).to_contain_text("Reopen")

    # Whoever stops sharing is gone from the list at once.
    family.goto(reverse("advising:share", args=[draft.public_id]))
    press(family.get_by_role("button", name=re.compile("stop", re.IGNORECASE)))
    anna.goto(reverse("advising:draft", args=[draft.public_id]))
    expect(main).to_contain_text("We cannot find that page")


def test_an_owner_invites_imports_assigns_in_bulk_and_exports(open_page: OpenPage, lakeside: Office) -> None:
    olga = open_page(DESKTOP)
    sign_in(olga, "olga")
    main = olga.locator("#main")

    press(olga.get_by_role("link", name="Team", exact=True))
    press(main.get_by_role("link", name=re.compile("invite", re.IGNORECASE)))
    main.get_by_label(re.compile("email", re.IGNORECASE)).fill("ines@lakeside.example")
    press(main.get_by_role("button", name=re.compile("invit", re.IGNORECASE)))
    expect(main).to_contain_text("ines@lakeside.example")
    link = re.search(r"https?://\S+", str(mail.outbox[-1].body))
    assert link is not None

    ines = open_page(PHONE, has_touch=True, is_mobile=True)
    ines.goto("/" + link.group().split("/", 3)[3])
    expect(ines.locator("#main")).to_contain_text("Lakeside Tax Help")

    # Two clients from a file whose columns have other names.
    olga.goto(reverse("advising:import_clients", args=[lakeside.pk]))
    listed = "Family;Mail;Year\nNovák;novak@mail.example;2025\nOrtiz;;2024\n".encode()
    olga.locator("input[type=file]").set_input_files({"name": "clients.csv", "mimeType": "text/csv", "buffer": listed})
    press(main.get_by_role("button", name="Choose the columns"))
    press(main.get_by_role("button", name="Show what would happen"))
    expect(main).to_contain_text("Novák")
    press(main.get_by_role("button", name="Import 2 clients"))
    finish_jobs()

    # One of them is found by the name without its accent, ticked, and given to Anna.
    olga.goto(reverse("advising:clients", args=[lakeside.pk]))
    main.get_by_label(re.compile("Name, reference")).fill("novak")
    press(main.get_by_role("button", name="Search"))
    expect(main.locator("tbody tr")).to_have_count(1)
    main.locator("tbody input[type=checkbox]").first.check()
    press(main.get_by_role("button", name="Go on"))
    main.get_by_role("combobox").first.select_option(label="Anna")
    press(main.locator("button[name=confirmed]"))
    finish_jobs()
    olga.reload()
    expect(main).to_contain_text("1 of 1")
    assert ClientFile.objects.get(name="Novák").assignee == User.objects.get(username="anna")

    # All that match go out as a file, with names because an owner may and ticks it.
    olga.goto(reverse("advising:clients", args=[lakeside.pk]))
    main.locator(".bulk input[type=checkbox]").first.check()
    main.locator(".bulk select").select_option("export")
    press(main.get_by_role("button", name="Go on"))
    main.get_by_label(re.compile("CSV")).check()
    main.locator("input[name=names]").check()
    press(main.get_by_role("button", name="Make the file"))
    finish_jobs()
    olga.reload()
    with olga.expect_download() as download:
        main.get_by_role("link", name=re.compile("^Download")).first.click()
    assert "Novák" in download.value.path().read_text(encoding="utf-8-sig")


def finish_jobs() -> None:
    """What a worker beside the site would do."""
    for job in WorkspaceJob.objects.filter(state=WorkspaceJob.State.WAITING):
        work(job.pk, seconds=30)
