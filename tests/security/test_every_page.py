"""What every single page of the site promises, whoever opens it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from interview.advising.secret_address import REFERRER_POLICY
from tests.security.addresses import FILES_FOR_ROBOTS, KEY_IN_ADDRESS, POSTS_ONLY, PUBLIC, Site, names_in_the_site

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def check_headers(answer: Any, name: str = "") -> None:
    headers = answer.headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    # Where the address is a key, no page learns it. A page with a form tells its own host, or the form is refused.
    of_key = "no-referrer" if name == "result:shared" else REFERRER_POLICY
    assert headers["Referrer-Policy"] == (of_key if name in KEY_IN_ADDRESS else "same-origin")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    wanted = {"public", "max-age=600"} if name in (*PUBLIC, *FILES_FOR_ROBOTS) else {"no-store", "private"}
    assert wanted <= set(re.split(r",\s*", headers["Cache-Control"]))


def check_markup(answer: Any) -> None:
    """Nothing that the policy would refuse, nothing from elsewhere, no form that could be sent from elsewhere."""
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select("[style]") == []
    assert soup.select("style") == []
    assert [script for script in soup.select("script") if not script.get("src") and not _is_data(script)] == []
    assert [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)] == []
    # What only names an address for search engines is not fetched.
    fetched = "script[src], link[href]:not([rel=canonical], [rel=alternate]), img[src]"
    sources = [str(tag.get("src") or tag.get("href")) for tag in soup.select(fetched)]
    assert [source for source in sources if not source.startswith(("/", "data:"))] == []
    for form in soup.select("form"):
        if str(form.get("method", "get")).lower() == "post":
            assert form.select_one("[name=csrfmiddlewaretoken]") is not None, form
            # Browsers send such a form with the origin "null", which is refused as forged.
            assert answer.headers["Referrer-Policy"] != "no-referrer", form


def _is_data(script: object) -> bool:
    return getattr(script, "attrs", {}).get("type") == "application/json"


def test_every_address_of_the_site_is_looked_at() -> None:
    listed = {name for name, _client, _address in Site().addresses() if not name.startswith("admin:")}
    assert listed == names_in_the_site()


def test_every_page_keeps_its_promises() -> None:
    for name, client, address in Site().addresses():
        answer = client.get(address)
        assert answer.status_code in ((405,) if name in POSTS_ONLY else (200, 302)), name
        check_headers(answer, name)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            check_markup(answer)


def test_a_page_that_is_not_there_keeps_them_too() -> None:
    answer = Client().get("/nowhere/")
    assert answer.status_code == 404
    check_headers(answer)
    check_markup(answer)


def test_a_post_without_the_token_is_refused_at_every_address() -> None:
    site = Site()
    for client in {client for _name, client, _address in site.addresses()}:
        client.handler.enforce_csrf_checks = True
    for name, client, address in site.addresses():
        answer = client.post(address, {})
        assert answer.status_code in (403, 405), (name, answer.status_code)
        check_headers(answer)


def test_an_address_that_changes_something_does_not_answer_a_link() -> None:
    for name, client, address in Site().addresses():
        if name in POSTS_ONLY:
            assert client.get(address).status_code == 405, name


def test_cookies_are_closed_to_scripts_and_to_other_sites() -> None:
    site = Site()
    answers = [client.get(address) for _name, client, address in site.addresses()]
    cookies = [cookie for answer in answers for cookie in answer.cookies.values() if cookie["max-age"] != 0]
    assert cookies
    for cookie in cookies:
        assert cookie["httponly"], cookie
        assert cookie["samesite"] == "Lax", cookie
