"""A family at its browser: it opens screens and sends them, as forms do."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from interview.drafts.access import COOKIE, key_hash, new_browser_key
from interview.drafts.models import Draft
from interview.drafts.store import Family, fingerprint, start_draft


def draft_of(client: Client, answers: dict[str, Any]) -> Draft:
    """A saved draft with these answers that belongs to this client's browser."""
    key = client.cookies[COOKIE].value if COOKIE in client.cookies else new_browser_key()
    client.cookies[COOKIE] = key
    draft = start_draft(Family(key_hash(key), AnonymousUser()), tax_year=2025, depth="full")
    draft.answers = {**draft.answers, **answers}
    draft.tax_year = draft.answers["year"]["tax_year"]
    draft.save()
    return draft


def begin(client: Client, *, tax_year: int = 2025, depth: str = "full") -> Draft:
    """A draft begun through the pages."""
    response = client.post(reverse("wizard:start"), {"tax_year": tax_year, "depth": depth})
    assert response.status_code == 302, response.content
    return Draft.objects.get(public_id=draft_id_in(response["Location"]))


def draft_id_in(address: str) -> str:
    found = re.search(r"/interview/([0-9a-f-]{36})/", address)
    assert found is not None, address
    return found.group(1)


def address_of(draft: Draft, page: str) -> str:
    return reverse("wizard:page", args=[draft.public_id, page])


def open_page(client: Client, draft: Draft, page: str, query: str = "") -> Any:
    return client.get(address_of(draft, page) + query)


def send(client: Client, draft: Draft, page: str, **data: Any) -> Any:
    """Send one screen, opened just now."""
    draft.refresh_from_db()
    data.setdefault("seen", fingerprint(draft.answers.get(page)))
    response = client.post(address_of(draft, page), data)
    draft.refresh_from_db()
    return response


def place(response: Any) -> str:
    """The screen that a redirect leads to, with what hangs on its address."""
    assert response.status_code == 302, (response.status_code, response.content.decode()[:3000])
    parts = urlsplit(response["Location"])
    page: str = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return page + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def titled(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found is not None
    return " ".join(found.group(1).split())
