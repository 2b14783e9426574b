"""Taking the last change of answers back, from the result."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.drafts.models import Draft
from interview.drafts.what_changed import put_back
from tests.interview.browsing import draft_of
from tests.interview.families import family
from tests.result.test_changed_since import NO_NUMBER, block, finished, take_the_number_away
from tests.result.test_kept_results import kept, opened, pay
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db


def undo(client: Client, draft: Draft, **changes: Any) -> Any:
    page = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    fields = page.select(f"form[action='{reverse('result:undo', args=[draft.public_id])}'] input[name]")
    assert fields
    data = {str(field["name"]): str(field["value"]) for field in fields if field["name"] != "csrfmiddlewaretoken"}
    return client.post(reverse("result:undo", args=[draft.public_id]), data | changes)


def test_a_change_from_the_result_leads_back_to_what_it_did(client: Client) -> None:
    draft = finished(client)
    response = take_the_number_away(client, draft, back="result")
    assert response["Location"] == reverse("result:show", args=[draft.public_id]) + "#changed-h"
    page = BeautifulSoup(opened(client, draft).content.decode(), "html.parser")
    assert page.select_one("#changed-h[tabindex='-1']") is not None


def test_undo_puts_the_answers_before_back_as_a_new_version(client: Client) -> None:
    draft = finished(client)
    answers, version = draft.answers, draft.version
    take_the_number_away(client, draft)
    response = undo(client, draft)
    draft.refresh_from_db()
    assert response["Location"] == reverse("result:show", args=[draft.public_id]) + "#changed-h"
    assert draft.answers == answers
    assert draft.version == version + 2
    assert "Your refund went from $1,700 to $3,400, because you changed: Leo: Papers" in block(opened(client, draft))


def test_undo_can_be_undone(client: Client) -> None:
    draft = finished(client)
    take_the_number_away(client, draft)
    changed = draft.answers
    undo(client, draft)
    undo(client, draft)
    draft.refresh_from_db()
    assert draft.answers == changed


def test_undo_keeps_what_was_typed_and_not_sent(client: Client) -> None:
    draft = finished(client)
    take_the_number_away(client, draft)
    client.post(reverse("wizard:keep", args=[draft.public_id, "home_country"]), {"country": "FR"})
    undo(client, draft)
    draft.refresh_from_db()
    assert draft.unsaved["home_country"]["country"] == ["FR"]


def test_a_stale_undo_is_refused_and_changes_nothing(client: Client) -> None:
    draft = finished(client)
    take_the_number_away(client, draft)
    old = draft.version
    pay(client, draft, 70_000)
    response = undo(client, draft, version=str(old))
    answers = draft.answers
    draft.refresh_from_db()
    assert response.status_code == 409
    assert "Nothing was undone." in response.content.decode()
    assert draft.answers == answers


def test_undo_says_what_it_takes_back_where_more_has_changed(client: Client) -> None:
    draft = finished(client)
    publish_refund_cap(1_900)
    take_the_number_away(client, draft)
    pay(client, draft, 50_000)
    told = block(opened(client, draft))
    assert "This takes back your last change:" in told
    undo(client, draft)
    draft.refresh_from_db()
    assert draft.answers["income-you-wages"]["amount"]["amount"] == "60000"
    assert draft.answers["child_papers-c2"] == NO_NUMBER


def test_nobody_puts_back_the_answers_of_another_draft(client: Client) -> None:
    other = finished(client)
    draft = draft_of(client, family(year={"tax_year": 2024}))
    pay(client, draft, 60_000)
    pay(client, draft, 65_000)
    response = undo(client, draft, to=str(kept(other)[0].pk))
    before = draft.answers
    draft.refresh_from_db()
    assert response.status_code == 404
    assert draft.answers == before


@pytest.mark.parametrize(("version", "to"), [("", ""), ("x", "1"), ("1", "9" * 40), ("1", "-1")])
def test_an_undo_that_names_nothing_is_not_found(client: Client, version: str, to: str) -> None:
    draft = finished(client)
    response = client.post(reverse("result:undo", args=[draft.public_id]), {"version": version, "to": to})
    assert response.status_code == 404


def test_what_is_only_typed_in_another_window_does_not_hinder_it(client: Client) -> None:
    draft = finished(client)
    before = draft.answers
    take_the_number_away(client, draft)
    Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now(), unsaved={"home": {"main_place": ["us"]}})
    assert put_back(draft, kept(draft)[-1], version=draft.version)
    draft.refresh_from_db()
    assert draft.answers == before
    assert draft.unsaved == {"home": {"main_place": ["us"]}}


def test_an_answer_saved_in_the_same_moment_is_not_lost(client: Client) -> None:
    draft = finished(client)
    take_the_number_away(client, draft)
    read_before = Draft.objects.get(pk=draft.pk)
    pay(client, draft, 70_000)
    assert not put_back(read_before, kept(draft)[-1], version=read_before.version)
    draft.refresh_from_db()
    assert draft.answers["income-you-wages"]["amount"]["amount"] == "70000"
