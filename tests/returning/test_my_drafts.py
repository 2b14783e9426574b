"""What a family can do with its drafts: rename, download, delete, bring back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.identity_numbers import REFUSAL
from tests.advising.people import advisor, draft_of, family, office, shared_draft
from tests.interview.families import BERLIN
from tests.returning.coming_back import come_back

pytestmark = pytest.mark.django_db


def listed(client: Client) -> str:
    return client.get(reverse("drafts:list")).content.decode()


def test_a_draft_is_named_after_its_year_until_it_gets_a_name() -> None:
    client, key = family()
    draft = draft_of(key)
    version = draft.version
    assert "Our 2025 check" in listed(client)
    client.post(reverse("drafts:name", args=[draft.public_id]), {"name": " The Berlin plan "})
    assert "The Berlin plan" in listed(client)
    assert "Our 2025 check" not in listed(client)
    draft.refresh_from_db()
    assert (draft.name, draft.version) == ("The Berlin plan", version)
    client.post(reverse("drafts:name", args=[draft.public_id]), {"name": ""})
    assert "Our 2025 check" in listed(client)


@pytest.mark.parametrize("name", ["x" * 61, "us 123-45-6789"])
def test_a_name_is_short_and_no_tax_number(name: str) -> None:
    client, key = family()
    draft = draft_of(key)
    answer = client.post(reverse("drafts:name", args=[draft.public_id]), {"name": name})
    assert answer.status_code == 422
    assert ("60 letters or fewer" if len(name) > 60 else str(REFUSAL)) in answer.content.decode()
    draft.refresh_from_db()
    assert draft.name == ""


@pytest.mark.parametrize("page", ["name", "copy", "download", "delete", "restore"])
def test_nobody_does_anything_with_the_draft_of_another_family(page: str) -> None:
    _alice, key = family()
    draft = draft_of(key)
    stranger, _key = family()
    address = reverse(f"drafts:{page}", args=[draft.public_id])
    assert {stranger.get(address).status_code, stranger.post(address, {"years": ["2024"]}).status_code} <= {404, 405}
    assert Draft.objects.get().deleted_at is None


def test_the_list_says_what_is_open_and_who_reads_a_draft() -> None:
    client, key = family()
    answers = {name: value for name, value in BERLIN.items() if name != "foreign_tax_amount"}
    draft = draft_of(key, answers=answers)
    Draft.objects.filter(pk=draft.pk).update(office=office("Lakeside Tax Help"))
    assert "1 screen still open" in listed(client)
    assert "Shared with Lakeside Tax Help" in listed(client)


def test_the_list_says_how_long_a_draft_without_an_address_is_kept(settings: object) -> None:
    settings.KEEP_BROWSER_DRAFTS = 123  # type: ignore[attr-defined]
    client, key = family()
    draft_of(key)
    assert "123 days after the last change" in listed(client)
    come_back(client)
    assert "123 days" not in listed(client)
    assert "on any device" in listed(client)


def test_the_download_holds_answers_in_words_and_as_stored_and_the_result() -> None:
    client, key = family()
    draft = draft_of(key)
    answer = client.get(reverse("drafts:download", args=[draft.public_id]))
    document: dict[str, Any] = json.loads(answer.content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fledge-2025.json"'
    assert document["answers"] == draft.answers
    words = {row["question"]: row["answer"] for part in document["answers_in_words"] for row in part["answers"]}
    assert words["Mia: Name"] == "Mia"
    assert document["household"]["tax_year"] == 2025
    assert document["result"]["tax_year"] == 2025
    assert document["shared_with"] == []


def test_the_download_of_an_unfinished_draft_has_no_result() -> None:
    client, key = family()
    draft = draft_of(key, answers={"start": {"depth": "full"}, "year": {"tax_year": 2025}})
    document = json.loads(client.get(reverse("drafts:download", args=[draft.public_id])).content)
    assert (document["household"], document["result"]) == (None, None)


def test_the_download_says_who_may_read_the_draft() -> None:
    lakeside = office("Lakeside Tax Help")
    draft = shared_draft(lakeside)
    client, key = family()
    Draft.objects.update(browser_key_hash=key)
    document = json.loads(client.get(reverse("drafts:download", args=[draft.public_id])).content)
    assert document["shared_with"][0]["office"] == "Lakeside Tax Help"
    assert lakeside.share_code not in json.dumps(document)


def test_the_download_holds_no_secret() -> None:
    client, key = family()
    cookie = next(iter(client.cookies.values())).value
    draft = draft_of(key)
    before = client.get(reverse("drafts:download", args=[draft.public_id])).content.decode()
    come_back(client)
    draft.refresh_from_db()
    assert draft.address is not None
    after = client.get(reverse("drafts:download", args=[draft.public_id])).content.decode()
    for secret in (cookie, key, draft.address.email_hash, str(draft.address.public_id)):
        assert secret not in before + after


def test_the_page_before_deleting_says_what_goes_and_deletes_nothing() -> None:
    client, key = family()
    draft = draft_of(key)
    page = client.get(reverse("drafts:delete", args=[draft.public_id]))
    assert "You can bring it back for 7 days" in page.content.decode()
    assert Draft.objects.get().deleted_at is None


def test_a_deleted_draft_opens_nowhere() -> None:
    bob_client, bob = advisor("bob")
    lakeside = office("Lakeside Tax Help", bob)
    draft = shared_draft(lakeside)
    client, key = family()
    Draft.objects.update(browser_key_hash=key)
    opens = [
        reverse("wizard:resume", args=[draft.public_id]),
        reverse("wizard:page", args=[draft.public_id, "home"]),
        reverse("result:show", args=[draft.public_id]),
        reverse("advising:share", args=[draft.public_id]),
        reverse("drafts:download", args=[draft.public_id]),
    ]
    assert {client.get(address).status_code for address in opens} <= {200, 302}
    assert bob_client.get(reverse("advising:draft", args=[draft.public_id])).status_code == 200
    client.post(reverse("drafts:delete", args=[draft.public_id]))
    assert {client.get(address).status_code for address in opens} == {404}
    assert bob_client.get(reverse("advising:draft", args=[draft.public_id])).status_code == 404
    assert "Brauer" not in bob_client.get(reverse("advising:drafts"), follow=True).content.decode()


def test_a_deleted_draft_comes_back_with_everything() -> None:
    bob_client, bob = advisor("bob")
    draft = shared_draft(office("Lakeside Tax Help", bob))
    client, key = family()
    Draft.objects.update(browser_key_hash=key)
    client.post(reverse("drafts:delete", args=[draft.public_id]))
    assert "You can bring it back until" in listed(client)
    client.post(reverse("drafts:restore", args=[draft.public_id]))
    draft.refresh_from_db()
    assert draft.answers == BERLIN
    assert client.get(reverse("wizard:page", args=[draft.public_id, "home"])).status_code == 200
    assert bob_client.get(reverse("advising:draft", args=[draft.public_id])).status_code == 200


def test_a_page_that_was_open_when_the_draft_was_deleted_saves_nothing() -> None:
    client, key = family()
    draft = draft_of(key)
    client.post(reverse("drafts:delete", args=[draft.public_id]))
    address = reverse("wizard:page", args=[draft.public_id, "home"])
    assert client.post(address, {"main_place": "us"}).status_code == 404
    draft.refresh_from_db()
    assert draft.answers == BERLIN
