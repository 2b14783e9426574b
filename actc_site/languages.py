"""Which language a page is in: its address says so, and the reader's choice is remembered in a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_path
from django.views.decorators.http import require_safe

from interview.identity_numbers import holds_identity_number


class KeepingTheMethod(HttpResponseRedirect):
    """A redirect after which the browser sends the same form again, instead of reading the page."""

    def __init__(self, redirect_to: str, *args: Any, **kwargs: Any) -> None:
        kwargs["preserve_request"] = True
        super().__init__(redirect_to, *args, **kwargs)


class LanguageInAddress(LocaleMiddleware):
    """An address without a language leads to the page in the language remembered, else in that of the browser.

    Addresses of before the site had languages stay good that way. A form that was opened then loses nothing: it is
    sent again to the new address, where everything about it is checked.
    """

    response_redirect_class = KeepingTheMethod


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language that the page can be read in as well: its own name for itself, and where the choice leads."""

    code: str
    name: str
    url: str
    same_page: str


def in_language(path: str, code: str) -> str:
    """The address of the same page in another language; the first page stands for pages that have none."""
    now = get_language_from_path(path)
    if now is None:
        return f"/{code}/"
    return f"/{code}{path.removeprefix(f'/{now}')}"


def other_languages(request: HttpRequest) -> dict[str, list[OtherLanguage]]:
    """For every template: the languages that the page is not in. What was typed goes along, but for tax numbers."""
    now, here = get_language(), request.get_full_path()
    if holds_identity_number(unquote_plus(request.META.get("QUERY_STRING", ""))):
        here = request.path
    choices = []
    for code, name in settings.LANGUAGES:
        if code != now:
            same_page = in_language(here, code)
            address = f"{reverse('language', args=[code])}?{urlencode({'to': same_page})}"
            choices.append(OtherLanguage(code, str(name), address, same_page))
    return {"other_languages": choices}


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the choice in the browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language, and go on to the page that the reader was on, in that language."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    to = request.GET.get("to", "")
    # What begins with a language is a path of this site, so the link cannot lead elsewhere.
    response = HttpResponseRedirect(to if to.startswith(f"/{code}/") else f"/{code}/")
    remember_language(response, code)
    return response
