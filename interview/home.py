"""The first page. It touches no session and no draft, so that anybody can read it and any cache can keep it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interview.contract import read_household
from interview.drafts.store import new_mark
from interview.engine import Assessment, Parameters, evaluate
from interview.years import available_years, in_force


def example(parameters: Parameters) -> Assessment:
    """The family shown as an example, worked out for the year: a mother in Berlin with two children."""
    tax_year = parameters.tax_year
    household = {
        "tax_year": tax_year,
        "filing_status": "head_of_household",
        "filer": {
            "wages_foreign": 68_000,
            "exclusion": {"test": "physical_presence", "qualifying_days": parameters.exclusion.days_in_year},
        },
        "residence": {"place": "abroad", "country": "DE"},
        "foreign_tax": {"general": 17_000},
        "children": [{"birth_date": f"{tax_year - age}-05-05"} for age in (6, 10)],
    }
    return evaluate(read_household(household), parameters, detail=False)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Fledge does, and the ways in. The year offered first is the newest whose return can be filed."""
    years = available_years()
    today = timezone.localdate()
    past = [year for year in years if year < today.year]
    newest = past[-1] if past else years[-1]
    figures = in_force(newest).parameters
    shown = example(figures)
    return render(
        request,
        "home.html",
        {
            "years": sorted(years, reverse=True),
            "tax_year": newest,
            "mark": new_mark(),
            "example_without": shown.scenario("no_exclusion"),
            "example_with": shown.scenario("exclude_filer"),
            "cap": figures.child_tax_credit.refund_cap_per_child,
            "exclusion": figures.exclusion.maximum,
        },
    )
