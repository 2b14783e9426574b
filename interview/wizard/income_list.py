"""The list of income: one card for each row, the sum in dollars, and the exchange rates that it rests on."""

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
from interview.drafts.answers_in_words import currency_in_words, money_in_words
from interview.drafts.kept_results import after_change
from interview.drafts.lists import (
    ListFull,
    add_income_row,
    first_row,
    remove_income_row,
    restore_income_row,
    row_was_removed,
)
from interview.drafts.models import Draft
from interview.drafts.store import new_mark
from interview.firms.answering import draft_to_answer
from interview.steps import Route, Saved
from interview.steps.conditions import YOU, adults, currencies, income_rows, is_work
from interview.steps.income_words import row_title
from interview.wizard.currencies import DOLLAR
from interview.wizard.navigation import page_url
from interview.years import YearInForce

LIST = "income_list"


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One source of income of one person."""

    key: str
    label: str
    amount: str
    guess: bool
    url: str


def income_context(request: HttpRequest, draft: Draft, route: Route, year: YearInForce) -> dict[str, Any]:
    """What the list page shows besides its form."""
    exchange = Exchange(route.saved, year.rates, Notebook())
    keys = income_rows(route.saved)
    total = _total(route.saved, keys, exchange)
    removed = request.GET.get("removed", "")
    removed = removed if row_was_removed(draft.answers, removed) else ""
    return {
        "mark": new_mark(),
        "rows": [_row(draft, route, key, exchange) for key in keys],
        "total": None if total is None else currency_in_words(total, DOLLAR),
        "rates_used": _rates(draft, route, year),
        "can_add": [(first, _title(route.saved, first)) for first in dict.fromkeys(map(first_row, keys))],
        "kinds_urls": [
            (_of_person(person), page_url(draft, f"income_kinds-{person}", back=LIST)) for person in adults(route.saved)
        ],
        "abroad_url": _abroad_url(draft, route),
        "removed": removed,
        "removed_title": _title(route.saved, removed) if removed else "",
        "quick_note": _quick_note(route, keys, exchange),
    }


def income_together(saved: Saved, year: YearInForce) -> str:
    """All income in dollars, in words; nothing while there is none or a rate is missing."""
    keys = income_rows(saved)
    total = _total(saved, keys, Exchange(saved, year.rates, Notebook())) if keys else None
    return "" if total is None else currency_in_words(total, DOLLAR)


def _title(saved: Saved, key: str) -> str:
    """What a row is called."""
    title = row_title(saved.about(key))
    return str(title)


def _of_person(person: str) -> str:
    return _("Add another kind of income") if person == YOU else _("Add another kind of income of your spouse")


def _abroad_url(draft: Draft, route: Route) -> str:
    """Where a family in the US says that some income came from outside it; empty once everybody has said so."""
    saved = route.saved
    people = [person for person in adults(saved) if not saved.get(f"income_kinds-{person}", "abroad_too")]
    if not people or not saved.says("home", "main_place", "us"):
        return ""
    return page_url(draft, f"income_kinds-{people[0]}", back=LIST)


def _row(draft: Draft, route: Route, key: str, exchange: Exchange) -> IncomeRow:
    page = route.pages[f"income-{key}"]
    amount = page.saved.own("income", "amount")
    return IncomeRow(
        key=key,
        label=_title(route.saved, key),
        amount=money_in_words(amount, exchange) if amount else "",
        guess=bool(page.saved.own("income", "guess")),
        url=page_url(draft, page.address, back=LIST),
    )


def _total(saved: Saved, keys: list[str], exchange: Exchange) -> Decimal | None:
    """Rows together in dollars; nothing while a rate is missing."""
    try:
        amounts = [exchange.dollars(saved.about(key).own("income", "amount")) for key in keys]
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
                "source": "" if own or yearly is None else yearly.source_in_words,
                "own": bool(own),
                "change_url": page_url(draft, f"rate-{code}", back=LIST),
            }
        )
    return lines


def _quick_note(route: Route, keys: list[str], exchange: Exchange) -> str:
    """Pay from work and the quick check's one amount should tell the same story; if not, a note, not an error."""
    total = _total(route.saved, [key for key in keys if is_work(route.saved.about(key))], exchange)
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
    """One more row of the kind that was pressed."""
    draft = draft_to_answer(request, draft_id)
    if key not in map(first_row, income_rows(Route(draft.answers).saved)):
        raise Http404(_("There is no such row."))
    try:
        added = add_income_row(draft, key, request.POST.get("mark", ""))
    except ListFull:
        return redirect(page_url(draft, LIST))
    return redirect(page_url(draft, f"income-{added}"))


@require_POST
def income_remove(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Take one row off the list; the list offers to put it back."""
    draft = draft_to_answer(request, draft_id)
    remove_income_row(draft, key)
    after_change(draft)
    return redirect(page_url(draft, LIST, removed=key))


@require_POST
def income_restore(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Put a removed row back with all that was typed."""
    draft = draft_to_answer(request, draft_id)
    restore_income_row(draft, key)
    after_change(draft)
    return redirect(page_url(draft, LIST))
