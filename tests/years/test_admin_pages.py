"""An admin copies a revision, edits it figure by figure, checks and publishes it; nobody else can."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.identity_numbers import holds_identity_number
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
        return [tool.get_text(strip=True) for tool in soup.select(".figure-tools .button, .figure-links a")]

    assert offered(current) == [
        "Check",
        "Effect on drafts",
        "Copy to a new draft",
        "History",
        "Export CSV",
        "Export JSON",
        "Withdraw",
        "Differences",
    ]
    assert offered(draft) == [
        "Import",
        "Check",
        "Effect on drafts",
        "Send to review",
        "Copy to a new draft",
        "History",
        "Export CSV",
        "Export JSON",
        "Give up this draft",
        "Differences",
    ]


def test_copying_by_a_link_is_refused(admin_client: Client, current: ParameterRevision) -> None:
    assert admin_client.get(page("copy", current)).status_code == 405


def edit_cap(draft: ParameterRevision, cap: int) -> None:
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"] = {"value": cap, "source": "P.L. 120-1"}
    change_draft(draft, document, by=draft.created_by)


def test_a_published_revision_has_no_inputs_and_refuses_them(admin_client: Client, current: ParameterRevision) -> None:
    answer = admin_client.get(page("section", current, "child_tax_credit"))
    assert fields_on(answer.content) == {}
    assert "$1,700" in answer.content.decode()
    assert admin_client.post(page("section", current, "child_tax_credit"), {f"{CAP}.value": "1"}).status_code == 403
    assert admin_client.get(page("publish", current)).headers["Location"] == page("change", current)
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
