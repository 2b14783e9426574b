"""A form whose safety mark did not come: it is refused, and what was typed is still there to be sent again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

MOST_FIELDS = 60


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the screen again as it was typed, with a new mark. Nothing is saved or changed before it is sent again.

    A form that came from another site gets none of this: it would only need somebody to press a button.
    """
    match = request.resolver_match
    name = match.view_name if match else ""
    if match and name == "wizard:page" and not _from_elsewhere(request):
        try:
            shown: HttpResponse = match.func(request, *match.args, **match.kwargs, again=True)
        except Http404:
            return render(request, "403_csrf.html", status=403)
        if shown.status_code == 403:
            return shown.render() if hasattr(shown, "render") else shown
    fields = []
    if name.startswith("wizard:") and name not in ("wizard:page", "wizard:keep") and _from_here(request):
        fields = [
            (field, value)
            for field in request.POST
            if field != "csrfmiddlewaretoken"
            for value in request.POST.getlist(field)
        ][:MOST_FIELDS]
        return render(request, "403_csrf.html", {"again": request.get_full_path(), "fields": fields}, status=403)
    return render(request, "403_csrf.html", status=403)


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on another site."""
    # Browsers too old for the first two still name the page that the form stood on.
    said = (request.headers.get("Origin"), request.headers.get("Referer"))
    elsewhere = any(address is not None and not _is_ours(request, address) for address in said)
    return elsewhere or request.headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none")


def _from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on a page of ours."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    return not _from_elsewhere(request) and (
        site == "same-origin" or (origin is not None and _is_ours(request, origin))
    )


def _is_ours(request: HttpRequest, address: str) -> bool:
    try:
        return urlsplit(address).netloc == request.get_host()
    except ValueError:
        return False
