"""What happened to a client, in words; filtered, page by page; and what of it the family reads."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from interview.firms.activity import ANSWERED, VIEWED, Change, record
from interview.firms.file_models import ClientFile
from interview.firms.sharing import share
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN

pytestmark = pytest.mark.django_db


class Desk:
    """Alice shares her draft with the office of Bob and Ana."""

    def __init__(self) -> None:
        self.alice, key = family()
        self.bob, self.bob_user = advisor("bob")
        _client, self.ana = advisor("ana")
        self.draft = draft_of(key)
        share(self.draft, office("Lakeside Tax Help", self.bob_user, self.ana), name="Brauer")
        self.file = ClientFile.objects.select_related("draft").get()

    def pay_changed(self) -> None:
        old = BERLIN["income-you-wages"]
        new = {**old, "amount": {"amount": "61000", "currency": "EUR"}}
        about = Change(page="income-you-wages", old=old, new=new, reason="As in the statement")
        record(ANSWERED, self.file, actor=self.ana, change=about)

    def rows(self, query: str = "", *, as_family: bool = False) -> list[str]:
        name = "advising:family_activity" if as_family else "advising:activity"
        client = self.alice if as_family else self.bob
        answer = client.get(reverse(name, args=[self.draft.public_id]) + query)
        assert answer.status_code == 200
        self.page = BeautifulSoup(answer.content, "html.parser")
        texts = [" ".join(row.get_text(" ", strip=True).split()) for row in self.page.select(".entry")]
        return [text for text in texts if not text.startswith("bob Looked at")]

    def post(self, name: str, **fields: Any) -> None:
        assert self.bob.post(reverse(f"advising:{name}", args=[self.draft.public_id]), fields).status_code == 302


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_entries_say_who_did_what_with_both_values_and_why(desk: Desk) -> None:
    desk.pay_changed()
    desk.post("status", to="on_hold", reason="Waits for the card", was="received")
    desk.post("assign", assignee=desk.ana.pk, was=0)
    texts = desk.rows()
    assigned, held, answered, shared = texts
    assert assigned.startswith("bob Assigned to ana")
    assert held.startswith("bob Moved from Received to On hold")
    assert held.replace(" :", ":").endswith("Reason: Waits for the card")
    assert answered.startswith("ana Changed an answer")
    assert "before €60,000" in answered
    assert "now €61,000" in answered
    assert "As in the statement" in answered
    assert shared.startswith("The family Shared with the office")


def test_the_activity_is_filtered_by_kind_and_person_in_the_address_alone(desk: Desk) -> None:
    desk.pay_changed()
    desk.post("status", to="in_review", was="received")
    assert len(desk.rows("?kind=answered")) == 1
    assert len(desk.rows(f"?person={desk.bob_user.pk}")) == 1
    assert len(desk.rows("?person=family")) == 1
    assert desk.rows(f"?kind=answered&person={desk.bob_user.pk}") == []
    assert len(desk.rows("?kind=nonsense&person=99999&before=x")) == 3


def test_a_long_activity_comes_in_pages_and_each_costs_the_same(desk: Desk, django_assert_max_num_queries: Any) -> None:
    for _view in range(55):
        record(VIEWED, desk.file, actor=desk.ana)
    # Bob's own look is the first of the fifty.
    with django_assert_max_num_queries(12):
        assert len(desk.rows()) == 49
    older = desk.page.select_one("a[rel=next]")
    assert older is not None
    assert len(desk.rows(str(older["href"]))) == 7
    assert desk.page.select_one("a[rel=next]") is None


def test_the_family_reads_what_was_done_but_not_what_colleagues_told_each_other(desk: Desk) -> None:
    desk.pay_changed()
    desk.post("status", to="on_hold", reason="They are slow", was="received")
    desk.post("notes", text="Be patient", seen=0)
    text = " ".join(desk.rows(as_family=True))
    assert "€61,000" in text
    assert "As in the statement" in text
    assert "Wrote a note" in text
    assert "slow" not in text
    assert "patient" not in text
    stranger, _key = family()
    address = reverse("advising:family_activity", args=[desk.draft.public_id])
    assert [client.get(address).status_code for client in (stranger, desk.bob)] == [404, 404]
