"""Office codes cannot be tried out: after too many wrong ones, a right one is refused as well for a while."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# An address with a code in it can be opened, not only sent: both ways of trying are counted.
_LIMIT = {"app": "allauth.account", "action": "wrong_share_code", "limit_get": True}


def guessed_too_often(request: HttpRequest) -> bool:
    """Whether this connection has used up its wrong codes; ACCOUNT_RATE_LIMITS says how many it has."""
    return not ratelimit.consume(request, dry_run=True, **_LIMIT)


def count_wrong_code(request: HttpRequest) -> None:
    """One more wrong code from this connection."""
    ratelimit.consume(request, **_LIMIT)
