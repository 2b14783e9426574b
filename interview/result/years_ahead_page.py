"""The page of the five-year picture: what is assumed stands in its address, and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from interview.drafts.access import get_own_draft
from interview.drafts.results import Unfinished, assess
from interview.engine import Parameters
from interview.local_formats import number
from interview.result.explain.case import Case, whether_filed
from interview.result.explain.years_ahead import years_ahead
from interview.result.years_ahead import YEARS, Assumptions, usual_rate
from interview.steps import Route
from interview.years import UnknownYear, YearInForce, every_year_in_force

PERCENT = re.compile(r"[+-]?\d{1,3}([.,]\d{1,2})?")
LONGEST = 8
HUNDREDTHS = 100
WHOLE = 100 * HUNDREDTHS
"""The engine's rates are counted in hundredths of a percent."""


class PercentField(forms.Field):
    """A percentage as people type it, 2.5 or 2,5 or 2.5 %, kept in ten-thousandths."""

    def __init__(self, *, least: int, most: int, message: Any, **kwargs: Any) -> None:
        attrs = {"class": "input w-10", "inputmode": "decimal", "autocomplete": "off", "maxlength": LONGEST}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.least, self.most, self.message = least, most, message

    def clean(self, value: Any) -> int | None:
        """None where nothing was typed."""
        typed = re.sub(r"[\s%]", "", str(value or "")[: LONGEST + 1])
        if not typed:
            return None
        if not PERCENT.fullmatch(typed):
            raise ValidationError(self.message)
        found = int(Decimal(typed.replace(",", ".")) * HUNDREDTHS)
        if not self.least <= found <= self.most:
            raise ValidationError(self.message)
        return found


class AssumptionsForm(forms.Form):
    """What a person may assume otherwise. Empty fields take the usual."""

    use_required_attribute = False
    growth = PercentField(
        label=gettext_lazy("Pay growth in a year, in percent"),
        help_text=gettext_lazy("In today’s money: 0 keeps up with prices."),
        least=-2_000,
        most=2_000,
        message=gettext_lazy("Enter a number from -20 to 20, like 2 or 1.5"),
    )
    rate = PercentField(
        label=gettext_lazy("Income tax abroad, in percent of your pay from there"),
        help_text=gettext_lazy("For later years. This year stays as you answered."),
        least=0,
        most=WHOLE,
        message=gettext_lazy("Enter a number from 0 to 100, like 25 or 12.5"),
    )
    move = forms.TypedChoiceField(
        label=gettext_lazy("We move to a country without income tax"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "input w-10"}),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the years in the list")},
    )

    def __init__(self, years: Sequence[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("No")), *((str(year), _("In %(year)s") % {"year": year}) for year in years)]
        self.fields["move"].choices = choices  # type: ignore[attr-defined]


@require_safe
@never_cache
def show_years_ahead(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The picture with the assumptions of the address. What makes no sense is said at its place, and counts as usual.

    A family without two ways to file is led to its result.
    """
    draft = get_own_draft(request, draft_id)
    try:
        assessed = assess(draft, with_outlook=False)
    except Unfinished as unfinished:
        return redirect("wizard:page", draft.public_id, unfinished.page)
    except UnknownYear as unknown:
        raise Http404(str(unknown)) from unknown
    filed, figures = whether_filed(Route(draft.answers)), parameters_of(every_year_in_force())
    case = Case(assessed, timezone.localdate(), filed, figures=figures)
    usual = usual_rate(case.household)
    form = _form(request, case.year, usual)
    form.is_valid()
    asked = form.cleaned_data
    rate = asked.get("rate")
    assumptions = Assumptions(
        growth=asked.get("growth") or 0,
        rate=None if rate == usual else rate,
        moves_in=asked.get("move"),
    )
    view = years_ahead(case, assumptions)
    if view is None:
        return redirect("result:show", draft.public_id)
    context = {"draft": draft, "ahead": view, "form": form, "tax_year": case.year}
    return render(request, "result/years_ahead.html", context, status=422 if form.errors else 200)


def parameters_of(years: Mapping[int, YearInForce]) -> Mapping[int, Parameters]:
    """The figures of every year, as the page of a result wants them."""
    return {year: found.parameters for year, found in years.items()}


def _form(request: HttpRequest, tax_year: int, usual: int) -> AssumptionsForm:
    """The form as it was sent, with what is usual where nothing was. Too long a text is not shown again."""
    later = range(tax_year + 1, tax_year + YEARS)
    data = {"growth": number(0), "rate": _percent(usual) if usual <= WHOLE else "", "move": ""}
    for name in data:
        if name in request.GET:
            typed = request.GET[name].replace("\0", "")
            data[name] = typed if len(typed) <= LONGEST else "?"
    return AssumptionsForm(later, data)


def _percent(ten_thousandths: int) -> str:
    """25 or 12.5, in the reader's numbers."""
    if ten_thousandths % HUNDREDTHS == 0:
        return number(ten_thousandths // HUNDREDTHS)
    return number(Decimal(ten_thousandths) / HUNDREDTHS, 1 if ten_thousandths % 10 == 0 else 2)
