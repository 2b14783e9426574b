"""The list of pay: one line for each job or business, the sum in dollars, and the rates that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interview.adapter import Exchange, Notebook, Unfinished, whole
from interview.drafts.access import get_own_draft
from interview.drafts.answers_in_words import currency_in_words, money_in_words
from interview.drafts.lists import ListFull, add_income_row, remove_income_row
from interview.drafts.models import Draft
from interview.drafts.store import new_mark
from interview.steps import Route, Words
from interview.steps.conditions import currencies, income_rows
from interview.wizard.currencies import DOLLAR
from interview.wizard.navigation import page_url
from interview.years import YearInForce

LIST = "income_list"


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One job or business."""

    key: str
    label: str
    amount: str
    guess: bool
    url: str


def income_context(_request: HttpRequest, draft: Draft, route: Route, year: YearInForce) -> dict[str, Any]:
    """What the list page shows besides its form."""
    exchange = Exchange(route.saved, year.rates, Notebook())
    keys = income_rows(route.saved)
    rows = [_row(draft, route, key, exchange, year) for key in keys]
    total = _total(route, keys, exchange)
    return {
        "mark": new_mark(),
        "rows": rows,
        "total": None if total is None else currency_in_words(total, DOLLAR),
        "rates_used": _rates(draft, route, year),
        "can_add": [row for row in rows if row.key.count("-") == 1],
        "quick_note": _quick_note(route, total, exchange),
    }


def _row(draft: Draft, route: Route, key: str, exchange: Exchange, year: YearInForce) -> IncomeRow:
    page = route.pages[f"income-{key}"]
    amount = page.saved.own("income", "amount")
    return IncomeRow(
        key=key,
        label=Words(page.saved, lambda: year.parameters.dates).say(page.step.title),
        amount=money_in_words(amount, exchange) if amount else "",
        guess=bool(page.saved.own("income", "guess")),
        url=page_url(draft, page.address, back=LIST),
    )


def _total(route: Route, keys: list[str], exchange: Exchange) -> Decimal | None:
    """All rows together in dollars; nothing while a rate is missing."""
    try:
        amounts = [exchange.dollars(route.saved.about(key).own("income", "amount")) for key in keys]
    except Unfinished:
        return None
    return Decimal(whole(sum(amounts, Decimal(0))))


def _rates(draft: Draft, route: Route, year: YearInForce) -> list[dict[str, Any]]:
    """One line for each currency, with its rate and where it was read."""
    lines = []
    for code in currencies(route.saved):
        own = route.saved.get(f"rate-{code}", "rate")
        yearly = year.rates.get(code)
        lines.append(
            {
                "currency": code,
                "per_dollar": own or (yearly.per_dollar if yearly else None),
                "source": "" if own or yearly is None else yearly.source,
                "own": bool(own),
                "change_url": page_url(draft, f"rate-{code}", back=LIST),
            }
        )
    return lines


def _quick_note(route: Route, total: Decimal | None, exchange: Exchange) -> str:
    """The rows and the quick check's one amount should tell the same story; if not, a note, not an error."""
    quick = (route.answers.get("quick_earned") or {}).get("earned")
    if not quick or total is None:
        return ""
    try:
        said = Decimal(whole(exchange.dollars(quick)))
    except Unfinished:
        return ""
    if said == total:
        return ""
    return _("Your rows add up to {rows}. In the quick check you said about {said}.").format(
        rows=currency_in_words(total, DOLLAR), said=currency_in_words(said, DOLLAR)
    )


@require_POST
def income_add(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """One more job or business beside the one that was pressed."""
    draft = get_own_draft(request, draft_id)
    if key not in income_rows(Route(draft.answers).saved) or key.count("-") != 1:
        raise Http404(_("There is no such row."))
    try:
        added = add_income_row(draft, key, request.POST.get("mark", ""))
    except ListFull:
        return redirect(page_url(draft, LIST))
    return redirect(page_url(draft, f"income-{added}"))


@require_POST
def income_remove(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Take one row away."""
    draft = get_own_draft(request, draft_id)
    remove_income_row(draft, key, request.POST.get("mark", ""))
    route = Route(draft.answers)
    return redirect(page_url(draft, LIST if LIST in route.pages else "income_kinds-you"))
