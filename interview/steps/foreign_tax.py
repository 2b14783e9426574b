"""Section 7: income tax paid to other countries, by the two kinds of income that the US keeps apart."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from interview.steps.conditions import ROWS_OF_INCOME, SPOUSE, adults, has_children, has_income_from_abroad
from interview.steps.income import nothing
from interview.steps.questions import Choice, Money, Option, Phrase, Question, Step, Tick, unsure, yes_no
from interview.steps.saved import Saved, remembered
from interview.steps.sections import FOREIGN_TAX

GENERAL_KINDS = ("wages", "self", "pension", "unemployment")
PASSIVE_KINDS = ("interest", "dividends", "gains", "other")


def quick_paid(saved: Saved) -> str | None:
    """What the quick check said about tax abroad."""
    if saved.get("quick_foreign_tax", "not_sure"):
        return "not_sure"
    tax = saved.get("quick_foreign_tax", "tax")
    if not isinstance(tax, dict):
        return None
    return "no" if tax.get("amount") == "0" else "yes"


@remembered("children_list", *ROWS_OF_INCOME)
def asked(saved: Saved) -> bool:
    """Some income came from outside the US, and there is a credit that foreign tax can leave to be paid out."""
    return has_children(saved) and has_income_from_abroad(saved)


def paid(saved: Saved) -> bool:
    """There is foreign tax to enter."""
    return asked(saved) and saved.says("foreign_tax", "paid", "yes")


def has_general(saved: Saved) -> bool:
    """Work, business or a pension abroad: the general category of Form 1116."""
    return has_income_from_abroad(saved, *GENERAL_KINDS)


def has_passive(saved: Saved) -> bool:
    """Savings and investments abroad: the passive category of Form 1116."""
    return has_income_from_abroad(saved, *PASSIVE_KINDS)


def general_words(saved: Saved) -> Phrase:
    """The question about the general category, which holds pensions too."""
    if has_income_from_abroad(saved, "pension", "unemployment"):
        return _("How much of that tax was on your work and business income, pensions and unemployment pay?")
    return _("How much of that tax was on your work and business income?")


WHY_APART = _(
    "Only count tax on income. Leave out social insurance, health insurance and church tax. "
    "The US keeps tax on work pay apart from tax on savings and investments."
)

FOREIGN_TAX_STEPS = (
    Step(
        name="foreign_tax",
        section=FOREIGN_TAX,
        shown=asked,
        more=("foreign_tax_carryover",),
        questions=(
            Question(
                id="ftax.any",
                name="paid",
                text=lambda saved: (
                    _("Did you or your spouse pay income tax to another country for {year}?")
                    if SPOUSE in adults(saved)
                    else _("Did you pay income tax to another country for {year}?")
                ),
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
        shown=paid,
        more=("foreign_tax_when", "foreign_tax_carryover"),
        title=lambda saved: _("Tax you paid abroad") if has_general(saved) and has_passive(saved) else "",
        questions=(
            Question(
                id="ftax.amount",
                name="general",
                text=general_words,
                why=WHY_APART,
                short=_("Tax on pay from work"),
                shown=has_general,
                quick=lambda saved: saved.get("quick_foreign_tax", "tax"),
                kind=Money(),
            ),
            Question(
                id="ftax.amount_passive",
                name="passive",
                text=_("How much of that tax was on your interest, dividends, gains and rent?"),
                why=lambda saved: "" if has_general(saved) else WHY_APART,
                short=_("Tax on savings and investments"),
                shown=has_passive,
                kind=Money(),
            ),
            Question(
                id="ftax.another",
                name="another",
                text=_("I paid tax to another country as well"),
                short=_("Tax to a second country"),
                kind=Tick(),
            ),
        ),
    ),
    Step(
        name="foreign_tax_second",
        section=FOREIGN_TAX,
        shown=lambda saved: paid(saved) and bool(saved.get("foreign_tax_amount", "another")),
        title=_("Tax you paid to the second country"),
        intro=_("If there were more than two countries, add up the tax of all but the first."),
        questions=(
            Question(
                id="ftax.second",
                name="general",
                text=general_words,
                short=_("Second country: tax on pay from work"),
                shown=has_general,
                kind=Money(),
            ),
            Question(
                id="ftax.second_passive",
                name="passive",
                text=_("How much of that tax was on your interest, dividends, gains and rent?"),
                short=_("Second country: tax on savings and investments"),
                shown=has_passive,
                kind=Money(),
            ),
        ),
    ),
    Step(
        name="foreign_tax_when",
        section=FOREIGN_TAX,
        shown=paid,
        aside=True,
        questions=(
            Question(
                id="ftax.when",
                name="method",
                text=_("Do you count this tax in the year it was paid or the year it was for?"),
                why=_('Once you pick "the year it was for" you have to keep to it.'),
                short=_("When foreign tax counts"),
                default="accrued",
                kind=Choice(
                    empty=_("Choose how you count foreign tax"),
                    options=(
                        Option(code="accrued", text=_("The year it was for")),
                        Option(code="paid", text=_("The year I paid it")),
                        unsure(best="accrued"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        name="foreign_tax_carryover",
        section=FOREIGN_TAX,
        shown=asked,
        aside=True,
        title=_("Do you have unused foreign tax credit from earlier years?"),
        intro=_("It can lower this year's US tax too. It is on your last Form 1116."),
        questions=(
            Question(
                id="ftax.carryover",
                name="general",
                text=_("Unused credit for tax on work and business income"),
                short=_("Unused credit: pay from work"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
            Question(
                id="ftax.carryover_passive",
                name="passive",
                text=_("Unused credit for tax on interest, dividends, gains and rent"),
                short=_("Unused credit: savings and investments"),
                default=nothing,
                kind=Money(dollars_only=True),
            ),
        ),
    ),
)
