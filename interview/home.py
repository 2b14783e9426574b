"""The first page. It touches no session and no draft, so that anybody can read it and any cache can keep it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.years import available_years, in_force


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Fledge does, and the ways in. The year offered first is the newest whose return can be filed."""
    years = available_years()
    today = timezone.localdate()
    past = [year for year in years if year < today.year]
    newest = past[-1] if past else years[-1]
    figures = in_force(newest).parameters
    return render(
        request,
        "home.html",
        {
            "years": sorted(years, reverse=True),
            "tax_year": newest,
            "cap": figures.child_tax_credit.refund_cap_per_child,
            "exclusion": figures.exclusion.maximum,
        },
    )
