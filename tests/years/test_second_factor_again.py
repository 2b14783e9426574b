"""Whoever publishes proves at that moment that it is them, if they have a second factor; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from interview.years import in_force
from interview.years.models import HistoryEntry, ParameterRevision
from tests.advising.second_factors import shown_code, with_app
from tests.years.addresses import page
from tests.years.people import in_review, person, signed_in
from tests.years.sent_forms import Fields, all_ticked

pytestmark = pytest.mark.django_db

ANSWERS = {"reason": "A new law", "notice_en": "The law changed.", "in_spite": "The change is small.", "year": "2025"}
PASSWORD = "a long enough password"


@pytest.fixture
def reviewed(draft: ParameterRevision) -> ParameterRevision:
    return in_review(draft, by=person("ada", "editor"))


@pytest.fixture
def bob() -> Client:
    return signed_in("bob", "publisher")


@pytest.fixture
def secret(bob: Client) -> str:
    publisher = User.objects.get(username="bob")
    publisher.set_password(PASSWORD)
    publisher.save()
    bob.force_login(publisher)
    return with_app(publisher)


@pytest.fixture
def no_code_runs_out() -> Iterator[None]:
    """A code is for half a minute; none ends between being read and being given."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def answers(client: Client, revision: ParameterRevision) -> Fields:
    return all_ticked(client.get(page("publish", revision))) | ANSWERS


def published() -> bool:
    return in_force(2025).parameters.revision == 2


@pytest.mark.usefixtures("no_code_runs_out")
def test_the_second_factor_is_asked_for_and_what_was_posted_is_done_then(
    reviewed: ParameterRevision, bob: Client, secret: str
) -> None:
    asked = bob.post(page("publish", reviewed), answers(bob, reviewed))
    assert asked.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not published()
    assert bob.post(asked.headers["Location"], {"code": "000000"}).status_code == 200
    assert not published()
    done = bob.post(asked.headers["Location"], {"code": shown_code(secret)})
    assert done.headers["Location"] == page("change", reviewed)
    assert published()


@pytest.mark.usefixtures("no_code_runs_out")
def test_who_lost_the_right_while_the_factor_was_asked_for_is_refused_and_that_is_kept(
    reviewed: ParameterRevision, bob: Client, secret: str
) -> None:
    asked = bob.post(page("publish", reviewed), answers(bob, reviewed))
    User.objects.get(username="bob").groups.clear()
    assert bob.post(asked.headers["Location"], {"code": shown_code(secret)}).status_code == 403
    assert not published()
    assert HistoryEntry.objects.get(what=HistoryEntry.What.REFUSED).by_name == "bob"


def test_a_password_is_not_enough(reviewed: ParameterRevision, bob: Client, secret: str) -> None:
    asked = bob.post(page("publish", reviewed), answers(bob, reviewed))
    way = reverse("account_reauthenticate") + "?" + asked.headers["Location"].partition("?")[2]
    again = bob.post(way, {"password": PASSWORD})
    assert again.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not published()


def test_a_factor_given_a_while_ago_is_asked_for_again(reviewed: ParameterRevision, bob: Client, secret: str) -> None:
    fields = answers(bob, reviewed)
    with time_machine.travel("2026-11-22 12:00:00+00:00", tick=False) as clock:
        bob.force_login(User.objects.get(username="bob"))
        bob.post(reverse("mfa_reauthenticate"), {"code": shown_code(secret)})
        clock.shift(301)
        asked = bob.post(page("publish", reviewed), fields)
        assert asked.headers["Location"].startswith(reverse("mfa_reauthenticate"))
        assert not published()
        clock.shift(60)
        bob.post(reverse("mfa_reauthenticate"), {"code": shown_code(secret)})
        clock.shift(200)
        assert bob.post(page("publish", reviewed), fields).headers["Location"] == page("change", reviewed)


def test_without_a_second_factor_nobody_publishes_where_the_setting_asks_for_one(
    reviewed: ParameterRevision, bob: Client, settings: Any
) -> None:
    fields = answers(bob, reviewed)
    settings.REQUIRE_STAFF_MFA = True
    assert bob.post(page("publish", reviewed), fields).headers["Location"] == reverse("mfa_index")
    assert not published()
    refused = HistoryEntry.objects.get(what="refused")
    assert (refused.by_name, refused.revision) == ("bob", reviewed)
    assert "The account has no second factor" in refused.new


def test_every_page_of_the_figures_is_behind_the_second_factor(settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    eve = Client()
    eve.force_login(User.objects.create_superuser("eve"))
    pages = [pattern for pattern in _patterns(get_resolver()) if _is_of_figures(pattern)]
    assert len(pages) > 15
    for pattern in pages:
        given = {name: SAMPLES[type(kind).__name__] for name, kind in pattern.pattern.converters.items()}
        address = reverse(f"admin:{pattern.name}", kwargs=given)
        for method in ("get", "post"):
            assert getattr(eve, method)(address).headers["Location"] == reverse("mfa_index"), pattern.name


SAMPLES = {
    "PathConverter": "1",
    "StringConverter": "x",
    "SlugConverter": "x",
    "IntConverter": 2025,
    "UUIDConverter": uuid4(),
}


def _is_of_figures(pattern: URLPattern) -> bool:
    return (pattern.name or "").startswith("interview_parameterrevision_")


def _patterns(resolver: Any) -> list[URLPattern]:
    if isinstance(resolver, URLPattern):
        return [resolver]
    return [pattern for inner in resolver.url_patterns for pattern in _patterns(inner)]
