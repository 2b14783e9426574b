"""An admin copies a revision, edits it figure by figure, checks and publishes it; nobody else can."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.identity_numbers import holds_identity_number
from interview.years import in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, publish
from tests.years.addresses import page
from tests.years.admin_forms import fields_on

pytestmark = pytest.mark.django_db

CAP = "figures.child_tax_credit.refund_cap_per_child"
Fields = dict[str, str]


@pytest.fixture(autouse=True)
def _one_person_publishes(settings: Any) -> None:
    settings.ONE_PERSON_PUBLISHES = True


def test_the_list_shows_year_number_state_and_who_published(admin_client: Client) -> None:
    text = BeautifulSoup(
        admin_client.get(reverse("admin:interview_parameterrevision_changelist")).content, "html.parser"
    ).get_text(" ")
    assert re.search(r"2025\s+1\s+Published\s+November 21, 2026\s+Came with the program", text, re.DOTALL)


def test_copying_makes_a_draft_and_opens_it(admin_client: Client, current: ParameterRevision) -> None:
    answer = admin_client.post(page("copy", current))
    draft = ParameterRevision.objects.get(tax_year=2025, number=2)
    assert answer.headers["Location"] == page("change", draft)
    assert (
        "Families see revision 1. Nothing here counts until it is published."
        in admin_client.get(page("change", draft)).content.decode()
    )


def test_a_revision_offers_what_can_be_done_with_it(
    admin_client: Client, current: ParameterRevision, draft: ParameterRevision
) -> None:
    def offered(revision: ParameterRevision) -> list[str]:
        soup = BeautifulSoup(admin_client.get(page("change", revision)).content, "html.parser")
        return [tool.get_text(strip=True) for tool in soup.select(".figure-tools .button")]

    assert offered(current) == ["Check", "Copy to a new draft", "History"]
    assert offered(draft) == ["Check", "Copy to a new draft", "Publish", "History"]


def test_copying_by_a_link_is_refused(admin_client: Client, current: ParameterRevision) -> None:
    assert admin_client.get(page("copy", current)).status_code == 405


def edit_cap(draft: ParameterRevision, cap: int) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {"value": cap, "source": "A new law"}
    change_draft(draft, document, by=draft.created_by)


def test_publishing_shows_the_difference_and_needs_a_reason(admin_client: Client, draft: ParameterRevision) -> None:
    edit_cap(draft, 1900)
    opened_page = admin_client.get(page("publish", draft))
    rows = BeautifulSoup(opened_page.content, "html.parser").select(".figure-differences tbody tr")
    cells = [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in rows]
    assert cells[0] == [
        "Child tax credit",
        "Most that can be paid back for each child",
        "$1,700",
        "$1,900",
        "A new law",
    ]
    answer = admin_client.post(page("publish", draft), fields_on(opened_page.content))
    assert answer.status_code == 422
    assert "Say why these figures are published" in answer.content.decode()
    assert in_force(2025).parameters.revision == 1


def test_publishing_with_nothing_sent_is_refused_in_words(admin_client: Client, draft: ParameterRevision) -> None:
    answer = admin_client.post(page("publish", draft), {})
    assert answer.status_code == 422
    assert "Say why these figures are published" in answer.content.decode()


def test_publishing_puts_the_draft_in_force(admin_client: Client, draft: ParameterRevision, admin_user: User) -> None:
    edit_cap(draft, 1900)
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "A new law"}
    assert admin_client.post(page("publish", draft), fields).headers["Location"] == page("change", draft)
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1900
    draft.refresh_from_db()
    assert (draft.published_by, draft.reason) == (admin_user, "A new law")
    assert LogEntry.objects.latest("pk").change_message == "Published: A new law"


def test_a_reason_with_an_identity_number_is_refused(admin_client: Client, draft: ParameterRevision) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Asked by 123-45-6789"}
    answer = admin_client.post(page("publish", draft), fields)
    assert answer.status_code == 422
    assert "Do not enter a Social Security number or ITIN here" in answer.content.decode()


def test_publishing_on_an_old_difference_is_refused_and_the_new_one_is_shown(
    admin_client: Client, draft: ParameterRevision
) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Go"}
    edit_cap(draft, 1900)
    answer = admin_client.post(page("publish", draft), fields)
    assert answer.status_code == 422
    assert "These figures changed while you were looking at them" in answer.content.decode()
    assert "$1,900" in answer.content.decode()
    assert in_force(2025).parameters.revision == 1
    assert admin_client.post(page("publish", draft), fields_on(answer.content)).status_code == 302


def test_a_faulty_draft_has_no_publish_button_and_is_refused(admin_client: Client, draft: ParameterRevision) -> None:
    fields = fields_on(admin_client.get(page("publish", draft)).content) | {"reason": "Go"}
    edit_cap(draft, 99_999)
    answer = admin_client.get(page("publish", draft))
    assert "1 problem keeps these figures from being published" in answer.content.decode()
    assert "reason" not in fields_on(answer.content)
    draft.refresh_from_db()
    answer = admin_client.post(page("publish", draft), fields | {"draft": draft.digest})
    assert answer.status_code == 422
    assert in_force(2025).parameters.revision == 1


def test_a_published_revision_has_no_inputs_and_refuses_them(admin_client: Client, current: ParameterRevision) -> None:
    answer = admin_client.get(page("section", current, "child_tax_credit"))
    assert fields_on(answer.content) == {}
    assert "$1,700" in answer.content.decode()
    assert admin_client.post(page("section", current, "child_tax_credit"), {f"{CAP}.value": "1"}).status_code == 403
    assert admin_client.get(page("publish", current)).status_code == 403
    assert admin_client.post(page("delete", current), {"post": "yes"}).status_code == 403


def test_nothing_is_deleted_not_even_a_draft(admin_client: Client, draft: ParameterRevision) -> None:
    assert admin_client.post(page("delete", draft), {"post": "yes"}).status_code == 403
    assert ParameterRevision.objects.filter(pk=draft.pk).exists()


def test_an_unknown_section_or_revision_is_not_found(admin_client: Client, draft: ParameterRevision) -> None:
    assert admin_client.get(page("section", draft, "nonsense")).status_code == 404
    assert admin_client.get("/en/admin/interview/parameterrevision/9999/check/").status_code == 404
    assert admin_client.get("/en/admin/interview/parameterrevision/x/publish/").status_code == 404


def test_a_replaced_revision_says_so(
    admin_client: Client, current: ParameterRevision, draft: ParameterRevision, admin_user: User
) -> None:
    publish(draft, by=None, reason="Next", in_force=current)
    assert "A later revision is in force." in admin_client.get(page("change", current)).content.decode()


def test_no_shipped_source_looks_like_an_identity_number(admin_client: Client) -> None:
    def texts(value: Any) -> list[str]:
        if isinstance(value, dict):
            return [text for entry in value.values() for text in texts(entry)]
        return [value] if isinstance(value, str) else []

    documents = ParameterRevision.objects.values_list("document", flat=True)
    assert [text for document in documents for text in texts(document) if holds_identity_number(text)] == []
