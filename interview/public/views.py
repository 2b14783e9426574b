"""Pages that anybody may read: what others say, and the calculators. They touch no session, no cookie and no draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from interview.public.addresses import Address, address_of, keep_for_a_while
from interview.public.claims.claim import Rules
from interview.public.claims.list import claims_of
from interview.public.credit import credit_answer
from interview.public.forms import Calculator, CreditForm, TwoRoutesForm
from interview.public.two_routes import two_routes_answer
from interview.public.years import newest_to_file
from interview.result.explain.words import say
from interview.years import YearInForce, every_year_in_force

NOT_UNDERSTOOD = 422


@require_safe
@conditional_page
def claims(request: HttpRequest) -> HttpResponse:
    """What others say about the credit and is not right, for one tax year."""
    every = every_year_in_force()
    years = list(every)
    newest = newest_to_file(years, timezone.localdate())
    asked = request.GET.get("year", str(newest))
    known = {str(year): year for year in years}
    year = known.get(asked, newest)
    rules = Rules(every[year].parameters, {each: found.parameters for each, found in every.items()})
    context = {
        "claims": claims_of(rules),
        "tax_year": year,
        "years": years[::-1],
        "years_listed": ", ".join(known),
        "wrong_year": asked if asked not in known else "",
        "description": _("What is often said about the child tax credit, what is right, and what the law says."),
    }
    told = {} if year == newest else {"year": year}
    return _shown(request, "public/claims.html", context, address_of("public:claims", told), good=asked in known)


@require_safe
@conditional_page
def credit(request: HttpRequest) -> HttpResponse:
    """The credit by pay and number of children, for any year."""
    years, newest, year = _years(request)
    form = CreditForm(_asked(request, CreditForm.usual), year.parameters, years, newest)
    good = form.is_valid()
    context = {
        "form": form,
        "tax_year": year.tax_year,
        "rescue": year.parameters.american_rescue_plan,
        "answer": credit_answer(form.cleaned_data, year.parameters) if good else None,
        "description": say(
            _("Work out the child tax credit by pay and number of children, for each tax year since {first}."),
            first=years[0],
        ),
    }
    return _shown(request, "public/credit.html", context, _address("public:credit", form, good=good), good=good)


@require_safe
@conditional_page
def two_routes(request: HttpRequest) -> HttpResponse:
    """One wage abroad, with Form 2555 and without it."""
    years, newest, year = _years(request)
    asked = _asked(request, TwoRoutesForm.usual)
    form = TwoRoutesForm(asked, year.parameters, years, newest, rates=year.rates)
    good = form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "tax_year": year.tax_year,
        "description": _("Compare both ways to file for pay earned abroad: with Form 2555 and without it."),
    }
    if good:
        wage, tax = form.wage_and_tax()
        answers = form.cleaned_data
        context |= {
            "answer": two_routes_answer(answers["status"], answers["children"], wage, tax, year.parameters),
            "wage": wage,
            "tax": tax,
            "rate": year.rates.get(answers["currency"]),
        }
    address = _address("public:two_routes", form, good=good)
    return _shown(request, "public/two_routes.html", context, address, good=good)


def _years(request: HttpRequest) -> tuple[list[int], int, YearInForce]:
    """Every year, the usual one, and the figures of the one asked for; of the usual one where that is not known."""
    every = every_year_in_force()
    years = list(every)
    newest = newest_to_file(years, timezone.localdate())
    asked = request.GET.get("year", "")
    year = next((year for year in years if str(year) == asked), newest)
    return years, newest, every[year]


def _asked(request: HttpRequest, known: Mapping[str, str]) -> dict[str, str]:
    return {name: request.GET[name] for name in ("year", *known) if name in request.GET}


def _address(name: str, form: Calculator, *, good: bool) -> Address:
    return address_of(name, form.canonical() if good else None)


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], address: Address, *, good: bool
) -> HttpResponse:
    year = context["tax_year"]
    if timezone.localdate().year <= year:
        context["planning"] = say(_("Some {year} numbers may still change."), year=year)
    context |= {"address": address, "index": good}
    response = render(request, template, context, status=200 if good else NOT_UNDERSTOOD)
    return keep_for_a_while(response) if good else response
