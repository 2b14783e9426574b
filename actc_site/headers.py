"""Headers that every page of the site carries, besides those of Django and django-csp."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "display-capture")
)


def strict_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep every page out of caches unless its view says otherwise: on a shared computer, Back must show nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware
