"""The first page. It touches no session and no draft, so that anybody can read it and any cache can keep it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.drafts.store import new_mark
from interview.engine import Assessment, Parameters, evaluate
from interview.public.addresses import address_of
from interview.public.families import abroad, all_year_abroad
from interview.public.years import newest_to_file
from interview.years import every_year_in_force

WAGE_SHOWN, TAX_SHOWN = 68_000, 17_000
"""What the mother earns, and the German income tax on it, in dollars."""
AGES_SHOWN = (6, 10)


def example(parameters: Parameters) -> Assessment:
    """The family shown as an example, worked out for the year: a mother in Berlin with two children."""
    family = abroad(
        parameters,
        "head_of_household",
        AGES_SHOWN,
        wages=WAGE_SHOWN,
        foreign_tax=TAX_SHOWN,
        filer=all_year_abroad(parameters),
    )
    return evaluate(family, parameters, detail=False)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Fledge does, and the ways in. The year offered first is the newest whose return can be filed."""
    every = every_year_in_force()
    years = list(every)
    today = timezone.localdate()
    newest = newest_to_file(years, today)
    figures = every[newest].parameters
    shown = example(figures)
    return render(
        request,
        "home.html",
        {
            "address": address_of("home"),
            "index": True,
            "years": sorted(years, reverse=True),
            "tax_year": newest,
            "mark": new_mark(),
            "example_without": shown.scenario("no_exclusion"),
            "example_with": shown.scenario("exclude_filer"),
            "cap": figures.child_tax_credit.refund_cap_per_child,
            "exclusion": figures.exclusion.maximum,
        },
    )
