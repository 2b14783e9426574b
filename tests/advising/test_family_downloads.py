"""A family's download holds what offices keep and did: names, requests, the recommendation, every entry; no notes."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from interview.firms import what_ifs
from interview.firms.activity import ANSWERED, NOTED, Change, record
from interview.firms.file_models import ClientFile
from interview.firms.office_models import OfficeMember
from interview.firms.requests import Ask, write_down
from interview.firms.sharing import share, stop_sharing
from interview.firms.what_ifs import Wording
from tests.advising.people import advisor, draft_of, family, note_about, office

pytestmark = pytest.mark.django_db


def test_a_family_downloads_what_offices_keep_and_did_and_no_notes() -> None:
    alice, key = family()
    draft = draft_of(key)
    _client, bob = advisor("bob")
    lakeside = office("Lakeside Tax Help", bob)
    share(draft, lakeside, name="Brauer")
    seat = OfficeMember.objects.select_related("office", "user").get()
    file = ClientFile.objects.select_related("draft", "office").get()
    home = draft.answers["home_country"]
    changed = Change(page="home_country", old=home, new={**home, "country": "PT"}, reason="As you said on the phone")
    record(ANSWERED, file, actor=bob, change=changed)
    note_about(draft, bob)
    record(NOTED, file, actor=bob)
    write_down(file, seat, [Ask(text="Please send it", document="Form 1040 of 2024")])
    what_ifs.make(file, by=bob, name="Tried out", answers=draft.answers)
    copy = what_ifs.make(file, by=bob, name="Without Form 2555", answers=draft.answers)
    wording = Wording("Without Form 2555", recommended=True, note="It pays more")
    what_ifs.reword(copy, wording, by=bob, seen_as=what_ifs.seen(copy))
    text = alice.get(reverse("drafts:download", args=[draft.public_id])).content.decode()
    document = json.loads(text)
    assert document["kept_by_offices"] == [
        {"office": "Lakeside Tax Help", "name": "Brauer", "email": "", "shared_now": True}
    ]
    assert document["recommended_by_your_advisor"]["note"] == "It pays more"
    assert [row["what"] for row in document["asked_by_your_advisor"]] == ["Form 1040 of 2024"]
    (answered,) = [row for row in document["what_offices_did"] if row["changes"]]
    assert (answered["who"], answered["reason"]) == ("bob", "As you said on the phone")
    assert {(row["before"], row["after"]) for row in answered["changes"]} == {("Germany", "Portugal")}
    assert "Call on Monday" not in text
    assert "Tried out" not in text
    stop_sharing(draft)
    after = json.loads(alice.get(reverse("drafts:download", args=[draft.public_id])).content)
    assert (after["kept_by_offices"][0]["shared_now"], after["recommended_by_your_advisor"]) == (False, None)
