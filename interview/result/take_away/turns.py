"""Only so many reports are made at once, whoever asks: each keeps a processor busy for seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache

AT_ONCE = 2
"""On the whole site. The others keep their processors for everybody who only turns a page."""
LONGEST = 60
"""Seconds after which a turn is over even if its process died on the way."""


@contextmanager
def turn() -> Iterator[bool]:
    """Whether a report may be made now; the turn ends with the block."""
    for place in range(AT_ONCE):
        mine = f"interview.report.{place}"
        if cache.add(mine, True, LONGEST):
            try:
                yield True
            finally:
                cache.delete(mine)
            return
    yield False
