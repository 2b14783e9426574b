"""Pages whose address is a key: no other page learns it, and no search engine keeps it."""

from __future__ import annotations

from django.http.response import HttpResponseBase

REFERRER_POLICY = "strict-origin"
"""Other pages learn the host at most. Under "no-referrer" browsers would send the forms of the page with the origin
"null", and the protection against forged forms would refuse every one of them.
"""


def keep_to_itself(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, with the headers that keep its address out of referrers and out of search engines."""
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
