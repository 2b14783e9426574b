"""The exchange rates behind the amounts of one screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from interview.drafts.models import Draft
from interview.steps import Route
from interview.wizard.currencies import DOLLAR
from interview.wizard.fields import MoneyField
from interview.wizard.forms import PageForm
from interview.wizard.navigation import page_url
from interview.years import YearInForce


def rates_context(
    form: PageForm, draft: Draft, route: Route, page: str, year: Callable[[], YearInForce]
) -> dict[str, Any]:
    """All rates for the script, and those in use for the reader. The year's figures are read only where money is."""
    fields = [
        field for field in form.fields.values() if isinstance(field, MoneyField) and not field.widget.dollars_only
    ]
    if not fields:
        return {"has_money": False}
    known = {code: rate for code, rate in fields[0].widget.rates.items() if rate is not None}
    values = [form[name].value() for name in form.fields]
    typed = [str(value.get("currency") or "") for value in values if isinstance(value, dict)]
    shown = {code for code in (*typed, fields[0].widget.usual) if code and code != DOLLAR}
    own = {code for code in shown if route.saved.get(f"rate-{code}", "rate")}
    yearly = year().rates
    return {
        "has_money": True,
        "rates": json.dumps({code: float(rate) for code, rate in known.items()}),
        "rates_shown": [
            {
                "currency": code,
                "per_dollar": known.get(code),
                "source": None if code in own or code not in yearly else yearly[code].source_in_words,
                "own": code in own,
                "change_url": page_url(draft, f"rate-{code}", back=page) if f"rate-{code}" in route.pages else "",
            }
            for code in sorted(shown)
        ],
    }
