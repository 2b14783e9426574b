"""One request sees one revision of each year, whatever is published while its page is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse


@dataclass(slots=True)
class Moment:
    """Every year in force as it was when the first of them was asked for, by tax year; None until then."""

    years: dict[int, Any] | None = None


_moment: ContextVar[Moment | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, all years stay as they were when the first was asked for."""
    token = _moment.set(Moment())
    try:
        yield
    finally:
        _moment.reset(token)


def this_moment() -> Moment | None:
    """The moment that we are in, if somebody opened one."""
    return _moment.get()


def moment_is_over() -> None:
    """Whoever publishes sees what was published, in the same request too."""
    moment = _moment.get()
    if moment is not None:
        moment.years = None


def one_moment_a_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no page mixes two revisions of a year."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with one_moment():
            return get_response(request)

    return middleware
