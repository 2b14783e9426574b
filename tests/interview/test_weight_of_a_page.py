"""What a page weighs over the wire with nothing cached: the page itself and every file that it asks for."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from interview.steps import Route
from tests.interview.browsing import draft_of, open_page
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN

pytestmark = pytest.mark.django_db

FIRST_PAGE = 60_000
A_STEP = 40_000
HEADERS = 820
"""What the headers of one answer weigh, ours and the server's; measured in a browser."""
RANDOM_BYTES = 50
"""The middleware that compresses pages adds up to a hundred random bytes."""


@cache
def weight_of_file(name: str) -> int:
    found = finders.find(name)
    assert found is not None, name
    content = Path(str(found)).read_bytes()
    own = len(content) if name.endswith(".woff2") else len(brotli.compress(content))
    fonts = re.findall(r"fonts/[a-z0-9-]+\.woff2", content.decode()) if name.endswith(".css") else []
    return own + HEADERS + sum(weight_of_file(font) for font in fonts)


def weight(page: bytes) -> int:
    soup = BeautifulSoup(page, "html.parser")
    # What only names an address for search engines is not fetched.
    fetched = "script[src], link[href]:not([rel=canonical], [rel=alternate]), img[src]"
    addresses = {str(tag.get("src") or tag.get("href")) for tag in soup.select(fetched)}
    # A font is asked for once, by the page or by its style.
    files = {address.removeprefix("/static/") for address in addresses if not address.endswith(".woff2")}
    return len(gzip.compress(page, 6)) + RANDOM_BYTES + HEADERS + sum(map(weight_of_file, files))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_page_weighs_less_than_sixty_kilobytes(client: Client, language: str) -> None:
    with translation.override(language):
        assert weight(client.get(reverse("home")).content) < FIRST_PAGE


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_step_weighs_more_than_forty_kilobytes(client: Client, language: str) -> None:
    with translation.override(language):
        draft = draft_of(client, MARRIED_IN_BERLIN | {"rate-EUR": {"rate": ""}})
        weights = {page: weight(open_page(client, draft, page).content) for page in Route(draft.answers).pages}
    assert {page: found for page, found in weights.items() if found >= A_STEP} == {}


def test_a_page_is_sent_compressed(client: Client) -> None:
    draft = draft_of(client, BERLIN)
    response = client.get(reverse("wizard:review", args=[draft.public_id]), headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 8_000


def test_headings_never_jump_when_their_font_arrives() -> None:
    found = finders.find("css/app.css")
    faces = re.findall(r"@font-face \{(.*?)\}", Path(str(found)).read_text(encoding="utf-8"), re.DOTALL)
    # Either there is a fallback drawn with the same measures, or a font that comes late is not shown at all.
    assert any('"Figtree fallback"' in face and "ascent-override" in face for face in faces)
    assert any('"Bitter"' in face and "font-display: optional" in face for face in faces)
