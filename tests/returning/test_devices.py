"""Devices that a family lets us remember, and how it takes them back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from interview.returning.browser_names import browser_in_words
from tests.advising.people import draft_of, family
from tests.returning.coming_back import address, come_back

pytestmark = pytest.mark.django_db


def opens(client: Client, draft: object) -> bool:
    return client.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 302  # type: ignore[attr-defined]


@pytest.mark.parametrize(("ticks", "lasts"), [({"remember": "on"}, timedelta(days=30)), ({}, timedelta(hours=12))])
def test_a_device_opens_the_drafts_for_30_days_or_for_one_visit(ticks: dict[str, str], lasts: timedelta) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        laptop, key = family()
        draft = draft_of(key)
        come_back(laptop, **ticks)
        clock.shift(lasts - timedelta(seconds=1))
        assert opens(laptop, draft)
        clock.shift(timedelta(seconds=1))
        assert not opens(laptop, draft)


def test_a_device_that_was_taken_off_the_list_opens_nothing_at_once() -> None:
    laptop, key = family()
    draft = draft_of(key)
    come_back(laptop, remember="on")
    phone = Client()
    come_back(phone, remember="on")
    of_the_laptop = address().devices.order_by("pk")[0]
    answer = phone.post(reverse("returning:forget", args=[of_the_laptop.public_id]))
    assert answer.headers["Location"] == reverse("returning:devices")
    assert not opens(laptop, draft)
    assert opens(phone, draft)


def test_closing_the_drafts_on_this_device_leads_to_an_empty_list() -> None:
    laptop, key = family()
    draft = draft_of(key)
    come_back(laptop)
    answer = laptop.post(reverse("returning:forget", args=[address().devices.get().public_id]))
    assert answer.headers["Location"] == reverse("drafts:list")
    assert not opens(laptop, draft)


def test_nobody_takes_off_the_devices_of_another_address() -> None:
    dora, erik = Client(), Client()
    come_back(dora)
    come_back(erik, "erik@example.org")
    assert erik.post(reverse("returning:forget", args=[address().devices.get().public_id])).status_code == 404
    assert address().devices.exists()


def test_the_list_of_devices_is_for_devices_only() -> None:
    assert Client().get(reverse("returning:devices")).headers["Location"] == reverse("returning:ask")
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"})
    come_back(phone)
    text = phone.get(reverse("returning:devices")).content.decode()
    assert "Firefox on Android" in text
    assert "This device" in text


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/149.0 Safari/537.36 Edg/149.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/149.0 Safari/537.36", "Chrome on Linux"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_told_by_its_name_and_its_system(user_agent: str, words: str) -> None:
    assert browser_in_words(user_agent) == words
