"""What no form of ours sends is refused in words, and never breaks a page."""

from __future__ import annotations

import json

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from interview.years import history
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import NotPublished, change_draft, send_back
from tests.years.addresses import page
from tests.years.admin_forms import opened
from tests.years.people import in_review, person, signed_in
from tests.years.sent_forms import all_ticked

pytestmark = pytest.mark.django_db

TURNED_AROUND = "\u202e0071$"
REFUSED = HistoryEntry.What.REFUSED


@pytest.fixture
def ada() -> Client:
    return signed_in("ada", "editor")


@pytest.mark.parametrize("seen", ["[" * 100_000, '{"a":' * 50_000, "\0", "9" * 6_000, "[1]", "NaN"])
def test_marks_of_no_page_of_ours_break_no_section(draft: ParameterRevision, ada: Client, seen: str) -> None:
    for section in ("phaseout", "exchange_rates"):
        sent = {**opened(ada, draft, section), "seen": seen}
        assert ada.post(page("section", draft, section), sent).status_code in (302, 422)


@pytest.mark.parametrize("code", ["A.B", "...", "É.", "[1]", "<b>", "A B", "٣٣٣", "\0"])
def test_a_currency_code_of_other_signs_than_letters_is_refused_at_its_field(
    draft: ParameterRevision, ada: Client, code: str
) -> None:
    sent = opened(ada, draft, "exchange_rates")
    sent |= {"new.0.code": code, "new.0.per_dollar": "1.5", "new.0.source": "IRS yearly average"}
    answer = ada.post(page("section", draft, "exchange_rates"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors["new.0.code"]


def test_a_rate_is_written_in_digits_from_0_to_9(draft: ParameterRevision, ada: Client) -> None:
    sent = {**opened(ada, draft, "exchange_rates"), "exchange_rates.EUR.per_dollar": "٠.٨٨"}
    assert ada.post(page("section", draft, "exchange_rates"), sent).status_code == 422


@pytest.mark.parametrize("field", ["figures.phaseout.step.source", "figures.phaseout.step.note"])
def test_signs_that_turn_a_text_around_are_refused_at_a_source_and_a_note(
    draft: ParameterRevision, ada: Client, field: str
) -> None:
    sent = {**opened(ada, draft, "phaseout"), field: TURNED_AROUND}
    answer = ada.post(page("section", draft, "phaseout"), sent)
    assert answer.status_code == 422
    assert "signs that nobody can see" in str(answer.context["form"].errors[field])


@pytest.mark.parametrize("field", ["reason", "notice_en", "notice_es"])
@pytest.mark.parametrize("text", [TURNED_AROUND, "a\0b", "a\x1bb"])
def test_families_and_reviewers_never_read_a_text_turned_around(
    draft: ParameterRevision, field: str, text: str
) -> None:
    reviewed = in_review(draft, by=person("ada", "editor"))
    bob = signed_in("bob", "publisher")
    sent = all_ticked(bob.get(page("publish", reviewed)))
    sent |= {"reason": "New law", "notice_en": "New law", "notice_es": "", "in_spite": "-", "year": "2025"}
    answer = bob.post(page("publish", reviewed), {**sent, field: text})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_workflow_refuses_such_signs_from_whoever_calls_it(draft: ParameterRevision, admin_user: User) -> None:
    with pytest.raises(NotPublished, match="signs that nobody can see"):
        change_draft(draft, draft.document, by=admin_user, reason=TURNED_AROUND)
    in_review(draft, by=admin_user)
    with pytest.raises(NotPublished, match="signs that nobody can see"):
        send_back(draft, by=admin_user, reason=TURNED_AROUND)


def test_an_import_takes_no_text_turned_around(draft: ParameterRevision, ada: Client) -> None:
    entry = {"value": 1800, "source": TURNED_AROUND}
    text = json.dumps({"tax_year": 2025, "figures": {"child_tax_credit": {"refund_cap_per_child": entry}}})
    assert ada.post(page("import", draft), {"rows": text, "source": ""}).status_code == 422


def test_the_list_looks_for_no_null_byte(ada: Client) -> None:
    address = reverse("admin:interview_parameterrevision_changelist")
    for query in ("?state=%00", "?state__exact=draft&state__exact=%00", "?%00=1"):
        assert ada.get(address + query).status_code == 404


@pytest.mark.parametrize("year", [0, 1, 10**30])
def test_a_year_that_cannot_be_started_leads_back_to_the_list(ada: Client, year: int) -> None:
    list_ = reverse("admin:interview_parameterrevision_changelist")
    answer = ada.post(f"{list_}year/{year}/start/")
    assert (answer.status_code, answer.headers["Location"]) == (302, list_)


def test_the_tasks_of_the_queue_have_no_page_of_their_own() -> None:
    assert not admin.site.is_registered(DBTaskResult)


def test_a_method_that_somebody_made_up_is_not_kept(draft: ParameterRevision) -> None:
    assert signed_in("nobody").generic("MY-SECRET", page("change", draft)).status_code == 403
    assert "SECRET" not in HistoryEntry.objects.get(what=REFUSED).new


def test_nobody_can_flood_the_history_with_refused_attempts(
    draft: ParameterRevision, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(history, "MOST_REFUSED", 3)
    client = signed_in("nobody")
    for _attempt in range(5):
        assert client.get(page("publish", draft)).status_code == 403
    kept = HistoryEntry.objects.filter(what=REFUSED).order_by("id")
    assert [bool(entry.reason) for entry in kept] == [False, False, True]
    assert caplog.text.count("Refused: publish") == 5
    assert signed_in("another").get(page("publish", draft)).status_code == 403
    assert kept.filter(by__username="another").exists()


def test_a_form_of_a_page_that_was_open_too_long_accuses_nobody(draft: ParameterRevision) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("ada", "editor"))
    assert client.post(page("copy", draft)).status_code == 403
    assert HistoryEntry.objects.get(what=REFUSED).new == (
        "copy (POST): The form came from another site, or from a page that was open for too long"
    )
