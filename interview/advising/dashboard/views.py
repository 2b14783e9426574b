"""Where an office begins its day: sums, what is due next, and the ways to the clients behind each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.advising.dashboard.pictures import pictures
from interview.firms.office_models import OfficeMember
from interview.firms.overview import overview


@require_safe
def dashboard_page(request: HttpRequest, seat: OfficeMember) -> HttpResponse:
    """The overview of one office, as far as this seat sees its clients."""
    found = overview(seat, timezone.localdate())
    context = {"office": seat.office, "overview": found, "pictures": pictures(seat, found)}
    return render(request, "advising/dashboard/page.html", context)
