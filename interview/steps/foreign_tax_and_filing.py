"""Sections 7 and 9: tax paid to other countries, and more time to file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import (
    LATE_WINDOWS,
    adults,
    children,
    has_children,
    has_number,
    has_pay_from_abroad,
    home_abroad,
)
from interview.steps.questions import Choice, Money, Option, Question, Step, unsure, yes_no
from interview.steps.saved import Saved
from interview.steps.sections import FOREIGN_TAX, HISTORY


def quick_paid(saved: Saved) -> str | None:
    """What the quick check said about tax abroad."""
    if saved.get("quick_foreign_tax", "not_sure"):
        return "not_sure"
    tax = saved.get("quick_foreign_tax", "tax")
    if not isinstance(tax, dict):
        return None
    return "no" if tax.get("amount") == "0" else "yes"


def more_time_matters(saved: Saved) -> bool:
    """A number came after the due date, or has yet to come."""
    for person in adults(saved):
        if saved.says(f"id_window-{person}", "window", *LATE_WINDOWS):
            return True
    for child in map(saved.about, children(saved)):
        without_number = child.own("child_papers", "papers") is not None and not has_number(child)
        if without_number or child.own_says("child_issued", "window", *LATE_WINDOWS):
            return True
    return False


FOREIGN_TAX_STEPS = (
    Step(
        name="foreign_tax",
        section=FOREIGN_TAX,
        shown=lambda saved: has_children(saved) and has_pay_from_abroad(saved),
        questions=(
            Question(
                id="ftax.any",
                name="paid",
                text=_("Did you pay income tax to another country for {year}?"),
                why=_("That tax can wipe out your US tax, which leaves more of the child credit to be paid to you."),
                more=_("If you are not sure, we count none for now. That is the safe side."),
                short=_("Income tax abroad"),
                quick=quick_paid,
                kind=yes_no(
                    yes=_("Yes, I paid tax there"),
                    no=_("No"),
                    empty=_("Select yes if you paid income tax to another country"),
                    or_unsure=True,
                    best="yes",
                ),
            ),
        ),
    ),
    Step(
        name="foreign_tax_amount",
        section=FOREIGN_TAX,
        shown=lambda saved: saved.says("foreign_tax", "paid", "yes"),
        questions=(
            Question(
                id="ftax.amount",
                name="general",
                text=_("How much of that tax was on your work and business income?"),
                why=_(
                    "Only count tax on income. Leave out social insurance, health insurance and church tax. "
                    "The US keeps tax on work pay apart from tax on savings and investments."
                ),
                short=_("Tax on pay from work"),
                quick=lambda saved: saved.get("quick_foreign_tax", "tax"),
                kind=Money(),
            ),
        ),
    ),
)

FILING_STEPS = (
    Step(
        name="extension",
        section=HISTORY,
        shown=more_time_matters,
        questions=(
            Question(
                id="hist.extension",
                name="extension",
                text=_("Did you have more time to file for {year}?"),
                why=_("More time to file is also more time for a tax number to be issued."),
                short=_("More time to file"),
                kind=Choice(
                    empty=_("Choose whether you had more time to file"),
                    options=(
                        Option(code="none", text=_("No")),
                        Option(
                            code="abroad",
                            text=_("I lived abroad on the due date, so until {abroad_date}"),
                            shown=home_abroad,
                        ),
                        Option(code="f4868", text=_("I sent Form 4868, so until {ext_date}")),
                        Option(code="more", text=_("I asked for more than that")),
                        unsure(best="f4868"),
                    ),
                ),
            ),
        ),
    ),
)
