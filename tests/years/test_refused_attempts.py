"""Every refused attempt on the pages of the yearly figures is kept in their history, without anything typed."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.years.models import HistoryEntry, ParameterRevision
from tests.years.addresses import page
from tests.years.people import signed_in

pytestmark = pytest.mark.django_db

TYPED = "typed by somebody"


def refused() -> list[HistoryEntry]:
    return list(HistoryEntry.objects.filter(what=HistoryEntry.What.REFUSED).order_by("id"))


def test_a_post_by_a_viewer_is_kept_without_what_was_typed(
    draft: ParameterRevision, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in("vera", "viewer")
    with caplog.at_level(logging.WARNING, "interview.years.history"):
        answer = client.post(page("section", draft, "phaseout"), {"figures.phaseout.step.value": TYPED})
    assert answer.status_code == 403
    (entry,) = refused()
    assert (entry.by_name, entry.tax_year, entry.revision) == ("vera", 2025, draft)
    assert entry.new == "section (POST): The account may not do this"
    assert "Refused: section (POST)" in caplog.text
    assert TYPED not in caplog.text


@pytest.mark.parametrize("name", ["publish", "send_back", "revert", "review"])
def test_every_step_that_a_viewer_tries_is_kept(draft: ParameterRevision, name: str) -> None:
    client = signed_in("vera", "viewer")
    assert client.post(page(name, draft), {"reason": TYPED}).status_code == 403
    (entry,) = refused()
    assert entry.new.startswith(f"{name} (POST)")
    assert TYPED not in f"{entry.new} {entry.reason} {entry.old} {entry.label}"


def test_an_advisor_who_is_no_staff_of_the_admin_is_kept(draft: ParameterRevision) -> None:
    client = Client()
    client.force_login(User.objects.create_user("advisor"))
    assert client.get(page("change", draft)).status_code == 302
    (entry,) = refused()
    assert "not one of the staff" in entry.new


def test_pages_of_no_revision_are_kept_too() -> None:
    client = signed_in("nobody")
    assert client.get(reverse("admin:interview_parameterrevision_all_history")).status_code == 403
    assert client.get(reverse("admin:interview_parameterrevision_year", args=[2024])).status_code == 403
    assert client.get(reverse("admin:interview_parameterrevision_year", args=[99_999])).status_code == 403
    assert [entry.tax_year for entry in refused()] == [0, 2024, 0]


def test_strangers_and_other_pages_add_nothing(draft: ParameterRevision) -> None:
    assert Client().get(page("change", draft)).status_code == 302
    assert Client().post(page("publish", draft)).status_code == 302
    client = signed_in("nobody")
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403
    assert client.get(page("change", draft).replace(str(draft.pk), "9" * 30)).status_code == 404
    assert refused() == []


def test_what_is_allowed_or_merely_wrong_is_no_refusal(draft: ParameterRevision) -> None:
    client = signed_in("ada", "editor")
    client.get(page("change", draft))
    client.post(page("section", draft, "phaseout"), {})
    assert refused() == []
