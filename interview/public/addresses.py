"""What search engines and other readers of addresses are told about a public page, and how long it may be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override

PUBLIC_PAGES = ("home", "public:claims", "public:credit", "public:two_routes")
"""Every page that search engines may show."""
KEPT_FOR = 600
"""Seconds. Short, so that newly published figures are seen soon."""


@dataclass(frozen=True, slots=True)
class Address:
    """One page in each of its languages. `path` is that of the language in use; the others are complete addresses."""

    path: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]


def address_of(name: str, parameters: Mapping[str, Any] | None = None) -> Address:
    """The one address of a page: its parameters in alphabetical order, and the host that the site gives itself.

    The host of the request is not used: whoever asks could choose it, and a cache would keep it.
    """
    question = f"?{urlencode(sorted(parameters.items()))}" if parameters else ""
    language = get_language() or settings.LANGUAGE_CODE
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = reverse(name) + question
    any_language = paths[language].removeprefix(f"/{language}")
    return Address(
        path=paths[language],
        canonical=settings.SITE_URL + paths[language],
        alternates=tuple(
            (code, settings.SITE_URL + path) for code, path in [*paths.items(), ("x-default", any_language)]
        ),
    )


def keep_for_a_while(response: HttpResponse) -> HttpResponse:
    """Any cache may keep the page: it is the same for everybody who asks for this address."""
    patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response
