"""Every address of a draft, by every method and in every language: closed to other families and once it is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from actc_site.languages import in_language
from interview.drafts.access import COOKIE
from interview.drafts.deleting import delete
from interview.drafts.models import Draft
from tests.security.addresses import Site

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "options", "put", "patch", "delete")
CLOSED = (404, 405)
POSTED = {
    "": "",
    "name": "Eve",
    "years": "2024",
    "language": "es",
    "main_place": "us",
    "later": "1",
    "office_code": "x",
    "agree": "on",
}


def of_the_draft(site: Site) -> Iterator[tuple[str, str]]:
    """Name and address, in every language, of all that can be done with Alice's draft."""
    number = str(site.draft.public_id)
    for name, _client, address in site.addresses():
        if number in address:
            for code, _language in site_settings.LANGUAGES:
                yield name, in_language(address, code)


def stored() -> list[Any]:
    return list(Draft.objects.order_by("pk").values())


def test_another_family_finds_nothing_and_changes_nothing() -> None:
    site = Site()
    addresses = list(of_the_draft(site))
    before, tried = stored(), 0
    for name, address in addresses:
        for who in (site.dora, site.bob, site.nobody):
            for method in METHODS:
                answer = getattr(who, method)(address, POSTED if method == "post" else None)
                assert answer.status_code in CLOSED, (name, method, answer.status_code)
                tried += 1
    assert tried > 500
    assert stored() == before


def test_a_deleted_draft_can_only_be_brought_back() -> None:
    site = Site()
    addresses = list(of_the_draft(site))
    delete(site.draft)
    before = stored()
    for name, address in addresses:
        for method in METHODS:
            if (name, method) != ("drafts:restore", "post"):
                answer = getattr(site.alice, method)(address, POSTED if method == "post" else None)
                assert answer.status_code in CLOSED, (name, method, answer.status_code)
    assert stored() == before


def test_staff_without_a_second_factor_reach_nothing_by_any_method_or_language(settings: Any) -> None:
    site = Site()
    settings.REQUIRE_STAFF_MFA = True
    eve = Client()
    eve.force_login(User.objects.create_superuser("eve"))
    for name, client, address in site.addresses():
        if client not in (site.admin, site.bob) or name.startswith(("mfa_", "account_")):
            continue
        for code, _language in site_settings.LANGUAGES:
            for method in METHODS:
                answer = getattr(eve, method)(in_language(address, code))
                assert answer.status_code == 302, (name, method, answer.status_code)
                assert answer.headers["Location"] == in_language(reverse("mfa_index"), code)
        bare = eve.get(address.removeprefix("/en"), follow=True)
        assert bare.redirect_chain[-1][0] == reverse("mfa_index"), name


def test_a_family_cookie_does_not_take_staff_past_the_second_factor(settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True
    eve = Client()
    eve.force_login(User.objects.create_superuser("eve"))
    eve.cookies[COOKIE] = "x" * 43
    assert eve.get(reverse("wizard:map")).headers["Location"] == reverse("mfa_index")
