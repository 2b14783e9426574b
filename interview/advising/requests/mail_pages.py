"""The link in every mail that an office causes: it stops them, without signing in."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from interview.advising.secret_address import keep_to_itself
from interview.drafts.stop_button import one_click
from interview.firms.no_mail import allow, hash_behind, is_stopped, stop


@never_cache
@one_click
def no_mail_page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Stop them, or let them come again."""
    email_hash = hash_behind(token)
    if email_hash is None:
        response = render(request, "advising/requests/no_mail.html", {"unknown": True}, status=404)
    else:
        if request.method == "POST":
            (allow if "again" in request.POST else stop)(email_hash)
        response = render(request, "advising/requests/no_mail.html", {"stopped": is_stopped(email_hash)})
    return keep_to_itself(response)
