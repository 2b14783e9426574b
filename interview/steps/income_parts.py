"""Section 5, the parts of dividends and gains that are taxed at a lower rate."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import income_rows, is_kind
from interview.steps.people import said
from interview.steps.questions import Money, Question, Step, Tick
from interview.steps.saved import Condition, Saved
from interview.steps.sections import INCOME


def above_zero(kind: str) -> Condition:
    """A row of this kind with an amount that can have a part."""

    def condition(saved: Saved) -> bool:
        amount = saved.own("income", "amount")
        return is_kind(kind)(saved) and isinstance(amount, dict) and Decimal(amount["amount"]) > 0

    return condition


def whole_amount(saved: Saved) -> dict[str, str] | None:
    """The amount of the row, of which another one is a part."""
    amount = saved.own("income", "amount")
    return amount if isinstance(amount, dict) else None


INCOME_PARTS = (
    Step(
        name="income_qualified",
        section=INCOME,
        each=income_rows,
        shown=above_zero("dividends"),
        questions=(
            Question(
                id="income.qualified_part",
                name="part",
                text=_('How much of the dividends is "qualified"?'),
                why=_(
                    "That part is taxed at a lower rate. Your statement shows it. If you do not know, we treat none of "
                    "it as qualified."
                ),
                short=said(_("Qualified part of your dividends"), _("Qualified part of your spouse's dividends")),
                unless="not_sure",
                best=whole_amount,
                kind=Money(
                    part_of=whole_amount,
                    too_much=_("The qualified part cannot be more than the dividends you entered"),
                ),
            ),
            Question(
                id="income.qualified_unsure",
                name="not_sure",
                text=_("I'm not sure"),
                short=_("Qualified part: not sure"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="income_long",
        section=INCOME,
        each=income_rows,
        shown=above_zero("gains"),
        questions=(
            Question(
                id="income.long_part",
                name="part",
                text=_("How much of this gain is on things you held for more than a year?"),
                why=_("Long-held gains are taxed at a lower rate."),
                short=said(_("Long-held part of your gain"), _("Long-held part of your spouse's gain")),
                unless="not_sure",
                best=whole_amount,
                kind=Money(
                    part_of=whole_amount,
                    too_much=_("The long-held part cannot be more than the gain you entered"),
                ),
            ),
            Question(
                id="income.long_unsure",
                name="not_sure",
                text=_("I'm not sure"),
                short=_("Long-held part: not sure"),
                kind=Tick(),
            ),
        ),
    ),
)
