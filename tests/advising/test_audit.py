"""The record of an office: found by person and kind, read page by page, taken away as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from interview.firms import activity, audit
from interview.firms.activity import Change, record
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import Office, OfficeMember
from interview.firms.sharing import stop_sharing
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db


class Firm:
    def __init__(self) -> None:
        self.client, self.auditor = advisor("audrey")
        self.office = office("Lakeside Tax Help")
        OfficeMember.objects.create(office=self.office, user=self.auditor, role=OfficeMember.Role.AUDITOR)
        self.draft = shared_draft(self.office)
        self.file = ClientFile.objects.select_related("draft").get()

    def read(self, **query: Any) -> str:
        answer = self.client.get(reverse("advising:audit", args=[self.office.pk]), query)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def rows(self, **typed: str) -> list[dict[str, str]]:
        answer = self.client.post(reverse("advising:audit_export", args=[self.office.pk]), typed)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def firm() -> Firm:
    return Firm()


def test_it_says_who_did_what_to_which_client(firm: Firm) -> None:
    change = Change(old="received", new="in_review", reason="All there")
    record(activity.STATUS, firm.file, actor=firm.auditor, change=change)
    page = firm.read()
    assert all(text in page for text in ("The family", "Shared with the office", "Received → In review", "All there"))
    assert reverse("advising:draft", args=[firm.draft.public_id]) in page


def test_answers_and_names_of_families_never_stand_in_it(firm: Firm) -> None:
    record(activity.ANSWERED, firm.file, actor=firm.auditor, change=Change(page="home", old="Berlin", new="Porto"))
    assert not any(word in firm.read() for word in ("Berlin", "Porto", "Brauer"))
    assert not any(word in str(firm.rows()) for word in ("Berlin", "Porto", "Brauer"))


def test_a_client_that_is_no_longer_shared_is_a_reference_without_a_link(firm: Firm) -> None:
    stop_sharing(firm.draft)
    page = firm.read()
    assert activity.reference(firm.file) in page
    assert str(firm.draft.public_id) not in page


def test_it_is_filtered_by_person_and_kind(firm: Firm) -> None:
    record(activity.VIEWED, firm.file, actor=firm.auditor)
    assert [row["kind"] for row in firm.rows(who=str(firm.auditor.pk))] == ["exported", "viewed"]
    assert [row["kind"] for row in firm.rows(who="family")] == ["shared"]
    assert [row["kind"] for row in firm.rows(kind="shared")] == ["shared"]
    address = reverse("advising:audit", args=[firm.office.pk])
    unknown = [
        {"who": str(User.objects.create_user("stranger").pk)},
        {"kind": "x"},
        {"before": "x"},
        {"before": "9" * 30},
    ]
    assert [firm.client.get(address, each).status_code for each in unknown] == [404] * 4


def test_every_entry_stands_on_one_page_and_only_one(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "ROWS", 2)
    for _time in range(4):
        record(activity.VIEWED, firm.file, actor=firm.auditor)
    found = audit.entries(firm.office, audit.Wanted())
    seen: list[int] = []
    place: int | None = None
    while True:
        some, place = audit.page_before(found, place)
        seen += [entry.pk for entry in some]
        if place is None:
            break
    assert seen == [entry.pk for entry in Activity.objects.order_by("-id")]


def test_the_whole_record_is_read_in_pieces(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 2)
    for _time in range(4):
        record(activity.VIEWED, firm.file, actor=firm.auditor)
    # The download is an entry itself.
    assert [row["kind"] for row in firm.rows()] == ["exported", *["viewed"] * 4, "shared"]


def test_no_cell_of_the_download_is_a_formula(firm: Firm) -> None:
    for reason in ("=1+1", "+1", "-1", "@x", "\t=1"):
        record(activity.FLAGGED, firm.file, actor=firm.auditor, change=Change(reason=reason))
    reasons = {row["reason"] for row in firm.rows(kind="flagged")}
    assert reasons == {"'=1+1", "'+1", "'-1", "'@x", "'\t=1"}


def test_another_office_has_another_record(firm: Firm) -> None:
    other = Office.objects.create(name="Hilltop")
    record(activity.SETTINGS, other, actor=firm.auditor, change=Change(page="name", old="Hill", new="Hilltop"))
    assert "Hilltop" not in firm.read()
    assert Client().get(reverse("advising:audit", args=[other.pk])).status_code == 302
    assert firm.client.get(reverse("advising:audit", args=[other.pk])).status_code == 404
