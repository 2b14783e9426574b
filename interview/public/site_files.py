"""What robots ask for: which pages they may show, and the list of them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from interview.public.addresses import PUBLIC_PAGES, address_of, keep_for_a_while

CLOSED = ("accounts/", "admin/", "drafts/", "interview/")
"""Where families and staff are. These pages say noindex as well, to robots that come by a link."""


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """robots.txt: everything but the pages of families and of staff, and where the list of public pages is."""
    closed = [f"Disallow: /{code}/{path}" for code, _name in settings.LANGUAGES for path in CLOSED]
    lines = ["User-agent: *", *closed, "Disallow: /language/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return keep_for_a_while(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap(_request: HttpRequest) -> HttpResponse:
    """sitemap.xml: every public page in each language, with the addresses of the same page in the others."""
    pages = [address_of(name).alternates for name in PUBLIC_PAGES]
    content = render_to_string("public/sitemap.xml", {"pages": pages})
    return keep_for_a_while(HttpResponse(content, content_type="application/xml; charset=utf-8"))
