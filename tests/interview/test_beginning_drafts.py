"""Beginning a draft: once for each press, and no more drafts than a family can look at."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from interview.drafts.access import COOKIE, MOST_DRAFTS
from interview.drafts.deleting import delete
from interview.drafts.models import Draft
from tests.advising.people import draft_of, family
from tests.interview.browsing import begin, draft_id_in
from tests.returning.coming_back import come_back

pytestmark = pytest.mark.django_db


def mark_on(client: Client, name: str) -> str:
    page = BeautifulSoup(client.get(reverse(name)).content, "html.parser")
    return str(page.select_one("input[name=mark]")["value"])  # type: ignore[index]


def start(client: Client, mark: str, **chosen: str) -> Any:
    return client.post(reverse("wizard:start"), {"tax_year": "2025", "depth": "full", "mark": mark, **chosen})


def started(client: Client, mark: str, **chosen: str) -> str:
    return draft_id_in(start(client, mark, **chosen).headers["Location"])


@pytest.mark.parametrize("name", ["home", "wizard:start"])
def test_start_pressed_twice_begins_one_draft(client: Client, name: str) -> None:
    begin(client)
    mark = mark_on(client, name)
    assert started(client, mark) == started(client, mark)
    assert Draft.objects.count() == 2


def test_another_year_another_depth_and_a_new_page_begin_drafts_of_their_own(client: Client) -> None:
    begin(client)
    mark = mark_on(client, "wizard:start")
    one = {started(client, mark), started(client, mark, tax_year="2024"), started(client, mark, depth="quick")}
    assert len({*one, started(client, mark_on(client, "wizard:start"))}) == 4


def test_a_mark_gives_nobody_the_draft_of_somebody_else(client: Client) -> None:
    begin(client)
    mark = mark_on(client, "wizard:start")
    other = Client()
    begin(other)
    assert started(client, mark) != started(other, mark)


def test_start_pressed_again_never_leads_to_a_draft_that_is_gone(client: Client) -> None:
    begin(client)
    mark = mark_on(client, "wizard:start")
    first = started(client, mark)
    delete(Draft.objects.get(public_id=first))
    second = started(client, mark)
    assert second != first
    assert client.get(reverse("wizard:resume", args=[second])).status_code == 302


def test_start_pressed_again_on_a_device_taken_off_the_list_begins_anew() -> None:
    phone = Client()
    come_back(phone)
    mark = mark_on(phone, "wizard:start")
    first = started(phone, mark)
    Draft.objects.get(public_id=first).address.devices.all().delete()  # type: ignore[union-attr]
    second = started(phone, mark)
    assert phone.get(reverse("wizard:resume", args=[first])).status_code == 404
    assert phone.get(reverse("wizard:resume", args=[second])).status_code == 302


def test_a_family_has_at_most_as_many_drafts_as_it_can_see() -> None:
    client, key = family()
    drafts = [draft_of(key) for _ in range(MOST_DRAFTS)]
    refused = [
        start(client, ""),
        client.post(reverse("drafts:copy", args=[drafts[0].public_id]), {"years": ["2024"]}),
    ]
    for answer in refused:
        assert answer.status_code == 422
        assert "There is no room for more drafts" in answer.content.decode()
    assert Draft.objects.count() == MOST_DRAFTS
    delete(drafts[-1])
    assert start(client, "").status_code == 302
    page = client.get(reverse("drafts:list")).content.decode()
    assert [draft for draft in drafts if str(draft.public_id) not in page] == []


def test_copies_for_many_years_at_once_count_one_by_one() -> None:
    client, key = family()
    drafts = [draft_of(key) for _ in range(MOST_DRAFTS - 1)]
    copy = reverse("drafts:copy", args=[drafts[0].public_id])
    assert client.post(copy, {"years": ["2024", "2023"]}).status_code == 422
    assert client.post(copy, {"years": ["2024"]}).status_code == 302


def test_a_connection_that_starts_drafts_without_end_waits(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "start_draft": "3/h/ip"}
    for _ in range(3):
        begin(client)
        client.cookies.pop(COOKIE)
    answer = start(client, "")
    assert answer.status_code == 429
    assert "Wait an hour" in answer.content.decode()
    assert Draft.objects.count() == 3
