"""Section 7: tax paid to other countries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import has_children, has_pay_from_abroad
from interview.steps.questions import Money, Question, Step, yes_no
from interview.steps.saved import Saved
from interview.steps.sections import FOREIGN_TAX


def quick_paid(saved: Saved) -> str | None:
    """What the quick check said about tax abroad."""
    if saved.get("quick_foreign_tax", "not_sure"):
        return "not_sure"
    tax = saved.get("quick_foreign_tax", "tax")
    if not isinstance(tax, dict):
        return None
    return "no" if tax.get("amount") == "0" else "yes"


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
