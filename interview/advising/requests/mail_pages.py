"""The link in every mail that an office causes: it stops them, without signing in."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from interview.advising.secret_address import keep_to_itself
from interview.firms.no_mail import allow, hash_behind, is_stopped, stop


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def no_mail_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Mail programs press the button themselves (RFC 8058); only opening the link stops nothing."""
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return _page(request, token)
    return _by_button(request, token)


@csrf_protect
def _by_button(request: HttpRequest, token: str) -> HttpResponseBase:
    return _page(request, token)


def _page(request: HttpRequest, token: str) -> HttpResponseBase:
    email_hash = hash_behind(token)
    if email_hash is None:
        response = render(request, "advising/requests/no_mail.html", {"unknown": True}, status=404)
    else:
        if request.method == "POST":
            (allow if "again" in request.POST else stop)(email_hash)
        response = render(request, "advising/requests/no_mail.html", {"stopped": is_stopped(email_hash)})
    return keep_to_itself(response)
