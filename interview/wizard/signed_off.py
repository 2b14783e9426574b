"""Screens of a client whose result is signed off: staff read why they cannot answer, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from interview.firms.answering import SignedOff

CONFLICT = 409


def unless_signed_off(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view of the interview that says so where the office has frozen the answers."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        except SignedOff as refused:
            return render(request, "interview/signed_off.html", {"file": refused.file}, status=CONFLICT)
        return response

    return answered
