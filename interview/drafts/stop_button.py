"""The page behind the link in a mail that stops mails: pressed by people, or by their mail program (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

StopPage = Callable[[HttpRequest, str], HttpResponseBase]


def one_click(page: StopPage) -> StopPage:
    """Let a mail program post without our form; everybody else's button has to come from our page.

    Only opening the link stops nothing.
    """
    by_button = csrf_protect(page)

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(page)
    def either(request: HttpRequest, token: str) -> HttpResponseBase:
        by_program = request.POST.get("List-Unsubscribe") == "One-Click"
        return page(request, token) if by_program else by_button(request, token)

    return either
