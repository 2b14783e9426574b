"""What staff type where no box is meant for it, what families read of the office, and two presses at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from interview.firms import activity
from interview.firms.activity import Change, record
from interview.firms.activity_words import in_words
from interview.firms.file_models import ClientFile, Note
from interview.firms.job_models import SavedView, WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.list_filters import MOST_DOLLARS
from interview.firms.list_query import canonical
from interview.firms.notes import write_note
from interview.firms.office_models import OfficeMember
from tests.advising.clients_of import Desk, client_of
from tests.advising.people import shared_draft

pytestmark = pytest.mark.django_db
NUMBER = "123-45-6789"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def posted(desk: Desk, name: str, typed: dict[str, Any]) -> Any:
    return desk.client.post(reverse(f"advising:{name}", args=[desk.office.pk]), typed)


@pytest.mark.parametrize("query", ["x=NUMBER", "sort=NUMBER", "columns=NUMBER", "status=received&year=2025&sort=a1"])
def test_a_job_keeps_of_an_address_only_what_a_list_can_be_asked_for(desk: Desk, query: str) -> None:
    file = client_of(desk.office)
    posted(desk, "bulk", {"kind": "assign", "file": file.pk, "query": query.replace("NUMBER", NUMBER)})
    assert WorkspaceJob.objects.get().parameters.get("query", "") in ("", "status=received&year=2025")


@pytest.mark.parametrize("query", [f"q={NUMBER}", "q=123+45+6789", "assignee=x", f"gain={MOST_DOLLARS + 1}"])
def test_a_job_with_filters_that_cannot_be_read_is_not_begun(desk: Desk, query: str) -> None:
    file = client_of(desk.office)
    for chosen in ({"file": file.pk}, {"all": "1"}, {}):
        answer = posted(desk, "bulk", {"kind": "assign", "query": query, **chosen})
        assert answer.status_code == 404
    assert not WorkspaceJob.objects.exists()


@pytest.mark.parametrize("name", ["sort", "columns", "x"])
def test_a_view_keeps_no_number_beside_its_filters(desk: Desk, name: str) -> None:
    posted(desk, "views", {"name": "Mine", "query": urlencode({"stage": "active", name: "123456789"})})
    assert SavedView.objects.get().query == "stage=active"


def test_codes_of_columns_are_kept_in_an_address() -> None:
    kept = canonical("sort=-paid_now&columns=status,paid_now&x=1", "sort", "columns")
    assert kept == "sort=-paid_now&columns=status%2Cpaid_now"


def test_no_amount_of_nine_digits_is_asked_for_in_an_address(desk: Desk) -> None:
    assert desk.client.get(f"{desk.list}?gain=123456789").status_code == 422
    assert desk.client.get(f"{desk.list}?gain={MOST_DOLLARS}").status_code == 200


@pytest.mark.parametrize("kind", sorted(set(activity.KINDS) - {activity.ANSWERED, activity.UNDONE}))
def test_why_colleagues_did_something_is_never_told_to_a_family(desk: Desk, kind: str) -> None:
    draft = shared_draft(desk.office)
    file = ClientFile.objects.select_related("draft").get(draft=draft)
    entry = record(kind, file, actor=desk.user, change=Change(page="home", reason="They are not honest"))
    [shown] = in_words([entry], draft, for_family=True)
    assert shown.reason == ""
    if kind in (activity.FLAGGED, activity.WHAT_IF):
        assert shown.about == ""


def test_a_note_that_is_sent_twice_is_one_note(desk: Desk) -> None:
    file = ClientFile.objects.select_related("draft").get(draft=shared_draft(desk.office))
    seat = OfficeMember.objects.select_related("office", "user").get(user=desk.user)
    first = write_note(file, "Call on Monday", seat=seat)
    assert write_note(file, "Call on Monday", seat=seat) == first
    assert Note.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["offices/{n}/", "offices/{n}/clients/", "offices/{o}/team/seats/{n}/remove/"])
def test_a_number_that_no_database_takes_is_a_page_that_is_not_there(desk: Desk, address: str, method: str) -> None:
    OfficeMember.objects.update(role=OfficeMember.Role.OWNER)
    answer = getattr(desk.client, method)("/en/advisor/" + address.format(n="9" * 25, o=desk.office.pk))
    assert answer.status_code in (404, 302)


def test_nobody_keeps_the_workers_busy_with_jobs_without_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_AT_WORK", 1)
    file = client_of(desk.office)
    pages = [posted(desk, "bulk", {"kind": "reevaluate", "file": file.pk}).headers["Location"] for _job in range(2)]
    answers = [desk.client.post(page, {"confirmed": "1"}) for page in pages]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert "Wait until one is done" in answers[1].content.decode()
    refused = posted(desk, "evaluate_file", {"lines_pasted": "{}"})
    assert refused.status_code == 422
    assert "Wait until one is done" in refused.content.decode()
    assert sorted(WorkspaceJob.objects.values_list("state", flat=True)) == ["planned", "waiting"]
