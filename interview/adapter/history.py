"""Answers about earlier years into the contract's `history`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import Exchange, whole
from interview.engine import Parameters
from interview.steps import Saved
from interview.steps.conditions import FULLY_PAID_OUT, age_at_year_end, age_limit, children

WAIT = {"two": 2, "ten": 10}
DISASTER_LOOKBACK = (2017, 2018, 2019)
PAID_EARLY_SHARE = 2
"""One half of the year's credit was sent out early: IRC 7527A(b)(1)."""


def history_document(saved: Saved, exchange: Exchange, parameters: Parameters, notebook: Notebook) -> dict[str, Any]:
    """What earlier years, and the early payments of 2021, mean for this one."""
    found: dict[str, Any] = {"child_credit_disallowed": disallowed(saved, notebook)}
    earlier = saved.get("lookback", "earned")
    if earlier is not None:
        found["lookback_earned_income"] = whole(exchange.dollars(earlier))
    if saved.tax_year in DISASTER_LOOKBACK:
        notebook.note(
            _(
                "We did not use the rule that let people in some disaster areas count the pay of the year before. If "
                "you lived in one, ask an advisor."
            )
        )
    if saved.tax_year == FULLY_PAID_OUT and children(saved):
        received, count = paid_early(saved, exchange, parameters, notebook)
        found |= {"advance_child_credit_received": received, "advance_children": count}
    return found


def disallowed(saved: Saved, notebook: Notebook) -> str:
    """A denied credit needs Form 8862 once; a wait covers the 2 or 10 years after the denied one: IRC 24(g)."""
    if saved.says("history", "denied", "not_sure"):
        notebook.note(
            _("You were not sure if the IRS ever cut or denied your credit. We took it that you need Form 8862."),
            "history",
        )
        return "needs_form_8862"
    if not saved.says("history", "denied", "yes"):
        return "none"
    if saved.says("history_form_8862", "accepted", "yes"):
        return "none"
    if saved.says("history_form_8862", "accepted", "not_sure"):
        notebook.note(_("We took it that you still need to send Form 8862."), "history_form_8862")
    if saved.says("history_wait", "wait", "not_sure"):
        notebook.note(
            _("You were not sure if the IRS told you to wait. We took it that the wait covers this year."),
            "history_wait",
        )
        return "banned"
    last, denied = last_year_of_wait(saved), saved.get("history_denied_year", "year")
    in_force = last is not None and denied < saved.tax_year <= last
    return "banned" if in_force else "needs_form_8862"


def last_year_of_wait(saved: Saved) -> int | None:
    """The last tax year for which the IRS allows no child credit; None without a wait, or where nobody knows it."""
    denied = saved.get("history_denied_year", "year")
    years = WAIT.get(saved.get("history_wait", "wait"))
    return None if denied is None or years is None else int(denied) + years


def paid_early(saved: Saved, exchange: Exchange, parameters: Parameters, notebook: Notebook) -> tuple[int, int]:
    """What came early in 2021, and for how many children. Not knowing takes the most that the law let the IRS send."""
    if not saved.get("paid_early", "not_sure"):
        received = whole(exchange.dollars(saved.get("paid_early", "received")))
        return received, int(saved.get("paid_early", "children") or 0)
    notebook.note(
        _("You were not sure what the IRS sent you early. We took it as half of the credit of each child."),
        "paid_early",
    )
    return most_paid_early(saved, parameters)


def most_paid_early(saved: Saved, parameters: Parameters) -> tuple[int, int]:
    """Half of the full credit of every child on the list who is young enough for it."""
    plan, figures = parameters.american_rescue_plan, parameters.child_tax_credit
    ages = [age_at_year_end(saved.about(key)) or 0 for key in children(saved)]
    counted = [age for age in ages if age < age_limit(saved)]
    if plan is None:
        return 0, 0
    credit = sum(plan.per_young_child if age < plan.young_age_limit else figures.per_child for age in counted)
    return credit // PAID_EARLY_SHARE, len(counted)
