"""A link to read a result: shown once, open for some days, closed at once, and never a key to anything else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interview.drafts.access import COOKIE
from interview.drafts.deleting import delete
from interview.drafts.models import Draft, ShareLink
from interview.drafts.share_links import MOST_LINKS, token_hash
from interview.drafts.store import new_mark
from tests.interview.browsing import draft_of, send
from tests.interview.families import BERLIN, QUICK_BERLIN, family
from tests.result.test_kept_results import pay

pytestmark = pytest.mark.django_db

SPELLED_SSN = "123-45-6789"


@pytest.fixture
def clock() -> Any:
    with time_machine.travel("2026-03-09T12:00:00Z", tick=False) as moving:
        yield moving


def links_url(draft: Draft) -> str:
    return reverse("result:links", args=[draft.public_id])


def make(client: Client, draft: Draft, **data: str) -> Any:
    return client.post(links_url(draft), {"days": "30", "mark": new_mark(), **data})


def shown_link(response: Any) -> str:
    """The path of the link that the page shows to be copied."""
    found = BeautifulSoup(response.content.decode(), "html.parser").select_one("#new-link")
    assert found is not None
    return urlsplit(found.get_text()).path


def link_to(client: Client, draft: Draft, **data: str) -> str:
    response = make(client, draft, **data)
    assert response.status_code == 200
    return shown_link(response)


def read(path: str) -> Any:
    """What somebody sees who has the link and nothing else."""
    return Client().get(path)


def body(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_whoever_has_the_link_reads_the_result(client: Client) -> None:
    path = link_to(client, draft_of(client, BERLIN))
    response = read(path)
    assert response.status_code == 200
    assert "$3,400" in response.content.decode()
    assert "Leo" in response.content.decode()


@pytest.mark.parametrize("answers", [BERLIN, QUICK_BERLIN])
def test_nothing_on_it_can_be_changed_and_nothing_leads_to_the_draft(client: Client, answers: dict[str, Any]) -> None:
    draft = draft_of(client, answers)
    response = read(link_to(client, draft))
    page = body(response)
    assert page.select("form, input, textarea, select") == []
    assert str(draft.public_id) not in response.content.decode()
    assert "back=result" not in response.content.decode()
    assert page.select("a[href*=interview]") == []


def test_it_needs_no_cookie_and_sets_none(client: Client) -> None:
    reader = Client()
    response = reader.get(link_to(client, draft_of(client, BERLIN)))
    assert response.status_code == 200
    assert not reader.cookies
    assert not response.cookies


def test_it_is_kept_from_search_engines_caches_and_the_pages_that_follow(client: Client) -> None:
    path = link_to(client, draft_of(client, BERLIN))
    for response in (read(path), read(path[:-8] + "x/")):
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert body(response).select_one('meta[name=robots][content*="noindex"]')


def test_the_other_language_is_the_same_page_and_no_other_address_holds_the_key(client: Client) -> None:
    path = link_to(client, draft_of(client, BERLIN))
    page = body(read(path))
    (other,) = page.select(".languages a")
    assert other["href"] == path.replace("/en/", "/es/")
    spanish = read(str(other["href"]))
    assert spanish.status_code == 200
    assert body(spanish).html["lang"] == "es"  # type: ignore[index]
    token = path.rstrip("/").rsplit("/", 1)[-1]
    holding = [str(tag.get("href") or tag.get("src")) for tag in page.find_all(["a", "link", "script", "img"])]
    assert [address for address in holding if token in address] == [other["href"]]


def test_it_shows_the_newest_result(client: Client) -> None:
    draft = draft_of(client, family(extension={"extension": "abroad"}))
    path = link_to(client, draft)
    send(client, draft, "child_papers-c2", papers="citizen_none")
    assert "$1,700" in body(read(path)).select_one("h1").get_text()  # type: ignore[union-attr]


def test_while_answers_are_open_it_shows_the_last_complete_ones_and_says_so(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    path = link_to(client, draft)
    pay(client, draft, 60_000)
    send(client, draft, "child_papers-c2", papers="citizen_none")
    response = read(path)
    assert response.status_code == 200
    assert "$3,400" in body(response).select_one("h1").get_text()  # type: ignore[union-attr]
    assert "changing their answers" in response.content.decode()


def test_reading_it_writes_nothing(client: Client) -> None:
    path = link_to(client, draft_of(client, BERLIN))
    with CaptureQueriesContext(connection) as captured:
        read(path)
    assert all(query["sql"].startswith("SELECT") for query in captured)


# What closes it --------------------------------------------------------------------------------------------------


def gone(path: str) -> str:
    response = read(path)
    assert response.status_code == 404
    return re.sub(r"/shared/[^\"/]+/", "", response.content.decode())


def test_a_stopped_an_expired_a_deleted_and_an_unknown_link_all_answer_the_same(client: Client, clock: Any) -> None:
    draft, deleted = draft_of(client, BERLIN), draft_of(client, BERLIN)
    stopped, expired, of_deleted = link_to(client, draft), link_to(client, draft, days="7"), link_to(client, deleted)
    newest = ShareLink.objects.get(token_hash=token_hash(stopped.rstrip("/").rsplit("/", 1)[-1]))
    client.post(reverse("result:stop_link", args=[draft.public_id, newest.public_id]))
    delete(deleted)
    clock.shift(timedelta(days=7))
    unknown = [reverse("result:shared", args=[token]) for token in ("x", "A" * 43, "0" * 500)]
    pages = {gone(path) for path in (stopped, expired, of_deleted, *unknown)}
    assert len(pages) == 1
    assert "This link does not work any more" in pages.pop()


@pytest.mark.parametrize("behind", ["x/", ".", "..", ")/", "/", "a/b/c/"])
def test_a_link_with_something_behind_it_does_not_tell_its_key_either(client: Client, behind: str) -> None:
    path = link_to(client, draft_of(client, BERLIN))
    token = path.rstrip("/").rsplit("/", 1)[-1]
    response = Client().get(path + behind, follow=True)
    assert response.status_code == 404
    assert response["Referrer-Policy"] == "no-referrer"
    addresses = {str(tag["href"]) for tag in body(response).select("[href]")}
    assert [address for address in addresses if token in address and not address.startswith("/es/shared/")] == []


def test_a_link_works_until_its_last_moment(client: Client, clock: Any) -> None:
    path = link_to(client, draft_of(client, BERLIN), days="7")
    clock.shift(timedelta(days=7, seconds=-1))
    assert read(path).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert read(path).status_code == 404


def test_a_draft_that_was_never_finished_shows_nothing(client: Client) -> None:
    draft = draft_of(client, family(foreign_tax_amount=None))
    assert read(link_to(client, draft)).status_code == 404


def test_tidying_up_deletes_links_that_have_ended_and_no_others(client: Client, clock: Any) -> None:
    draft = draft_of(client, BERLIN)
    link_to(client, draft, days="7")
    link_to(client, draft, days="90")
    clock.shift(timedelta(days=8))
    call_command("tidy_drafts", verbosity=0)
    (left,) = ShareLink.objects.all()
    assert left.expires_at > left.created_at + timedelta(days=80)


# Making one ------------------------------------------------------------------------------------------------------


def test_only_the_hash_of_the_key_is_stored(client: Client) -> None:
    token = link_to(client, draft_of(client, BERLIN)).rstrip("/").rsplit("/", 1)[-1]
    assert len(token) >= 43
    (link,) = ShareLink.objects.all()
    assert link.token_hash == token_hash(token)
    assert token not in {str(value) for value in vars(link).values()}


def test_the_link_is_shown_once(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    path = link_to(client, draft, label="Steuerberater")
    page = client.get(links_url(draft)).content.decode()
    assert "Steuerberater" in page
    assert path.rstrip("/").rsplit("/", 1)[-1] not in page


def test_pressing_the_button_twice_makes_one_link(client: Client) -> None:
    draft, mark = draft_of(client, BERLIN), new_mark()
    assert link_to(client, draft, mark=mark) == link_to(client, draft, mark=mark)
    assert ShareLink.objects.count() == 1


def test_the_same_press_in_another_draft_is_another_link(client: Client) -> None:
    mark = new_mark()
    one, other = (link_to(client, draft_of(client, BERLIN), mark=mark) for _draft in range(2))
    assert one != other


def test_pressing_again_does_not_open_a_stopped_link(client: Client) -> None:
    draft, mark = draft_of(client, BERLIN), new_mark()
    path = link_to(client, draft, mark=mark)
    client.post(reverse("result:stop_link", args=[draft.public_id, ShareLink.objects.get().public_id]))
    assert make(client, draft, mark=mark).status_code == 302
    assert read(path).status_code == 404


def test_pressing_again_does_not_open_a_stopped_link_that_was_tidied_away_either(client: Client, clock: Any) -> None:
    draft, mark = draft_of(client, BERLIN), new_mark()
    path = link_to(client, draft, mark=mark)
    client.post(reverse("result:stop_link", args=[draft.public_id, ShareLink.objects.get().public_id]))
    for hours in (1, 11, 12, 24):
        clock.shift(timedelta(hours=hours))
        call_command("tidy_drafts", verbosity=0)
        make(client, draft, mark=mark)
        assert read(path).status_code == 404


@pytest.mark.parametrize("mark", ["", "x", "é" * 12, "a" * 13])
def test_without_a_good_mark_each_link_is_random(client: Client, mark: str) -> None:
    draft = draft_of(client, BERLIN)
    assert link_to(client, draft, mark=mark) != link_to(client, draft, mark=mark)


def test_a_draft_has_ten_open_links_at_most(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    for _link in range(MOST_LINKS):
        link_to(client, draft)
    response = make(client, draft)
    assert response.status_code == 422
    assert "Stop one first" in response.content.decode()
    client.post(reverse("result:stop_link", args=[draft.public_id, ShareLink.objects.all()[0].public_id]))
    assert make(client, draft).status_code == 200


@pytest.mark.parametrize("days", ["", "1", "3650", "x"])
def test_it_is_open_for_one_of_three_times(client: Client, days: str) -> None:
    draft = draft_of(client, BERLIN)
    assert make(client, draft, days=days).status_code == 422
    assert not ShareLink.objects.exists()


@pytest.mark.parametrize("days", [7, 30, 90])
def test_it_says_until_when_it_works(client: Client, clock: Any, days: int) -> None:
    draft = draft_of(client, BERLIN)
    make(client, draft, days=str(days))
    (link,) = ShareLink.objects.all()
    assert link.expires_at - link.created_at == timedelta(days=days)


def test_thirty_days_are_chosen_already(client: Client) -> None:
    page = body(client.get(links_url(draft_of(client, BERLIN))))
    assert [str(box["value"]) for box in page.select("input[name=days][checked]")] == ["30"]


def test_its_name_holds_no_tax_number_and_is_not_long(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    assert make(client, draft, label=SPELLED_SSN).status_code == 422
    assert make(client, draft, label="x" * 61).status_code == 422
    assert not ShareLink.objects.exists()


# Whose it is -----------------------------------------------------------------------------------------------------


def test_another_family_neither_sees_makes_nor_stops_links(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    path = link_to(client, draft)
    stranger = Client()
    own = draft_of(stranger, BERLIN)
    link = ShareLink.objects.get()
    assert stranger.get(links_url(draft)).status_code == 404
    assert make(stranger, draft).status_code == 404
    assert stranger.post(reverse("result:stop_link", args=[draft.public_id, link.public_id])).status_code == 404
    stranger.post(reverse("result:stop_link", args=[own.public_id, link.public_id]))
    assert read(path).status_code == 200


def test_the_reader_of_a_link_gets_no_further(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    reader = Client()
    reader.get(link_to(client, draft))
    assert COOKIE not in reader.cookies
    for name in ("result:show", "result:json", "result:links", "wizard:review", "drafts:download"):
        assert reader.get(reverse(name, args=[draft.public_id])).status_code == 404, name


def test_forms_about_links_need_the_token_against_forgery(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    link_to(client, draft)
    client.handler.enforce_csrf_checks = True
    assert make(client, draft).status_code == 403
    link = ShareLink.objects.get()
    assert client.post(reverse("result:stop_link", args=[draft.public_id, link.public_id])).status_code == 403
    assert ShareLink.objects.get().expires_at == link.expires_at
